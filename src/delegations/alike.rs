// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is odd about a delegate: the same oddities as of a holder, and that the two look like one person.

use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::mismatch::{Mismatch, mismatches};
use crate::holders::person::Person;
use crate::holders::places::Places;

/// Something odd that an operator ticks away with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DelegateWarning {
    /// The delegate's code and data do not agree.
    Mismatch(Mismatch),
    /// The codes of holder and delegate are two forms of omocodia of one base code.
    SameBaseCode,
    /// Holder and delegate have the same names and birth date, and different codes.
    SamePerson,
}

impl DelegateWarning {
    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mismatch(Mismatch::Surname) => "delegate_surname",
            Self::Mismatch(Mismatch::Name) => "delegate_name",
            Self::Mismatch(Mismatch::BirthDate) => "delegate_birth_date",
            Self::Mismatch(Mismatch::Sex) => "delegate_sex",
            Self::Mismatch(Mismatch::BirthPlace) => "delegate_birth_place",
            Self::Mismatch(Mismatch::BirthPlaceUnknown) => "delegate_birth_place_unknown",
            Self::Mismatch(Mismatch::BirthPlaceNotOnDate) => "delegate_birth_place_not_on_date",
            Self::SameBaseCode => "delegate_same_base_code",
            Self::SamePerson => "delegate_same_person",
        }
    }

    /// Every warning there is.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let odd = [Self::SameBaseCode, Self::SamePerson];
        Mismatch::ALL.map(Self::Mismatch).into_iter().chain(odd).collect()
    }
}

/// Everything odd about a delegate.
#[must_use]
pub fn alike(holder: (&FiscalCode, &Person), delegate: (&FiscalCode, &Person)) -> Vec<DelegateWarning> {
    let (code, person) = delegate;
    let found = mismatches(code, person, Places::embedded());
    let mut found: Vec<_> = found.into_iter().map(DelegateWarning::Mismatch).collect();
    if holder.0.base_code() == code.base_code() {
        found.push(DelegateWarning::SameBaseCode);
    } else if person.birth_date == holder.1.birth_date
        && person.surname.is_like(&holder.1.surname)
        && person.name.is_like(&holder.1.name)
    {
        found.push(DelegateWarning::SamePerson);
    }
    found
}
