// SPDX-License-Identifier: AGPL-3.0-or-later
//! A scan taken back, with what of the case stood on it.

use super::acting::Acting;
use super::delegation::{delegation_of, missing_of, put};
use super::find::{self, NoEntry};
use crate::db::{self, Connection};
use crate::evidence::{self, ScanDesk, ScanRefused};
use crate::ids::{CaseId, ScanId};
use crate::operators::Operator;
use crate::policy::Policy;

impl From<NoEntry> for ScanRefused {
    fn from(no: NoEntry) -> Self {
        match no {
            NoEntry::Unknown => Self::NoSuchCase,
            NoEntry::OtherCounter => Self::OtherCounter,
            NoEntry::OwnCase => Self::OwnCase,
            NoEntry::OwnDelegation => Self::OwnDelegation,
            NoEntry::Broken(breakage) => Self::Broken(breakage),
        }
    }
}

/// Deletes a scan of an open case whose request is not signed. A piece of evidence that loses its last scan stays and lacks it: the
/// delegation of the case is complete no more, in the same transaction. The fact, the digest and who looked stay; the key of the file
/// goes with the fact, the file after it.
///
/// # Errors
/// [`ScanRefused`]; a refusal is in the register.
pub async fn remove_scan(
    desk: &ScanDesk<'_>,
    operator: &Operator,
    policy: &Policy,
    case: CaseId,
    scan: ScanId,
) -> Result<(), ScanRefused> {
    let acting = Acting { operator, key: desk.key, now: desk.now };
    let mut conn = db::connection(desk.pool).await?;
    let outcome = db::transaction(&mut conn, async |conn| {
        evidence::take_back(conn, desk, operator, case, scan).await?;
        judge_anew(conn, &acting, policy, case).await
    })
    .await;
    drop(conn);
    evidence::removed(desk, operator, case, scan, outcome).await
}

async fn judge_anew(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    id: CaseId,
) -> Result<(), ScanRefused> {
    let case = find::find(conn, acting.operator, id).await?;
    let Some((delegation, rules)) = delegation_of(policy, &case)? else { return Ok(()) };
    if delegation.complete && !missing_of(policy, rules, &case, delegation, acting.today()).is_empty() {
        put(conn, acting, policy, &case, rules, delegation.clone()).await?;
    }
    Ok(())
}
