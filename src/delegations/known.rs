// SPDX-License-Identifier: AGPL-3.0-or-later
//! The delegations of a holder, and whether each still holds.

use super::ends::End;
use crate::holders::age::age_on;
use crate::ids::{CaseId, DelegationId, DelegationTitleId, IdentificationId};
use crate::policy::{DelegationKind, rome_date};
use chrono::{DateTime, NaiveDate, Utc};

/// A delegation, as the holder's page lists it. No `Debug`: personal data.
#[derive(Clone)]
pub struct KnownDelegation {
    /// Its identity.
    pub id: DelegationId,
    /// The kind.
    pub kind: DelegationKind,
    /// The case in which it was made.
    pub made_in: CaseId,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Surname and name of the delegate, as identified last; none where the holder acts alone.
    pub delegate: Option<(String, String)>,
    pub(crate) identification: Option<IdentificationId>,
    pub(crate) title: Option<DelegationTitleId>,
    /// The last day of the decree, where it has one.
    pub decree_ends_on: Option<NaiveDate>,
    /// The last day of the impediment, where it has one.
    pub impediment_ends_on: Option<NaiveDate>,
    /// The holder's date of birth, as saved last.
    pub born: Option<NaiveDate>,
    /// How it was ended, if it was: when, and by whom (surname, name).
    pub end: Option<(End, DateTime<Utc>, (String, String))>,
    /// Numbers of the cards that were activated, or whose codes were given, on it, and that nobody gave anew since then.
    pub cards: Vec<String>,
}

/// Whether a delegation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can be used.
    InForce {
        /// The last day, as far as its own papers say; none where it has no end.
        until: Option<NaiveDate>,
    },
    /// Somebody ended or withdrew it.
    Ended,
    /// The minor for whom it was made is of age.
    OfAge,
    /// The decree is over.
    DecreeOver {
        /// Its last day.
        on: NaiveDate,
    },
    /// The impediment is over.
    ImpedimentOver {
        /// Its last day.
        on: NaiveDate,
    },
}

impl KnownDelegation {
    /// How it stands on a day. A person who was a minor when it was made and is of age now has outgrown it, whatever the kind:
    /// parental responsibility and the guardianship of a minor end with that birthday (c.c. art. 2, 316, 357).
    #[must_use]
    pub fn standing(&self, adult_age: u32, today: NaiveDate) -> Standing {
        let of_age = |day| self.born.and_then(|born| age_on(born, day)).is_some_and(|age| age >= adult_age);
        let over = |last: Option<NaiveDate>| last.filter(|last| *last < today);
        match () {
            () if self.end.is_some() => Standing::Ended,
            () if of_age(today) && !of_age(rome_date(self.made_at)) => Standing::OfAge,
            () => match (over(self.decree_ends_on), over(self.impediment_ends_on)) {
                (Some(on), _) => Standing::DecreeOver { on },
                (None, Some(on)) => Standing::ImpedimentOver { on },
                (None, None) => Standing::InForce { until: self.last_day() },
            },
        }
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, adult_age: u32, today: NaiveDate) -> bool {
        matches!(self.standing(adult_age, today), Standing::InForce { .. })
    }

    fn last_day(&self) -> Option<NaiveDate> {
        [self.decree_ends_on, self.impediment_ends_on].into_iter().flatten().min()
    }
}
