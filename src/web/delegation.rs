// SPDX-License-Identifier: AGPL-3.0-or-later
//! The step of a delegation: the title, the list of evidence at a glance, and the form for what is missing first.

use super::case_page::{self, Head};
use super::contact;
use super::dates;
use super::delegate;
use super::delegation_papers::{self, PaperView};
use super::error::{Answer, PageError};
use super::evidence::{self, GroupView};
use super::evidence_form::{self, EvidenceForm, OpenGroup};
use super::form::{FieldErrors, Form};
use super::identity_document::date;
use super::page::Page;
use super::routes::Routes;
use super::scan_views::Scans;
use super::title_form::{self, TitleForm, TitlePart};
use super::warnings::Choice;
use crate::cases::{self, Case, DelegationRefused, Step};
use crate::db::Connection;
use crate::delegations::{self, Delegation, TitleSaid};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::policy::{DelegationRules, Policy, Power, Relation, rome_date};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

/// The part of the page whose form is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Open<'a> {
    /// What is missing first.
    First,
    /// The title.
    Title,
    /// A group of evidence.
    Group(&'a str),
}

/// The title among the parts of the page; no group has a hyphen in its key, and some are called `title`.
const TITLE: &str = "the-title";

#[derive(Deserialize)]
struct Wanted {
    /// [`TITLE`], or a group.
    open: Option<String>,
}

#[derive(Serialize)]
struct DelegationPage {
    case: Head,
    /// The person and the kind.
    who: String,
    holder: String,
    /// The title, where the kind has one or lets something be said.
    title: Option<TitlePart>,
    title_open: bool,
    groups: Vec<GroupView>,
    open: Option<OpenGroup>,
    complete: bool,
    /// Whether scans may be taken back.
    removable: bool,
    /// The papers that can be printed here, and in which languages.
    papers: Vec<PaperView>,
    languages: Vec<Choice>,
    /// What has lapsed and no form of this page mends.
    lapsed: Vec<&'static str>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/delegation", show);
    routes.post("/cases/{id}/delegation", save);
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>, wanted: Query<Wanted>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let open = match wanted.open.as_deref() {
        None => Open::First,
        Some(TITLE) => Open::Title,
        Some(group) => Open::Group(group),
    };
    answer(&page, &mut conn, &case, open, StatusCode::OK, (None, None), &FieldErrors::default()).await
}

/// The page as the case stands, with what was typed into the open form.
pub(super) async fn answer(
    page: &Page,
    conn: &mut Connection,
    case: &Case,
    open: Open<'_>,
    status: StatusCode,
    typed: (Option<TitleForm>, Option<EvidenceForm>),
    errors: &FieldErrors,
) -> Answer {
    let policy = page.policy_of(case)?;
    let (Some((delegation, rules)), true) = (cases::delegation_of(policy, case)?, case.is_open()) else {
        return page.see(format!("/cases/{}", case.id));
    };
    let scans = page.scans(conn, case).await?;
    let context = context(page, policy, case, (delegation, rules), open, typed, &scans)?;
    page.render_with(status, "delegation/edit.html", &context, errors)
}

fn context(
    page: &Page,
    policy: &Policy,
    case: &Case,
    (delegation, rules): (&Delegation, &DelegationRules),
    open: Open<'_>,
    (title, piece): (Option<TitleForm>, Option<EvidenceForm>),
    scans: &Scans,
) -> Result<DelegationPage, PageError> {
    let (language, today) = (page.language(), rome_date(page.now()));
    let missing = cases::missing(policy, case, today)?;
    let states = delegations::groups(rules, delegation, today);
    let form = title.unwrap_or_else(|| title_form::filled(case, delegation));
    let part = title_form::part(language, rules, delegation, &missing, form);
    let title_open =
        part.is_some() && (open == Open::Title || open == Open::First && title_form::lacks(&missing));
    let wanted = match open {
        Open::Group(key) => states.iter().find(|state| state.group.key == key),
        Open::Title => None,
        Open::First if title_open => None,
        Open::First => states.iter().find(|state| !state.satisfied),
    };
    let open = wanted.map(|state| {
        evidence_form::open(page, policy, (rules, delegation), state.group, piece, scans, today)
    });
    let (who, holder) = match (delegate::in_one_line(page, case), case_page::holder(case)) {
        (kind, holder) if delegation.delegate.is_none() => (format!("{holder}, {kind}"), String::new()),
        both => both,
    };
    Ok(DelegationPage {
        case: Head::of(page, case, Step::Delegation),
        who,
        holder,
        title: part,
        title_open,
        groups: states.iter().map(|state| evidence::view(language, state, delegation, scans)).collect(),
        open,
        complete: missing.is_empty(),
        removable: case.signed_form.is_none() && page.app.cabinet.is_some(),
        papers: delegation_papers::offered(delegation.kind),
        languages: contact::languages(page),
        lapsed: missing.iter().filter_map(title_form::lapsed).collect(),
    })
}

async fn save(operator: Operator, form: Form<TitleForm>, page: Page, id: Path<CaseId>) -> Answer {
    let mut errors = form.check().err().unwrap_or_default();
    let decree_on = date("decree_on", &form.decree_on, &mut errors);
    let ends_on = date("ends_on", &form.ends_on, &mut errors);
    let said = TitleSaid {
        power: Power::from_key(&form.power),
        words: &form.words,
        court: &form.court,
        number: &form.number,
        decree_on,
        ends_on,
        relation: Relation::from_key(&form.relation),
        holder_present: form.holder_present,
        address_in_words: form.address_in_words,
    };
    let version = form.version.parse().map_err(|_| PageError::Unreadable)?;
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let policy = page.policy_of(&case)?;
    let saved = match errors.is_empty() {
        true => cases::save_title(&mut conn, &page.acting(&operator), policy, *id, version, &said).await,
        false => Err(DelegationRefused::Title(Vec::new())),
    };
    match saved {
        Ok(_) => page.see(way_on_with(&page, &mut conn, &operator, *id).await?),
        Err(DelegationRefused::Title(found)) => {
            found.into_iter().for_each(|error| title_form::complain(error, &mut errors));
            let typed = (Some(form.into_inner()), None);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            answer(&page, &mut conn, &case, Open::Title, status, typed, &errors).await
        }
        Err(refused) => {
            drop(conn);
            Err(refusal(&page, &operator, *id, "delegation.save", refused).await?)
        }
    }
}

/// To the next thing that is missing, here or on the next step.
pub(super) async fn way_on(page: &Page, operator: &Operator, id: CaseId) -> Result<String, PageError> {
    way_on_with(page, &mut *page.connection().await?, operator, id).await
}

async fn way_on_with(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    id: CaseId,
) -> Result<String, PageError> {
    let case = page.case(conn, operator, id).await?;
    let complete = case.delegation.as_ref().is_some_and(|delegation| delegation.complete);
    Ok(if complete { format!("/cases/{id}") } else { format!("/cases/{id}/delegation") })
}

/// The page for an act that the case does not allow.
pub(super) async fn refusal(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    act: &'static str,
    refused: DelegationRefused,
) -> Result<PageError, PageError> {
    Ok(match refused {
        DelegationRefused::Blocked(blocked) => page.blocked(operator, id, act, blocked).await?,
        DelegationRefused::None => {
            page.note_refused(cases::refused(act, operator, id, "no_delegation")).await?;
            PageError::refused("refused-no-delegation", format!("/cases/{id}"))
        }
        DelegationRefused::Unknown | DelegationRefused::Title(_) | DelegationRefused::Evidence(_) => {
            PageError::NotFound
        }
    })
}

/// What was said of a decree, `Tribunale di Ancona, 12/2026, 01/02/2026`.
pub(super) fn decree_line(decree: &delegations::Decree) -> String {
    format!("{}, {}, {}", decree.court, decree.number, dates::show(decree.on))
}
