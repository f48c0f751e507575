// SPDX-License-Identifier: AGPL-3.0-or-later
//! Looking at each row of a batch by itself, on all processors.

use crate::register::copy::Copied;
use crate::register::item::Item;
use crate::register::leaf;
use crate::register::rows::{Look, Trust, WriterKeys};
use crate::register::tree::Hash;
use crate::register::value::{self, Unlike};
use std::thread;
use uuid::Uuid;

/// How many rows are worth a thread.
const WORTH: usize = 64;

/// A leaf, and what a look at its row found.
pub(super) struct Leaf {
    pub index: u64,
    pub row_id: Uuid,
    pub hash: Hash,
    pub row: Option<(Uuid, Look)>,
}

/// The rows among an export's things.
pub(super) fn of_items(batch: &[Item], keys: &WriterKeys, trust: Option<Trust>) -> Vec<Option<Look>> {
    on_all_processors(batch.len(), |place| match &batch[place] {
        Item::Leaf { row: Some(row), index, hash, row_id } => {
            Some(row.look_at((*index, *row_id, hash), keys, trust))
        }
        Item::Loose { row, .. } => Some(row.look(keys)),
        _ => None,
    })
}

/// Leaves as the database sent them; none where its columns are of other types.
pub(super) fn of_leaves(copied: &Copied, keys: &WriterKeys, trust: Option<Trust>) -> Vec<Option<Leaf>> {
    on_all_processors(copied.len(), |place| {
        let leaf::Leaf { index, row_id, hash, row } = leaf::Leaf::read(copied.row(place))?;
        let row = row.map(|row| (row.id, row.look((index, row_id, &hash), keys, trust)));
        Some(Leaf { index, row_id, hash, row })
    })
}

/// Personal values that are not what was signed.
pub(super) fn of_values(copied: &Copied) -> Vec<Unlike> {
    let looks = on_all_processors(copied.len(), |place| value::unlike(copied.row(place)));
    looks.into_iter().flatten().collect()
}

/// Does something for each place up to `count`; answers in their order.
fn on_all_processors<T: Send>(count: usize, each: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let part = count.div_ceil(processors).max(WORTH);
    let (each, starts) = (&each, (0..count).step_by(part));
    thread::scope(|scope| {
        let parts: Vec<_> = starts
            .map(|start| scope.spawn(move || (start..count.min(start + part)).map(each).collect::<Vec<_>>()))
            .collect();
        // a thread that panics has found a mistake in this program
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|_| Vec::new())).collect()
    })
}
