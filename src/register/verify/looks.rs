// SPDX-License-Identifier: AGPL-3.0-or-later
//! Looking at each row of a batch by itself, on all processors.

use crate::audit::{Claim, are_genuine};
use crate::register::copy::Copied;
use crate::register::item::Item;
use crate::register::leaf;
use crate::register::rows::{Look, Trust, WriterKeys};
use crate::register::tree::Hash;
use crate::register::value::{self, Unlike};
use std::ops::Range;
use std::panic::resume_unwind;
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
    let look = |place: usize| match &batch[place] {
        Item::Leaf { row: Some(row), index, hash, row_id } => {
            Some(row.look_at((*index, *row_id, hash), keys, trust))
        }
        Item::Loose { row, .. } => Some(row.look(keys)),
        _ => None,
    };
    on_all_processors(batch.len(), |places| {
        let found = places.map(look).map(|it| it.map_or((None, None), |it| (Some(it.look), it.claim)));
        signed(found.collect(), Option::as_mut)
    })
}

/// Leaves as the database sent them; none where its columns are of other types.
pub(super) fn of_leaves(copied: &Copied, keys: &WriterKeys, trust: Option<Trust>) -> Vec<Option<Leaf>> {
    let look = |place: usize| {
        let Some(leaf) = leaf::Leaf::read(copied.row(place)) else { return (None, None) };
        let leaf::Leaf { index, row_id, hash, row } = leaf;
        let looked = row.map(|row| (row.id, row.look((index, row_id, &hash), keys, trust)));
        let (row, claim) = looked.map(|(id, it)| ((id, it.look), it.claim)).unzip();
        (Some(Leaf { index, row_id, hash, row }), claim.flatten())
    };
    on_all_processors(copied.len(), |places| {
        signed(places.map(look).collect(), |leaf| Some(&mut leaf.as_mut()?.row.as_mut()?.1))
    })
}

/// Personal values that are not what was signed.
pub(super) fn of_values(copied: &Copied) -> Vec<Unlike> {
    on_all_processors(copied.len(), |places| {
        places.filter_map(|place| value::unlike(copied.row(place))).collect()
    })
}

/// Looks at the signatures that are still due, all together; `look` is where it is to be told what came of it.
fn signed<T>(found: Vec<(T, Option<Claim<'_>>)>, look: fn(&mut T) -> Option<&mut Look>) -> Vec<T> {
    let claims: Vec<_> = found.iter().filter_map(|(_, claim)| *claim).collect();
    let mut genuine = are_genuine(&claims).into_iter();
    let told = |(mut thing, claim): (T, Option<Claim<'_>>)| {
        if let Some((look, genuine)) = look(&mut thing).zip(claim.and_then(|_| genuine.next())) {
            look.genuine = genuine;
        }
        thing
    };
    found.into_iter().map(told).collect()
}

/// Does something for parts of the places up to `count`; answers in their order.
fn on_all_processors<T: Send>(count: usize, each: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let part = count.div_ceil(processors).max(WORTH);
    let (each, starts) = (&each, (0..count).step_by(part));
    thread::scope(|scope| {
        let parts: Vec<_> =
            starts.map(|start| scope.spawn(move || each(start..count.min(start + part)))).collect();
        // a mistake in this program must not look like rows that are gone
        let joined = parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)));
        joined.flatten().collect()
    })
}
