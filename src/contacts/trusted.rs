// SPDX-License-Identifier: AGPL-3.0-or-later
//! The person whose mailbox a holder without one names on the signed form.

use crate::holders::person::PersonName;
use std::fmt;

/// Longest relation in characters.
pub const MAX_RELATION: usize = 60;

/// A person whom the holder trusts with the second half. They take the mail and act for nobody.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TrustedPerson {
    /// Surname.
    pub surname: PersonName,
    /// Given names.
    pub name: PersonName,
    /// What they are to the holder, in words, where it was said: at most [`MAX_RELATION`] characters.
    pub relation: Option<String>,
}

impl TrustedPerson {
    /// Given names and surname, and the relation in brackets.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        match &self.relation {
            Some(relation) => format!("{} {} ({relation})", self.name, self.surname),
            None => format!("{} {}", self.name, self.surname),
        }
    }
}

/// Masked, because it ends in logs.
impl fmt::Debug for TrustedPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TrustedPerson(•••)")
    }
}
