// SPDX-License-Identifier: AGPL-3.0-or-later
//! The Merkle tree of RFC 6962 section 2.1 (RFC 9162 section 2.1 is the same) over SHA-256.

use sha2::{Digest, Sha256};
use std::cell::Cell;

/// A hash of the tree.
pub type Hash = [u8; 32];

/// The hash of a leaf's bytes, given in parts: SHA-256(0x00 ‖ bytes).
#[must_use]
pub fn leaf_hash(parts: &[&[u8]]) -> Hash {
    let mut hash = Sha256::new_with_prefix([0]);
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().into()
}

/// The hash over two subtrees: SHA-256(0x01 ‖ left ‖ right).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new_with_prefix([1]).chain_update(left).chain_update(right).finalize().into()
}

/// A full subtree: the one of number `index` among those of 2^`level` leaves. Level 0 are the leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// How high it is.
    pub level: u8,
    /// Which of its level.
    pub index: u64,
}

/// The full subtrees that make up the leaves from `start` up to `end`, from left to right. `start` is where a subtree of the
/// tree begins, as in [`siblings`].
#[must_use]
pub fn parts(start: u64, end: u64) -> Vec<Node> {
    let (mut parts, mut at) = (Vec::new(), start);
    while at < end {
        let fits = (end - at).ilog2();
        let level = if at == 0 { fits } else { fits.min(at.trailing_zeros()) };
        #[expect(clippy::cast_possible_truncation, reason = "a logarithm of 64 bits is below 64")]
        parts.push(Node { level: level as u8, index: at >> level });
        at += 1 << level;
    }
    parts
}

/// The root over the hashes of [`parts`].
#[must_use]
pub fn fold(parts: &[Hash]) -> Hash {
    let mut from_right = parts.iter().rev();
    let Some(last) = from_right.next() else { return Sha256::digest([]).into() };
    from_right.fold(*last, |right, left| node_hash(left, &right))
}

/// The ranges of leaves whose hashes prove that leaf `index` is in the tree of `size` leaves: RFC 6962 section 2.1.1, from the
/// leaf up. None where it is not.
#[must_use]
pub fn siblings(index: u64, size: u64) -> Option<Vec<(u64, u64)>> {
    let (mut from_root, mut start, mut end) = (Vec::new(), 0, size);
    if index >= size {
        return None;
    }
    while end - start > 1 {
        let half = start + (1 << (end - start - 1).ilog2()); // the largest power of two below the length
        if index < half {
            from_root.push((half, end));
            end = half;
        } else {
            from_root.push((start, half));
            start = half;
        }
    }
    from_root.reverse();
    Some(from_root)
}

/// Whether `proof` shows that `leaf` is number `index` of the tree of `size` leaves under `root`: RFC 9162 section 2.1.3.2.
#[must_use]
pub fn is_included(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for step in proof {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(step, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, step);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// The right edge of a growing tree: all that is needed to go on, at most 64 hashes.
#[derive(Debug, Clone, Default)]
pub struct Frontier {
    size: u64,
    parts: Vec<(u8, Hash)>,
    /// The root, once somebody asked for it: the same tree is compared with a checkpoint in the database and with those outside.
    root: Cell<Option<Hash>>,
}

impl Frontier {
    /// The edge of a tree of `size` leaves whose [`parts`] have these hashes; none where their number does not fit.
    #[must_use]
    pub fn of(size: u64, hashes: &[Hash]) -> Option<Self> {
        let nodes = parts(0, size);
        let fits = nodes.len() == hashes.len();
        fits.then(|| Self {
            size,
            parts: nodes.iter().map(|node| node.level).zip(hashes.iter().copied()).collect(),
            root: Cell::default(),
        })
    }

    /// Adds a leaf, and answers the full subtrees that it completes, from the lowest up.
    pub fn push(&mut self, leaf: Hash) -> Vec<(Node, Hash)> {
        let mut made = Vec::new();
        self.grow(leaf, |node, hash| made.push((node, hash)));
        made
    }

    /// Adds a leaf; `made` is told the full subtrees that it completes, from the lowest up.
    pub fn grow(&mut self, leaf: Hash, mut made: impl FnMut(Node, Hash)) {
        let (mut level, mut hash) = (0, leaf);
        self.size += 1;
        self.root.take();
        while let Some((_, left)) = self.parts.pop_if(|(height, _)| *height == level) {
            hash = node_hash(&left, &hash);
            level += 1;
            made(Node { level, index: (self.size >> level) - 1 }, hash);
        }
        self.parts.push((level, hash));
    }

    /// How many leaves there are.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root over all of them.
    #[must_use]
    pub fn root(&self) -> Hash {
        let root = self.root.get().unwrap_or_else(|| {
            let hashes: Vec<Hash> = self.parts.iter().map(|(_, hash)| *hash).collect();
            fold(&hashes)
        });
        self.root.set(Some(root));
        root
    }
}
