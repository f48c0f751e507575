// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a page needs of a case before the use case takes it with all its facts.

use super::find::{NoEntry, may_enter};
use super::store;
use crate::db::Connection;
use crate::holders::Holder;
use crate::ids::CaseId;
use crate::operators::Operator;

/// As much of a case as its way in and its rules need.
#[derive(Clone)]
pub struct Brief {
    /// Its identity.
    pub id: CaseId,
    /// Whose card it is about.
    pub holder: Holder,
    /// The policy version that it is decided under.
    pub policy_version: String,
}

/// The same way in as [`find`](super::find()), without the facts.
///
/// # Errors
/// As [`find`](super::find()).
pub async fn brief(conn: &mut Connection, operator: &Operator, id: CaseId) -> Result<Brief, NoEntry> {
    let found = store::brief(conn, id).await?.ok_or(NoEntry::Unknown)?;
    let (place, who) = ((found.counter, operator.counter_id()), operator.base_code());
    may_enter(place, &found.brief.holder.code, found.delegate.as_deref(), who)?;
    Ok(found.brief)
}
