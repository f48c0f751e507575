// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the pages of a release show of cases and releases.

use super::dates::{show_time, time_of_day};
use crate::cases::Case;
use crate::contacts::judgement::EmailWarning;
use crate::releases::{Ending, Release, State};
use crate::texts::{self, Language};
use serde::Serialize;

/// A case as the head of a page names it.
#[derive(Serialize)]
pub(super) struct CaseView {
    id: String,
    protocol: String,
    holder: String,
    card: String,
    recipient: String,
    fingerprint: String,
}

impl CaseView {
    pub(super) fn of(case: &Case) -> Self {
        let signed = case.signed_form.as_ref();
        Self {
            id: case.id.to_string(),
            protocol: case.protocol.to_string(),
            holder: holder(case),
            card: case.card.as_ref().map(|card| card.card.number.grouped()).unwrap_or_default(),
            recipient: case.contact.as_ref().map(|contact| contact.email.to_string()).unwrap_or_default(),
            fingerprint: signed.map(|form| form.fingerprint.short()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
impl CaseView {
    pub(super) fn sample() -> Self {
        Self {
            id: "0193".to_owned(),
            protocol: "AN01-2026-000001".to_owned(),
            holder: "Niccolò D'Alò".to_owned(),
            card: "8038 0001 1000 0000 0014".to_owned(),
            recipient: "maria@example.it".to_owned(),
            fingerprint: "7K2M-9XQ4-0ABC-DEFG".to_owned(),
        }
    }
}

/// Name and surname of the holder.
pub(super) fn holder(case: &Case) -> String {
    case.person.as_ref().map(|person| format!("{} {}", person.name, person.surname)).unwrap_or_default()
}

/// One of several to choose from, as the field components take it.
#[derive(Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) hint: String,
}

/// A warning about the address, to be ticked once more.
pub(super) fn warning(language: Language, warning: EmailWarning) -> Choice {
    let label = texts::text(language, &format!("release-warning-{}", warning.key()));
    Choice { value: warning.key().to_owned(), label, hint: String::new() }
}

/// How an earlier release of the case ended; keys of texts.
#[derive(Serialize)]
pub(super) struct EndedView {
    title: String,
    text: String,
    at: String,
    /// Whether the citizen gets a slip about it.
    slip: bool,
}

impl EndedView {
    pub(super) fn of(release: &Release) -> Option<Self> {
        let State::Ended { at, how } = &release.state else { return None };
        let (word, text) = match how {
            Ending::Refused(why) => ("refused", format!("release-refusal-{why}")),
            Ending::Withdrawn => ("withdrawn", "release-ended-withdrawn".to_owned()),
            Ending::Stopped => ("stopped", "release-ended-stopped".to_owned()),
            Ending::Superseded => ("superseded", "release-ended-superseded".to_owned()),
        };
        let title = format!("release-ended-{word}-title");
        Some(Self { title, text, at: show_time(*at), slip: matches!(how, Ending::Refused(_)) })
    }
}

/// A question without an answer; keys of texts.
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
            trouble: trouble.as_ref().map(|trouble| format!("asked-trouble-{trouble}")),
            attempts: *attempts,
        })
    }
}
