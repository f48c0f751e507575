// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters from a file: looked through first, then taken whole or not at all. The same file a second time changes nothing.

mod plan;
mod read;
mod stage;
mod trouble;

pub use plan::{NoPlan, Plan, Planned, What};
pub use read::MOST_BYTES;
pub use stage::{stage, staged};
pub use trouble::Trouble;

use super::keep::{Hand, changed, prove};
use super::store::{self, Written};
use crate::audit::{self, AuditKey, Entry, Who};
use crate::db::{self, Breakage, Connection};
use crate::ids::{CounterId, OperatorId};
use crate::operators::ReauthenticationError;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// What is wrong with it.
    #[error("the file cannot be taken: {} faults", .0.len())]
    Troubles(Vec<Trouble>),
    /// It would do something else than what was looked at.
    #[error("the counters were changed in the meantime")]
    Changed,
    /// The one-time code.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl From<NoPlan> for ImportError {
    fn from(error: NoPlan) -> Self {
        match error {
            NoPlan::Troubles(troubles) => Self::Troubles(troubles),
            NoPlan::Broken(breakage) => breakage.into(),
        }
    }
}

/// What a file would do.
///
/// # Errors
/// See [`NoPlan`].
pub async fn look_through(conn: &mut Connection, bytes: &[u8]) -> Result<Plan, NoPlan> {
    plan::of(conn, bytes).await
}

/// Takes a file whole, if it does what the administrator saw (`seen` is that plan's fingerprint).
///
/// # Errors
/// See [`ImportError`].
pub async fn take(hand: &Hand<'_>, bytes: &[u8], seen: &str) -> Result<Plan, ImportError> {
    let Hand { tools, administrator, now, .. } = *hand;
    let taken = {
        let mut conn = db::connection(tools.pool).await?;
        db::transaction(&mut conn, async |conn| {
            let plan = plan::of(conn, bytes).await?;
            if plan.fingerprint() != seen {
                return Err(ImportError::Changed);
            }
            let by = (administrator.who(), Some(administrator.id()));
            write(conn, tools.audit_key, bytes, &plan, by, now).await?;
            prove(conn, hand, "counter.import").await?;
            Ok(plan)
        })
        .await
    };
    if matches!(taken, Err(ImportError::Changed)) {
        let entry = Entry::new("counter.import").by(administrator.who()).rule("changed_meanwhile");
        audit::refuse(tools.pool, tools.audit_key, entry, now).await?;
    }
    taken
}

/// Takes a file whole, as the owner of the database.
///
/// # Errors
/// See [`ImportError`].
pub async fn take_as_keeper(
    conn: &mut Connection,
    key: &AuditKey,
    bytes: &[u8],
    now: DateTime<Utc>,
) -> Result<Plan, ImportError> {
    db::transaction(conn, async |conn| {
        let plan = plan::of(conn, bytes).await?;
        write(conn, key, bytes, &plan, (Who::default(), None), now).await?;
        Ok(plan)
    })
    .await
}

async fn write(
    conn: &mut Connection,
    key: &AuditKey,
    bytes: &[u8],
    plan: &Plan,
    (who, by): (Who, Option<OperatorId>),
    now: DateTime<Utc>,
) -> Result<(), ImportError> {
    for planned in plan.lines.iter().filter(|planned| planned.what != What::Same) {
        let (id, seen) =
            planned.kept.as_ref().map_or((CounterId::new(now), 0), |kept| (kept.id, kept.version));
        if store::write(conn, id, seen, &planned.facts, by, now).await? != Written::Done {
            return Err(ImportError::Changed);
        }
        let act = if seen == 0 { "counter.open" } else { "counter.change" };
        let entry = changed(act, id, planned.kept.as_ref().map(|kept| &kept.facts), &planned.facts);
        audit::record(conn, key, entry.by(who.clone()), now).await?;
    }
    let (opened, changed, same) = plan.counts();
    let entry = Entry::new("counter.import").by(who);
    let entry = entry.plain("opened", opened).plain("changed", changed).plain("same", same);
    audit::record(conn, key, entry.plain("file_sha256", hex::encode(Sha256::digest(bytes))), now).await?;
    Ok(())
}
