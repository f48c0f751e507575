// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reading the whole register in the order of its numbers, as one moment had it, a batch at a time.

use super::found::{BEGIN, CheckpointRow, Found, KeyRow, OrphanRow};
use super::item::Item;
use super::store::{Signed, hash_of};
use crate::db::{Breakage, Connection};
use diesel::QueryableByName;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

/// How many rows are held at once.
const BATCH: usize = 2_000;

/// Reads everything; `each` gets a batch at a time and ends the reading by an error.
pub(super) async fn read<E: From<Breakage>>(
    conn: &mut Connection,
    mut each: impl FnMut(Vec<Item>) -> Result<(), E>,
) -> Result<(), E> {
    conn.batch_execute(BEGIN).await.map_err(Breakage::from)?;
    each(keys(conn).await?)?;
    let mut checkpoints = fetch_checkpoints(conn).await?.into_iter().peekable();
    loop {
        let leaves: Vec<Found> = fetch(conn, "leaves").await?;
        let last = leaves.len() < BATCH;
        let mut batch = Vec::with_capacity(leaves.len());
        for found in leaves {
            let index = found.index.unwrap_or_default().unsigned_abs();
            // those over what comes before this leaf
            while let Some(signed) = checkpoints.next_if(|signed| signed.size.unsigned_abs() <= index) {
                batch.push(checkpoint(signed)?);
                if checkpoints.peek().is_none() {
                    checkpoints = fetch_checkpoints(conn).await?.into_iter().peekable();
                }
            }
            let hash = hash_of(found.hash.clone().unwrap_or_default())?;
            let row_id = found.leaf_of.unwrap_or_default();
            batch.push(Item::Leaf { index, row_id, hash, row: found.row() });
        }
        each(batch)?;
        if last {
            break;
        }
    }
    while checkpoints.peek().is_some() {
        each(checkpoints.map(checkpoint).collect::<Result<Vec<_>, _>>()?)?;
        checkpoints = fetch_checkpoints(conn).await?.into_iter().peekable();
    }
    loop {
        let loose: Vec<Found> = fetch(conn, "loose").await?;
        let last = loose.len() < BATCH;
        let item = |mut found: Found| {
            let queued = found.hash.take().unwrap_or_default();
            found.row().map(|row| Item::Loose { row, queued })
        };
        each(loose.into_iter().filter_map(item).collect())?;
        if last {
            break;
        }
    }
    loop {
        let orphans: Vec<OrphanRow> = fetch(conn, "orphans").await?;
        let last = orphans.len() < BATCH;
        each(orphans.into_iter().map(|OrphanRow { row_id }| Item::Orphan { row_id }).collect())?;
        if last {
            return each(vec![Item::End]);
        }
    }
}

async fn fetch<T: QueryableByName<diesel::pg::Pg> + Send + 'static>(
    conn: &mut Connection,
    cursor: &str,
) -> Result<Vec<T>, Breakage> {
    Ok(diesel::sql_query(format!("FETCH {BATCH} FROM {cursor}")).load(conn).await?)
}

async fn fetch_checkpoints(conn: &mut Connection) -> Result<Vec<Signed>, Breakage> {
    let rows: Vec<CheckpointRow> = fetch(conn, "checkpoints").await?;
    Ok(rows.into_iter().map(Signed::from).collect())
}

fn checkpoint(signed: Signed) -> Result<Item, Breakage> {
    let (number, size) = (signed.number.unsigned_abs(), signed.size.unsigned_abs());
    Ok(Item::Checkpoint { number, size, root: hash_of(signed.root)?, at: signed.at, note: signed.note })
}

async fn keys(conn: &mut Connection) -> Result<Vec<Item>, Breakage> {
    let wrong = |_| Breakage::new("a public key of the register has not 32 bytes");
    let writers: Vec<KeyRow> = diesel::sql_query("SELECT id, public_key FROM audit_keys").load(conn).await?;
    let signers: Vec<KeyRow> =
        diesel::sql_query("SELECT id, public_key FROM register_keys").load(conn).await?;
    let mut items = Vec::new();
    for KeyRow { id, public_key } in writers {
        items.push(Item::WriterKey { id, public: public_key.try_into().map_err(wrong)? });
    }
    for KeyRow { public_key, .. } in signers {
        items.push(Item::CheckpointKey { public: public_key.try_into().map_err(wrong)? });
    }
    Ok(items)
}
