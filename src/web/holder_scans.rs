// SPDX-License-Identifier: AGPL-3.0-or-later
//! The scans of a holder's delegations on their page: that they exist, or what is left of those that are gone.

use super::dates;
use super::page::Page;
use super::scan_views::ScanLine;
use crate::cases::Dossier;
use crate::db::{Breakage, Connection};
use crate::evidence::{self, Listed, ScanView};
use crate::ids::{CaseId, ScanId};
use crate::operators::Operator;
use serde::Serialize;

/// The scans of a holder's delegations, as an operator's counter may know of them.
#[derive(Default, Serialize)]
pub(super) struct HolderScans {
    of_this_counter: Vec<HolderScan>,
    /// How many other counters have: nothing else is said of them.
    elsewhere: usize,
}

#[derive(Serialize)]
struct HolderScan {
    line: ScanLine,
    /// SHA-256 of what it was, in hex; empty as long as the file is there.
    sha256: String,
    /// Who looked at it, of one that is gone: `31/01/2026 10:32, Anna Rossi`.
    looks: Vec<String>,
}

impl HolderScans {
    /// In two statements; in none where nobody ever acted for the holder.
    pub(super) async fn of(
        page: &Page,
        conn: &mut Connection,
        operator: &Operator,
        dossier: &Dossier,
    ) -> Result<Self, Breakage> {
        let cases = dossier.cases.iter().filter(|line| line.by_delegation);
        let cases: Vec<CaseId> = cases.map(|line| line.id).collect();
        if cases.is_empty() {
            return Ok(Self::default());
        }
        let all = evidence::listed(conn, &cases, &[]).await?;
        let ours = |it: &Listed| it.counter == operator.counter_id();
        let (ours, others): (Vec<_>, Vec<_>) = all.into_iter().partition(ours);
        let gone: Vec<ScanId> =
            ours.iter().filter(|it| it.scan.deleted.is_some()).map(|it| it.scan.id).collect();
        let looks = evidence::looks_at(conn, &gone).await?;
        let scan = |it: &Listed| one(page, operator, it, &looks);
        Ok(Self { of_this_counter: ours.iter().map(scan).collect(), elsewhere: others.len() })
    }
}

fn one(page: &Page, operator: &Operator, it: &Listed, looks: &[ScanView]) -> HolderScan {
    let gone = it.scan.deleted.is_some();
    let looks = looks.iter().filter(|look| look.scan == it.scan.id);
    HolderScan {
        line: ScanLine::of(page.language(), (operator.counter_id(), it.scan.case), it),
        sha256: if gone { hex::encode(it.scan.sha256) } else { String::new() },
        looks: looks.map(|look| format!("{}, {}", dates::show_time(look.at), look.by_name)).collect(),
    }
}
