// SPDX-License-Identifier: AGPL-3.0-or-later

use super::tree::{Frontier, Hash, Node, fold, is_included, leaf_hash, parts, siblings};
use std::collections::HashMap;

/// The leaves and roots of the test vectors that came with Certificate Transparency's reference implementation
/// (`merkle_tree_test`, the inputs of eight leaves).
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hash(hex: &str) -> Hash {
    hex::decode(hex).unwrap().try_into().unwrap()
}

#[test]
fn the_roots_are_those_of_the_published_vectors() {
    let mut edge = Frontier::default();
    assert_eq!(edge.root(), hash(ROOTS[0]));
    for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
        edge.push(leaf_hash(&[&hex::decode(leaf).unwrap()]));
        assert_eq!(hex::encode(edge.root()), *root, "{} leaves", edge.size());
    }
}

#[test]
fn the_paths_are_those_of_the_published_vectors() {
    // number (from 0), size, path from the leaf up: the reference implementation's `precomputed_paths`
    let paths: [(u64, u64, &[&str]); 4] = [
        (
            0,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            &[
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1,
            5,
            &[
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ];
    let nodes = grown(8);
    for (index, size, expected) in paths {
        let proof: Vec<String> = proof(&nodes, index, size).iter().map(hex::encode).collect();
        assert_eq!(proof, expected, "number {index} of {size}");
    }
}

/// All full subtrees of a tree of so many leaves, the vectors' leaves over and over.
fn grown(size: u64) -> HashMap<Node, Hash> {
    let (mut edge, mut nodes) = (Frontier::default(), HashMap::new());
    for index in 0..size {
        let leaf = leaf(index);
        nodes.insert(Node { level: 0, index }, leaf);
        nodes.extend(edge.push(leaf));
    }
    nodes
}

fn leaf(index: u64) -> Hash {
    let bytes = hex::decode(LEAVES[usize::try_from(index).unwrap() % 8]).unwrap();
    leaf_hash(&[&bytes, &if index < 8 { Vec::new() } else { index.to_be_bytes().to_vec() }])
}

fn root(nodes: &HashMap<Node, Hash>, (start, end): (u64, u64)) -> Hash {
    let hashes: Vec<Hash> = parts(start, end).iter().map(|node| nodes[node]).collect();
    fold(&hashes)
}

fn proof(nodes: &HashMap<Node, Hash>, index: u64, size: u64) -> Vec<Hash> {
    siblings(index, size).unwrap().into_iter().map(|range| root(nodes, range)).collect()
}

#[test]
fn every_leaf_of_every_size_is_proved_and_no_other_in_its_place() {
    let nodes = grown(70);
    for size in 1..=70 {
        let whole = root(&nodes, (0, size));
        for index in 0..size {
            let mut proof = proof(&nodes, index, size);
            assert!(is_included(&leaf(index), index, size, &proof, &whole), "{index} of {size}");
            assert!(!is_included(&leaf(index + 1), index, size, &proof, &whole), "another leaf");
            assert!(
                !is_included(&leaf(index), index ^ 1, size, &proof, &whole) || size == 1,
                "another place"
            );
            if let Some(first) = proof.first_mut() {
                first[7] ^= 1;
                assert!(!is_included(&leaf(index), index, size, &proof, &whole), "another proof");
            }
        }
        assert_eq!(siblings(size, size), None);
    }
}

#[test]
fn a_tree_goes_on_from_its_edge() {
    let nodes = grown(70);
    for size in 0..70 {
        let hashes: Vec<Hash> = parts(0, size).iter().map(|node| nodes[node]).collect();
        let mut edge = Frontier::of(size, &hashes).unwrap();
        for (node, hash) in edge.push(leaf(size)) {
            assert_eq!(nodes[&node], hash);
        }
        assert_eq!((edge.size(), edge.root()), (size + 1, root(&nodes, (0, size + 1))));
        assert!(size == 0 || Frontier::of(size, &hashes[1..]).is_none(), "a hash is missing");
    }
}
