// SPDX-License-Identifier: AGPL-3.0-or-later
//! The proofs of a case, checked by a program that shares nothing with this one.

use super::Book;
use crate::support::mail::{Desk, PostRoom};
use crate::support::process::sportello;
use chrono::{TimeDelta, Utc};
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use serde_json::Value;
use sportello::audit::{self, Entry};
use sportello::db;
use sportello::ids::CaseId;
use std::process::Command;

/// A value among the proofs.
type Place = fn(&mut Value) -> &mut Value;

#[derive(diesel::QueryableByName)]
struct Case {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Text)]
    protocol: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn an_independent_program_checks_checkpoint_and_inclusion_of_a_case() {
    let book = Book::new().await;
    let now = Utc::now();
    let room = PostRoom::new(&book.database);
    let mut desk = Desk::open(&book.database).await;
    desk.release(&book.database, &room.mail_key, "maria@example.org", now).await;
    let sql = "SELECT id::text AS id, protocol FROM cases LIMIT 1";
    let case: Case = diesel::sql_query(sql).get_result(&mut desk.owner).await.unwrap();
    let id: CaseId = case.id.parse().unwrap();
    let pool = book.database.pool_of("sportello_web");
    let conn = db::connection(&pool).await.unwrap();
    let told = async || {
        let entry = Entry::new("case.look").case(id).personal("surname", "D'Alò");
        audit::record(&conn, &book.database.web_key, entry, now).await.unwrap();
    };
    for _ in 0..3 {
        told().await;
        book.rows(5, now).await;
    }
    assert!(book.step(now + TimeDelta::seconds(2)).await.unwrap() >= 18);
    told().await;

    let url = [("DATABASE_URL", book.database.url())];
    let proved = sportello(&["audit", "prove", &case.protocol], &url).output().unwrap();
    assert!(proved.status.success(), "{}", String::from_utf8_lossy(&proved.stderr));
    let proofs: Value = serde_json::from_slice(&proved.stdout).unwrap();
    let rows = proofs["rows"].as_array().unwrap().len();
    assert!(rows >= 3, "{proofs:#}");
    assert_eq!(proofs["waiting"].as_array().unwrap().len(), 1, "the look after the checkpoint");
    let key = book.sequencer.key().verifier_key(&super::ORIGIN.parse().unwrap());
    let file = book.folder.join("proofs.json");
    let check = |proofs: &Value, key: &str| {
        std::fs::write(&file, proofs.to_string()).unwrap();
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify_register.py");
        let done = Command::new("python3").arg(program).arg(&file).arg(key).output().unwrap();
        let said =
            String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
        (done.status.success(), said)
    };
    let (fine, said) = check(&proofs, &key);
    assert!(fine && said.contains(&format!("{rows} rows are under the checkpoint")), "{said}");
    let flip = |text: &Value| {
        let text = text.as_str().unwrap();
        let other = if text.starts_with('A') { "B" } else { "A" };
        Value::from(format!("{other}{}", &text[1..]))
    };
    let changes: [(&str, Place); 3] = [
        ("a row", |proofs| &mut proofs["rows"][1]["canonical"]),
        ("a signature", |proofs| &mut proofs["rows"][1]["signature"]),
        ("a path", |proofs| &mut proofs["rows"][1]["path"][0]),
    ];
    for (what, place) in changes {
        let mut changed = proofs.clone();
        let place = place(&mut changed);
        *place = flip(place);
        let (fine, said) = check(&changed, &key);
        assert!(!fine && said.contains("is not under the checkpoint"), "{what}: {said}");
    }
    let mut changed = proofs.clone();
    changed["checkpoint"] =
        Value::from(changed["checkpoint"].as_str().unwrap().replacen("at 20", "at 21", 1));
    let (fine, said) = check(&changed, &key);
    assert!(!fine && said.contains("the checkpoint is not signed by this key"), "{said}");
    let another =
        sportello::register::CheckpointKey::generate().verifier_key(&super::ORIGIN.parse().unwrap());
    assert!(!check(&proofs, &another).0);

    let unknown = sportello(&["audit", "prove", "AN01-2026-999999"], &url).output().unwrap();
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there is no case AN01-2026-999999"));
}
