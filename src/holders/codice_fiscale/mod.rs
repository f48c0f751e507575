// SPDX-License-Identifier: AGPL-3.0-or-later
//! The codice fiscale: sixteen characters for a person (DM 23 December 1976 n. 13813), or the provisional eleven
//! digits given until the final one is known.
//!
//! Shape, check letter and possible dates are hard rules; whether the code fits a person is a matter of warnings, in
//! [`person`](super::person).

mod birth;
mod check_letter;
mod compose;
mod error;
mod fiscal_code;
mod personal;
mod provisional;
mod scan;
#[cfg(test)]
mod tests;

pub use error::CodiceFiscaleError;
pub use fiscal_code::FiscalCode;
pub use personal::CodiceFiscale;
pub use provisional::ProvisionalCode;

pub(in crate::holders) use compose::{name_letters, surname_letters};
