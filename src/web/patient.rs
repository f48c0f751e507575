// SPDX-License-Identifier: AGPL-3.0-or-later
//! A body that is waited for, but not for ever, and read, but not without end.

use actix_web::dev::Payload;
use actix_web::web;
use futures_util::{Stream, StreamExt};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// A request that sends nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// What is read of a body in all.
const WHOLE: usize = 256 * 1024 * 1024;

/// A body whose silence ends it, and its length.
pub(super) struct Patient {
    payload: Payload,
    left: usize,
    until: Pin<Box<tokio::time::Sleep>>,
}

impl Patient {
    pub(super) fn new(payload: Payload) -> Self {
        Self { payload, left: WHOLE, until: Box::pin(tokio::time::sleep(SILENCE)) }
    }
}

impl Stream for Patient {
    type Item = Result<web::Bytes, actix_web::error::PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.payload.poll_next_unpin(cx) {
            Poll::Ready(chunk) => {
                self.until.as_mut().reset(tokio::time::Instant::now() + SILENCE);
                let length =
                    chunk.as_ref().and_then(|chunk| chunk.as_ref().ok()).map_or(0, |bytes| bytes.len());
                match self.left.checked_sub(length) {
                    Some(left) => self.left = left,
                    None => return Poll::Ready(Some(Err(actix_web::error::PayloadError::Overflow))),
                }
                Poll::Ready(chunk)
            }
            Poll::Pending => match self.until.as_mut().poll(cx) {
                Poll::Ready(()) => Poll::Ready(Some(Err(actix_web::error::PayloadError::Incomplete(None)))),
                Poll::Pending => Poll::Pending,
            },
        }
    }
}
