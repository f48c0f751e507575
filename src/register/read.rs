// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reading the whole register in the order of its numbers, as one moment had it, a batch at a time.

use super::copy::{Copied, Copier};
use super::found::{ArchiveRow, BEGIN, CheckpointRow, Count, Found, KeyRow, OrphanRow, Snapshot};
use super::item::Item;
use super::leaf;
use super::store::{Signed, hash_of};
use super::value::VALUES;
use crate::db::{Breakage, Connection};
use diesel::QueryableByName;
use diesel_async::{AsyncConnection, RunQueryDsl, SimpleAsyncConnection};

/// How many of the rarer things are held at once.
const BATCH: usize = 2_000;
/// How many rows are.
const ROWS: usize = 4_096;

/// A part of the register.
pub(super) enum Part {
    /// Things as an export names them.
    Items(Vec<Item>),
    /// Leaves with their rows, and checkpoints, each before the leaf of its place.
    Leaves(Copied, Vec<(usize, Item)>),
    /// Personal values.
    Values(Copied),
}

/// What is to be read beside what an export has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Personal values.
    pub values: bool,
    /// Rows that have neither a number nor a place in the queue are looked for one by one. Without it the numbers of rows are compared
    /// first, which is all where no row was numbered twice.
    pub exact: bool,
}

/// Reads everything; `each` gets a part at a time and ends the reading by an error.
pub(super) async fn read<E: From<Breakage>>(
    url: &str,
    wanted: Wanted,
    mut each: impl AsyncFnMut(Part) -> Result<(), E>,
) -> Result<(), E> {
    let mut conn = Connection::establish(url).await.map_err(Breakage::away)?;
    conn.batch_execute(BEGIN).await.map_err(Breakage::from)?;
    let snapshot = diesel::sql_query("SELECT pg_export_snapshot() AS name").get_result(&mut conn).await;
    let Snapshot { name } = snapshot.map_err(Breakage::from)?;
    let copier = Copier::connect(url, &name).await?;
    each(Part::Items(keys(&mut conn).await?)).await?;
    each(Part::Items(archives(&mut conn).await?)).await?;
    let mut checkpoints = Checkpoints { waiting: Vec::new() };
    checkpoints.fetch(&mut conn).await?;
    let leaves = format!(
        "SELECT {} FROM register_leaves l LEFT JOIN audit_rows r ON r.id = l.row_id ORDER BY l.index",
        leaf::COLUMNS
    );
    let mut leaves = copier.copy(&leaves).await?;
    let mut numbered = 0;
    while let Some(copied) = leaves.next(ROWS).await? {
        let mut due = Vec::new();
        for place in 0..copied.len() {
            let mut fields = copied.row(place);
            let index = fields.next().and_then(|index| index.try_into().ok()).map_or(0, u64::from_be_bytes);
            numbered += i64::from(fields.nth(2).is_some());
            while let Some(checkpoint) = checkpoints.over(index) {
                due.push((place, checkpoint?));
                checkpoints.fetch(&mut conn).await?;
            }
        }
        each(Part::Leaves(copied, due)).await?;
    }
    while let Some(checkpoint) = checkpoints.over(u64::MAX) {
        each(Part::Items(vec![checkpoint?])).await?;
        checkpoints.fetch(&mut conn).await?;
    }
    let loose = if wanted.exact || beside(&mut conn, numbered).await? { "loose" } else { "waiting" };
    loop {
        let found: Vec<Found> = fetch(&mut conn, loose).await?;
        let last = found.len() < BATCH;
        let item = |mut found: Found| {
            let queued = found.hash.take().unwrap_or_default();
            found.row().map(|row| Item::Loose { row, queued })
        };
        each(Part::Items(found.into_iter().filter_map(item).collect())).await?;
        if last {
            break;
        }
    }
    loop {
        let orphans: Vec<OrphanRow> = fetch(&mut conn, "orphans").await?;
        let last = orphans.len() < BATCH;
        let orphan = |OrphanRow { row_id }| Item::Orphan { row_id };
        each(Part::Items(orphans.into_iter().map(orphan).collect())).await?;
        if last {
            break;
        }
    }
    if wanted.values {
        let mut values = copier.copy(VALUES).await?;
        while let Some(copied) = values.next(ROWS).await? {
            each(Part::Values(copied)).await?;
        }
    }
    each(Part::Items(vec![Item::End])).await
}

/// Whether there are more rows than those with a number and those that wait for one.
async fn beside(conn: &mut Connection, numbered: i64) -> Result<bool, Breakage> {
    let counts = "SELECT (SELECT count(*) FROM audit_rows) AS rows, (SELECT count(*) FROM register_queue q
         WHERE EXISTS (SELECT FROM audit_rows r WHERE r.id = q.row_id)
         AND NOT EXISTS (SELECT FROM register_leaves l WHERE l.row_id = q.row_id)) AS waiting";
    let Count { rows, waiting } = diesel::sql_query(counts).get_result(conn).await?;
    Ok(rows != numbered + waiting)
}

/// Checkpoints under way, the next one last.
struct Checkpoints {
    waiting: Vec<Signed>,
}

impl Checkpoints {
    /// Reads more where none is left.
    async fn fetch(&mut self, conn: &mut Connection) -> Result<(), Breakage> {
        if self.waiting.is_empty() {
            let rows: Vec<CheckpointRow> = fetch(conn, "checkpoints").await?;
            self.waiting = rows.into_iter().rev().map(Signed::from).collect();
        }
        Ok(())
    }

    /// The next one, where it is over at most so many rows.
    fn over(&mut self, size: u64) -> Option<Result<Item, Breakage>> {
        self.waiting.pop_if(|signed| signed.size.unsigned_abs() <= size).map(checkpoint)
    }
}

async fn fetch<T: QueryableByName<diesel::pg::Pg> + Send + 'static>(
    conn: &mut Connection,
    cursor: &str,
) -> Result<Vec<T>, Breakage> {
    Ok(diesel::sql_query(format!("FETCH {BATCH} FROM {cursor}")).load(conn).await?)
}

fn checkpoint(signed: Signed) -> Result<Item, Breakage> {
    let (number, size) = (signed.number.unsigned_abs(), signed.size.unsigned_abs());
    Ok(Item::Checkpoint { number, size, root: hash_of(signed.root)?, at: signed.at, note: signed.note })
}

/// The public keys of writers and of checkpoints.
pub(super) async fn keys(conn: &mut Connection) -> Result<Vec<Item>, Breakage> {
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

/// The archives that rows left into.
async fn archives(conn: &mut Connection) -> Result<Vec<Item>, Breakage> {
    let sql = "SELECT first, size, file, sha256 FROM audit_archives ORDER BY number";
    let rows: Vec<ArchiveRow> = diesel::sql_query(sql).load(conn).await?;
    let item = |ArchiveRow { first, size, file, sha256 }| {
        let (first, size) = (first.unsigned_abs(), size.unsigned_abs());
        Ok(Item::Archived { first, size, file, sha256: hash_of(sha256)? })
    };
    rows.into_iter().map(item).collect()
}
