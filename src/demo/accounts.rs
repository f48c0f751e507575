// SPDX-License-Identifier: AGPL-3.0-or-later
//! The four accounts of a demonstration, for the person at the terminal and for tests.

use super::cluster::write_secret;
use super::error::DemoError;
use super::place::Place;
use serde::{Deserialize, Serialize};

/// One account as `accounts.json` holds it: a list of these.
#[derive(Serialize, Deserialize)]
pub(super) struct Account {
    /// `operator`, `supervisor` or `administrator`.
    pub role: String,
    pub username: String,
    pub password: String,
    /// Secret of the one-time codes, in base 32 (RFC 6238: SHA-1, six digits, 30 seconds).
    pub totp_secret: String,
}

/// Writes the accounts, readable by the supervisor's user alone.
pub(super) fn write(place: &Place, accounts: &[Account]) -> Result<(), DemoError> {
    let text = serde_json::to_vec_pretty(accounts).map_err(DemoError::step("writing the accounts"))?;
    write_secret(&place.accounts(), &text).map(drop)
}

/// Reads them back.
pub(super) fn read(place: &Place) -> Result<Vec<Account>, DemoError> {
    let file = place.accounts();
    let text = std::fs::read(&file).map_err(DemoError::file(&file))?;
    serde_json::from_slice(&text).map_err(DemoError::step("reading accounts.json"))
}
