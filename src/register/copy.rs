// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rows as PostgreSQL sends them by COPY in its binary form: many in one piece of memory, nothing of them taken apart before it
//! is needed. For whoever reads millions.

use crate::db::Breakage;
use futures_util::StreamExt;
use std::pin::Pin;
use tokio_postgres::{Client, CopyOutStream, NoTls};

/// What every such stream begins with; then come flags and the length of what else there is, four bytes each.
const SIGNATURE: &[u8; 11] = b"PGCOPY\n\xff\r\n\0";

/// Rows in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Copied {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Copied {
    /// How many.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The row of this place.
    pub fn row(&self, place: usize) -> Fields<'_> {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        Fields(&self.bytes[start..self.ends[place]])
    }
}

/// The fields of a row, one after the other.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    /// The next; none where it is NULL, or there is no more.
    pub fn next(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        let (field, rest) = rest.split_at_checked(usize::try_from(i32::from_be_bytes(*length)).ok()?)?;
        self.0 = rest;
        Some(field)
    }

    /// The one behind the next `skipped`.
    pub fn nth(&mut self, skipped: usize) -> Option<&'a [u8]> {
        for _ in 0..skipped {
            self.next();
        }
        self.next()
    }
}

/// A connection that copies, in the moment of another's transaction.
pub(super) struct Copier {
    client: Client,
    connection: tokio::task::JoinHandle<()>,
}

impl Copier {
    /// Connects and sees what the transaction saw that exported `snapshot`. What is asked for is wanted in the order of an index, from
    /// its beginning to its end: rows are looked up one by one as it goes, and nothing is sorted on a disk before the first comes.
    pub async fn connect(url: &str, snapshot: &str) -> Result<Self, Breakage> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.map_err(Breakage::away)?;
        let connection = tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(%error, "a connection that copies ended");
            }
        });
        let copier = Self { client, connection };
        let begin = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '{}';
             SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_sort = off;
             SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_material = off;
             SET LOCAL enable_memoize = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off",
            snapshot.replace('\'', "")
        );
        copier.client.batch_execute(&begin).await.map_err(Breakage::new)?;
        Ok(copier)
    }

    /// Begins to copy the answer of a question.
    pub async fn copy(&self, question: &str) -> Result<Rows, Breakage> {
        let copy = format!("COPY ({question}) TO STDOUT (FORMAT binary)");
        let stream = self.client.copy_out(&copy).await.map_err(Breakage::new)?;
        Ok(Rows { stream: Box::pin(stream), begun: false, ended: false })
    }
}

impl Drop for Copier {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

/// Rows under way.
pub(super) struct Rows {
    stream: Pin<Box<CopyOutStream>>,
    begun: bool,
    ended: bool,
}

impl Rows {
    /// The next rows; none at the end.
    pub async fn next(&mut self, most: usize) -> Result<Option<Copied>, Breakage> {
        let mut copied = Copied { bytes: Vec::with_capacity(most * 900), ends: Vec::with_capacity(most) };
        while copied.len() < most && !self.ended {
            let Some(message) = self.stream.next().await else {
                self.ended = true;
                break;
            };
            let message = message.map_err(Breakage::new)?;
            let odd = || Breakage::new("PostgreSQL copies in another form than the one known here");
            let mut rest = &message[..];
            if !std::mem::replace(&mut self.begun, true) {
                let (length, behind) = rest
                    .strip_prefix(SIGNATURE)
                    .and_then(|rest| rest.get(4..)?.split_first_chunk())
                    .ok_or_else(odd)?;
                rest = behind.get(u32::from_be_bytes(*length) as usize..).ok_or_else(odd)?;
            }
            // a row is a message; the last of all has no fields
            if let Some((fields, row)) = rest.split_first_chunk()
                && i16::from_be_bytes(*fields) >= 0
            {
                copied.bytes.extend_from_slice(row);
                copied.ends.push(copied.bytes.len());
            }
        }
        Ok((copied.len() > 0).then_some(copied))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A row of these fields.
    pub fn row(fields: &[Option<&[u8]>]) -> Copied {
        let mut bytes = Vec::new();
        for field in fields {
            let length = field.map_or(-1, |field| i32::try_from(field.len()).unwrap());
            bytes.extend(length.to_be_bytes());
            bytes.extend(field.unwrap_or_default());
        }
        Copied { ends: vec![bytes.len()], bytes }
    }

    #[test]
    fn fields_are_read_as_far_as_there_are_any() {
        let bytes = [&[0, 0, 0, 2, b'a', b'b'][..], &[255; 4], &[0, 0, 0, 0], &[0, 0, 0, 9, b'c']].concat();
        let copied = Copied { ends: vec![6, bytes.len()], bytes };
        let (mut first, mut second) = (copied.row(0), copied.row(1));
        assert_eq!((first.next(), first.next()), (Some(&b"ab"[..]), None));
        assert_eq!((second.next(), second.next(), second.next()), (None, Some(&b""[..]), None), "cut off");
    }
}
