// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a verification says in the end.

use super::Finding;
use chrono::{DateTime, Utc};

/// How many findings are kept; the others are counted.
const KEPT: usize = 100;

/// What was looked at and what was found.
#[derive(Debug, Default)]
pub struct Report {
    /// What was changed; the first hundred.
    pub findings: Vec<Finding>,
    /// All of them.
    pub found: u64,
    /// How many of them say no more than that a clock went back.
    clock_back: u64,
    /// Rows with a number.
    pub numbered: u64,
    /// Rows that wait for one.
    pub waiting: u64,
    /// Rows with a number whose signatures were not checked: a checkpoint from outside covers them.
    pub unsigned: u64,
    /// Old checkpoints, beside the rows and from outside, whose signatures were not checked: their roots are those of the rows.
    pub spared: u64,
    /// Where rows are that were archived and not read.
    pub archived: Vec<String>,
    /// Checkpoints of the database or export.
    pub checkpoints: u64,
    /// Checkpoints from outside.
    pub outside: u64,
    /// Size and time of the newest checkpoint from outside that the rows fit.
    pub anchored: Option<(u64, DateTime<Utc>)>,
}

impl Report {
    pub(super) fn add(&mut self, finding: Finding) {
        self.found += 1;
        self.clock_back += u64::from(matches!(finding, Finding::ClockBack { .. }));
        if self.findings.len() < KEPT {
            self.findings.push(finding);
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.found == 0
    }

    /// Whether nothing was found but clocks that went back: that happened before the rows were numbered, and changes none of them.
    pub(super) const fn is_unchanged(&self) -> bool {
        self.found == self.clock_back
    }

    /// Findings, figures, and what could not be seen: one line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.findings.iter().map(ToString::to_string).collect();
        if self.found > lines.len() as u64 {
            lines.push(format!("… and {} more.", self.found - lines.len() as u64));
        }
        lines.push(format!(
            "{} rows with a number and {} that wait for one were read, {} checkpoints beside them and {} from outside.",
            self.numbered, self.waiting, self.checkpoints, self.outside
        ));
        lines.extend(self.archived.iter().cloned());
        if self.unsigned > 0 {
            lines.push(format!(
                "The signatures of {} old rows were not checked: a checkpoint from outside stands for them. A row that was put in \
                 before it was numbered is found by them alone: `--signatures` checks all.",
                self.unsigned
            ));
        }
        if self.spared > 0 {
            lines.push(format!(
                "The signatures of {} old checkpoints were not checked: they say what the rows say.",
                self.spared
            ));
        }
        match self.anchored {
            Some((size, at)) => lines.push(format!(
                "The first {size} rows are those of the checkpoint from outside of {}; of the {} behind them signatures are \
                 known to be genuine, but not that none is gone.",
                at.format("%Y-%m-%d %H:%M:%S UTC"),
                (self.numbered + self.waiting).saturating_sub(size)
            )),
            None => lines.push(
                "Without a checkpoint from outside that fits, a cut tail cannot be seen: whoever can change the database can cut \
                 its checkpoints as well."
                    .to_owned(),
            ),
        }
        lines
    }
}
