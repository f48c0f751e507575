// SPDX-License-Identifier: AGPL-3.0-or-later
//! The title: what the power is, as the rules of the kind want it told.

use super::words::{WordsError, words};
use crate::policy::{DelegationRules, Power, Relation, TitleRule};
use chrono::NaiveDate;

/// The longest title in words.
const LONGEST_WORDS: usize = 200;
/// The longest name of a court.
const LONGEST_COURT: usize = 100;
/// The longest number of a decree.
const LONGEST_NUMBER: usize = 40;

/// A court's decree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decree {
    /// The court.
    pub court: String,
    /// Its number, as written.
    pub number: String,
    /// Its date.
    pub on: NaiveDate,
    /// The last day on which it holds; none where it holds until further notice.
    pub ends_on: Option<NaiveDate>,
}

/// What the power is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Whether the delegate acts or assists.
    pub power: Power,
    /// The title in words.
    pub words: Option<String>,
    /// The decree.
    pub decree: Option<Decree>,
    /// Who the delegate is to the holder.
    pub relation: Option<Relation>,
    /// Whether the holder is at the counter too.
    pub holder_present: bool,
    /// Whether the signed delegation says in words that the address is the delegate's.
    pub address_in_words: bool,
}

/// What the operator says of the title.
#[derive(Debug, Clone, Copy, Default)]
pub struct TitleSaid<'a> {
    /// What the decree says, where the kind leaves it open.
    pub power: Option<Power>,
    /// The title in words.
    pub words: &'a str,
    /// The court.
    pub court: &'a str,
    /// The decree's number.
    pub number: &'a str,
    /// The decree's date.
    pub decree_on: Option<NaiveDate>,
    /// The decree's last day.
    pub ends_on: Option<NaiveDate>,
    /// Who the delegate is to the holder.
    pub relation: Option<Relation>,
    /// Whether the holder is at the counter too.
    pub holder_present: bool,
    /// Whether the signed delegation says in words that the address is the delegate's.
    pub address_in_words: bool,
}

/// Why a title is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TitleError {
    /// Nobody said whether the decree lets the delegate act or assist.
    #[error("the power is not said")]
    Power,
    /// The title in words.
    #[error("the words: {0}")]
    Words(WordsError),
    /// The court.
    #[error("the court: {0}")]
    Court(WordsError),
    /// The decree's number.
    #[error("the number: {0}")]
    Number(WordsError),
    /// The decree has no date.
    #[error("the date of the decree is missing")]
    DateMissing,
    /// The decree is of tomorrow.
    #[error("the date of the decree lies in the future")]
    DateInFuture,
    /// It ends before it begins.
    #[error("the decree ends before its date")]
    EndsBeforeItBegins,
    /// It has ended.
    #[error("the decree ended on {on}")]
    Ended {
        /// Its last day.
        on: NaiveDate,
    },
    /// Nobody said who the delegate is to the holder, or the rules do not allow it.
    #[error("the relation is none that the rules allow")]
    Relation,
    /// The holder must be at the counter too.
    #[error("the holder is not there")]
    HolderAbsent,
}

impl Title {
    /// Judges a title by the rules of its kind on a day. What the rules do not ask for is left out. All faults at once.
    ///
    /// # Errors
    /// Each fault; never an empty list.
    pub fn judge(
        rules: &DelegationRules,
        said: &TitleSaid<'_>,
        today: NaiveDate,
    ) -> Result<Self, Vec<TitleError>> {
        let mut faults = Vec::new();
        let power = rules.only_power().or_else(|| said.power.filter(|power| rules.conduct(*power).is_some()));
        if power.is_none() {
            faults.push(TitleError::Power);
        }
        let told = (rules.title == TitleRule::Words)
            .then(|| words(said.words, LONGEST_WORDS).map_err(|error| faults.push(TitleError::Words(error))));
        let decree = (rules.title == TitleRule::Decree).then(|| decree(said, today, &mut faults));
        let relation = said.relation.filter(|relation| rules.relations.contains(relation));
        if relation.is_none() && !rules.relations.is_empty() {
            faults.push(TitleError::Relation);
        }
        let present = power.and_then(|power| rules.conduct(power)).is_some_and(|it| it.holder_present);
        if present && !said.holder_present {
            faults.push(TitleError::HolderAbsent);
        }
        match power {
            Some(power) if faults.is_empty() => Ok(Self {
                power,
                words: told.and_then(Result::ok),
                decree: decree.flatten(),
                relation,
                holder_present: said.holder_present,
                address_in_words: said.address_in_words,
            }),
            _ => Err(faults),
        }
    }
}

fn decree(said: &TitleSaid<'_>, today: NaiveDate, faults: &mut Vec<TitleError>) -> Option<Decree> {
    let court = words(said.court, LONGEST_COURT).map_err(|error| faults.push(TitleError::Court(error)));
    let number = words(said.number, LONGEST_NUMBER).map_err(|error| faults.push(TitleError::Number(error)));
    match (said.decree_on, said.ends_on) {
        (None, _) => faults.push(TitleError::DateMissing),
        (Some(on), _) if on > today => faults.push(TitleError::DateInFuture),
        (Some(on), Some(end)) if end <= on => faults.push(TitleError::EndsBeforeItBegins),
        (Some(_), Some(end)) if end < today => faults.push(TitleError::Ended { on: end }),
        (Some(_), _) => {}
    }
    Some(Decree { court: court.ok()?, number: number.ok()?, on: said.decree_on?, ends_on: said.ends_on })
}
