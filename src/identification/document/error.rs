// SPDX-License-Identifier: AGPL-3.0-or-later
//! Why a document is not taken.

use chrono::NaiveDate;
use thiserror::Error;

/// The form's field that an error belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentField {
    /// Kind of document.
    Kind,
    /// Number.
    Number,
    /// Who issued it.
    Issuer,
    /// Day of issue.
    Issued,
    /// Expiry.
    Expires,
}

/// Why a document is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// The kind no longer counts, whatever expiry is printed.
    #[error("documents of this kind counted until {last_valid_day}")]
    KindNoLongerValid {
        /// The last day on which it counted.
        last_valid_day: NaiveDate,
    },
    /// No number.
    #[error("the document's number is missing")]
    NumberMissing,
    /// A number of more than 30 characters.
    #[error("the document's number is too long")]
    NumberTooLong,
    /// Something else than letters, digits, dashes, dots and slashes in the number.
    #[error("character {position} cannot stand in a document number")]
    NumberCharacter {
        /// Its position, from 1.
        position: usize,
    },
    /// No issuer.
    #[error("the document's issuer is missing")]
    IssuerMissing,
    /// An issuer of more than 100 characters.
    #[error("the document's issuer is too long")]
    IssuerTooLong,
    /// A control character, or a sign that no office's name has.
    #[error("character {position} cannot stand in an issuer's name")]
    IssuerCharacter {
        /// Its position, from 1.
        position: usize,
    },
    /// No day of issue.
    #[error("the day of issue is missing")]
    IssuedMissing,
    /// Issued after today.
    #[error("the day of issue lies in the future")]
    IssuedInFuture,
    /// Issued before the person was born.
    #[error("the day of issue lies before the birth")]
    IssuedBeforeBirth,
    /// Issued before there were such documents.
    #[error("no such document was issued before {first_issue_day}")]
    IssuedBeforeKind {
        /// The day of the first ones.
        first_issue_day: NaiveDate,
    },
    /// No expiry, though the kind has one.
    #[error("the expiry is missing")]
    ExpiryMissing,
    /// It expires on or before the day it was issued.
    #[error("the document expires before it was issued")]
    ExpiresBeforeIssue,
    /// Its last day is over.
    #[error("the document expired on {on}")]
    Expired {
        /// Its last day.
        on: NaiveDate,
    },
}

impl DocumentError {
    /// The field to mark.
    pub fn field(&self) -> DocumentField {
        match self {
            Self::KindNoLongerValid { .. } => DocumentField::Kind,
            Self::NumberMissing | Self::NumberTooLong | Self::NumberCharacter { .. } => DocumentField::Number,
            Self::IssuerMissing | Self::IssuerTooLong | Self::IssuerCharacter { .. } => DocumentField::Issuer,
            Self::IssuedMissing
            | Self::IssuedInFuture
            | Self::IssuedBeforeBirth
            | Self::IssuedBeforeKind { .. } => DocumentField::Issued,
            Self::ExpiryMissing | Self::ExpiresBeforeIssue | Self::Expired { .. } => DocumentField::Expires,
        }
    }
}
