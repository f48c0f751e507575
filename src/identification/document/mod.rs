// SPDX-License-Identifier: AGPL-3.0-or-later
//! An identity document as shown at the counter, judged by the rules of its kind.

mod error;
mod judge;
#[cfg(test)]
mod tests;
mod text;

use std::fmt;

use chrono::NaiveDate;

pub use crate::policy::DocumentKind;
pub use error::{DocumentError, DocumentField};

/// What the operator reads from the document.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Number, as printed.
    pub number: &'a str,
    /// Who issued it.
    pub issuer: &'a str,
    /// Day of issue.
    pub issued: Option<NaiveDate>,
    /// Printed expiry.
    pub expires: Option<NaiveDate>,
    /// Day of birth of the person whose document it is, where it is known.
    pub birth_date: Option<NaiveDate>,
}

/// A document that was in force when it was judged.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityDocument {
    kind: String,
    number: String,
    issuer: String,
    issued: NaiveDate,
    expires: Option<NaiveDate>,
}

/// Something odd that refuses nothing: the operator looks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentHint {
    /// The number does not look as such numbers usually do.
    UnusualNumber,
    /// It should expire on a birthday and does not.
    NotOnBirthday,
    /// More years lie between issue and expiry than usual.
    UnusuallyLong,
}

impl DocumentHint {
    /// Stable name, for texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::UnusualNumber => "unusual_number",
            Self::NotOnBirthday => "not_on_birthday",
            Self::UnusuallyLong => "unusually_long",
        }
    }
}

impl IdentityDocument {
    /// A document from the row that was written when it was judged. Nothing is checked again but
    /// [`in_force_on`](Self::in_force_on), by who asks.
    pub fn recorded(
        kind: String,
        number: String,
        issuer: String,
        issued: NaiveDate,
        expires: Option<NaiveDate>,
    ) -> Self {
        Self { kind, number, issuer, issued, expires }
    }

    /// The kind's code in the policy.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Number, upper case, without blanks.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Who issued it.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Day of issue.
    pub fn issued(&self) -> NaiveDate {
        self.issued
    }

    /// Printed expiry.
    pub fn expires(&self) -> Option<NaiveDate> {
        self.expires
    }
}

/// Masked, because it ends in logs.
impl fmt::Debug for IdentityDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityDocument({}, •••)", self.kind)
    }
}
