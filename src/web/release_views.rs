// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the page of step six shows of a release; keys of texts where nothing else is said.

use super::dates::{show_time, time_of_day};
use crate::authority::contract::Refusal;
use crate::cases::Case;
use crate::outbox::{LetterState, PRINT_FOLDER};
use crate::releases::{Ending, Former, Release, State};
use serde::Serialize;

/// What was signed, as the operator sees it once more before the act.
#[derive(Serialize)]
pub(super) struct Signed {
    pub(super) holder: String,
    pub(super) card: String,
    pub(super) recipient: String,
    pub(super) fingerprint: String,
    /// Who acts for the holder; empty for a holder in person.
    pub(super) delegate: String,
}

impl Signed {
    /// None where the request is not signed, or no longer says what the case says.
    pub(super) fn of(case: &Case) -> Option<Self> {
        let form = case.signed_form.as_ref()?;
        let facts =
            case.complete().filter(|_| case.is_open() && case.fingerprint() == Some(form.fingerprint))?;
        Some(Self {
            holder: super::case_page::holder(case),
            card: facts.card.number.grouped(),
            recipient: facts.contact.shown(),
            fingerprint: form.fingerprint.short(),
            delegate: super::case_page::delegate(case),
        })
    }
}

/// How an earlier release of the case ended.
#[derive(Serialize)]
pub(super) struct EndedView {
    title: String,
    text: String,
    way_on: String,
    at: String,
    /// Whether the citizen gets a slip about it.
    slip: bool,
}

impl EndedView {
    pub(super) fn of(release: &Release) -> Option<Self> {
        let State::Ended { at, how } = &release.state else { return None };
        let plain = |word: &str| {
            let keys = ["-title", "-text", "-way-on"].map(|part| format!("release-{word}{part}"));
            let [title, text, way_on] = keys;
            Self { title, text, way_on, at: show_time(*at), slip: false }
        };
        Some(match how {
            Ending::Refused(why) => {
                let rule = refusal_words(why);
                let keys = ["what", "why", "way-on"].map(|part| format!("refusal-{rule}-{part}"));
                let [title, text, way_on] = keys;
                Self { title, text, way_on, at: show_time(*at), slip: true }
            }
            Ending::Withdrawn => plain("withdrawn"),
            Ending::Stopped => plain("stopped"),
            Ending::Superseded => plain("superseded"),
            Ending::CardEnded => plain("card-ended"),
        })
    }
}

/// The middle of the keys of texts `refusal-<…>-what`, `-why`, `-tell`, `-way-on` for a refusal of the authority: the words of
/// the card's check where that can say the same no, else those that only a release hears.
pub(super) fn refusal_words(why: &str) -> String {
    let of_the_check = [
        Refusal::Unknown,
        Refusal::NoChip,
        Refusal::Expired,
        Refusal::OtherRegion,
        Refusal::AlreadyActive,
        Refusal::Suspended,
        Refusal::Revoked,
        Refusal::AnotherHolder,
    ];
    match why {
        why if of_the_check.iter().any(|refusal| refusal.to_string() == why) => why.replace('_', "-"),
        "not_active" => "not-active".to_owned(),
        _ => "not-accepted".to_owned(),
    }
}

/// A question without an answer.
#[derive(Serialize)]
pub(super) struct WaitingView {
    text: String,
    since: String,
    trouble: Option<String>,
    attempts: i32,
}

impl WaitingView {
    pub(super) fn of(release: &Release) -> Option<Self> {
        let State::Asked { kind, since, attempts, trouble } = &release.state else { return None };
        Some(Self {
            text: format!("asked-{}", kind.key()),
            since: time_of_day(*since),
            trouble: trouble.as_ref().map(|trouble| format!("asked-trouble-{}", trouble.replace('_', "-"))),
            attempts: *attempts,
        })
    }
}

/// The release whose place a new one takes, and what can still be done about its letter.
#[derive(Serialize)]
pub(super) struct FormerView {
    pub(super) number: String,
    pub(super) handed_over: String,
    /// The key of the sentence about its letter.
    pub(super) letter: String,
    pub(super) server: String,
    pub(super) at: String,
}

impl FormerView {
    pub(super) fn of(former: &Former) -> Self {
        let (word, server, at) = match former.letter.as_ref().map(|letter| &letter.state) {
            Some(LetterState::Waiting { .. }) => ("waiting", "", None),
            Some(LetterState::Accepted { by, at } | LetterState::PerhapsTwice { by, at }) => {
                let word = if by == PRINT_FOLDER { "printed" } else { "accepted" };
                (word, by.as_str(), Some(*at))
            }
            Some(LetterState::Bounced { at, .. }) => ("bounced", "", Some(*at)),
            _ => ("not-sent", "", None),
        };
        Self {
            number: former.number.clone(),
            handed_over: show_time(former.handed_over_at),
            letter: format!("release-former-{word}"),
            server: server.to_owned(),
            at: at.map(show_time).unwrap_or_default(),
        }
    }
}
