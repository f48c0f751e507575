// SPDX-License-Identifier: AGPL-3.0-or-later
//! The card's certificate becomes usable, and how the authority is asked for anything.
//!
//! The authority is never asked inside a transaction. What is asked is a row first ([`Ask`]), with the reference that makes
//! the call idempotent; then comes the call; then the answer is recorded. While the row has no answer nobody can ask for the
//! same case again, and [`take_due`] gives the row to whoever asks next, under the same reference, until the answer is known.

mod ask;
mod call;
mod store;

pub(crate) use ask::NewAsk;
pub use ask::{Ask, Kind, Trouble};
pub use call::{Said, operator_name};
pub(crate) use call::{activate, said};
pub use store::{Activation, of_card};
pub(crate) use store::{note, open, settle, take_due};

use crate::audit::{self, AuditKey, Entry, Who};
use crate::authority::contract::Activated;
use crate::db::{Breakage, Connection};
use chrono::{DateTime, Utc};

/// Records that the authority activated a card, in the transaction that closes the request. False where it was known: an
/// answer that comes twice changes nothing, and a yes that comes after a no is kept, because it is what happened.
///
/// # Errors
/// A [`Breakage`] of the database.
pub(crate) async fn record(
    conn: &mut Connection,
    key: &AuditKey,
    ask: &Ask,
    activated: &Activated,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    if of_card(conn, &ask.card_number).await?.is_some() {
        return Ok(false);
    }
    let row = audit::record(conn, key, entry("card.activate", ask), now).await?;
    store::insert(conn, ask, activated, row, now).await?;
    Ok(true)
}

/// A row of the register for what the authority answered: in the name of the operator who asked, without an address,
/// because the answer may come when nobody is there.
pub(crate) fn entry(act: &'static str, ask: &Ask) -> Entry {
    let who = Who { operator: Some(ask.asked_by), address: None, counter: Some(ask.counter) };
    Entry::new(act)
        .by(who)
        .holder(ask.holder)
        .case(ask.case)
        .plain("release", ask.release)
        .plain("reference", ask.reference)
        .plain("attempts", ask.attempts)
        .personal("card_number", &ask.card_number)
}
