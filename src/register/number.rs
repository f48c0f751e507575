// SPDX-License-Identifier: AGPL-3.0-or-later
//! Numbering: committed rows leave the queue and become leaves, in one transaction.

use super::store;
use super::tree::Frontier;
use crate::db::{self, Breakage, Connection};

/// How many rows one transaction numbers at most.
pub(super) const BATCH: usize = 1_000;

/// Numbers the next rows of the queue; answers how many. Everything that it goes on from is read from the database, so that it may
/// be cut off anywhere.
pub(super) async fn number(conn: &mut Connection) -> Result<usize, Breakage> {
    let rows = store::waiting(conn, i64::try_from(BATCH).unwrap_or(i64::MAX)).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    db::transaction(conn, async |conn| {
        let size = store::size(conn).await?;
        let edge = store::edge(conn, size).await?;
        let wrong = || Breakage::new("the edge of the register's tree does not fit its size");
        let mut tree = Frontier::of(size, &edge).ok_or_else(wrong)?;
        let nodes: Vec<_> = rows.iter().flat_map(|(_, hash)| tree.push(*hash)).collect();
        store::append(conn, size, &rows, &nodes).await?;
        Ok(rows.len())
    })
    .await
}
