// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rows in their turn: each beside its leaf, and those that have no number yet.

use super::Pass;
use crate::register::rows::Look;
use crate::register::tree::Hash;
use crate::register::verify::Finding;
use crate::register::verify::archives::Place;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// How much earlier than the row before it a row may say that it was written: transactions end in another order than they begin.
const DISORDER: TimeDelta = TimeDelta::minutes(10);

impl Pass {
    pub(super) fn leaf(&mut self, index: u64, row_id: Uuid, hash: Hash, row: Option<(Uuid, Look)>) {
        if index < self.next {
            self.report.add(Finding::File(format!("number {index} comes behind number {}", self.next)));
            return;
        }
        if index > self.next {
            self.end_missing();
            let (from, count) = (self.next, index - self.next);
            self.report.add(if from == 0 {
                Finding::HeadCut { count }
            } else {
                Finding::Deleted { from, count }
            });
            (self.whole, self.next) = (false, index);
        }
        self.tree.grow(hash, |_, _| {});
        self.next += 1;
        self.report.numbered += 1;
        let found = match row {
            Some((id, look)) => Ok(Place::Here(id, look)),
            None => self.archives.look((index, row_id, &hash), &self.writers, self.trust),
        };
        match found {
            Ok(Place::Nowhere) => {
                let (from, count) = self.missing.unwrap_or((index, 0));
                self.missing = Some((from, count + 1));
            }
            Ok(Place::Away) => self.end_missing(),
            Ok(Place::Here(id, look)) => {
                self.end_missing();
                self.row(index, row_id, &hash, id, look);
            }
            Err(finding) => self.report.add(finding),
        }
        self.outside(Some(self.next));
    }

    fn row(&mut self, index: u64, row_id: Uuid, hash: &Hash, id: Uuid, look: Look) {
        let number = Some(index);
        self.report.unsigned += u64::from(look.unsigned);
        look.archive.into_iter().for_each(|digest| self.archives.sign(digest));
        let finding = match (look.hash == *hash && id == row_id, look.genuine) {
            (true, true) => look.unlike.map(|what| Finding::Edited { number, row: id, what }),
            (true, false) => {
                Some(Finding::Inserted { number, row: id, why: "no writer of this register signed it" })
            }
            (false, true) => Some(Finding::Reordered { number: index, row: id }),
            (false, false) => {
                let what = "it is not what its writer signed, nor what was numbered".to_owned();
                Some(Finding::Edited { number, row: id, what })
            }
        };
        if let Some(finding) = finding {
            self.report.add(finding);
        }
        self.time(look.at, || format!("row {id} (number {index})"));
    }

    /// Tells each time that a clock was put back, not each row written by it.
    fn time(&mut self, at: Option<DateTime<Utc>>, which: impl FnOnce() -> String) {
        let Some(at) = at else { return };
        let Some(after) = self.newest.replace(self.newest.map_or(at, |newest| newest.max(at))) else {
            return;
        };
        let behind = at < after - DISORDER;
        if behind && !self.behind {
            self.report.add(Finding::ClockBack { which: which(), at, after });
        }
        self.behind = behind;
    }

    pub(super) fn loose(&mut self, id: Uuid, queued: &[u8], look: Look) {
        let number = None;
        self.report.waiting += 1;
        let finding = if queued.is_empty() {
            Some(Finding::Inserted { number, row: id, why: "it neither has a number nor waits for one" })
        } else if look.hash != *queued {
            Some(Finding::Edited {
                number,
                row: id,
                what: "it is not what was put into the queue".to_owned(),
            })
        } else if look.genuine {
            look.archive.into_iter().for_each(|digest| self.archives.sign(digest));
            look.unlike.map(|what| Finding::Edited { number, row: id, what })
        } else {
            Some(Finding::Inserted { number, row: id, why: "no writer of this register signed it" })
        };
        if let Some(finding) = finding {
            self.report.add(finding);
        }
    }

    fn end_missing(&mut self) {
        if let Some((from, count)) = self.missing.take() {
            let head = from == 0;
            self.report.add(if head { Finding::HeadCut { count } } else { Finding::Deleted { from, count } });
        }
    }
}
