// SPDX-License-Identifier: AGPL-3.0-or-later
//! A holder and a card of theirs as the counters met them last, for what is done to a card outside a case.

use super::dossier::KnownCard;
use super::store;
use crate::db::{Breakage, Connection};
use crate::ids::{CardCheckId, HolderId};
use crate::texts::Language;
use chrono::NaiveDate;

/// What was recorded of a person last. No `Debug`: personal data.
#[derive(Clone, Default)]
pub struct KnownPerson {
    /// Surname and name, where a case has them.
    pub name: Option<(String, String)>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// The language of the person's papers beside Italian.
    pub language: Option<Language>,
}

/// A card that was shown for a holder, or named, by that fact. None where it was another's.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn known_card(
    conn: &mut Connection,
    holder: HolderId,
    card: CardCheckId,
) -> Result<Option<KnownCard>, Breakage> {
    store::card_of(conn, holder, card).await
}

/// What was recorded of a person last.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn last_known(conn: &mut Connection, holder: HolderId) -> Result<KnownPerson, Breakage> {
    store::person_of(conn, holder).await
}
