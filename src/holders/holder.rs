// SPDX-License-Identifier: AGPL-3.0-or-later
//! A person that a counter has met.

use super::codice_fiscale::FiscalCode;
use crate::ids::HolderId;

/// A person that a counter has met, known by the code on the card. Two omocodia forms of one base code are two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Identity here; pages and the register name it instead of the code.
    pub id: HolderId,
    /// The code.
    pub code: FiscalCode,
}
