// SPDX-License-Identifier: AGPL-3.0-or-later
//! A rule that said no in a case, kept so that the citizen can be told and given a slip.

use super::acting::Acting;
use super::case::Case;
use super::find::{self, NoEntry};
use super::store;
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, RefusalId};
use chrono::{DateTime, Utc};

/// A rule that said no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its identity.
    pub id: RefusalId,
    /// The rule: `minor`, or the key of a [`CardOutcome`](crate::cards::check::CardOutcome).
    pub rule: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps a refusal whose act was rolled back, in a transaction of its own, with its row in the register.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn keep_refusal(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    act: &'static str,
    rule: &'static str,
) -> Result<RefusalId, Breakage> {
    let refusal = RefusalId::new(acting.now);
    db::transaction(conn, async |conn| {
        store::insert_refusal(conn, acting, refusal, id, rule).await?;
        let holder = store::holder_of_case(conn, id).await?;
        acting.record(conn, find::refused(act, acting.operator, id, rule).holder(holder)).await?;
        Ok(refusal)
    })
    .await
}

/// A refusal of a case, with the case.
///
/// # Errors
/// A [`NoEntry`]; unknown too where the refusal is another case's.
pub async fn find_refusal(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    refusal: RefusalId,
) -> Result<(Case, Refusal), NoEntry> {
    let case = find::find(conn, acting.operator, id).await?;
    let refusal = store::refusal(conn, id, refusal).await?.ok_or(NoEntry::Unknown)?;
    Ok((case, refusal))
}
