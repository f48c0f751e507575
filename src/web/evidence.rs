// SPDX-License-Identifier: AGPL-3.0-or-later
//! Evidence on the page of a delegation: how each group stands, a piece taken in with its files, a piece taken back.

use super::delegation::{self, Open, answer};
use super::error::Answer;
use super::evidence_form::{self, EvidenceForm, chosen};
use super::evidence_words as words;
use super::form::{Button, FieldErrors, Form};
use super::identity_document::date;
use super::page::Page;
use super::routes::Routes;
use super::scan_intake::take_in;
use super::scan_upload::Upload;
use super::scan_views::{ScanLine, Scans};
use super::scans;
use crate::cases::{self, Case, DelegationRefused};
use crate::delegations::{Delegation, GroupState, Offered};
use crate::evidence;
use crate::identification::document::Shown;
use crate::ids::{CaseId, EvidenceId};
use crate::operators::Operator;
use crate::policy::{EvidenceWay, Signatory};
use crate::texts::{self, Language};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Serialize;

/// How a group stands.
#[derive(Serialize)]
pub(super) struct GroupView {
    key: String,
    label: String,
    satisfied: bool,
    /// That it is missing, or what it lacks, in words; empty where the pieces say it.
    state: String,
    /// What will do, where nothing is there yet and there is a choice.
    choice: String,
    pieces: Vec<PieceView>,
    /// How many files came in that no piece stands on yet.
    waiting: usize,
}

#[derive(Serialize)]
pub(super) struct PieceView {
    pub(super) id: EvidenceId,
    pub(super) what: String,
    /// When; and by whom, where it was in an earlier case.
    pub(super) at: String,
    /// Recorded in an earlier case: it is not taken back from here.
    pub(super) earlier: bool,
    /// The scans that it stands on.
    pub(super) scans: Vec<ScanLine>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/cases/{id}/delegation/evidence", add);
    routes.post("/cases/{id}/delegation/evidence/{evidence}/end", take_back);
}

pub(super) fn view(
    language: Language,
    state: &GroupState<'_>,
    delegation: &Delegation,
    scans: &Scans,
) -> GroupView {
    let pieces = state.evidence.iter().map(|piece| {
        let lines = scans.of(&piece.scans);
        PieceView { scans: lines, ..words::of_piece(language, state.group, piece) }
    });
    let waiting = state.group.any_of.iter().map(|item| scans.waiting(delegation, &item.key).len());
    let said = state.satisfied && !state.evidence.is_empty();
    GroupView {
        key: state.group.key.clone(),
        label: texts::text(language, &state.group.text_key()),
        satisfied: state.satisfied,
        state: if said { String::new() } else { words::of_group(language, state) },
        choice: words::choice(language, state),
        pieces: pieces.collect(),
        waiting: waiting.sum(),
    }
}

/// Files come in first, whatever else is wrong; with them the piece is recorded, unless nothing but the files was meant.
async fn add(operator: Operator, mut upload: Upload, page: Page, id: Path<CaseId>) -> Answer {
    let case = page.case(&mut *page.connection().await?, &operator, *id).await?;
    let policy = page.policy_of(&case)?;
    let rules = cases::delegation_of(policy, &case)?.map(|(_, rules)| rules);
    let shown = |fields: &super::form::Pairs| evidence_form::shown(policy, rules, fields.first("piece"));
    let intake = take_in(&page, &operator, &case, &mut upload, shown).await?;
    let form = upload.form::<EvidenceForm>()?;
    let mut errors = form.check().err().unwrap_or_default();
    match () {
        () if !form.remove.is_empty() => {
            let scan = form.remove.parse().map_err(|_| super::error::PageError::NotFound)?;
            scans::take_back(&page, &operator, &case, scan).await?;
            let case = page.case(&mut *page.connection().await?, &operator, *id).await?;
            again(&page, &case, form, &intake.errors).await
        }
        () if form.act == "files" => {
            errors = errors.and(intake.errors);
            match shown(upload.fields()) {
                None => errors.add("piece", "delegation-piece-scanned-needed"),
                Some(_) if intake.files == 0 => errors.add("files", "scans-no-file"),
                Some(_) => {}
            }
            again(&page, &case, form, &errors).await
        }
        () => record(&page, &operator, &case, form, errors.and(intake.errors)).await,
    }
}

/// The page with what was typed.
async fn again(page: &Page, case: &Case, form: Form<EvidenceForm>, errors: &FieldErrors) -> Answer {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = EvidenceForm { act: String::new(), remove: String::new(), ..form.into_inner() };
    let (group, typed) = (form.group.clone(), (None, Some(form)));
    answer(page, &mut *page.connection().await?, case, Open::Group(&group), status, typed, errors).await
}

async fn record(
    page: &Page,
    operator: &Operator,
    case: &Case,
    form: Form<EvidenceForm>,
    mut errors: FieldErrors,
) -> Answer {
    let mut on = |field: &str, text: &str| date(field, text, &mut errors);
    let (issued, expires) = (on("issued", &form.issued), on("expires", &form.expires));
    let (from_on, to_on) = (on("from_on", &form.from_on), on("to_on", &form.to_on));
    let signed: Vec<Signatory> = form.signed.iter().filter_map(|key| Signatory::from_key(key)).collect();
    let shown = Shown { number: &form.number, issuer: &form.issuer, issued, expires, birth_date: None };
    let piece = chosen(&form.piece);
    if piece.is_none() {
        errors.add("piece", "delegation-piece-needed");
    }
    let policy = page.policy_of(case)?;
    let mut conn = page.connection().await?;
    let saved = match piece {
        Some((item, way)) if errors.is_empty() => {
            let scans = match way {
                EvidenceWay::Scanned => evidence::kept(&mut conn, case.id, item).await?,
                EvidenceWay::Seen | EvidenceWay::PaperKept => Vec::new(),
            };
            let document = Some((form.kind.as_str(), shown));
            let offered = Offered { item, way, signed: &signed, document, from_on, to_on, scans: &scans };
            cases::add_evidence(&mut conn, &page.acting(operator), policy, case.id, &offered).await
        }
        Some(_) | None => Err(DelegationRefused::Evidence(Vec::new())),
    };
    drop(conn);
    match saved {
        Ok(_) => page.see(delegation::way_on(page, operator, case.id).await?),
        Err(DelegationRefused::Evidence(found)) => {
            found.into_iter().for_each(|error| words::complain(error, &mut errors));
            again(page, case, form, &errors).await
        }
        Err(refused) => Err(delegation::refusal(page, operator, case.id, "evidence.add", refused).await?),
    }
}

async fn take_back(
    operator: Operator,
    _: Form<Button>,
    page: Page,
    ids: Path<(CaseId, EvidenceId)>,
) -> Answer {
    let (id, evidence) = *ids;
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, id).await?;
    let policy = page.policy_of(&case)?;
    let taken = cases::take_back_evidence(&mut conn, &page.acting(&operator), policy, id, evidence).await;
    drop(conn);
    match taken {
        Ok(_) => page.see(format!("/cases/{id}/delegation")),
        Err(refused) => Err(delegation::refusal(&page, &operator, id, "evidence.take_back", refused).await?),
    }
}
