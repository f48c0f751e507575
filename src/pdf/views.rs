// SPDX-License-Identifier: AGPL-3.0-or-later
//! What papers show: borrowed plain data, made by the feature that owns it. None of it can be printed by `{:?}`.

use chrono::{DateTime, NaiveDate, Utc};

mod codes;
mod deeds;

pub use codes::{CodeHalf, CodeKind, CodeSheet, Tries};
pub use deeds::{
    Acting, Cause, Declaration, Declared, Decree, Delegate, DelegationForm, Kin, Person, Persons, Power,
    Relative, Signed,
};

use super::said::Said;
use crate::texts::Language;

/// The counter that gives the paper.
#[derive(Clone, Copy)]
pub struct Counter<'a> {
    /// The region or body that runs the service, on top of each page.
    pub region: &'a str,
    /// Name of the office.
    pub name: &'a str,
    /// Street, postal code and town in one line.
    pub address: &'a str,
    /// Town, as in “place and date”.
    pub place: &'a str,
    /// How the citizen reaches it: telephone, e-mail, hours, in one line.
    pub contact: &'a str,
}

/// The person whose card it is.
#[derive(Clone, Copy)]
pub struct Holder<'a> {
    /// Surname as on the card.
    pub surname: &'a str,
    /// Given names as on the card.
    pub name: &'a str,
    /// Codice fiscale, 16 characters or 11 digits.
    pub codice_fiscale: &'a str,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Municipality or state of birth.
    pub birth_place: &'a str,
}

/// The health card.
#[derive(Clone, Copy)]
pub struct Card<'a> {
    /// 20 digits.
    pub number: &'a str,
    /// Last day of validity, of the card and of its certificate.
    pub expires: NaiveDate,
    /// Serial number of the certificate (hexadecimal), where it is known.
    pub certificate: Option<&'a str>,
}

/// The identity document that was shown.
#[derive(Clone)]
pub struct Identity<'a> {
    /// Its kind.
    pub kind: Said,
    /// Its number.
    pub number: &'a str,
    /// Who issued it.
    pub issuer: &'a str,
    /// Day of issue, where the document says it.
    pub issued: Option<NaiveDate>,
    /// Last day of validity; none for a kind that has none.
    pub expires: Option<NaiveDate>,
}

/// How the holder is reached.
#[derive(Clone, Copy)]
pub struct Contact<'a> {
    /// Where the second half goes.
    pub to: Reach<'a>,
    /// Telephone, where one was given.
    pub phone: Option<&'a str>,
}

/// Where the second half goes.
#[derive(Clone, Copy)]
pub enum Reach<'a> {
    /// To the holder's own mailbox.
    Email(&'a str),
    /// To the mailbox of a person whom the holder trusts.
    Trusted {
        /// The mailbox.
        email: &'a str,
        /// Name, surname and, where it was said, relation.
        person: &'a str,
    },
    /// To the holder's letter box: the address in one line.
    Post(&'a str),
}

impl Reach<'_> {
    /// What carries the second half.
    #[must_use]
    pub const fn carrier(&self) -> Carrier {
        match self {
            Self::Email(_) => Carrier::Mail,
            Self::Trusted { .. } => Carrier::TrustedMail,
            Self::Post(_) => Carrier::Letter,
        }
    }
}

/// What carries a second half; papers speak of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A mail to the holder.
    Mail,
    /// A mail to a person whom the holder trusts.
    TrustedMail,
    /// A sealed letter.
    Letter,
}

impl Carrier {
    /// The key of a text that speaks of a mail, or of its sibling for this carrier.
    pub(super) fn key(self, mail: &str) -> String {
        match self {
            Self::Mail => mail.to_owned(),
            Self::TrustedMail => format!("{mail}-trusted"),
            Self::Letter => format!("{mail}-letter"),
        }
    }
}

/// Who is responsible for the data (GDPR art. 13), from configuration.
#[derive(Clone, Copy)]
pub struct Notice<'a> {
    /// Name of the controller.
    pub controller: &'a str,
    /// How to reach the data protection officer.
    pub officer: &'a str,
    /// Where the whole notice can be read, as text.
    pub link: &'a str,
}

/// What a request form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The activation, with codes.
    Activation,
    /// A new release of the codes.
    NewRelease,
    /// The second half at another address.
    CorrectedAddress,
}

/// *Richiesta di attivazione e presa visione dell’informativa*, or of what comes after it.
#[derive(Clone)]
pub struct RequestForm<'a> {
    /// What is asked for.
    pub asked: Asked,
    /// Who gives it.
    pub counter: Counter<'a>,
    /// Protocol number of the case.
    pub protocol: &'a str,
    /// Whose card it is.
    pub holder: Holder<'a>,
    /// Who acts for the holder, or assists them.
    pub delegate: Option<Delegate<'a>>,
    /// Which card.
    pub card: Card<'a>,
    /// The document shown.
    pub identity: Identity<'a>,
    /// Where the second half goes.
    pub contact: Contact<'a>,
    /// Data protection.
    pub notice: Notice<'a>,
    /// Fingerprint of the data in hexadecimal, at least 16 digits; the first 16 are printed in fours.
    pub fingerprint: &'a str,
    /// How it is signed.
    pub signed: Signed<'a>,
    /// Language beside Italian.
    pub language: Language,
    /// When it is printed.
    pub now: DateTime<Utc>,
}

/// *Ricevuta*.
#[derive(Clone)]
pub struct Receipt<'a> {
    /// Who gives it.
    pub counter: Counter<'a>,
    /// Protocol number of the case.
    pub protocol: &'a str,
    /// Surname and name of the holder.
    pub holder: &'a str,
    /// What was done, one sentence each.
    pub done: &'a [Said],
    /// Number of the release, where codes were given.
    pub release: Option<&'a str>,
    /// Serial of the sheet handed over.
    pub serial: Option<&'a str>,
    /// Who took the sheet: surname and name.
    pub taken_by: Option<&'a str>,
    /// Who acted for the holder, or assisted them.
    pub acting: Option<Acting<'a>>,
    /// What is known about the mail.
    pub mail: Option<&'a Said>,
    /// How the region suspends or revokes: telephone, hours, address, from configuration.
    pub suspension: &'a str,
    /// The card's number, in groups: without the card it is what a suspension asks for.
    pub card: Option<&'a str>,
    /// The address that proves the hand-over, to scan: the hash of its row in the register.
    pub qr: Option<&'a str>,
    /// Language beside Italian.
    pub language: Language,
    /// When it is printed.
    pub now: DateTime<Utc>,
}

/// The slip that a citizen takes home when the counter had to say no.
#[derive(Clone)]
pub struct RefusalSlip<'a> {
    /// Who gives it.
    pub counter: Counter<'a>,
    /// Protocol number of the case.
    pub protocol: &'a str,
    /// Holder and delegate, where somebody acts: who has three children has three slips.
    pub persons: Option<Persons<'a>>,
    /// What happened, in a few words.
    pub title: &'a Said,
    /// Why.
    pub reasons: &'a [Said],
    /// What to bring or to do.
    pub ways_on: &'a [Said],
    /// Language beside Italian.
    pub language: Language,
    /// When it is printed.
    pub now: DateTime<Utc>,
}

/// What the citizen takes home when something was done to a card after its activation.
#[derive(Clone)]
pub struct LifeSlip<'a> {
    /// Who gives it.
    pub counter: Counter<'a>,
    /// Number of the operation.
    pub number: &'a str,
    /// What was done, in a few words.
    pub title: &'a Said,
    /// Surname and name of the holder.
    pub holder: &'a str,
    /// The card's twenty digits, grouped.
    pub card: &'a str,
    /// Since when it is so.
    pub since: DateTime<Utc>,
    /// Why.
    pub reason: &'a Said,
    /// On what paper the holder's word stands: kind and reference.
    pub proof: Option<(&'a Said, &'a str)>,
    /// What it means for the card.
    pub means: &'a Said,
    /// What comes next, one step each.
    pub next: &'a [Said],
    /// Language beside Italian.
    pub language: Language,
    /// When it is printed.
    pub now: DateTime<Utc>,
}
