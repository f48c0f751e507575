// SPDX-License-Identifier: AGPL-3.0-or-later
//! The house has one way down: this reads the `use` lines and paths of every room and fails on a backward arrow.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Features from the top down. A room may use those behind it, never those before it.
const FEATURES: [&str; 19] = [
    "monthly",
    "patterns",
    "samples",
    "reports",
    "closing",
    "lifecycle",
    "releases",
    "callers",
    "activation",
    "approvals",
    "cases",
    "evidence",
    "delegations",
    "identification",
    "contacts",
    "cards",
    "holders",
    "counters",
    "operators",
];

/// Used by features and by the edge; they use no feature themselves, except for types that carry a rule.
const LEAVES: [(&str, &[&str]); 10] = [
    ("starts", &["audit", "seal"]),
    ("audit", &[]),
    ("register", &["audit", "policy"]),
    ("outbox", &["audit", "seal", "contacts"]),
    ("policy", &["contacts", "identification", "cards"]),
    ("seal", &["contacts"]),
    ("ids", &[]),
    ("schema", &[]),
    ("db", &[]),
    ("texts", &["contacts"]),
];

/// Everybody may use these.
const GROUND: [&str; 4] = ["ids", "db", "schema", "texts"];

/// What a feature may use besides the features behind it: leaves, and the adapters whose types it hands on.
const BESIDES: [&str; 6] = ["audit", "outbox", "policy", "seal", "authority", "pdf"];

/// Adapters outside the features, with what of the inside they may speak of.
const ADAPTERS: [(&str, &[&str]); 3] = [
    ("authority", &["seal", "cards", "holders", "contacts", "policy", "audit"]),
    ("mail", &["seal", "contacts", "outbox", "policy", "keys"]),
    ("pdf", &["policy"]),
];

#[test]
fn every_arrow_points_down() {
    let rooms = rooms();
    let mut backward = Vec::new();
    for (room, used) in &rooms {
        for (other, place) in used {
            if other != room && !allowed(room, other) {
                backward.push(format!("{room} → {other}  ({})", place.display()));
            }
        }
    }
    assert!(backward.is_empty(), "backward arrows:\n{}", backward.join("\n"));
    assert!(rooms.len() > 15, "the rooms were found");
}

#[test]
fn a_backward_arrow_would_be_seen() {
    assert!(allowed("releases", "cases"));
    assert!(!allowed("cases", "releases"));
    assert!(!allowed("operators", "web"));
    assert!(!allowed("audit", "cases"));
    assert!(!allowed("pdf", "web"));
    assert_eq!(
        arrows("use crate::{cases, web::App};\nlet x = crate::mail::send();"),
        ["cases", "web", "mail"]
    );
    assert_eq!(arrows("// crate::web is only spoken of\nuse crate::cases::Case; // crate::web"), ["cases"]);
}

fn allowed(room: &str, other: &str) -> bool {
    if GROUND.contains(&other) {
        return true;
    }
    if let Some((_, may)) = LEAVES.iter().chain(&ADAPTERS).find(|(name, _)| *name == room) {
        return may.contains(&other);
    }
    let place = |name: &str| FEATURES.iter().position(|feature| *feature == name);
    match (place(room), place(other)) {
        (Some(here), Some(there)) => here < there,
        (Some(_), None) => BESIDES.contains(&other),
        // the edge, the worker, the command line and the demo stand above everything; none uses another's inside
        (None, _) => match room {
            "web" => !["cli", "demo", "work", "mail"].contains(&other),
            "work" => !["cli", "demo", "web", "cases", "authority"].contains(&other),
            "config" => other != "cli",
            _ => true,
        },
    }
}

/// Room → (used room, file) for every file under `src/`.
fn rooms() -> BTreeMap<String, Vec<(String, PathBuf)>> {
    let source = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let mut rooms: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
    let mut waiting = vec![source.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let inside = path.strip_prefix(source).unwrap().to_path_buf();
            let room = inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
            if ["lib", "main"].contains(&room.as_str()) || path.extension().is_none_or(|end| end != "rs") {
                continue;
            }
            let used = arrows(&fs::read_to_string(&path).unwrap());
            rooms.entry(room).or_default().extend(used.into_iter().map(|other| (other, inside.clone())));
        }
    }
    rooms
}

/// The rooms that a text names by `crate::room` or in the braces of `use crate::{…}`.
fn arrows(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or(line)).collect();
    let code = code.join("\n");
    let code = code.split("#[cfg(test)]").next().unwrap_or(&code);
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        if let Some(inside) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in inside.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.push(std::mem::take(&mut word));
                    }
                    _ if depth == 0 => word.push(c),
                    _ => {}
                }
            }
            found.push(word);
        } else {
            found.push(rest.to_owned());
        }
    }
    found
        .into_iter()
        .map(|path| {
            path.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>()
        })
        .filter(|room| !room.is_empty())
        .collect()
}
