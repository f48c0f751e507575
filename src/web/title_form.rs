// SPDX-License-Identifier: AGPL-3.0-or-later
//! The title of a delegation on its page: the fields that the rules of the kind ask for.

use super::dates;
use super::delegation::decree_line;
use super::form::FieldErrors;
use super::warnings::Choice;
use crate::cases::Case;
use crate::delegations::{Delegation, Missing, TitleError, WordsError};
use crate::policy::{AddressRule, DelegationRules, Power, Relation, TitleRule};
use crate::texts::{self, Language};
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Default, Serialize, Deserialize, Validate)]
pub(super) struct TitleForm {
    pub(super) version: String,
    pub(super) power: String,
    pub(super) words: String,
    pub(super) court: String,
    pub(super) number: String,
    pub(super) decree_on: String,
    pub(super) ends_on: String,
    pub(super) relation: String,
    pub(super) holder_present: bool,
    pub(super) address_in_words: bool,
}

/// The title's part of the page: which fields there are, and what is said already.
#[derive(Serialize)]
pub(super) struct TitlePart {
    form: TitleForm,
    /// The key of its name: what it is about.
    label: &'static str,
    powers: Vec<Choice>,
    relations: Vec<Choice>,
    words: bool,
    decree: bool,
    presence: bool,
    address: bool,
    /// What is said, in one line; empty where nothing is.
    said: String,
    missing: bool,
    /// The delegate's address wants an approval.
    alarm: bool,
}

pub(super) fn filled(case: &Case, delegation: &Delegation) -> TitleForm {
    let version = case.version.to_string();
    let Some(title) = &delegation.title else { return TitleForm { version, ..TitleForm::default() } };
    let decree = title.decree.as_ref();
    TitleForm {
        version,
        power: title.power.key().to_owned(),
        words: title.words.clone().unwrap_or_default(),
        court: decree.map(|decree| decree.court.clone()).unwrap_or_default(),
        number: decree.map(|decree| decree.number.clone()).unwrap_or_default(),
        decree_on: decree.map(|decree| dates::show(decree.on)).unwrap_or_default(),
        ends_on: decree.and_then(|decree| decree.ends_on).map(dates::show).unwrap_or_default(),
        relation: title.relation.map(|relation| relation.key().to_owned()).unwrap_or_default(),
        holder_present: title.holder_present,
        address_in_words: title.address_in_words,
    }
}

/// The part; none where the rules of the kind ask for nothing and let nothing be said.
pub(super) fn part(
    language: Language,
    rules: &DelegationRules,
    delegation: &Delegation,
    missing: &[Missing],
    form: TitleForm,
) -> Option<TitlePart> {
    let conducts = || rules.powers().filter_map(|power| rules.conduct(power));
    let choice = |key: &'static str, text: String| Choice::of(language, key, &text);
    let power = |power: Power| choice(power.key(), power.text_key("delegation-power"));
    let relation = |relation: &Relation| choice(relation.key(), relation.text_key("delegation-relation"));
    let part = TitlePart {
        powers: if rules.only_power().is_some() { Vec::new() } else { rules.powers().map(power).collect() },
        relations: rules.relations.iter().map(relation).collect(),
        words: rules.title == TitleRule::Words,
        decree: rules.title == TitleRule::Decree,
        presence: rules.kind.has_delegate() && conducts().any(|conduct| conduct.holder_present),
        address: conducts().any(|conduct| conduct.address == AddressRule::HolderUnlessInWords),
        label: "",
        said: String::new(),
        missing: lacks(missing),
        alarm: delegation.address_in_words(),
        form,
    };
    let titled = !part.powers.is_empty() || !part.relations.is_empty() || part.words || part.decree;
    let (label, said) = match (titled, part.presence, part.address) {
        (false, false, false) => return None,
        (false, false, true) if part.alarm => ("delegation-part-address", "delegation-address-is-delegates"),
        (false, false, true) => ("delegation-part-address", "delegation-address-is-holders"),
        (false, true, _) => ("delegation-part-presence", ""),
        (true, _, _) => ("delegation-part-title", ""),
    };
    let said = if said.is_empty() { self::said(language, delegation) } else { texts::text(language, said) };
    Some(TitlePart { label, said, ..part })
}

/// What is said of the title, in one line.
pub(super) fn said(language: Language, delegation: &Delegation) -> String {
    let Some(title) = &delegation.title else { return String::new() };
    let text = |key: String| texts::text(language, &key);
    let decree = title.decree.as_ref().map(|decree| {
        let end = decree.ends_on.map(|day| {
            texts::text_with(language, "delegation-decree-until", &[("day", dates::show(day).into())])
        });
        [Some(decree_line(decree)), end].into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let parts = [
        title.words.clone(),
        decree,
        Some(text(title.power.text_key("delegation-power"))),
        title.relation.map(|relation| text(relation.text_key("delegation-relation"))),
        title.holder_present.then(|| text("delegation-holder-is-present".to_owned())),
        title.address_in_words.then(|| text("delegation-address-is-delegates".to_owned())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Whether the title lacks something.
pub(super) fn lacks(missing: &[Missing]) -> bool {
    let of_title = |missing: &Missing| match missing {
        Missing::Power
        | Missing::Words
        | Missing::Decree
        | Missing::DecreeEnded { .. }
        | Missing::Relation
        | Missing::HolderPresent => true,
        Missing::Ended | Missing::HolderAge | Missing::Evidence { .. } => false,
    };
    missing.iter().any(of_title)
}

/// What no form of the page mends: the identification is to be done anew.
pub(super) const fn lapsed(missing: &Missing) -> Option<&'static str> {
    match missing {
        Missing::Ended => Some("delegation-ended"),
        Missing::HolderAge => Some("delegation-holder-age"),
        Missing::Power
        | Missing::Words
        | Missing::Decree
        | Missing::DecreeEnded { .. }
        | Missing::Relation
        | Missing::HolderPresent
        | Missing::Evidence { .. } => None,
    }
}

pub(super) fn complain(error: TitleError, errors: &mut FieldErrors) {
    let words = |error| match error {
        WordsError::Empty => ("field-required", vec![]),
        WordsError::TooLong => ("field-too-long", vec![]),
        WordsError::Character { position } => {
            ("delegation-character", vec![("position".to_owned(), position.to_string())])
        }
    };
    let (field, (key, arguments)) = match error {
        TitleError::Power => ("power", ("delegation-power-needed", vec![])),
        TitleError::Words(error) => ("words", words(error)),
        TitleError::Court(error) => ("court", words(error)),
        TitleError::Number(error) => ("number", words(error)),
        TitleError::DateMissing => ("decree_on", ("field-required", vec![])),
        TitleError::DateInFuture => ("decree_on", ("delegation-decree-in-future", vec![])),
        TitleError::EndsBeforeItBegins => ("ends_on", ("delegation-decree-ends-before", vec![])),
        TitleError::Ended { on } => {
            ("ends_on", ("delegation-decree-ended", vec![("day".to_owned(), dates::show(on))]))
        }
        TitleError::Relation => ("relation", ("delegation-relation-needed", vec![])),
        TitleError::HolderAbsent => ("holder_present", ("delegation-holder-absent", vec![])),
    };
    errors.add_with(field, key, arguments);
}
