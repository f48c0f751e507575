// SPDX-License-Identifier: AGPL-3.0-or-later
//! The table against what actix itself has registered, pages and everything beside them.

use super::*;
use crate::web::run;
use actix_web::dev::Service;
use actix_web::web::ServiceConfig;
use actix_web::{App, test as service};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// Every pattern that a configuration has registered, as actix remembers it: it has no list to ask for, so its own
/// description of the tree is read.
async fn registered(configure: impl FnOnce(&mut ServiceConfig)) -> BTreeSet<String> {
    let told = Arc::new(Mutex::new(String::new()));
    let keep = Arc::clone(&told);
    let app = App::new().configure(configure).wrap_fn(move |req, next| {
        *keep.lock().unwrap() = format!("{:#?}", req.resource_map());
        next.call(req)
    });
    let app = service::init_service(app).await;
    let _answer = app.call(service::TestRequest::with_uri("/nowhere/at/all").to_request()).await;
    let told = told.lock().unwrap().clone();
    leaves(&told)
}

/// The paths from the root to each leaf of a described tree.
fn leaves(told: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<(usize, Option<String>)> = Vec::new();
    let mut lines = told.lines();
    while let Some(line) = lines.next() {
        let (indent, words) = (line.len() - line.trim_start().len(), line.trim());
        match words {
            "ResourceMap {" => open.push((indent, None)),
            "patterns: Single(" => {
                let pattern = lines.next().unwrap().trim().trim_end_matches(',');
                let pattern = serde_json::from_str(pattern).unwrap();
                let last = &mut open.last_mut().expect("a pattern of something").1;
                assert!(last.replace(pattern).is_none(), "two patterns of one resource");
            }
            _ if words.starts_with("patterns:") => panic!("a resource of several patterns: {words}"),
            "nodes: None," => {
                found.insert(open.iter().map(|(_, part)| part.as_deref().unwrap()).collect());
            }
            "}" | "}," if open.last().is_some_and(|(at, _)| *at == indent) => drop(open.pop()),
            _ => (),
        }
    }
    assert!(open.is_empty() && !found.is_empty(), "the description reads otherwise by now:\n{told}");
    found
}

#[tokio::test]
async fn every_route_that_is_served_has_a_row_and_every_row_a_route() {
    let mut served = registered(run::mount).await;
    served.extend(registered(|cfg| run::mount_metrics(cfg, String::new)).await);
    let rows: BTreeSet<String> = permissions().iter().map(|row| row.pattern.to_owned()).collect();
    let without: Vec<_> = served.difference(&rows).collect();
    assert!(without.is_empty(), "served without a row in src/web/permissions/table.rs: {without:#?}");
    let without: Vec<_> = rows.difference(&served).collect();
    assert!(without.is_empty(), "rows of nothing that is served; take them out of the table: {without:#?}");
    assert_eq!(differences(), Vec::<String>::new());
}

#[test]
fn a_row_beside_the_pages_is_public_and_only_read() {
    let of_pages: BTreeSet<_> = routes::registry().iter().map(|route| route.pattern).collect();
    let methods = routes::registry();
    let mut beside = Vec::new();
    for row in permissions() {
        if !of_pages.contains(row.pattern) {
            assert_eq!(
                (row.verb, row.access, row.scope),
                (Verb::Get, Access::Anyone, Scope::Public),
                "{row}"
            );
            beside.push(row.pattern);
        } else {
            assert!(methods.iter().any(|route| row.is_of(route)), "{row} is a row of no route");
        }
    }
    assert_eq!(beside, ["/health/live", "/health/ready", "/metrics", "/static/{version}/{path:.*}"]);
}

#[test]
fn the_table_is_in_order_and_says_each_route_once() {
    let keys: Vec<_> = permissions().iter().map(|row| (row.pattern, row.verb)).collect();
    assert!(keys.is_sorted_by(|a, b| a < b), "the rows stand in the order of pattern and verb, each once");
}

#[test]
fn a_forgotten_a_doubled_a_differing_and_an_unreasonable_row_are_told() {
    let all = routes::registry();
    let without: Vec<_> = permissions().iter().filter(|row| row.pattern != "/approvals").copied().collect();
    let told = compare(&without, all).join("\n");
    assert!(
        told.contains("GET /approvals has no row: add row(GET, \"/approvals\", Supervisor, SCOPE)"),
        "{told}"
    );
    let differing = |change: fn(&mut Permission)| {
        let mut table = permissions().to_vec();
        table.iter_mut().filter(|row| row.pattern == "/approvals").for_each(change);
        compare(&table, all).join("\n")
    };
    let told = differing(|row| row.access = Access::Operator);
    assert!(told.contains("is guarded for Supervisor and the table says"), "{told}");
    let told = differing(|row| row.scope = Scope::Region);
    assert!(told.contains("no such role reaches so far"), "{told}");
    let doubled = [permissions(), permissions()].concat();
    assert!(compare(&doubled, all).join("\n").contains("has two rows"));
}

#[test]
fn a_tree_is_read_to_its_leaves() {
    let leaf =
        |pattern: &str| format!("ResourceMap {{\npatterns: Single(\n{pattern:?},\n),\nnodes: None,\n}},\n");
    let tree = format!(
        "ResourceMap {{\n    patterns: Single(\n        \"/a\",\n    ),\n{}}}",
        [leaf(""), leaf("/{b}")].concat().lines().map(|line| format!("        {line}\n")).collect::<String>()
    );
    assert_eq!(leaves(&tree).into_iter().collect::<Vec<_>>(), ["/a", "/a/{b}"]);
}
