// SPDX-License-Identifier: AGPL-3.0-or-later
//! Files that a page sends (`multipart/form-data`), read one after the other: the token first, then short texts, then files. No name of
//! a file is a path here, and none is kept.
//!
//! `actix-multipart` reads the body: it is the framework's own, works on its streams as they are, and holds no more than one
//! chunk of a file; what it offers beside (temporary files, derived forms) is left out.

use super::app::App;
use super::error::PageError;
use super::form::TOKEN;
use super::visitor::Visitor;
use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use futures_util::{Stream, StreamExt};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// A request that sends nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// What is read of a part that nobody wants, so that the browser sees the answer instead of a broken line.
const PATIENCE: usize = 64 * 1024 * 1024;

/// What is read of a body in all.
const WHOLE: usize = 256 * 1024 * 1024;

/// A text among the files at most, in bytes.
const TEXT: usize = 200;

/// The files of a request whose token was right.
pub(super) struct Upload {
    parts: Multipart,
}

/// A part of a request.
pub(super) enum Part {
    /// A field with a short text.
    Text(String, String),
    /// A file.
    File(Sent),
}

/// A file as it came.
pub(super) struct Sent {
    /// The last part of its name without odd characters, to speak of it on the page that answers; never kept.
    pub(super) name: String,
    /// Its bytes; none where it has more than a file may.
    pub(super) bytes: Option<Vec<u8>>,
}

/// Whether a request sends files.
pub(super) fn is_upload(req: &HttpRequest) -> bool {
    req.content_type().eq_ignore_ascii_case("multipart/form-data")
}

/// Reads a body to its end and forgets it.
pub(super) async fn drain(mut payload: Payload) {
    let mut read = 0;
    while let Some(Ok(chunk)) = payload.next().await {
        read += chunk.len();
        if read > PATIENCE {
            break;
        }
    }
}

impl FromRequest for Upload {
    type Error = PageError;
    type Future = LocalBoxFuture<'static, Result<Self, PageError>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let visitor = Visitor::of(&req)?;
            if !is_upload(&req) {
                drain(payload).await;
                return Err(PageError::Elsewhere);
            }
            let mut upload = Self { parts: Multipart::new(req.headers(), Patient::new(payload)) };
            let token = match upload.next(0).await? {
                Some(Part::Text(name, value)) if name == TOKEN => value,
                _ => String::new(),
            };
            if visitor.token_fits(&token) {
                return Ok(upload);
            }
            while upload.next(0).await?.is_some() {}
            let known = visitor.session.as_ref().is_some_and(|session| session.knew_token(&token));
            let from_before = known && req.app_data::<web::Data<App>>().is_some();
            Err(match from_before {
                true => PageError::refused("refused-upload-old-page", req.path().to_owned()),
                false => PageError::Elsewhere,
            })
        })
    }
}

impl Upload {
    /// The next part; none at the end. A file of more than `most` bytes is read to its end without being kept.
    ///
    /// # Errors
    /// Where the body is cut or is none: nothing of the part that was being read is kept.
    pub(super) async fn next(&mut self, most: usize) -> Result<Option<Part>, PageError> {
        let Some(field) = self.parts.next().await else { return Ok(None) };
        let mut field = field.map_err(|_| PageError::Unreadable)?;
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.content_disposition().and_then(|said| said.get_filename()).map(shown);
        match file_name {
            Some(name) => Ok(Some(Part::File(Sent { name, bytes: read(&mut field, most).await? }))),
            None => {
                let text = read(&mut field, TEXT).await?.ok_or(PageError::Unreadable)?;
                let text = String::from_utf8(text).map_err(|_| PageError::Unreadable)?;
                Ok(Some(Part::Text(name, text)))
            }
        }
    }
}

async fn read(field: &mut Field, most: usize) -> Result<Option<Vec<u8>>, PageError> {
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(|_| PageError::Unreadable)?;
        length += chunk.len();
        if length > PATIENCE {
            return Err(PageError::TooLarge);
        }
        if length <= most {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok((length <= most).then_some(bytes))
}

/// The last part of a file's name, without what could be taken for anything but letters.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let fit = |c: &char| c.is_alphanumeric() || " .,-_()".contains(*c);
    let name: String = last.chars().filter(fit).take(60).collect();
    name.trim_matches(['.', ' ']).to_owned()
}

/// A body whose silence ends it, and its length.
struct Patient {
    payload: Payload,
    left: usize,
    until: Pin<Box<tokio::time::Sleep>>,
}

impl Patient {
    fn new(payload: Payload) -> Self {
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

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_name_of_a_file_is_words_on_a_page_and_no_path() {
        for (name, words) in [
            ("Carta d'identità.pdf", "Carta didentità.pdf"),
            ("../../x", "x"),
            ("..\\..\\windows\\x.png", "x.png"),
            ("/etc/passwd", "passwd"),
            ("..", ""),
            ("a\0b\n<script>.pdf", "abscript.pdf"),
            ("\u{202e}fdp.exe", "fdp.exe"),
        ] {
            assert_eq!(shown(name), words);
        }
        assert_eq!(shown(&"è".repeat(1_000)).chars().count(), 60);
    }
}
