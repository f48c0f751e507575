// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a report is asked for: days in Italy, ids and codes of lists, and nothing that names a person.

use crate::ids::OperatorId;
use crate::policy::DelegationKind;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Rome;

/// Days from the first to the last, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

/// Who acted for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The holder in person.
    Direct,
    /// Somebody by this kind of delegation.
    By(DelegationKind),
}

/// Which acts are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Within these days.
    pub period: Period,
    /// Of this operator alone.
    pub operator: Option<OperatorId>,
    /// Of this kind alone.
    pub kind: Option<Kind>,
    /// With this outcome alone: a code, 2 to 40 small letters and `_`.
    outcome: Option<String>,
}

/// Why something is no filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// The last day lies before the first.
    #[error("the period ends before it begins")]
    Backward,
    /// More than ten years.
    #[error("the period is longer than ten years")]
    TooLong,
    /// No code of a list.
    #[error("this is no code")]
    NoCode,
}

impl Period {
    /// From the first day to the last.
    ///
    /// # Errors
    /// [`FilterError::Backward`] and [`FilterError::TooLong`].
    pub fn new(first: NaiveDate, last: NaiveDate) -> Result<Self, FilterError> {
        match (last - first).num_days() {
            ..0 => Err(FilterError::Backward),
            0..=3653 => Ok(Self { first, last }),
            _ => Err(FilterError::TooLong),
        }
    }

    /// The first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    #[must_use]
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// Its days, each once.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// Its days in two parts of about the same length; one day stays whole.
    pub(super) fn halves(self) -> (Self, Option<Self>) {
        let days = self.days().count() as u64;
        if days < 2 {
            return (self, None);
        }
        let second = self.first + Days::new(days / 2);
        (Self { last: second - Days::new(1), ..self }, Some(Self { first: second, ..self }))
    }

    /// From its first moment to the first that no longer belongs to it. A day has 23 or 25 hours where clocks change.
    #[must_use]
    pub fn moments(self) -> (DateTime<Utc>, DateTime<Utc>) {
        (midnight(self.first), midnight(self.last + Days::new(1)))
    }
}

/// The first moment of a day in Italy, where clocks never change at midnight.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    Rome.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |moment| moment.to_utc())
}

impl Kind {
    /// `direct`, or the delegation kind's own key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::By(kind) => kind.key(),
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        if key == "direct" { Some(Self::Direct) } else { DelegationKind::from_key(key).map(Self::By) }
    }
}

impl Filter {
    /// Everything within a period.
    #[must_use]
    pub const fn of(period: Period) -> Self {
        Self { period, operator: None, kind: None, outcome: None }
    }

    /// The same with one outcome alone.
    ///
    /// # Errors
    /// [`FilterError::NoCode`].
    pub fn with_outcome(self, code: &str) -> Result<Self, FilterError> {
        let fits =
            (2..=60).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if fits { Ok(Self { outcome: Some(code.to_owned()), ..self }) } else { Err(FilterError::NoCode) }
    }

    /// The outcome asked for.
    #[must_use]
    pub fn outcome(&self) -> Option<&str> {
        self.outcome.as_deref()
    }

    /// What was asked, by name, as addresses and the register say it.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("from", self.period.first.to_string()), ("to", self.period.last.to_string())];
        fields.extend(self.operator.map(|id| ("operator", id.to_string())));
        fields.extend(self.kind.map(|kind| ("kind", kind.key().to_owned())));
        fields.extend(self.outcome.clone().map(|outcome| ("outcome", outcome)));
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_when_clocks_change_has_23_or_25_hours_and_its_neighbours_begin_where_it_ends() {
        for (text, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-22", 24)] {
            let date = day(text);
            let (from, to) = Period::new(date, date).unwrap().moments();
            assert_eq!((to - from).num_hours(), hours, "{text}");
            let next = date + Days::new(1);
            assert_eq!(Period::new(next, next).unwrap().moments().0, to);
        }
    }

    #[test]
    fn a_period_goes_forward_and_ten_years_at_most() {
        assert_eq!(Period::new(day("2026-11-02"), day("2026-11-01")), Err(FilterError::Backward));
        assert_eq!(Period::new(day("2016-11-01"), day("2026-12-01")), Err(FilterError::TooLong));
        assert_eq!(Period::new(day("2026-11-01"), day("2026-11-30")).unwrap().days().count(), 30);
    }

    #[test]
    fn two_halves_have_every_day_once() {
        for (last, days) in
            [("2026-10-25", (1, 0)), ("2026-10-26", (1, 1)), ("2026-10-27", (1, 2)), ("2026-11-23", (15, 15))]
        {
            let period = Period::new(day("2026-10-25"), day(last)).unwrap();
            let (first, second) = period.halves();
            let count = |part: Period| part.days().count();
            assert_eq!((count(first), second.map_or(0, count)), days, "{last}");
            let both: Vec<_> = first.days().chain(second.into_iter().flat_map(Period::days)).collect();
            assert_eq!(both, period.days().collect::<Vec<_>>(), "{last}");
        }
    }

    #[test]
    fn an_outcome_is_a_code_and_nothing_else() {
        let filter = Filter::of(Period::new(day("2026-11-01"), day("2026-11-01")).unwrap());
        assert_eq!(filter.clone().with_outcome("handed_over").unwrap().outcome(), Some("handed_over"));
        for odd in ["", "a", "Rossi", "x' OR 1=1", "RSSMRA80A01H501U", "a b"] {
            assert_eq!(filter.clone().with_outcome(odd), Err(FilterError::NoCode), "{odd}");
        }
    }
}
