// SPDX-License-Identifier: AGPL-3.0-or-later
//! The things that the register is made of, as they are verified and exported: the names of an export's lines.

use super::rows::{Row, base64_bytes};
use super::tree::Hash;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One thing in the register.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Item {
    /// A writer's public key.
    WriterKey {
        id: String,
        #[serde(with = "base64_bytes")]
        public: [u8; 32],
    },
    /// A public key of checkpoints.
    CheckpointKey {
        #[serde(with = "base64_bytes")]
        public: [u8; 32],
    },
    /// A numbered row, which may be gone.
    Leaf {
        index: u64,
        row_id: Uuid,
        #[serde(with = "base64_bytes")]
        hash: Hash,
        row: Option<Row>,
    },
    /// A checkpoint, behind the leaves that it was signed over.
    Checkpoint {
        number: u64,
        size: u64,
        #[serde(with = "base64_bytes")]
        root: Hash,
        at: DateTime<Utc>,
        note: String,
    },
    /// A row without a number, and the hash that waits for one (empty where none does).
    Loose {
        row: Row,
        #[serde(with = "base64_bytes")]
        queued: Vec<u8>,
    },
    /// A hash that waits for a number and has no row.
    Orphan { row_id: Uuid },
    /// Rows from `first` up to `size` were archived in this file.
    Archived {
        first: u64,
        size: u64,
        file: String,
        #[serde(with = "base64_bytes")]
        sha256: [u8; 32],
    },
    /// The first line of an archive: its rows were written before then, and are under this checkpoint.
    Archive { first: u64, size: u64, before: DateTime<Utc>, checkpoint: String },
    /// The end of an export.
    End,
}
