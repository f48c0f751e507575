// SPDX-License-Identifier: AGPL-3.0-or-later
//! The person whose card it is.

pub mod age;
pub mod codice_fiscale;
mod holder;
pub mod mismatch;
pub mod person;
pub mod person_name;
pub mod place_code;
pub mod places;
pub mod sex;
mod store;
mod transliteration;

#[cfg(test)]
mod person_tests;

pub use holder::Holder;

use crate::db::{Breakage, Connection};
use crate::ids::HolderId;
use chrono::{DateTime, Utc};
use codice_fiscale::FiscalCode;

/// The person known by a code; nobody where no counter has met them.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn known_by(conn: &mut Connection, code: &FiscalCode) -> Result<Option<Holder>, Breakage> {
    store::by_code(conn, code).await
}

/// The person of an identity.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn find(conn: &Connection, id: HolderId) -> Result<Option<Holder>, Breakage> {
    store::by_id(conn, id).await
}

/// The person known by a code, remembered from now on where nobody was. Two counters that meet somebody new at once agree
/// on one identity.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn remember(
    conn: &mut Connection,
    code: &FiscalCode,
    now: DateTime<Utc>,
) -> Result<Holder, Breakage> {
    if let Some(known) = store::by_code(conn, code).await? {
        return Ok(known);
    }
    if let Some(new) = store::insert(conn, code, now).await? {
        return Ok(new);
    }
    store::by_code(conn, code).await?.ok_or_else(|| Breakage::new("a holder vanished"))
}
