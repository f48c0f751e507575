// SPDX-License-Identifier: AGPL-3.0-or-later
//! Evidence on the page of a delegation: how each group stands, and the form for one more piece.

use super::delegation::{self, Open, answer};
use super::error::Answer;
use super::evidence_words as words;
use super::form::{Button, Form};
use super::identification::kind_name;
use super::identity_document::date;
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::cases::{self, DelegationRefused};
use crate::delegations::{Delegation, GroupState, Offered, wants_document_now};
use crate::identification::document::Shown;
use crate::ids::{CaseId, EvidenceId};
use crate::operators::Operator;
use crate::policy::{DelegationRules, EvidenceGroup, EvidenceWay, Policy, Signatory};
use crate::texts::{self, Language};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Default, Serialize, Deserialize, Validate)]
pub(super) struct EvidenceForm {
    group: String,
    /// Item and way: `family_status:seen`.
    piece: String,
    /// Who has signed it.
    signed: Vec<String>,
    kind: String,
    number: String,
    issuer: String,
    issued: String,
    expires: String,
    from_on: String,
    to_on: String,
}

/// How a group stands.
#[derive(Serialize)]
pub(super) struct GroupView {
    key: String,
    label: String,
    satisfied: bool,
    /// What there is, or what is missing, in words.
    state: String,
    pieces: Vec<PieceView>,
}

#[derive(Serialize)]
pub(super) struct PieceView {
    pub(super) id: EvidenceId,
    pub(super) what: String,
    /// When; and by whom, where it was in an earlier case.
    pub(super) at: String,
    /// Recorded in an earlier case: it is not taken back from here.
    pub(super) earlier: bool,
}

/// The group whose form is open.
#[derive(Serialize)]
pub(super) struct OpenGroup {
    key: String,
    label: String,
    options: Vec<PieceOption>,
    /// Whether an item is dated: no diagnosis is asked for.
    dated: bool,
    document: bool,
    signatories: Vec<Choice>,
    kinds: Vec<Choice>,
    form: EvidenceForm,
}

#[derive(Serialize)]
struct PieceOption {
    value: String,
    label: String,
    document: bool,
    dated: bool,
    signed: bool,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/cases/{id}/delegation/evidence", add);
    routes.post("/cases/{id}/delegation/evidence/{evidence}/end", take_back);
}

pub(super) fn view(language: Language, state: &GroupState<'_>) -> GroupView {
    GroupView {
        key: state.group.key.clone(),
        label: texts::text(language, &state.group.text_key()),
        satisfied: state.satisfied,
        state: words::of_group(language, state),
        pieces: state.evidence.iter().map(|piece| words::of_piece(language, state.group, piece)).collect(),
    }
}

/// The form for a group, with what was typed. A way that is scanned needs a scan first.
pub(super) fn open(
    page: &Page,
    policy: &Policy,
    (rules, delegation): (&DelegationRules, &Delegation),
    group: &EvidenceGroup,
    typed: Option<EvidenceForm>,
    today: NaiveDate,
) -> OpenGroup {
    let language = page.language();
    let mut options = Vec::new();
    for item in &group.any_of {
        let name = texts::text(language, &item.text_key());
        let ways = item.ways.iter().filter(|way| **way != EvidenceWay::Scanned);
        options.extend(ways.map(|way| PieceOption {
            value: format!("{}:{}", item.key, way.key()),
            label: format!("{name}: {}", texts::text(language, &way.text_key("evidence-way"))),
            document: wants_document_now(rules, delegation, item, today),
            dated: item.dated,
            signed: !item.signed_by.is_empty(),
        }));
    }
    let mut form = typed.unwrap_or_default();
    if let ([only], "") = (&options[..], form.piece.as_str()) {
        form.piece.clone_from(&only.value);
    }
    form.group.clone_from(&group.key);
    let signs = |who: &&Signatory| group.any_of.iter().any(|item| item.signed_by.contains(who));
    let signatory = |who: &Signatory| Choice::of(language, who.key(), &who.text_key("delegation-signatory"));
    let kind = |kind: &crate::policy::DocumentKind| Choice {
        value: kind.code.clone(),
        label: kind_name(language, kind),
        hint: String::new(),
    };
    OpenGroup {
        key: group.key.clone(),
        label: texts::text(language, &group.text_key()),
        dated: options.iter().any(|option| option.dated),
        document: options.iter().any(|option| option.document),
        signatories: Signatory::ALL.iter().filter(signs).map(signatory).collect(),
        kinds: policy.documents().iter().map(kind).collect(),
        options,
        form,
    }
}

async fn add(operator: Operator, form: Form<EvidenceForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut errors = form.check().err().unwrap_or_default();
    let mut on = |field: &str, text: &str| date(field, text, &mut errors);
    let (issued, expires) = (on("issued", &form.issued), on("expires", &form.expires));
    let (from_on, to_on) = (on("from_on", &form.from_on), on("to_on", &form.to_on));
    let signed: Vec<Signatory> = form.signed.iter().filter_map(|key| Signatory::from_key(key)).collect();
    let shown = Shown { number: &form.number, issuer: &form.issuer, issued, expires, birth_date: None };
    let piece = form.piece.split_once(':').and_then(|(item, way)| Some((item, EvidenceWay::from_key(way)?)));
    if piece.is_none() {
        errors.add("piece", "delegation-piece-needed");
    }
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let policy = page.policy_of(&case)?;
    let saved = match piece {
        Some((item, way)) if errors.is_empty() => {
            let document = Some((form.kind.as_str(), shown));
            let offered = Offered { item, way, signed: &signed, document, from_on, to_on, scans: &[] };
            cases::add_evidence(&mut conn, &page.acting(&operator), policy, *id, &offered).await
        }
        Some(_) | None => Err(DelegationRefused::Evidence(Vec::new())),
    };
    drop(conn);
    match saved {
        Ok(_) => page.see(delegation::way_on(&page, &operator, *id).await?),
        Err(DelegationRefused::Evidence(found)) => {
            for error in found {
                words::complain(error, &mut errors);
            }
            let group = form.group.clone();
            let typed = (None, Some(form.into_inner()));
            answer(&page, &case, Open::Group(&group), StatusCode::UNPROCESSABLE_ENTITY, typed, &errors)
        }
        Err(refused) => Err(delegation::refusal(&page, &operator, *id, "evidence.add", refused).await?),
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
