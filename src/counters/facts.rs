// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is known of a counter, as one value: read, written and compared as a whole.

use super::NewCounter;
use super::hours::Span;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a counter gives the citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// A card is activated, and its codes are given.
    Activation,
    /// The codes of an active card are given anew.
    NewRelease,
    /// The second half goes to another address.
    CorrectedAddress,
    /// The card is suspended.
    Suspension,
    /// A suspended card works again.
    Reactivation,
    /// The card ends for good.
    Revocation,
    /// A new card is asked for.
    Replacement,
}

impl Service {
    /// Every service.
    pub const ALL: [Self; 7] = [
        Self::Activation,
        Self::NewRelease,
        Self::CorrectedAddress,
        Self::Suspension,
        Self::Reactivation,
        Self::Revocation,
        Self::Replacement,
    ];

    /// Stable name, for rows, files and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::NewRelease => "new_release",
            Self::CorrectedAddress => "corrected_address",
            Self::Suspension => "suspension",
            Self::Reactivation => "reactivation",
            Self::Revocation => "revocation",
            Self::Replacement => "replacement",
        }
    }

    /// The service of a [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.key() == key)
    }
}

/// A line of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct WeekLine {
    /// From Monday, 1, to Sunday, 7.
    pub(super) weekday: u8,
    pub(super) opens: u16,
    pub(super) closes: u16,
}

/// A line of a day that is not as its weekday; from 0 to 0 it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct DayLine {
    pub(super) day: NaiveDate,
    pub(super) opens: u16,
    pub(super) closes: u16,
}

/// A counter's facts. Made by [`Draft::judge`](super::Draft::judge) alone, or read from the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Two capitals and two digits; it never changes.
    pub code: String,
    /// The name that people know it by.
    pub name: String,
    /// The body that runs it: `AST Ancona`.
    pub body: String,
    /// The municipality.
    pub municipality: String,
    /// Street and number; may be empty.
    pub address: String,
    /// May be empty.
    pub telephone: String,
    /// The domain of the staff's mail addresses, in small letters; may be empty.
    pub mail_domain: String,
    pub(super) hours: Vec<WeekLine>,
    pub(super) exceptions: Vec<DayLine>,
    /// What it may handle beside the ordinary work, in order.
    pub capabilities: Vec<String>,
    /// What it gives, in the order of [`Service::ALL`].
    pub services: Vec<Service>,
}

impl Facts {
    /// The hours of a weekday, from Monday, 0, to Sunday, 6.
    #[must_use]
    pub fn weekday(&self, weekday: usize) -> Vec<Span> {
        let of = self.hours.iter().filter(|line| usize::from(line.weekday) == weekday + 1);
        of.filter_map(|line| Span::new(line.opens, line.closes)).collect()
    }

    /// The hours of a date, where they are not those of its weekday.
    #[must_use]
    pub fn exception(&self, date: NaiveDate) -> Option<Vec<Span>> {
        let mut of = self.exceptions.iter().filter(|line| line.day == date).peekable();
        of.peek()?;
        Some(of.filter_map(|line| Span::new(line.opens, line.closes)).collect())
    }

    /// The hours of a date.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> Vec<Span> {
        self.exception(date).unwrap_or_else(|| self.weekday(date.weekday().num_days_from_monday() as usize))
    }

    /// The dates whose hours are not those of their weekday, in order.
    #[must_use]
    pub fn exceptional_days(&self) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = self.exceptions.iter().map(|line| line.day).collect();
        days.dedup();
        days
    }
}

impl From<&NewCounter> for Facts {
    fn from(new: &NewCounter) -> Self {
        Self {
            code: new.code.to_string(),
            name: new.name.clone(),
            body: new.body.clone(),
            municipality: new.municipality.clone(),
            address: new.address.clone(),
            telephone: new.telephone.clone(),
            mail_domain: new.mail_domain.clone().unwrap_or_default(),
            hours: Vec::new(),
            exceptions: Vec::new(),
            capabilities: Vec::new(),
            services: Service::ALL.into(),
        }
    }
}
