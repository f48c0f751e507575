// SPDX-License-Identifier: AGPL-3.0-or-later
//! The pass itself: what is remembered from row to row.

use super::archives::{Archives, Place};
use super::checkpoints::{Compared, Kept, Outside, is_spared, outside};
use super::looks;
use super::{Finding, Report};
use crate::audit::WriterKey;
use crate::register::copy::Copied;
use crate::register::item::Item;
use crate::register::rows::{Look, Trust, WriterKeys};
use crate::register::tree::{Frontier, Hash};
use chrono::{DateTime, TimeDelta, Utc};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How much earlier than the row before it a row may say that it was written: transactions end in another order than they begin.
const DISORDER: TimeDelta = TimeDelta::minutes(10);

/// How often it is told how far the verification has come.
const TOLD: Duration = Duration::from_secs(5);

/// A verification under way.
pub(super) struct Pass {
    writers: WriterKeys,
    signers: Vec<[u8; 32]>,
    pinned: bool,
    files: Vec<Outside>,
    archives: Archives,
    tree: Frontier,
    /// Whether the tree is whole: hashes that are gone cannot be computed over.
    whole: bool,
    next: u64,
    /// Rows that are gone, their hashes still there: from, and how many.
    missing: Option<(u64, u64)>,
    newest: Option<DateTime<Utc>>,
    behind: bool,
    last_checkpoint: Option<(u64, DateTime<Utc>)>,
    compared: Compared,
    ended: bool,
    trust: Option<Trust>,
    progress: Option<fn(u64)>,
    told: Instant,
    report: Report,
}

impl Pass {
    pub fn new(
        pinned: Vec<[u8; 32]>,
        files: Vec<Outside>,
        archives: Archives,
        trust: Option<Trust>,
        progress: Option<fn(u64)>,
    ) -> Self {
        Self {
            writers: WriterKeys::new(),
            pinned: !pinned.is_empty(),
            signers: pinned,
            files,
            archives,
            tree: Frontier::default(),
            whole: true,
            next: 0,
            missing: None,
            newest: None,
            behind: false,
            last_checkpoint: None,
            compared: Compared::default(),
            ended: false,
            trust,
            progress,
            told: Instant::now(),
            report: Report::default(),
        }
    }

    /// The next things of the register. Signatures are checked on all processors, everything else in order.
    pub fn take(&mut self, batch: Vec<Item>) {
        for item in &batch {
            if let Item::WriterKey { id, public } = item {
                let key = WriterKey::of(public).map(|key| (id.clone(), key));
                self.writers.extend(key);
            }
        }
        let looks = looks::of_items(&batch, &self.writers, self.trust);
        for (item, look) in batch.into_iter().zip(looks) {
            self.item(item, look);
        }
    }

    /// The next leaves, as the database sent them, and the checkpoints before each.
    pub fn take_leaves(&mut self, copied: &Copied, due: Vec<(usize, Item)>) {
        let mut due = due.into_iter().peekable();
        for (place, looked) in looks::of_leaves(copied, &self.writers, self.trust).into_iter().enumerate() {
            while let Some((_, checkpoint)) = due.next_if(|(before, _)| *before == place) {
                self.item(checkpoint, None);
            }
            match looked {
                Some(looks::Leaf { index, row_id, hash, row }) => self.leaf(index, row_id, hash, row),
                None => self.report.add(Finding::File("a leaf has columns of other types".to_owned())),
            }
        }
        if let Some(progress) = self.progress.filter(|_| self.told.elapsed() >= TOLD) {
            progress(self.report.numbered);
            self.told = Instant::now();
        }
    }

    /// Personal values beside rows.
    pub fn take_values(&mut self, copied: &Copied) {
        for unlike in looks::of_values(copied) {
            let what = format!("the personal value `{}` beside it is not what was signed", unlike.field);
            self.report.add(Finding::Edited { number: unlike.number, row: unlike.row, what });
        }
    }

    fn item(&mut self, item: Item, look: Option<Look>) {
        match item {
            Item::CheckpointKey { public } if !self.pinned => self.signers.push(public),
            Item::CheckpointKey { .. } | Item::WriterKey { .. } => {}
            Item::Leaf { index, row_id, hash, row } => {
                self.leaf(index, row_id, hash, row.map(|row| row.id).zip(look));
            }
            Item::Checkpoint { number, size, root, at, note } => {
                self.checkpoint(&Kept { number, size, root, at, note });
            }
            Item::Loose { row, queued } => {
                if let Some(look) = look {
                    self.loose(row.id, &queued, look);
                }
            }
            Item::Archived { first, size, file, sha256 } => {
                if let Some(finding) = self.archives.name(first, size, file, sha256) {
                    self.report.add(finding);
                }
            }
            Item::Archive { .. } => {
                self.report.add(Finding::File("this is an archive, and no export".to_owned()))
            }
            Item::Orphan { row_id } => self.report.add(Finding::DeletedWaiting { row: row_id }),
            Item::End => self.ended = true,
        }
    }

    fn leaf(&mut self, index: u64, row_id: Uuid, hash: Hash, row: Option<(Uuid, Look)>) {
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

    fn loose(&mut self, id: Uuid, queued: &[u8], look: Look) {
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

    fn checkpoint(&mut self, kept: &Kept) {
        self.report.checkpoints += 1;
        let expected = self.last_checkpoint.map_or(0, |(number, _)| number + 1);
        (expected..kept.number).for_each(|number| self.report.add(Finding::CheckpointDeleted { number }));
        let which = format!("number {} over {} rows", kept.number, kept.size);
        if let Some((_, after)) = self.last_checkpoint.filter(|(_, after)| kept.at <= *after) {
            let at = kept.at;
            self.report.add(Finding::ClockBack { which: format!("checkpoint {which}"), at, after });
        }
        self.last_checkpoint = Some((kept.number, kept.at));
        let tree = self.whole.then_some(&self.tree);
        let spared = is_spared(self.trust, tree, kept.size, &kept.root);
        self.report.spared += u64::from(spared);
        if let Some(why) = kept.forged(&self.signers, spared) {
            self.report.add(Finding::Forged { which, why });
            return;
        }
        self.compared.compare(kept.size, &kept.root, tree, &format!("checkpoint {which}"));
    }

    fn outside(&mut self, size: Option<u64>) {
        let tree = self.whole.then_some(&self.tree);
        let believed = (self.signers.as_slice(), self.trust);
        outside(&mut self.files, believed, tree, size, &mut self.compared, &mut self.report);
    }

    fn end_missing(&mut self) {
        if let Some((from, count)) = self.missing.take() {
            let head = from == 0;
            self.report.add(if head { Finding::HeadCut { count } } else { Finding::Deleted { from, count } });
        }
    }

    /// What only the end tells.
    pub fn end(mut self) -> Report {
        self.outside(None);
        let gone = self.missing.take();
        if let Some((left, count)) = gone {
            let by = "the list of numbers".to_owned();
            self.report.add(Finding::TailCut { left, signed: left + count, by });
        }
        let Compared { good, bad, beyond } = self.compared;
        match (bad, beyond) {
            (Some(_), Some((signed, _))) if good == 0 => {
                self.report.add(Finding::HeadCut { count: signed - self.next });
            }
            (Some((from, to)), Some((signed, _))) => {
                let count = signed - self.next;
                self.report.add(Finding::DeletedBetween { from, to, count });
            }
            (None, Some((signed, by))) => self.report.add(Finding::TailCut { left: self.next, signed, by }),
            (Some((from, to)), None) if self.report.is_unchanged() => {
                self.report.add(Finding::ReorderedBetween { from, to });
            }
            _ => {}
        }
        let unsigned: Vec<Finding> = self.archives.unsigned().collect();
        unsigned.into_iter().for_each(|finding| self.report.add(finding));
        self.report.archived = self.archives.lines();
        if !self.ended {
            self.report.add(Finding::File("the export ends before its last line".to_owned()));
        }
        self.report
    }
}
