// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lists of facts as files: asked for on a page, made by the worker, fetched by the one who asked, gone after some hours.
//!
//! `waiting` → `running` → `ready` or `failed`; `ready` → `expired`. An attempt that falls silent is begun anew: its pieces were
//! never committed, so that there is one file or none.

mod asked;
mod lease;
mod make;
mod store;

pub use asked::{AskRefused, Wish, ask, fetched, find, list, piece};
pub use make::{Maker, expire, make_next};

use super::files::Format;
use super::filter::Filter;
use super::report::Report;
use crate::ids::{CounterId, ExportId};
use crate::texts::Language;
use chrono::{DateTime, Utc};

/// A file that was asked for.
#[derive(Debug, Clone)]
pub struct Export {
    /// Its identity.
    pub id: ExportId,
    /// Whose facts.
    pub counter: CounterId,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// What it holds.
    pub wish: Wish,
    /// How far it is.
    pub state: State,
}

/// How far a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// No worker is at it yet.
    Waiting,
    /// A worker is at it.
    Running {
        /// Facts written.
        done: i64,
        /// All facts; none before they are counted.
        all: Option<i64>,
    },
    /// It can be fetched.
    Ready {
        /// Its facts.
        rows: i64,
        /// Its length.
        bytes: i64,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// It could not be made; it can be asked for again.
    Failed(Failure),
    /// It was deleted.
    Expired,
}

/// Why a file was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// More facts than a paper takes.
    TooLong,
    /// No room on a disk.
    NoRoom,
    /// Something else; the worker's log tells.
    Broken,
}

impl State {
    /// The word in the database, and the end of text keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running { .. } => "running",
            Self::Ready { .. } => "ready",
            Self::Failed(_) => "failed",
            Self::Expired => "expired",
        }
    }

    /// Whether the page should look again.
    #[must_use]
    pub const fn may_change(self) -> bool {
        matches!(self, Self::Waiting | Self::Running { .. })
    }
}

impl Failure {
    /// The word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::NoRoom => "no_room",
            Self::Broken => "broken",
        }
    }

    fn of_word(word: &str) -> Self {
        match word {
            "too_long" => Self::TooLong,
            "no_room" => Self::NoRoom,
            _ => Self::Broken,
        }
    }
}

/// The name that a file is saved by, `releases-list-AN01-2026-11-01-2026-11-30.csv`: nothing in it is a person's.
#[must_use]
pub fn file_name(report: Report, counter: &str, filter: &Filter, format: Format) -> String {
    let (from, to) = (filter.period.first(), filter.period.last());
    format!("{}-list-{counter}-{from}-{to}.{}", report.key(), format.key())
}

impl Wish {
    /// The words of its cells.
    #[must_use]
    pub fn words(&self) -> super::Words {
        super::Words { language: self.language, report: self.report }
    }
}

/// The language of files is that of pages.
pub(super) fn language(code: &str) -> Language {
    code.parse().unwrap_or_default()
}
