// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a file would do: each line against the counter as it is kept.

use super::read;
use super::trouble::Trouble;
use crate::counters::{Column, Draft, Facts, Fault, Kept, Service, store};
use crate::db::{Breakage, Connection};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// No more are told at once.
const MOST_TROUBLES: usize = 100;

/// What a line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A counter is opened.
    New,
    /// A counter changes, in these columns.
    Changed(Vec<Column>),
    /// The counter is like that already.
    Same,
}

/// A line of the file, judged.
#[derive(Debug, Clone)]
pub struct Planned {
    /// Where it stands, counted from 1.
    pub line: u64,
    /// What it does.
    pub what: What,
    /// What the counter is afterwards.
    pub facts: Facts,
    /// What it is now.
    pub kept: Option<Kept>,
}

/// A whole file, judged. In the order of the codes: two imports never wait for each other.
#[derive(Debug)]
pub struct Plan {
    /// Its lines.
    pub lines: Vec<Planned>,
}

impl Plan {
    /// What the file does, as a word that changes when it would do anything else.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut digest = Sha256::new();
        for planned in &self.lines {
            let version = planned.kept.as_ref().map_or(0, |kept| kept.version);
            let facts = serde_json::to_vec(&planned.facts).unwrap_or_default();
            digest.update(version.to_be_bytes());
            digest.update((facts.len() as u64).to_be_bytes());
            digest.update(facts);
        }
        hex::encode(digest.finalize())
    }

    /// How many lines open, change, and leave a counter.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |fits: fn(&What) -> bool| self.lines.iter().filter(|planned| fits(&planned.what)).count();
        (
            count(|what| *what == What::New),
            count(|what| matches!(what, What::Changed(_))),
            count(|what| *what == What::Same),
        )
    }
}

/// A file that cannot be taken.
#[derive(Debug)]
pub enum NoPlan {
    /// What is wrong with it, in the order of its lines.
    Troubles(Vec<Trouble>),
    /// Something broke.
    Broken(Breakage),
}

impl From<Breakage> for NoPlan {
    fn from(breakage: Breakage) -> Self {
        Self::Broken(breakage)
    }
}

/// Judges a file.
pub(super) async fn of(conn: &mut Connection, bytes: &[u8]) -> Result<Plan, NoPlan> {
    let text = read::text(bytes).map_err(|trouble| NoPlan::Troubles(vec![trouble]))?;
    let rows = read::rows(text).map_err(NoPlan::Troubles)?;
    let kept: BTreeMap<String, Kept> =
        store::all(conn, false).await?.into_iter().map(|kept| (kept.facts.code.clone(), kept)).collect();
    let (mut lines, mut troubles) = (BTreeMap::<String, Planned>::new(), Vec::new());
    for row in rows {
        match judge(&row, &kept) {
            Ok(planned) => {
                if let Some(first) = lines.get(&planned.facts.code) {
                    troubles.push(Trouble::cell(row.line, Column::Code, &Fault::CodeTwice(first.line)));
                } else {
                    lines.insert(planned.facts.code.clone(), planned);
                }
            }
            Err(faults) => {
                troubles.extend(faults.iter().map(|(column, fault)| Trouble::cell(row.line, *column, fault)));
            }
        }
    }
    troubles.truncate(MOST_TROUBLES);
    if troubles.is_empty() {
        Ok(Plan { lines: lines.into_values().collect() })
    } else {
        Err(NoPlan::Troubles(troubles))
    }
}

/// A line over the counter that it names: a column that the file does not have stays as it is.
fn judge(row: &read::Row, kept: &BTreeMap<String, Kept>) -> Result<Planned, Vec<(Column, Fault)>> {
    let code =
        row.cells.iter().find(|(column, _)| *column == Column::Code).map_or("", |(_, code)| code.trim());
    let known = kept.get(code);
    if known.is_some_and(|kept| kept.closed_at.is_some()) {
        return Err(vec![(Column::Code, Fault::Closed)]);
    }
    let before = known.map(|kept| Draft::of(&kept.facts));
    let mut draft = before.clone().unwrap_or_else(|| {
        let mut fresh = Draft::default();
        fresh.set(Column::Services, Service::ALL.map(Service::key).join(", "));
        fresh
    });
    for (column, cell) in &row.cells {
        draft.set(*column, cell.clone());
    }
    let facts = draft.judge()?;
    let after = Draft::of(&facts);
    let what = match (&before, known) {
        (Some(_), Some(kept)) if kept.facts == facts => What::Same,
        (Some(before), _) => What::Changed(
            Column::ALL.into_iter().filter(|column| before.cell(*column) != after.cell(*column)).collect(),
        ),
        (None, _) => What::New,
    };
    Ok(Planned { line: row.line, what, facts, kept: known.cloned() })
}
