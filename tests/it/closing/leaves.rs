// SPDX-License-Identifier: AGPL-3.0-or-later
//! A day with so much in it that its register takes several leaves.

use super::paper::{flat, rows, scanned, sign};
use crate::support::desk::desk;
use crate::support::visit::words_of;
use sportello::cases::{self, Acting, Opened};
use sportello::db;
use sportello::operators::{Operator, Role};
use sportello::policy::rome_date;
use sportello::register::root_words;
use std::process::Command;

/// Cases that were opened and abandoned that day.
const CASES: usize = 60;

#[tokio::test(flavor = "multi_thread")]
async fn a_long_day_goes_on_over_several_leaves_each_row_once_and_ends_with_the_root() {
    let desk = desk().await;
    let anna = desk.at_work().await;
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&clara).await;
    let operator = Operator::of(&std::sync::Arc::new(desk.house.session(&anna).await.unwrap())).unwrap();
    let acting = Acting { operator: &operator, key: desk.house.tools().audit_key, now: desk.house.now() };
    let policy = sportello::policy::PolicyBook::embedded().on(acting.today()).unwrap();
    let code = &desk.card("ready").codice_fiscale;
    for _ in 0..CASES {
        let mut conn = db::connection(desk.house.tools().pool).await.unwrap();
        let Opened::New(id) = cases::open(&mut conn, &acting, policy, code).await.unwrap() else {
            panic!("the one before was abandoned")
        };
        cases::abandon(&mut conn, &acting, id, cases::Given::Abandoned, "non serve più").await.unwrap();
    }
    let today = rome_date(desk.house.now());
    let button = format!("Chiudi la giornata del {}", today.format("%d/%m/%Y"));
    let totp = desk.house.next_code(&clara);
    supervisor.open("/closing").await.press(&button, &[("totp", &totp)]).await;
    sign(&desk.house.database, desk.house.now()).await;
    let bytes = supervisor.open(&format!("/closing/{today}/register")).await.bytes().to_vec();
    let kept = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("registro-lungo.pdf");
    std::fs::write(&kept, &bytes).unwrap();

    // pdftotext ends each page with a form feed
    let words = words_of(&bytes);
    let leaves: Vec<String> = words.split_terminator('\u{c}').map(flat).collect();
    let pages = leaves.len();
    assert!(pages >= 3, "{pages} leaves");
    let info = Command::new("pdfinfo").arg(&kept).output().unwrap();
    let info = flat(&String::from_utf8(info.stdout).unwrap());
    assert!(info.contains(&format!("Pages: {pages} ")), "{info}");
    for (number, leaf) in (1..).zip(&leaves) {
        assert!(leaf.contains(&format!("pagina {number} di {pages}")), "which leaf of how many: {leaf}");
        assert!(leaf.contains(&format!("AN01 {today}")), "whose and when, on each leaf: {leaf}");
    }

    let said = leaves.join(" ");
    let database = &desk.house.database;
    let acts = "SELECT concat_ws(' ', to_char(at AT TIME ZONE 'Europe/Rome', 'HH24:MI'), protocol, operator) AS words \
        FROM closing_acts WHERE kind IN ('opened', 'closed') ORDER BY protocol";
    let acts = rows(database, acts).await;
    assert_eq!(acts.len(), 2 * CASES);
    for act in &acts {
        // each case was opened and closed: once in either table
        assert_eq!(said.matches(act.as_str()).count(), 2, "{act}: {said}");
    }
    for title in ["day-act-opened", "day-act-closed"] {
        let title = sportello::texts::text(sportello::texts::Language::Italian, title);
        assert!(said.contains(&format!("{title} ({CASES})")), "{said}");
        assert!(said.contains(&format!("{title} {CASES} ")), "{said}");
    }
    assert!(said.contains(&format!(
        "Tutte le righe {}",
        rows(database, "SELECT kind AS words FROM closing_acts").await.len()
    )));

    let notes = rows(database, "SELECT note AS words FROM register_checkpoints").await;
    let root = rows(database, "SELECT encode(root, 'hex') AS words FROM register_checkpoints").await;
    let root: [u8; 32] = hex::decode(&root[0]).unwrap().try_into().unwrap();
    let last = leaves.last().unwrap();
    for (number, word) in (1..).zip(root_words(&root)) {
        assert!(last.contains(&format!("{number} {word}")), "{number} {word}: {last}");
    }
    let found = scanned(&kept);
    assert!(found.last().unwrap().contains(notes[0].trim()), "the QR symbol is on the last leaf: {found:?}");
    assert!(found[..pages - 1].iter().all(String::is_empty), "and on no other: {found:?}");
}
