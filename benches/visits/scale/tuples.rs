// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rows as PostgreSQL's binary `COPY` takes them.

use chrono::{DateTime, Utc};
use futures_util::SinkExt;
use hyper::body::Bytes;
use std::pin::Pin;
use tokio_postgres::{Client, CopyInSink};
use uuid::Uuid;

/// Microseconds from 1970 to 2000, where PostgreSQL's time begins.
const EPOCH: i64 = 946_684_800_000_000;

/// Some rows.
#[derive(Default)]
pub struct Tuples(Vec<u8>);

impl Tuples {
    /// Begins a row of so many columns.
    pub fn row(&mut self, columns: i16) -> &mut Self {
        self.0.extend_from_slice(&columns.to_be_bytes());
        self
    }

    /// `bytea`, and `text` as its bytes.
    pub fn bytes(&mut self, value: &[u8]) -> &mut Self {
        let length = i32::try_from(value.len()).expect("a short value");
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(value);
        self
    }

    pub fn null(&mut self) -> &mut Self {
        self.0.extend_from_slice(&(-1_i32).to_be_bytes());
        self
    }

    pub fn text(&mut self, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.bytes(value.as_bytes()),
            None => self.null(),
        }
    }

    pub fn uuid(&mut self, value: Option<Uuid>) -> &mut Self {
        match value {
            Some(value) => self.bytes(value.as_bytes()),
            None => self.null(),
        }
    }

    /// `bigint`
    pub fn int8(&mut self, value: i64) -> &mut Self {
        self.bytes(&value.to_be_bytes())
    }

    /// `integer`
    pub fn int4(&mut self, value: i32) -> &mut Self {
        self.bytes(&value.to_be_bytes())
    }

    /// `smallint`
    pub fn int2(&mut self, value: i16) -> &mut Self {
        self.bytes(&value.to_be_bytes())
    }

    /// `timestamptz`
    pub fn time(&mut self, value: DateTime<Utc>) -> &mut Self {
        self.int8(value.timestamp_micros() - EPOCH)
    }
}

/// A `COPY … FROM STDIN` under way.
pub struct Copy(Pin<Box<CopyInSink<Bytes>>>);

impl Copy {
    /// Into these columns of a table: `cases (id, protocol)`.
    pub async fn into(client: &Client, table: &str) -> Self {
        let statement = format!("COPY {table} FROM STDIN (FORMAT binary)");
        let mut copy = Self(Box::pin(client.copy_in(&statement).await.expect("COPY")));
        // signature, flags, and no extension
        copy.give(b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0".to_vec()).await;
        copy
    }

    async fn give(&mut self, bytes: Vec<u8>) {
        self.0.send(bytes.into()).await.expect("the database takes rows");
    }

    pub async fn send(&mut self, tuples: Tuples) {
        if !tuples.0.is_empty() {
            self.give(tuples.0).await;
        }
    }

    /// Answers how many rows there are now.
    pub async fn finish(mut self) -> u64 {
        self.give(vec![0xff, 0xff]).await;
        self.0.as_mut().finish().await.expect("the database has the rows")
    }
}
