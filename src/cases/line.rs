// SPDX-License-Identifier: AGPL-3.0-or-later
//! A case as one line of a list.

use super::case::{Ending, Office};
use super::protocol::Protocol;
use super::service::Service;
use super::step::{Progress, Step};
use crate::ids::CaseId;
use chrono::{DateTime, Utc};

/// A case as one line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its identity.
    pub id: CaseId,
    /// What it is for.
    pub service: Service,
    /// Its number.
    pub protocol: Protocol,
    /// The counter that opened it.
    pub counter: Office,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// Surname and name of the holder, once saved.
    pub holder: Option<(String, String)>,
    /// How far it has come.
    pub progress: Progress,
    /// Whether somebody acts for the holder in it.
    pub by_delegation: bool,
    /// How it ended, if it did.
    pub ending: Option<Ending>,
}

impl Line {
    /// The step that has work to do.
    #[must_use]
    pub fn step(&self) -> Step {
        self.progress.next()
    }
}

/// All that another counter learns of an open case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its identity.
    pub id: CaseId,
    /// The counter that opened it.
    pub counter: Office,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// The step that it has come to.
    pub step: Step,
    /// Whether a release lives: it cannot be closed from here.
    pub releasing: bool,
}
