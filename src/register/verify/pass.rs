// SPDX-License-Identifier: AGPL-3.0-or-later
//! The pass itself: what is remembered from row to row.

mod rows;

use super::archives::Archives;
use super::checkpoints::{Compared, Kept, Outside, is_spared, outside};
use super::looks;
use super::{Finding, Report};
use crate::audit::WriterKey;
use crate::register::copy::Copied;
use crate::register::item::Item;
use crate::register::rows::{Look, Trust, WriterKeys};
use crate::register::tree::Frontier;
use chrono::{DateTime, Utc};
use std::time::{Duration, Instant};

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
