// SPDX-License-Identifier: AGPL-3.0-or-later
//! The delegations of a holder on their page: in force, over, and the cards that want a new direct activation.

use super::card_life::grouped;
use super::dates;
use crate::delegations::{KnownDelegation, Standing};
use crate::ids::HolderId;
use crate::texts::{self, Language};
use chrono::NaiveDate;
use serde::Serialize;

/// A delegation in the list.
#[derive(Serialize)]
pub(super) struct DelegationView {
    /// Kind and delegate.
    pub(super) who: String,
    made: String,
    /// How it stands, in words.
    standing: String,
    /// The reason given, when and by whom; empty where nobody ended it.
    why: String,
    /// The page on which it is ended; empty where it is over.
    end: String,
}

/// Cards whose activation rests on a delegation that holds no longer.
#[derive(Serialize)]
pub(super) struct AnewView {
    cards: Vec<String>,
    who: String,
    why: String,
}

/// `Maria Rossi, tutore`; the kind alone where nobody acts.
pub(super) fn who(language: Language, known: &KnownDelegation) -> String {
    let kind = texts::text(language, &known.kind.text_key("delegation-kind"));
    match &known.delegate {
        Some((surname, name)) => format!("{name} {surname}, {kind}"),
        None => kind,
    }
}

/// How a delegation stands, in words.
pub(super) fn standing(language: Language, standing: Standing) -> String {
    let day =
        |key: &str, day: NaiveDate| texts::text_with(language, key, &[("day", dates::show(day).into())]);
    match standing {
        Standing::InForce { until: Some(on) } => day("delegation-in-force-until", on),
        Standing::InForce { until: None } => texts::text(language, "delegation-in-force"),
        Standing::Ended => texts::text(language, "delegation-standing-ended"),
        Standing::OfAge => texts::text(language, "delegation-standing-of-age"),
        Standing::DecreeOver { on } => day("delegation-decree-ended", on),
        Standing::ImpedimentOver { on } => day("delegation-impediment-over", on),
    }
}

/// The list, the latest first.
pub(super) fn views(
    language: Language,
    holder: HolderId,
    known: &[KnownDelegation],
    (adult_age, today): (u32, NaiveDate),
) -> Vec<DelegationView> {
    let view = |it: &KnownDelegation| {
        let why = it.end.as_ref().map(|(end, at, (surname, name))| {
            let kind = texts::text(language, &format!("delegation-end-{}", end.kind.key()));
            format!("{kind}: {} ({}, {surname} {name})", end.words, dates::show_time(*at))
        });
        DelegationView {
            who: who(language, it),
            made: dates::show_time(it.made_at),
            standing: standing(language, it.standing(adult_age, today)),
            end: if why.is_some() { String::new() } else { end_path(holder, it) },
            why: why.unwrap_or_default(),
        }
    };
    known.iter().map(view).collect()
}

/// The cards that want a new direct activation, by delegation.
pub(super) fn anew(
    language: Language,
    known: &[KnownDelegation],
    (adult_age, today): (u32, NaiveDate),
) -> Vec<AnewView> {
    let over = known.iter().filter(|it| !it.cards.is_empty() && !it.holds(adult_age, today));
    let view = |it: &KnownDelegation| AnewView {
        cards: it.cards.iter().map(|number| grouped(number)).collect(),
        who: who(language, it),
        why: standing(language, it.standing(adult_age, today)),
    };
    over.map(view).collect()
}

/// The page on which a delegation is ended.
pub(super) fn end_path(holder: HolderId, known: &KnownDelegation) -> String {
    format!("/holders/{holder}/delegations/{}/end", known.id)
}
