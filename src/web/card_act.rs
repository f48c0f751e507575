// SPDX-License-Identifier: AGPL-3.0-or-later
//! An act on a card: how it stands with the authority, what it means, and the slip for the citizen.

use super::card_life::grouped;
use super::dates::{self, show_time};
use super::error::{Answer, PageError};
use super::page::Page;
use super::paper;
use super::release_views::refusal_words;
use super::routes::Routes;
use crate::audit::{self, Entry};
use crate::cases;
use crate::ids::Reference;
use crate::lifecycle::{self, Answered, Done};
use crate::operators::Operator;
use crate::pdf::{self, Said};
use crate::texts::Language;
use actix_web::web::Path;
use serde::Serialize;
use zeroize::Zeroizing;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/card-acts/{id}", show);
    routes.poll("/card-acts/{id}/state", state);
    routes.get("/card-acts/{id}/slip", slip);
}

#[derive(Serialize)]
struct ActPage {
    id: Reference,
    holder: String,
    act: &'static str,
    reason: String,
    number: String,
    asked: String,
    by: String,
    waiting: Option<Waiting>,
    /// Since when it is so; empty where it is not.
    since: String,
    /// The middle of the keys of texts `refusal-<…>-what`, `-way-on`; empty where nothing was refused.
    refusal: String,
}

#[derive(Serialize)]
struct ActPiece {
    waiting: Option<Waiting>,
}

#[derive(Serialize)]
struct Waiting {
    since: String,
    attempts: i32,
    trouble: Option<String>,
}

fn waiting(done: &Done) -> Option<Waiting> {
    let Answered::NotYet { attempts, trouble } = &done.answer else { return None };
    let trouble = trouble.as_ref().map(|trouble| format!("asked-trouble-{}", trouble.replace('_', "-")));
    Some(Waiting { since: dates::time_of_day(done.asked_at), attempts: *attempts, trouble })
}

/// The act, for its counter and for who has a reason to see its holder; for everybody else there is none.
async fn found(page: &Page, operator: &Operator, id: Reference) -> Result<Done, PageError> {
    let mut conn = page.connection().await?;
    let done = lifecycle::act_of(&mut conn, id).await?.ok_or(PageError::NotFound)?;
    let may_see = cases::may_see(&mut conn, &page.acting(operator), done.holder).await?;
    let ours = done.counter == operator.counter_id() && done.asked_by.is_some();
    let own = match crate::holders::find(&conn, done.holder).await? {
        Some(holder) => holder.code.base_code().as_str() == operator.base_code(),
        None => false,
    };
    if (may_see || ours) && !own { Ok(done) } else { Err(PageError::NotFound) }
}

async fn show(operator: Operator, page: Page, id: Path<Reference>) -> Answer {
    let done = found(&page, &operator, *id).await?;
    let (since, refusal) = match &done.answer {
        Answered::NotYet { .. } => (String::new(), String::new()),
        Answered::Done { at } => (show_time(*at), String::new()),
        Answered::Refused(why) => (String::new(), refusal_words(why)),
    };
    let context = ActPage {
        id: done.reference,
        holder: format!("/holders/{}", done.holder),
        act: done.act.key(),
        reason: format!("card-life-reason-{}", done.reason.key().replace('_', "-")),
        number: grouped(&done.card_number),
        asked: show_time(done.asked_at),
        by: done.asked_by.as_ref().map(|(surname, name)| format!("{name} {surname}")).unwrap_or_default(),
        waiting: waiting(&done),
        since,
        refusal,
    };
    page.render("card_life/act.html", &context)
}

async fn state(operator: Operator, page: Page, id: Path<Reference>) -> Answer {
    let done = found(&page, &operator, *id).await?;
    page.render("card_life/state.html", &ActPiece { waiting: waiting(&done) })
}

/// The paper for the citizen, once the authority has done it.
async fn slip(operator: Operator, page: Page, id: Path<Reference>) -> Answer {
    let done = found(&page, &operator, *id).await?;
    let Answered::Done { at } = done.answer else { return page.see(format!("/card-acts/{id}")) };
    let mut conn = page.connection().await?;
    let office = page.office(&mut conn, done.counter).await?;
    let person = cases::last_known(&mut conn, done.holder).await?;
    let entry = Entry::new("card.print_slip").by(operator.who()).holder(done.holder);
    audit::record(&conn, &page.app.audit_key, entry.plain("reference", done.reference), page.now()).await?;
    drop(conn);
    let language = person.language.unwrap_or_default();
    let holder = person.name.map(|(surname, name)| format!("{name} {surname}")).unwrap_or_default();
    let say = |key: String| Said::of(language, &key, &[]);
    let proof = done
        .proof
        .as_ref()
        .map(|(kind, reference)| (say(format!("life-proof-{}", kind.replace('_', "-"))), reference.as_str()));
    let view = pdf::LifeSlip {
        counter: office.view(),
        number: &number(done.reference),
        title: &say(format!("life-title-{}", done.act.key())),
        holder: &holder,
        card: &grouped(&done.card_number),
        since: at,
        reason: &say(format!("life-reason-{}", done.reason.key().replace('_', "-"))),
        proof: proof.as_ref().map(|(kind, reference)| (kind, *reference)),
        means: &say(format!("life-means-{}", done.act.key())),
        next: &next(language, &done),
        language,
        now: page.now(),
    };
    Ok(paper::pdf("operazione.pdf", Zeroizing::new(pdf::life_slip(&view))))
}

/// What the citizen does next, one step each.
fn next(language: Language, done: &Done) -> Vec<Said> {
    use crate::lifecycle::CardAct;
    let steps: &[&str] = match done.act {
        CardAct::Suspend => &["life-next-found", "life-next-not-found", "life-next-mail-held"],
        CardAct::Reactivate => &["life-next-usable", "life-next-change-pin"],
        CardAct::Revoke => &["life-next-new-card", "life-next-destroy"],
        CardAct::Replace => &["life-next-use-new", "life-next-destroy"],
        CardAct::Expire => &["life-next-new-card"],
    };
    steps.iter().map(|key| Said::of(language, key, &[])).collect()
}

/// The act's number on paper: the last twelve digits of its reference, in fours.
fn number(reference: Reference) -> String {
    let hex = reference.uuid().simple().to_string().to_uppercase();
    let tail = hex.get(20..).unwrap_or(&hex);
    [&tail[..4], &tail[4..8], &tail[8..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;
    use chrono::Utc;

    fn page(act: &'static str, since: &str, refusal: &str, waiting: Option<Waiting>) -> ActPage {
        ActPage {
            id: Reference::new(Utc::now()),
            holder: "/holders/1".to_owned(),
            act,
            reason: "card-life-reason-loss".to_owned(),
            number: "8038".to_owned(),
            asked: "31/01/2026 10:32".to_owned(),
            by: "Anna D'Alò".to_owned(),
            waiting,
            since: since.to_owned(),
            refusal: refusal.to_owned(),
        }
    }

    #[test]
    fn an_act_looks_again_until_it_is_answered_and_then_gives_its_slip() {
        for act in ["suspend", "reactivate", "revoke", "replace", "expire"] {
            for trouble in [None, Some("asked-trouble-unreachable".to_owned())] {
                let waiting = Some(Waiting { since: "10:32".to_owned(), attempts: 2, trouble });
                let asked = rendered("card_life/act.html", &page(act, "", "", waiting));
                assert!(asked.contains("data-again") && !asked.contains("/slip"), "{asked}");
            }
            let done = rendered("card_life/act.html", &page(act, "31/01/2026 10:32", "", None));
            assert!(done.contains("/slip") && !done.contains("data-again"), "{done}");
            let no = rendered("card_life/act.html", &page(act, "", "revoked", None));
            assert!(!no.contains("/slip"), "{no}");
        }
        rendered("card_life/state.html", &ActPiece { waiting: None });
    }

    #[test]
    fn an_act_has_a_short_number_on_paper() {
        let reference = "01938f6e-0000-7000-8000-0123456789ab".parse().unwrap();
        assert_eq!(number(reference), "0123-4567-89AB");
    }
}
