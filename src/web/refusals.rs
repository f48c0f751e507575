// SPDX-License-Identifier: AGPL-3.0-or-later
//! A rule that said no: what, why, what to tell the citizen, the way on; and the slip to take home.

use super::acting::Acting;
use super::case_page::{Head, holder};
use super::dates;
use super::error::{Answer, PageError};
use super::page::Page;
use super::paper;
use super::routes::Routes;
use super::warnings::Choice;
use crate::cases::{self, Blocked, Case, NoEntry, Refusal, Step};
use crate::ids::{CaseId, RefusalId};
use crate::operators::Operator;
use crate::pdf;
use crate::texts::Language;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Rules about a card to which something can still be done, or was done, outside the case.
const HAVE_A_LIFE: [&str; 3] = ["suspended", "revoked", "already_active"];

#[derive(Serialize)]
struct RefusalPage {
    case: Head,
    id: RefusalId,
    /// Begins the keys of the texts: `refusal-<rule>-what`, `-why`, `-tell`, `-way-on`.
    rule: String,
    at: String,
    open: bool,
    /// The service that the card asks for; empty where it asks for no other.
    turn: &'static str,
    /// Languages in which the slip can be had instead: codes and names.
    others: Vec<Choice>,
    /// The page of the holder, where a card that is suspended, active or revoked has its way on; else empty.
    life: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/refusals/{refusal}", show);
    routes.get("/cases/{id}/refusals/{refusal}/slip", slip);
}

#[derive(Deserialize)]
struct Wanted {
    /// Code of the language beside Italian, where it is not the case's own.
    language: Option<String>,
}

/// The language that the citizen chose; before that, the one that most strangers read.
fn language_of(case: &Case) -> Language {
    case.contact.as_ref().map_or(Language::English, |contact| contact.language)
}

async fn found(
    page: &Page,
    operator: &Operator,
    (id, refusal): (CaseId, RefusalId),
) -> Result<(Case, Refusal), PageError> {
    let found: Result<_, NoEntry> = {
        let mut conn = page.connection().await?;
        cases::find_refusal(&mut conn, &page.acting(operator), id, refusal).await
    };
    match found {
        Ok(found) => Ok(found),
        Err(no) => Err(page.blocked(operator, id, "case.show", Blocked::NoEntry(no)).await?),
    }
}

async fn show(operator: Operator, page: Page, ids: Path<(CaseId, RefusalId)>) -> Answer {
    let (case, refusal) = found(&page, &operator, *ids).await?;
    let step = if refusal.rule == "minor" { Step::Identification } else { Step::Card };
    let turn = if step == Step::Card { super::card::turn(&case) } else { "" };
    let own = language_of(&case);
    let others = Language::ALL.into_iter().filter(|language| *language != own);
    let others =
        others.map(|other| Choice::of(page.language(), other.code(), &format!("language-{other}"))).collect();
    let context = RefusalPage {
        turn,
        case: Head::of(&page, &case, step),
        id: refusal.id,
        rule: refusal.rule.replace('_', "-"),
        at: dates::show_time(refusal.at),
        open: case.is_open(),
        others,
        life: if HAVE_A_LIFE.contains(&refusal.rule.as_str()) {
            format!("/holders/{}", case.holder.id)
        } else {
            String::new()
        },
    };
    page.render("refusals/show.html", &context)
}

async fn slip(
    operator: Operator,
    page: Page,
    ids: Path<(CaseId, RefusalId)>,
    wanted: Query<Wanted>,
) -> Answer {
    let (case, refusal) = found(&page, &operator, *ids).await?;
    let office = {
        let mut conn = page.connection().await?;
        page.office(&mut conn, case.counter.id).await?
    };
    let language = wanted.language.as_deref().and_then(|code| code.parse().ok());
    let language = language.unwrap_or_else(|| language_of(&case));
    let rule = refusal.rule.replace('_', "-");
    let said = |part: &str| pdf::Said::of(language, &format!("refusal-{rule}-{part}"), &[]);
    let (holder, acting) = (holder(&case), Acting::of(page.policy_of(&case)?, &case, language)?);
    let slip = pdf::RefusalSlip {
        counter: office.view(),
        protocol: case.protocol.as_str(),
        persons: acting.as_ref().map(|acting| acting.persons(&holder)),
        title: &said("what"),
        reasons: &[said("why")],
        ways_on: &[said("tell")],
        language,
        now: refusal.at,
    };
    Ok(paper::pdf("esito.pdf", Zeroizing::new(pdf::refusal_slip(&slip))))
}
