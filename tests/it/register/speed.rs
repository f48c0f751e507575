// SPDX-License-Identifier: AGPL-3.0-or-later
//! How fast a large register is verified: `cargo nextest run --release --run-ignored only -E 'test(/register::speed/)' --no-capture`,
//! with SPORTELLO_ROWS rows.

use super::{Book, ORIGIN, noon, said};
use chrono::TimeDelta;
use diesel::sql_types::Binary;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use sportello::register::tree::Frontier;
use sportello::register::verify::{self, Given};
use sportello::register::{Checkpoint, Note};
use std::time::Instant;

#[derive(diesel::QueryableByName)]
struct Leaf {
    #[diesel(sql_type = Binary)]
    leaf_hash: Vec<u8>,
}

/// Rows of many months with right columns, two in three with a personal value, and signatures that nobody made: below a checkpoint
/// from outside nobody looks at them.
const FILL: &str = r#"
    SET session_replication_role = replica; SET synchronous_commit = off;
    CREATE TEMP TABLE made AS SELECT n, at, digest, format('{"act":"case.open","address":"10.0.0.7","at":"%s","case":"%s","id":"%s",'
      || '"key":"%s","nonce":"%s","outcome":"done","personal":{%s},"plain":{"n":"%s"},"version":1}',
      to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), id, id, (SELECT id FROM audit_keys LIMIT 1), nonce,
      CASE WHEN n % 3 > 0 THEN format('"surname":"%s"', digest) ELSE '' END, n)::bytea AS canonical, id, nonce
    FROM (SELECT n, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second' AS at, md5(n::text) AS nonce,
      (lpad(to_hex(1767225600000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid AS id,
      encode(sha256(hmac_inner || sha256(hmac_outer)), 'hex') AS digest
      FROM generate_series(0, $ROWS - 1) n,
        (SELECT decode(repeat('5c', 64), 'hex') AS hmac_inner, decode(repeat('36', 64), 'hex') || 'Rossi'::bytea AS hmac_outer) k) m;
    INSERT INTO audit_rows (id, version, at, nonce, act, outcome, address, case_id, canonical, key_id, signature)
      SELECT id, 1, at, decode(nonce, 'hex'), 'case.open', 'done', '10.0.0.7', id, canonical, (SELECT id FROM audit_keys LIMIT 1),
      sha512(canonical) FROM made ORDER BY n;
    INSERT INTO audit_values SELECT id, 'surname', 'Rossi', decode(repeat('00', 32), 'hex') FROM made WHERE n % 3 > 0;
    INSERT INTO register_leaves SELECT n, id, sha256('\x00'::bytea || canonical || sha512(canonical)) FROM made ORDER BY n;
    DROP TABLE made; ANALYZE audit_rows, audit_values, register_leaves;
"#;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
#[expect(clippy::print_stdout, reason = "what a measurement is for")]
async fn so_many_rows_are_verified_in_a_second() {
    let rows: u64 = std::env::var("SPORTELLO_ROWS").map_or(200_000, |rows| rows.parse().unwrap());
    let book = Book::new().await;
    let mut owner = book.database.owner().await;
    owner.batch_execute(&FILL.replace("$ROWS", &rows.to_string())).await.unwrap();
    owner.batch_execute("VACUUM audit_rows").await.unwrap();
    let leaves: Vec<Leaf> = diesel::sql_query("SELECT leaf_hash FROM register_leaves ORDER BY index")
        .load(&mut owner)
        .await
        .unwrap();
    let mut tree = Frontier::default();
    for leaf in leaves {
        tree.push(leaf.leaf_hash.try_into().unwrap());
    }
    // the first is more than a month older than the second: rows below it were seen by an earlier verification
    let note =
        |at| Checkpoint { origin: ORIGIN.to_owned(), size: rows, root: tree.root(), at, day_end: None };
    let notes = [4_000, 4_040].map(|days| book.sequencer.key().sign(&note(noon() + TimeDelta::days(days))));
    assert!(notes.iter().all(|note| note.parse::<Note>().is_ok()));
    std::fs::write(book.file(), notes.map(|note| note + "\n").concat()).unwrap();
    let given = Given { checkpoints: vec![book.file()], ..Given::default() };
    let began = Instant::now();
    let report = verify::database(&book.database.url(), &given).await.unwrap();
    let took = began.elapsed().as_secs_f64();
    assert!(report.is_clean() && report.unsigned == rows, "{:?}", said(&report));
    println!("verify_rows_per_s {:.0} ({rows} rows in {took:.1} s)", rows as f64 / took);
}
