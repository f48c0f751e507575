// SPDX-License-Identifier: AGPL-3.0-or-later
//! What papers show of somebody who acts for the holder, and what the papers show that are written for that.

use super::{Counter, Notice};
use crate::pdf::said::Said;
use crate::texts::Language;
use chrono::{DateTime, NaiveDate, Utc};

/// What a delegate does beside the holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// Acts in the holder's name: signs in their place.
    Acts,
    /// Assists the holder: both sign.
    Assists,
}

/// Somebody who acts for the holder, or assists them, as a request form names them.
#[derive(Clone, Copy)]
pub struct Delegate<'a> {
    /// Surname as on their document.
    pub surname: &'a str,
    /// Given names as on their document.
    pub name: &'a str,
    /// Codice fiscale.
    pub codice_fiscale: &'a str,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Municipality or state of birth.
    pub birth_place: &'a str,
    /// As what they act: the kind of delegation.
    pub kind: &'a Said,
    /// Where the power comes from, where a title was given; see [`Decree::in_one_line`].
    pub title: Option<&'a str>,
    /// What they do beside the holder.
    pub power: Power,
    /// Whether the address of the second half is theirs and not the holder's.
    pub own_address: bool,
}

/// The same person as sheet and receipt name them.
#[derive(Clone, Copy)]
pub struct Acting<'a> {
    /// Surname and name.
    pub name: &'a str,
    /// As what they act.
    pub kind: &'a Said,
    /// Where the power comes from, where a title was given; the sheet leaves it out.
    pub title: Option<&'a str>,
    /// What they do beside the holder.
    pub power: Power,
}

/// Whose business a slip is about, where somebody acts for the holder: both, and as what.
#[derive(Clone, Copy)]
pub struct Persons<'a> {
    /// Surname and name of the holder.
    pub holder: &'a str,
    /// Who acts, or assists.
    pub acting: Acting<'a>,
}

/// How a request form is signed where the holder is there.
#[derive(Clone, Copy, Default)]
pub enum Signed<'a> {
    /// By the holder's hand, or by who acts for them.
    #[default]
    ByHand,
    /// Not at all: the public officer takes the declaration and notes the cause (DPR 445/2000 art. 4 c. 1).
    TakenByOfficer(Option<Cause>),
    /// By a relative, for a holder who is hindered for a time by their health (DPR 445/2000 art. 4 c. 2).
    ByRelative(Relative<'a>),
}

/// Who declares for a hindered holder; what is not known is left to be written or ticked.
#[derive(Clone, Copy, Default)]
pub struct Relative<'a> {
    /// Who it is.
    pub person: Person<'a>,
    /// What they are to the holder.
    pub kin: Option<Kin>,
    /// Their identity document in one line.
    pub document: Option<&'a str>,
}

/// What a relative is to the holder, in the order of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// Husband, wife or partner of a civil union.
    Spouse,
    /// Son or daughter.
    Child,
    /// Another relative to the third degree.
    Other,
}

/// Why a holder does not sign. More is not noted: no diagnosis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Does not know how to.
    DoesNotKnow,
    /// Cannot.
    Cannot,
}

/// A person on a paper that may be filled in by hand: what is not known is a line to write on.
#[derive(Clone, Copy, Default)]
pub struct Person<'a> {
    /// Surname.
    pub surname: Option<&'a str>,
    /// Given names.
    pub name: Option<&'a str>,
    /// Codice fiscale.
    pub codice_fiscale: Option<&'a str>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Municipality or state of birth.
    pub birth_place: Option<&'a str>,
}

/// A court's decision; what is not known is a line to write on.
#[derive(Clone, Copy, Default)]
pub struct Decree<'a> {
    /// The court.
    pub court: Option<&'a str>,
    /// Its number.
    pub number: Option<&'a str>,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// Last day of the office, where there is one.
    pub end: Option<NaiveDate>,
}

/// *Modulo di delega* for a holder whose health keeps them from coming.
#[derive(Clone, Copy)]
pub struct DelegationForm<'a> {
    /// The counter that it is for.
    pub counter: Counter<'a>,
    /// Protocol number of the case, where there is one.
    pub protocol: Option<&'a str>,
    /// Who delegates.
    pub holder: Person<'a>,
    /// Who is delegated.
    pub delegate: Person<'a>,
    /// The card's twenty digits.
    pub card: Option<&'a str>,
    /// Whether the delegate may also come back for a new release of the codes.
    pub duplicate: bool,
    /// The impediment lasts more than so many months; policy.
    pub over_months: Option<u32>,
    /// First day of the impediment.
    pub from: Option<NaiveDate>,
    /// Last day of the impediment.
    pub to: Option<NaiveDate>,
    /// The holder's own e-mail address. The delegate's is always written by hand.
    pub email: Option<&'a str>,
    /// Data protection.
    pub notice: Notice<'a>,
    /// Language beside Italian.
    pub language: Language,
    /// When it is printed.
    pub now: DateTime<Utc>,
}

/// What a *dichiarazione sostitutiva* declares.
#[derive(Clone, Copy)]
pub enum Declared<'a> {
    /// Parental responsibility for the holder.
    Parenthood,
    /// To be the holder's guardian.
    Guardian(Decree<'a>),
    /// To be the holder's curator.
    Curator(Decree<'a>),
    /// To be the holder's support administrator, and whether the decree lets them act or assist.
    SupportAdministrator(Decree<'a>, Option<Power>),
    /// To be the holder's trusted representative, by a title told in words.
    Fiduciary(Option<&'a str>),
    /// That the declarant, who is the holder, cannot come for reasons of health, from a day to a day.
    Impediment(Option<NaiveDate>, Option<NaiveDate>),
    /// That the declarant, who is the holder, is an emancipated minor.
    Emancipation,
}

/// *Dichiarazione sostitutiva* (DPR 445/2000 art. 46 and 47).
#[derive(Clone, Copy)]
pub struct Declaration<'a> {
    /// The counter that it is for.
    pub counter: Counter<'a>,
    /// Protocol number of the case, where there is one.
    pub protocol: Option<&'a str>,
    /// What is declared.
    pub declared: Declared<'a>,
    /// Who declares.
    pub declarant: Person<'a>,
    /// Whose card it is; not shown where the declarant is the holder.
    pub holder: Person<'a>,
    /// Data protection.
    pub notice: Notice<'a>,
    /// Language beside Italian.
    pub language: Language,
    /// When it is printed.
    pub now: DateTime<Utc>,
}
