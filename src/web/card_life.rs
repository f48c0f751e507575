// SPDX-License-Identifier: AGPL-3.0-or-later
//! A card of a holder's: how it stands now, what can be done to it, what was done to it.

use super::dates;
use super::error::{Answer, PageError};
use super::page::Page;
use super::routes::Routes;
use crate::authority::contract::CertificateState;
use crate::cards::number::CardNumber;
use crate::cases::{self, KnownCard};
use crate::holders::{self, Holder};
use crate::ids::{CardCheckId, HolderId};
use crate::lifecycle::{self, Answered, CardAct, Done, Live, Way, transition};
use crate::operators::Operator;
use crate::texts::{self, Language};
use actix_web::web::Path;
use serde::Serialize;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/holders/{id}/cards/{card}", show);
}

/// A holder and a card of theirs, for who has a reason to see them.
pub(super) struct Met {
    pub(super) holder: Holder,
    pub(super) card: KnownCard,
}

/// Where the pages of a card are.
pub(super) fn path(holder: HolderId, card: CardCheckId) -> String {
    format!("/holders/{holder}/cards/{card}")
}

/// The card, where the operator has a reason on record to see its holder; none where the reason is still to be given.
pub(super) async fn met(
    page: &Page,
    operator: &Operator,
    (holder, card): (HolderId, CardCheckId),
) -> Result<Option<Met>, PageError> {
    let mut conn = page.connection().await?;
    let holder = holders::find(&conn, holder).await?.ok_or(PageError::NotFound)?;
    if !cases::may_see(&mut conn, &page.acting(operator), holder.id).await? {
        return Ok(None);
    }
    let card = cases::known_card(&mut conn, holder.id, card).await?.ok_or(PageError::NotFound)?;
    Ok(Some(Met { holder, card }))
}

#[derive(Serialize)]
struct CardPage {
    holder: HolderId,
    path: String,
    number: String,
    expires: String,
    /// The end of the key of a text: `active`, `suspended`, …, `away`, `none`.
    state: &'static str,
    since: String,
    /// What can be done now with the holder at the counter.
    offers: Vec<Offer>,
    /// Whether a suspension by telephone can be begun.
    telephone: bool,
    /// The act that waits for its answer.
    waiting: String,
    acts: Vec<ActView>,
}

#[derive(Serialize)]
struct Offer {
    act: &'static str,
    href: String,
}

/// An act as lists show it.
#[derive(Serialize)]
pub(super) struct ActView {
    pub(super) href: String,
    at: String,
    act: String,
    reason: String,
    by: String,
    answer: String,
    pub(super) open: bool,
}

impl ActView {
    pub(super) fn of(language: Language, done: &Done) -> Self {
        let say = |key: String| texts::text(language, &key);
        let word = |text: &str| text.replace('_', "-");
        let answer = match &done.answer {
            Answered::NotYet { .. } => say("card-life-answer-not-yet".to_owned()),
            Answered::Done { .. } => say("card-life-answer-done".to_owned()),
            Answered::Refused(_) => say("card-life-answer-refused".to_owned()),
        };
        let service = || say("holder-look-service".to_owned());
        Self {
            href: format!("/card-acts/{}", done.reference),
            at: dates::show_time(done.asked_at),
            act: say(format!("card-life-act-{}", done.act.key())),
            reason: say(format!("card-life-reason-{}", word(done.reason.key()))),
            by: done.asked_by.as_ref().map_or_else(service, |(surname, name)| format!("{surname} {name}")),
            answer,
            open: matches!(done.answer, Answered::NotYet { .. }),
        }
    }
}

/// The state's word, for texts.
pub(super) const fn state_word(live: Live) -> &'static str {
    match live {
        Live::State { state: CertificateState::OnHold, .. } => "on-hold",
        Live::State { state: CertificateState::Active, .. } => "active",
        Live::State { state: CertificateState::Suspended, .. } => "suspended",
        Live::State { state: CertificateState::Revoked, .. } => "revoked",
        Live::State { state: CertificateState::Expired, .. } => "expired",
        Live::None(_) => "none",
        Live::Away => "away",
    }
}

/// The noun of the page on which an act is ordered; none for what no operator orders.
pub(super) const fn noun(act: CardAct) -> Option<&'static str> {
    match act {
        CardAct::Suspend => Some("suspension"),
        CardAct::Reactivate => Some("reactivation"),
        CardAct::Revoke => Some("revocation"),
        CardAct::Replace | CardAct::Expire => None,
    }
}

/// A card number in groups, as people read it.
pub(super) fn grouped(number: &str) -> String {
    number.parse::<CardNumber>().map_or_else(|_| number.to_owned(), |number| number.grouped())
}

async fn show(operator: Operator, page: Page, ids: Path<(HolderId, CardCheckId)>) -> Answer {
    let Some(Met { holder, card }) = met(&page, &operator, *ids).await? else {
        return page.see(format!("/holders/{}", ids.0));
    };
    let live = lifecycle::live(&*page.app.authority, &card.number, holder.code.as_str()).await;
    let mut conn = page.connection().await?;
    let done = lifecycle::acts_of_card(&mut conn, &card.number).await?;
    let acts: Vec<ActView> = done.iter().map(|done| ActView::of(page.language(), done)).collect();
    let waiting = acts.iter().find(|act| act.open).map(|act| act.href.clone()).unwrap_or_default();
    let path = path(holder.id, card.id);
    let (states, since) = match live {
        Live::State { state, since } => (vec![state], dates::show_time(since)),
        // nobody knows: what may be allowed is offered, and the authority has the last word
        Live::Away => (vec![CertificateState::Active, CertificateState::Suspended], String::new()),
        Live::None(_) => (vec![], String::new()),
    };
    let offers = |way: Way| {
        let path = &path;
        let rows = states.iter().flat_map(move |state| transition::offered(*state, way));
        let mut found: Vec<Offer> = Vec::new();
        for row in rows.filter(|_| waiting.is_empty()) {
            if let Some(noun) = noun(row.act)
                && !found.iter().any(|offer| offer.act == row.act.key())
            {
                found.push(Offer { act: row.act.key(), href: format!("{path}/{noun}") });
            }
        }
        found
    };
    let (in_person, by_telephone) = (offers(Way::InPerson), offers(Way::Telephone));
    let context = CardPage {
        holder: holder.id,
        number: grouped(&card.number),
        expires: dates::show(card.expires),
        state: state_word(live),
        since,
        offers: in_person,
        telephone: !by_telephone.is_empty() && live != Live::Away,
        waiting,
        acts,
        path,
    };
    page.render("card_life/show.html", &context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    fn page(state: &'static str, offers: Vec<Offer>) -> CardPage {
        CardPage {
            holder: HolderId::new(chrono::Utc::now()),
            path: "/holders/1/cards/2".to_owned(),
            number: "8038 0001 1000 0000 0014".to_owned(),
            expires: "31/01/2030".to_owned(),
            state,
            since: String::new(),
            offers,
            telephone: true,
            waiting: String::new(),
            acts: Vec::new(),
        }
    }

    #[test]
    fn every_state_and_every_act_that_is_offered_has_words() {
        for state in ["on-hold", "active", "suspended", "revoked", "expired", "none", "away"] {
            let acts = [CardAct::Suspend, CardAct::Reactivate, CardAct::Revoke];
            let offers = acts.map(|act| Offer { act: act.key(), href: "/x".to_owned() });
            rendered("card_life/show.html", &page(state, offers.into()));
        }
    }

    #[test]
    fn every_word_of_the_cards_life_has_a_text_for_pages_and_papers() {
        for language in [Language::Italian, Language::English] {
            let mut keys: Vec<String> = Vec::new();
            for act in CardAct::ALL {
                for prefix in ["card-life-act", "card-life-done", "life-title", "life-means"] {
                    keys.push(format!("{prefix}-{}", act.key()));
                }
            }
            for reason in lifecycle::Reason::ALL {
                let word = reason.key().replace('_', "-");
                keys.extend([format!("card-life-reason-{word}"), format!("life-reason-{word}")]);
            }
            for proof in lifecycle::ProofKind::ALL {
                let word = proof.key().replace('_', "-");
                keys.extend([format!("card-life-proof-{word}"), format!("life-proof-{word}")]);
            }
            for key in keys {
                assert!(texts::exists(&key), "{key}");
                assert!(!texts::text(language, &key).starts_with('['), "{key}");
            }
        }
    }
}
