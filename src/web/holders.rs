// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the counters know of a holder, for who has a reason to see it.

use super::acts;
use super::card_life::{self, ActView};
use super::dates;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::functional_check::CheckView;
use super::holder_delegations::{self, AnewView, DelegationView};
use super::holder_scans::HolderScans;
use super::home::{self, LineView};
use super::look_ups::known_reason;
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use super::ways_on::WaysOn;
use crate::cases::{self, Dossier, LookUpReason, LookUpRefused};
use crate::db::Connection;
use crate::ids::HolderId;
use crate::lifecycle;
use crate::operators::Operator;
use crate::outbox::{self, Letter, LetterState};
use crate::policy::rome_date;
use crate::releases::{self, FunctionalCheck};
use crate::texts::{self, Language};
use actix_web::web::Path;
use futures_util::future::try_join4;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Deserialize, Validate)]
struct ReasonForm {
    #[validate(custom(function = known_reason))]
    reason: String,
}

#[derive(Serialize)]
struct Ask {
    holder: HolderId,
    reasons: Vec<Choice>,
    reason: String,
}

#[derive(Serialize)]
struct HolderPage {
    holder: HolderId,
    code: String,
    name: String,
    /// The open case of this counter, if there is one.
    open: Option<LineView>,
    /// Whether codes were given here before: an address can be corrected.
    given: bool,
    /// The ways on from the newest release that lives and is of this counter.
    ways: Option<WaysOn>,
    cards: Vec<CardView>,
    /// What was done to the cards.
    acts: Vec<ActView>,
    cases: Vec<LineView>,
    releases: Vec<ReleaseView>,
    mails: Vec<MailView>,
    checks: Vec<CheckView>,
    /// Cards that want a new direct activation.
    anew: Vec<AnewView>,
    delegations: Vec<DelegationView>,
    scans: HolderScans,
    looks: Vec<LookView>,
}

#[derive(Serialize)]
struct CardView {
    href: String,
    number: String,
    expires: String,
    outcome: String,
    seen: String,
    /// Whether it was shown; else its number was said.
    shown: bool,
    activated: String,
}

/// A release, in one line.
#[derive(Serialize)]
pub(super) struct ReleaseView {
    number: String,
    requested: String,
    handed_over: String,
    ending: String,
}

#[derive(Serialize)]
struct MailView {
    posted: String,
    kind: String,
    recipient: String,
    state: String,
    server: String,
}

/// Who looked or acted, in one line.
#[derive(Serialize)]
pub(super) struct LookView {
    at: String,
    act: String,
    refused: bool,
    operator: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/holders/{id}", show);
    routes.post("/holders/{id}/look-ups", look_again);
}

async fn show(operator: Operator, page: Page, id: Path<HolderId>) -> Answer {
    let mut conn = page.connection().await?;
    let acting = page.acting(&operator);
    if !cases::may_see(&mut conn, &acting, *id).await? {
        return page.render("holders/ask.html", &ask(&page, *id, LookUpReason::Present.key()));
    }
    let (dossier, letters, checks, acts) = try_join4(
        cases::dossier(&conn, &acting, *id),
        outbox::letters_to_holder(&conn, *id),
        releases::checks_of_holder(&conn, *id),
        lifecycle::acts_of_holder(&conn, *id),
    )
    .await?;
    let dossier = dossier.ok_or(PageError::NotFound)?;
    let ways = ways(&page, &mut conn, &operator, &dossier).await?;
    let acts = acts.iter().map(|done| ActView::of(page.language(), done)).collect();
    let (known, on) = (&dossier.delegations, (page.policy_today()?.adult_age(), rome_date(page.now())));
    let view = HolderPage {
        acts,
        anew: holder_delegations::anew(page.language(), known, on),
        delegations: holder_delegations::views(page.language(), *id, known, on),
        scans: HolderScans::of(&page, &mut conn, &operator, &dossier).await?,
        ..view(page.language(), &operator, &dossier, &letters, &checks, ways)
    };
    page.render("holders/show.html", &view)
}

/// The ways on from the newest release that was handed over, where it is of this counter.
async fn ways(
    page: &Page,
    conn: &mut Connection,
    operator: &Operator,
    dossier: &Dossier,
) -> Result<Option<WaysOn>, PageError> {
    let given = dossier.releases.iter().find(|release| release.handed_over_at.is_some());
    let Some(case) = given.filter(|given| given.counter == operator.counter_id()).map(|given| given.case)
    else {
        return Ok(None);
    };
    let line = dossier.cases.iter().find(|line| line.id == case);
    let own = dossier.holder.code.base_code().as_str() == operator.base_code();
    // whether the operator gets in is to be asked where somebody acts for the holder: it may be themselves
    if own || line.is_none_or(|line| line.by_delegation) {
        page.case(conn, operator, case).await?;
    }
    let newest = dossier.releases.iter().find(|release| release.case == case);
    Ok(newest.map(|newest| WaysOn::of_known(page, newest)).transpose()?.flatten())
}

fn ask(page: &Page, holder: HolderId, reason: &str) -> Ask {
    Ask { holder, reasons: home::reasons(page), reason: reason.to_owned() }
}

async fn look_again(operator: Operator, form: Form<ReasonForm>, page: Page, id: Path<HolderId>) -> Answer {
    let again =
        |errors: FieldErrors| page.invalid("holders/ask.html", &ask(&page, *id, &form.reason), &errors);
    if let Err(errors) = form.check() {
        return again(errors);
    }
    let reason = LookUpReason::from_key(&form.reason).ok_or(PageError::Unreadable)?;
    let mut conn = page.connection().await?;
    match cases::look_again(&mut conn, &page.acting(&operator), *id, reason).await {
        Ok(()) => page.see(format!("/holders/{id}")),
        Err(LookUpRefused::Nothing) => Err(PageError::NotFound),
        Err(LookUpRefused::Own) => {
            drop(conn);
            let entry = crate::audit::Entry::new("holder.look_up").by(operator.who()).holder(*id);
            page.note_refused(entry.rule("own_data")).await?;
            Err(PageError::refused("refused-own-data", "/"))
        }
        Err(LookUpRefused::Broken(breakage)) => Err(breakage.into()),
    }
}

fn view(
    language: Language,
    operator: &Operator,
    dossier: &Dossier,
    letters: &[Letter],
    checks: &[FunctionalCheck],
    ways: Option<WaysOn>,
) -> HolderPage {
    let ours = |line: &&cases::Line| line.counter.id == operator.counter_id();
    let open = dossier.cases.iter().filter(|line| line.ending.is_none());
    let name = dossier.cases.iter().find_map(|line| line.holder.as_ref());
    // of another counter's case: counter, date and step, nothing else
    let case = |line: &cases::Line| {
        let shown = LineView::of(line);
        if ours(&line) { shown } else { LineView { id: String::new(), protocol: String::new(), ..shown } }
    };
    HolderPage {
        holder: dossier.holder.id,
        code: dossier.holder.code.to_string(),
        name: name.map(|(surname, name)| format!("{name} {surname}")).unwrap_or_default(),
        given: dossier.releases.iter().any(|release| release.handed_over_at.is_some()),
        ways,
        open: open.clone().find(ours).map(LineView::of),
        cards: dossier.cards.iter().map(|one| card(dossier.holder.id, one)).collect(),
        acts: Vec::new(),
        anew: Vec::new(),
        delegations: Vec::new(),
        scans: HolderScans::default(),
        cases: dossier.cases.iter().map(case).collect(),
        releases: dossier.releases.iter().map(ReleaseView::of).collect(),
        mails: letters.iter().map(mail).collect(),
        checks: checks.iter().map(CheckView::of).collect(),
        looks: dossier.looks.iter().map(|one| LookView::of(language, one)).collect(),
    }
}

fn card(holder: HolderId, card: &cases::KnownCard) -> CardView {
    let number = card.number.parse::<crate::cards::number::CardNumber>();
    CardView {
        href: card_life::path(holder, card.id),
        number: number.map_or_else(|_| card.number.clone(), |number| number.grouped()),
        expires: dates::show(card.expires),
        outcome: card.outcome.replace('_', "-"),
        seen: dates::show_time(card.seen_at),
        shown: card.shown,
        activated: card.activated_at.map(dates::show_time).unwrap_or_default(),
    }
}

impl ReleaseView {
    pub(super) fn of(release: &cases::KnownRelease) -> Self {
        Self {
            number: release.number.clone(),
            requested: dates::show_time(release.requested_at),
            handed_over: release.handed_over_at.map(dates::show_time).unwrap_or_default(),
            ending: release.ending.clone().unwrap_or_default(),
        }
    }
}

fn mail(letter: &Letter) -> MailView {
    let server = match &letter.state {
        LetterState::Accepted { by, .. }
        | LetterState::PerhapsTwice { by, .. }
        | LetterState::Bounced { by, .. } => by.clone(),
        LetterState::Waiting { .. }
        | LetterState::GivenUp { .. }
        | LetterState::Alarm { .. }
        | LetterState::Stopped { .. } => String::new(),
    };
    MailView {
        posted: dates::show_time(letter.posted_at),
        kind: letter.kind.text_key(),
        recipient: letter.shown(),
        state: letter.state.text_key(),
        server,
    }
}

impl LookView {
    pub(super) fn of(language: Language, look: &crate::audit::Look) -> Self {
        let operator = look.operator.as_ref().map(|(surname, name)| format!("{surname} {name}"));
        Self {
            at: dates::show_time(look.at),
            act: acts::words(language, &look.act),
            refused: look.outcome == "refused",
            operator: operator.unwrap_or_else(|| texts::text(language, "holder-look-service")),
        }
    }
}
