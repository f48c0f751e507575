// SPDX-License-Identifier: AGPL-3.0-or-later
//! What can be wrong with the register, each in words of its own.

use chrono::{DateTime, Utc};
use std::fmt;
use uuid::Uuid;

/// Something that was changed behind everybody's back. Numbers of rows are those of the tree, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A row is not what its writer signed.
    Edited {
        /// Its number, if it has one.
        number: Option<u64>,
        /// Which.
        row: Uuid,
        /// What of it.
        what: String,
    },
    /// Rows are gone, and the archive that is named for them is in no row that a writer signed.
    UnsignedArchive {
        /// The first number.
        first: u64,
        /// The number behind the last.
        size: u64,
        /// The file.
        file: String,
    },
    /// Rows are gone from the middle.
    Deleted {
        /// The first number.
        from: u64,
        /// How many.
        count: u64,
    },
    /// Rows are gone from the middle and those behind were numbered anew.
    DeletedBetween {
        /// What was there before it is as it was signed.
        from: u64,
        /// The first checkpoint that tells.
        to: u64,
        /// How many.
        count: u64,
    },
    /// A row that waited for its number is gone.
    DeletedWaiting {
        /// Which.
        row: Uuid,
    },
    /// A row that no writer wrote.
    Inserted {
        /// Its number, if it has one.
        number: Option<u64>,
        /// Which.
        row: Uuid,
        /// How one sees it.
        why: &'static str,
    },
    /// A genuine row in another's place.
    Reordered {
        /// The place.
        number: u64,
        /// The row that stands there.
        row: Uuid,
    },
    /// Genuine rows that do not give the signed root.
    ReorderedBetween {
        /// What was there before it is as it was signed.
        from: u64,
        /// The first checkpoint that tells.
        to: u64,
    },
    /// The first rows are gone.
    HeadCut {
        /// How many.
        count: u64,
    },
    /// The last rows are gone.
    TailCut {
        /// Rows that are there.
        left: u64,
        /// Rows that were there.
        signed: u64,
        /// What tells.
        by: String,
    },
    /// A checkpoint is not what the sequencer signed.
    Forged {
        /// Which.
        which: String,
        /// What does not fit.
        why: &'static str,
    },
    /// A checkpoint is gone.
    CheckpointDeleted {
        /// Its number.
        number: u64,
    },
    /// Something was written at an earlier time than what came before it.
    ClockBack {
        /// What.
        which: String,
        /// Its time.
        at: DateTime<Utc>,
        /// The time of what came before.
        after: DateTime<Utc>,
    },
    /// A file that ends too early or is in disorder.
    File(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbered =
            |number: &Option<u64>| number.map_or(" (without a number)".into(), |n| format!(" (number {n})"));
        let time = |at: &DateTime<Utc>| at.format("%Y-%m-%d %H:%M:%S UTC").to_string();
        match self {
            Self::Edited { number, row, what } => write!(f, "EDITED: row {row}{}: {what}.", numbered(number)),
            Self::Deleted { from, count: 1 } => write!(f, "DELETED: the row of number {from} is gone."),
            Self::Deleted { from, count } => {
                write!(f, "DELETED: the {count} rows from number {from} to {} are gone.", from + count - 1)
            }
            Self::DeletedBetween { from, to, count } => write!(
                f,
                "DELETED: {count} of the rows from number {from} on are gone and what came behind was numbered anew: \
                 the checkpoint over {to} rows does not fit."
            ),
            Self::DeletedWaiting { row } => {
                write!(f, "DELETED: row {row}, which waited for its number, is gone.")
            }
            Self::Inserted { number, row, why } => {
                write!(f, "INSERTED: row {row}{}: {why}.", numbered(number))
            }
            Self::Reordered { number, row } => write!(
                f,
                "REORDERED: at number {number} stands row {row}, which is genuine and was not numbered there."
            ),
            Self::ReorderedBetween { from, to } => write!(
                f,
                "REORDERED: the rows from number {from} to {} are genuine, but not in the order that the checkpoint over {to} \
                 rows was signed for.",
                to - 1
            ),
            Self::HeadCut { count } => write!(f, "HEAD CUT: the first rows, {count} of them, are gone."),
            Self::TailCut { left, signed, by } => write!(
                f,
                "TAIL CUT: the last rows, {} of them, are gone: {left} are left of the {signed} that {by} speaks of.",
                signed - left
            ),
            Self::Forged { which, why } => write!(f, "CHECKPOINT FORGED: {which}: {why}."),
            Self::CheckpointDeleted { number } => write!(f, "CHECKPOINT DELETED: number {number} is gone."),
            Self::ClockBack { which, at, after } => {
                write!(
                    f,
                    "CLOCK WENT BACK: {which} is of {}, what came before it of {}.",
                    time(at),
                    time(after)
                )
            }
            Self::UnsignedArchive { first, size, file } => write!(
                f,
                "DELETED: the rows from number {first} to {} are said to be in the archive {file}, and no signed row says so.",
                size - 1
            ),
            Self::File(what) => write!(f, "FILE: {what}."),
        }
    }
}
