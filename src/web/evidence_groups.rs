// SPDX-License-Identifier: AGPL-3.0-or-later
//! The evidence of a delegation, group by group, as a supervisor reads it.

use super::dates::show_time;
use super::error::PageError;
use super::evidence_words as words;
use super::page::Page;
use super::scan_views::{ScanLine, Scans};
use crate::approvals;
use crate::cases::{self, Case};
use crate::db::Connection;
use crate::delegations::{self, GroupState};
use crate::ids::OperatorId;
use crate::policy::{Signatory, rome_date};
use crate::texts;
use serde::Serialize;
use std::collections::HashMap;

/// What the policy asks for, and what there is of it.
#[derive(Serialize)]
pub(super) struct GroupView {
    label: String,
    state: String,
    pieces: Vec<PieceView>,
}

#[derive(Serialize)]
struct PieceView {
    what: String,
    /// Keys of the texts that name who had signed it.
    signed: Vec<String>,
    at: String,
    by: String,
    self_certified: bool,
    /// The scans that it stands on.
    scans: Vec<ScanLine>,
}

/// The groups of a case's delegation; none for a holder in person.
pub(super) async fn of(page: &Page, conn: &mut Connection, case: &Case) -> Result<Vec<GroupView>, PageError> {
    let Some((delegation, rules)) = cases::delegation_of(page.policy_of(case)?, case)? else {
        return Ok(Vec::new());
    };
    let states = delegations::groups(rules, delegation, rome_date(page.now()));
    let people: Vec<OperatorId> =
        states.iter().flat_map(|state| &state.evidence).map(|piece| piece.by).collect();
    let names = approvals::who(conn, &people).await?;
    let scans = page.scans(conn, case).await?;
    Ok(states.iter().map(|state| group(page, state, &names, &scans)).collect())
}

fn group(
    page: &Page,
    state: &GroupState<'_>,
    names: &HashMap<OperatorId, String>,
    scans: &Scans,
) -> GroupView {
    let language = page.language();
    let said = state.satisfied && !state.evidence.is_empty();
    let pieces = state.evidence.iter().map(|piece| PieceView {
        what: words::of_piece(language, state.group, piece).what,
        signed: piece.signed.iter().map(|who| Signatory::text_key(*who, "delegation-signatory")).collect(),
        at: show_time(piece.at),
        by: names.get(&piece.by).cloned().unwrap_or_default(),
        self_certified: state.group.item(&piece.item).is_some_and(|item| item.self_certified),
        scans: scans.of(&piece.scans),
    });
    GroupView {
        label: texts::text(language, &state.group.text_key()),
        state: if said { String::new() } else { words::of_group(language, state) },
        pieces: pieces.collect(),
    }
}

#[cfg(test)]
impl GroupView {
    /// A group as pages show it, for tests of templates.
    pub(super) fn sample() -> Self {
        let piece = PieceView {
            what: "Atto da cui risulta il potere: visto".to_owned(),
            signed: vec!["delegation-signatory-delegate".to_owned()],
            at: "31/01/2026 10:32".to_owned(),
            by: "Anna D'Alò".to_owned(),
            self_certified: true,
            scans: Vec::new(),
        };
        Self { label: "Titolo".to_owned(), state: "c’è".to_owned(), pieces: vec![piece] }
    }
}
