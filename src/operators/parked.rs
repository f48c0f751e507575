// SPDX-License-Identifier: AGPL-3.0-or-later
//! Forms that were posted with an ended session: kept sealed for half an hour, for the operator whose session it was.

use super::store::parked as store;
use crate::db::{Breakage, Connection};
use crate::ids::{OperatorId, ParkedFormId};
use crate::seal::{Purpose, SecretBox};
use chrono::{DateTime, Duration, Utc};

/// A form that waits for its author.
pub struct ParkedForm {
    /// Its id.
    pub id: ParkedFormId,
    /// Where it was posted to.
    pub path: String,
    /// When.
    pub parked_at: DateTime<Utc>,
    /// Names and values, in the order of the form.
    pub fields: Vec<(String, String)>,
}

/// More than this many forms of one operator do not wait: somebody else is at the browser.
const MOST: i64 = 10;

/// Parks a form. Secrets are not parked: the caller leaves out passwords, codes and tokens.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn park(
    conn: &mut Connection,
    secrets: &SecretBox,
    operator: OperatorId,
    path: &str,
    fields: &[(&str, &str)],
    for_so_long: Duration,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    if store::count(conn, operator, now).await? >= MOST {
        return Ok(());
    }
    let id = ParkedFormId::new(now);
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(fields).map_err(Breakage::new)?);
    let sealed = secrets.seal(Purpose::ParkedForm, &about(operator, id), &plain);
    let row = store::Row { id, path: path.to_owned(), sealed, parked_at: now };
    store::insert(conn, operator, &row, now + for_so_long).await
}

/// The forms that wait for an operator, newest first.
///
/// # Errors
/// A [`Breakage`] of the database, or of a key that is gone.
pub async fn parked_forms(
    conn: &mut Connection,
    secrets: &SecretBox,
    operator: OperatorId,
    now: DateTime<Utc>,
) -> Result<Vec<ParkedForm>, Breakage> {
    let rows = store::of(conn, operator, now).await?;
    let open = |row: store::Row| {
        let plain = secrets
            .open(Purpose::ParkedForm, &about(operator, row.id), &row.sealed)
            .map_err(Breakage::new)?;
        let fields = serde_json::from_slice(&plain).map_err(Breakage::new)?;
        Ok(ParkedForm { id: row.id, path: row.path, parked_at: row.parked_at, fields })
    };
    rows.into_iter().map(open).collect()
}

/// Takes a form out of the parking place; where it is to be posted, if it was there and theirs.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn take_parked(
    conn: &mut Connection,
    operator: OperatorId,
    id: ParkedFormId,
) -> Result<Option<String>, Breakage> {
    store::take(conn, operator, id).await
}

/// Whose it is and which: a sealed form that is moved to another row does not open.
fn about(operator: OperatorId, id: ParkedFormId) -> Vec<u8> {
    [*operator.uuid().as_bytes(), *id.uuid().as_bytes()].concat()
}
