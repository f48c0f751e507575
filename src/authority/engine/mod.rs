// SPDX-License-Identifier: AGPL-3.0-or-later
//! The embedded authority: a register of cards, a certification authority, and the sealing of codes.

mod acts;
mod calendar;
mod card;
mod chip_codes;
mod cip;
mod draw;
mod find;
mod issue;
mod lists;
mod open;
mod orders;
mod personal_data;
pub(super) mod pki;
mod questions;
mod reseal;
mod schema;
mod store;
mod transition;

pub use acts::ActOrder;
pub(in crate::authority) use card::NewCard;
pub use open::{Engine, StartError};
pub use reseal::ResealError;
pub use transition::Act;

use super::contract::Refusal;
use crate::db::Breakage;

/// Why the authority did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// A rule says no; nothing has changed.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl From<diesel::result::Error> for EngineError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Broken(error.into())
    }
}

/// The no as an early return: `return refuse(Refusal::Unknown)`.
fn refuse<T>(refusal: Refusal) -> Result<T, EngineError> {
    Err(EngineError::Refused(refusal))
}
