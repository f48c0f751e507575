// SPDX-License-Identifier: AGPL-3.0-or-later
//! A case with the facts in force.

use super::facts::{Contact, Ownership, Recorded};
use super::fingerprint::{Complete, Fingerprint};
use super::protocol::Protocol;
use super::service::Service;
use super::step::{Progress, Step};
use crate::cards::check::CheckedCard;
use crate::delegations::Delegation;
use crate::holders::Holder;
use crate::holders::person::Person;
use crate::identification::document::IdentityDocument;
use crate::ids::{CaseId, CounterId, FormId, OperatorId};
use chrono::{DateTime, Utc};

/// One visit for one service, with the facts in force. Made from rows in one place, [`super::find`].
#[derive(Debug, Clone)]
pub struct Case {
    /// Its identity.
    pub id: CaseId,
    /// The number that people know it by.
    pub protocol: Protocol,
    /// What it is for.
    pub service: Service,
    /// The counter that opened it.
    pub counter: Office,
    /// Whose card it is about.
    pub holder: Holder,
    /// The policy version that it is decided under.
    pub policy_version: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Counts the saves, from 1: a step posted over an older version is refused.
    pub version: i32,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// Who changed it last.
    pub changed_by: Colleague,
    /// The holder's data.
    pub person: Option<Recorded<Person>>,
    /// The card in hand.
    pub card: Option<Recorded<CheckedCard>>,
    /// The document of the person at the counter.
    pub identification: Option<Recorded<IdentityDocument>>,
    /// Who acts for the holder and as what, or as what a minor acts alone; none where an adult holder is there in person.
    pub delegation: Option<Delegation>,
    /// Whether the holder has any delegation here, of this case or another, in force or not.
    pub knows_delegations: bool,
    /// The first case of the visit in which the same delegate acts for several holders, where there is such a visit.
    pub visit: Option<CaseId>,
    /// How the citizen is reached.
    pub contact: Option<Recorded<Contact>>,
    /// How the ownership of the contact's address stands.
    pub ownership: Ownership,
    /// The request form that is signed and still holds.
    pub signed_form: Option<SignedForm>,
    /// Whether the authority was asked to activate the card and has not refused: holder and card are fixed from then on.
    pub asked: bool,
    /// Whether a release lives: nothing of the steps before it may change.
    pub releasing: bool,
    /// Its end, where it has one.
    pub closing: Option<Closing>,
}

/// A counter, as a case names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its identity.
    pub id: CounterId,
    /// Its code, as `AN01`.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// An operator, as colleagues know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The account.
    pub id: OperatorId,
    /// Given names.
    pub name: String,
    /// Surname.
    pub surname: String,
}

/// A request form, signed by the person at the counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedForm {
    /// Its identity.
    pub id: FormId,
    /// The fingerprint that it was printed over.
    pub fingerprint: Fingerprint,
    /// When the operator recorded the signature.
    pub signed_at: DateTime<Utc>,
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The codes were handed over.
    Done,
    /// Given up at its counter.
    Abandoned,
    /// Closed from another counter.
    ClosedElsewhere,
    /// A rule said no.
    Refused,
}

impl Ending {
    const ALL: [Self; 4] = [Self::Done, Self::Abandoned, Self::ClosedElsewhere, Self::Refused];

    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Abandoned => "abandoned",
            Self::ClosedElsewhere => "closed_elsewhere",
            Self::Refused => "refused",
        }
    }

    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.key() == key)
    }
}

/// The end of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// How.
    pub how: Ending,
    /// When.
    pub at: DateTime<Utc>,
    /// The reason given; none where the case was done.
    pub reason: Option<String>,
}

impl Case {
    /// How far the case has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            holder: self.person.is_some(),
            card: self.card.as_ref().is_some_and(|card| self.service.lets_on(card.outcome)),
            identification: self.identification.is_some(),
            delegation: self.delegation.as_ref().is_none_or(|delegation| delegation.complete),
            contact: self.contact.is_some() && self.ownership != Ownership::Open,
            signed: self.signed_form.is_some(),
        }
    }

    /// The step that has work to do.
    #[must_use]
    pub fn step(&self) -> Step {
        self.progress().next()
    }

    /// The first case of the visit, where this one is another: what was seen there can be taken over.
    #[must_use]
    pub fn sibling_of(&self) -> Option<CaseId> {
        self.visit.filter(|first| *first != self.id)
    }

    /// Whether work goes on.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closing.is_none()
    }

    /// Everything that the request form says and the fingerprint covers; none as long as a step is missing.
    #[must_use]
    pub fn complete(&self) -> Option<Complete<'_>> {
        let progress = self.progress();
        let before_form = Progress { signed: false, ..progress };
        if before_form.next() != Step::Check {
            return None;
        }
        Some(Complete {
            service: self.service,
            protocol: &self.protocol,
            code: &self.holder.code,
            person: self.person.as_deref()?,
            card: &self.card.as_ref()?.card,
            document: self.identification.as_deref()?,
            delegation: self.delegation.as_ref(),
            contact: self.contact.as_deref()?,
        })
    }

    /// The fingerprint over the facts in force; none as long as a step is missing.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.complete().map(|facts| super::fingerprint(&facts))
    }
}
