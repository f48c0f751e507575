// SPDX-License-Identifier: AGPL-3.0-or-later
//! How a request form is signed, and what stands in place of a signature where a holder who is there does not sign
//! (DPR 445/2000 art. 4). Of the cause one word is kept, never an illness.

use super::case::Case;
use super::delegation::delegation_of;
use crate::db::Breakage;
use crate::holders::age::age_on;
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person_name::PersonName;
use crate::identification::document::IdentityDocument;
use crate::policy::{Policy, Power, Relation, Signatory};
use chrono::NaiveDate;

/// How a request form is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signing {
    /// By the holder's hand, or by who acts for them, or by both.
    ByHand,
    /// Not at all: the operator, as public officer, takes the holder's declaration and notes the cause (art. 4 c. 1).
    TakenByOfficer(Cause),
    /// By a relative, for a holder whom their health hinders for a time (art. 4 c. 2).
    ByRelative(Box<Declarant>),
}

impl Signing {
    /// The word in database, register and texts.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::ByHand => "hand",
            Self::TakenByOfficer(_) => "officer",
            Self::ByRelative(_) => "relative",
        }
    }

    /// The cause as the database keeps it; none of a signature.
    #[must_use]
    pub const fn cause(&self) -> Option<&'static str> {
        match self {
            Self::ByHand => None,
            Self::TakenByOfficer(cause) => Some(cause.key()),
            Self::ByRelative(_) => Some("impediment"),
        }
    }
}

/// Why a holder who is there does not sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Does not know how to.
    DoesNotKnow,
    /// Cannot.
    Cannot,
}

impl Cause {
    /// The word in the database, and the end of text keys.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::DoesNotKnow => "does_not_know",
            Self::Cannot => "cannot",
        }
    }

    /// The cause of that word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::DoesNotKnow, Self::Cannot].into_iter().find(|cause| cause.key() == key)
    }
}

/// A relative who declares, with the document by which the operator ascertained who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declarant {
    /// Their own code.
    pub code: FiscalCode,
    /// Surname.
    pub surname: PersonName,
    /// Given names.
    pub name: PersonName,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// What they are to the holder: [`RELATIVES`].
    pub relation: Relation,
    /// Their document, in force when it was shown.
    pub document: IdentityDocument,
}

/// Who may declare for a hindered holder, in the order of the law: each where those before are missing.
pub const RELATIVES: [Relation; 3] = [Relation::Spouse, Relation::Child, Relation::RelativeToThirdDegree];

/// What may stand in place of a signature in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InPlace {
    /// The operator may take the declaration: the holder signs and is there.
    pub officer: bool,
    /// A relative may declare: the holder is there alone.
    pub relative: bool,
}

/// What the rules admit in a case: nothing where the delegate signs in the holder's place, or nobody was identified yet.
///
/// # Errors
/// A [`Breakage`] where the case's policy does not know the kind of delegation any more.
pub fn in_place_of_signature(policy: &Policy, case: &Case) -> Result<InPlace, Breakage> {
    let there = case.identification.is_some();
    let Some((delegation, rules)) = delegation_of(policy, case)? else {
        return Ok(InPlace { officer: there, relative: there });
    };
    let signs = delegation.conduct(rules).is_some_and(|it| it.signatures.contains(&Signatory::Holder));
    let beside = matches!(delegation.power(rules), Some(Power::Assists | Power::Alone));
    Ok(InPlace { officer: there && signs && beside, relative: false })
}

/// Why a form is not printed for somebody else's declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeclarantRefused {
    /// The relative's code is the holder's.
    #[error("the relative is the holder")]
    Holder,
    /// The relative is the operator.
    #[error("the relative is the operator")]
    Operator,
    /// The relative is born after today.
    #[error("the relative's date of birth lies in the future")]
    NotBorn,
    /// The relative is not of age today.
    #[error("the relative is under age")]
    UnderAge,
    /// The law does not name that relation.
    #[error("that relation may not declare")]
    Relation,
}

impl DeclarantRefused {
    /// The rule, for the register.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Holder => "relative_is_holder",
            Self::Operator => "relative_is_operator",
            Self::NotBorn => "relative_not_born",
            Self::UnderAge => "relative_under_age",
            Self::Relation => "relation_not_admitted",
        }
    }
}

/// Who cannot declare.
pub(super) fn judge(
    policy: &Policy,
    case: &Case,
    operator: &str,
    (code, born, relation): (&FiscalCode, NaiveDate, Relation),
    today: NaiveDate,
) -> Result<(), DeclarantRefused> {
    let base = code.base_code();
    let age = age_on(born, today).ok_or(DeclarantRefused::NotBorn)?;
    let refused = [
        (base == case.holder.code.base_code(), DeclarantRefused::Holder),
        (base.as_str() == operator, DeclarantRefused::Operator),
        (age < policy.adult_age(), DeclarantRefused::UnderAge),
        (!RELATIVES.contains(&relation), DeclarantRefused::Relation),
    ];
    refused.into_iter().find(|(wrong, _)| *wrong).map_or(Ok(()), |(_, refused)| Err(refused))
}
