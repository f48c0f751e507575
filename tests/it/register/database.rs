// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself holds to, whoever asks.

use super::{Book, noon};
use chrono::TimeDelta;
use diesel::sql_types::BigInt;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use sportello::audit::{self, Entry};
use sportello::db;

#[derive(diesel::QueryableByName)]
pub struct Count {
    #[diesel(sql_type = BigInt)]
    pub n: i64,
}

pub async fn count(conn: &mut AsyncPgConnection, what: &str) -> i64 {
    let sql = format!("SELECT count(*) AS n FROM {what}");
    diesel::sql_query(sql).get_result::<Count>(conn).await.unwrap().n
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_waits_for_its_number_from_its_own_transaction_on() {
    let book = Book::new().await;
    let pool = book.database.pool_of("sportello_web");
    let mut owner = book.database.owner().await;
    let mut conn = db::connection(&pool).await.unwrap();
    let entry = || Entry::new("case.open");
    let undone: Result<(), db::Breakage> = db::transaction(&mut conn, async |conn| {
        audit::record(conn, &book.database.web_key, entry(), noon()).await?;
        Err(db::Breakage::new("the rule said no"))
    })
    .await;
    assert!(undone.is_err());
    assert_eq!(count(&mut owner, "register_queue").await, 0);
    audit::record(&conn, &book.database.web_key, entry(), noon()).await.unwrap();
    let same = "register_queue q JOIN audit_rows r ON r.id = q.row_id
        AND q.leaf_hash = sha256('\\x00'::bytea || r.canonical || r.signature)";
    assert_eq!(count(&mut owner, same).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_numbered_as_they_are_found_committed_whatever_they_began_as() {
    let book = Book::new().await;
    let pool = book.database.pool_of("sportello_web");
    let mut slow = db::connection(&pool).await.unwrap();
    let early: Result<_, db::Breakage> = db::transaction(&mut slow, async |slow| {
        let early = audit::record(slow, &book.database.web_key, Entry::new("case.open"), noon()).await?;
        book.rows(2, noon() + TimeDelta::seconds(1)).await;
        assert_eq!(book.step(noon() + TimeDelta::seconds(5)).await, Some(2));
        Ok(early)
    })
    .await;
    assert_eq!(book.step(noon() + TimeDelta::seconds(7)).await, Some(3));
    let last = format!("register_leaves WHERE index = 2 AND row_id = '{}'", early.unwrap());
    assert_eq!(count(&mut book.database.owner().await, &last).await, 1);
    assert!(book.verified().await.is_clean());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sequencers_role_can_neither_invent_nor_skip_nor_forget() {
    let book = Book::new().await;
    book.signed(&[3], noon()).await;
    book.rows(1, noon() + TimeDelta::minutes(1)).await;
    let mut conn = book.connection().await;
    for (sql, why) in [
        ("INSERT INTO register_leaves VALUES (3, gen_random_uuid(), sha256('x'))", "only a row that waits"),
        ("INSERT INTO register_leaves SELECT 4, row_id, leaf_hash FROM register_queue", "numbers have no gaps"),
        ("INSERT INTO register_leaves SELECT 2, row_id, leaf_hash FROM register_queue", "numbers have no gaps"),
        ("INSERT INTO register_leaves SELECT 3, row_id, sha256('x') FROM register_queue", "only a row that waits"),
        ("DELETE FROM register_queue", "append-only"),
        ("INSERT INTO register_nodes VALUES (1, 1, sha256('x'))", "not that of its two halves"),
        ("INSERT INTO register_nodes VALUES (2, 0, sha256('x'))", "not that of its two halves"),
        (
            "INSERT INTO register_checkpoints SELECT 1, 3, sha256('x'), at + interval '1 day', NULL, key_id,
             E'x\\n3\\n' || encode(sha256('x'), 'base64') FROM register_checkpoints",
            "the root is not that of the tree",
        ),
        (
            "INSERT INTO register_checkpoints SELECT 1, size, root, at + interval '1 day', NULL, key_id, 'another note'
             FROM register_checkpoints",
            "register_checkpoints_check",
        ),
    ] {
        let refused = conn.batch_execute(sql).await.unwrap_err().to_string();
        assert!(refused.contains(why), "{sql}: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn not_even_the_owner_changes_what_is_numbered_and_signed() {
    let book = Book::new().await;
    book.signed(&[3], noon()).await;
    book.rows(1, noon() + TimeDelta::minutes(1)).await;
    let mut owner = AsyncPgConnection::establish(&book.database.url()).await.unwrap();
    for table in
        ["register_queue", "register_leaves", "register_nodes", "register_checkpoints", "register_keys"]
    {
        let column = if table == "register_keys" { "since = now()" } else { "leaf_hash = leaf_hash" };
        let column = if table.ends_with("nodes") { "hash = hash" } else { column };
        let column = if table.ends_with("checkpoints") { "note = note" } else { column };
        for sql in [
            format!("UPDATE {table} SET {column}"),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table} CASCADE"),
        ] {
            let refused = owner.batch_execute(&sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
    }
}
