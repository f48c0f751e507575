// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::database;
use chrono::Utc;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::audit::{self, AuditKey, Entry};
use sportello::db;
use sportello::schema::{audit_keys, audit_rows, audit_values};

#[tokio::test(flavor = "multi_thread")]
async fn a_row_in_the_database_can_be_checked_with_the_public_key_beside_it() {
    let database = database().await;
    let pool = database.pool_of("sportello_web");
    let mut conn = db::connection(&pool).await.unwrap();
    let entry = Entry::new("case.open")
        .plain("protocol", "AN01-2026-000001")
        .personal("surname", "D'Alò".repeat(10_000));
    let id = audit::record(&conn, &database.web_key, entry, Utc::now()).await.unwrap();
    let (canonical, signature, public): (Vec<u8>, Vec<u8>, Vec<u8>) = audit_rows::table
        .inner_join(audit_keys::table.on(audit_keys::id.eq(audit_rows::key_id)))
        .filter(audit_rows::id.eq(id))
        .select((audit_rows::canonical, audit_rows::signature, audit_keys::public_key))
        .get_result(&mut conn)
        .await
        .unwrap();
    assert!(audit::verify(&public.try_into().unwrap(), &canonical, &signature.try_into().unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_process_can_change_or_remove_a_row() {
    let database = database().await;
    for role in ["sportello_web", "sportello_worker"] {
        let pool = database.pool_of(role);
        let mut conn = db::connection(&pool).await.unwrap();
        for sql in [
            "UPDATE audit_rows SET act = 'x'",
            "DELETE FROM audit_rows",
            "TRUNCATE audit_rows CASCADE",
            "DELETE FROM audit_values",
            "UPDATE audit_values SET value = ''",
            "INSERT INTO audit_keys VALUES ('audit-00000000', 'web', decode(repeat('00', 32), 'hex'), now())",
            "ALTER TABLE audit_rows DISABLE TRIGGER ALL",
        ] {
            let refused = diesel::sql_query(sql).execute(&mut conn).await.unwrap_err().to_string();
            assert!(
                refused.contains("permission denied") || refused.contains("must be owner"),
                "{role}: {sql}: {refused}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_signed_by_an_unknown_key_is_not_taken() {
    let database = database().await;
    let pool = database.pool_of("sportello_web");
    let mut conn = db::connection(&pool).await.unwrap();
    assert!(audit::record(&conn, &AuditKey::generate(), Entry::new("case.open"), Utc::now()).await.is_err());
    assert!(audit::knows_key(&mut conn, &database.web_key).await.unwrap());
    assert!(!audit::knows_key(&mut conn, &AuditKey::generate()).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_in_the_register_although_its_act_was_rolled_back() {
    let database = database().await;
    let pool = database.pool_of("sportello_web");
    let entry = || Entry::new("case.open").personal("codice_fiscale", "RSSMRA80A01H501U").rule("own_case");
    let mut conn = db::connection(&pool).await.unwrap();
    let rolled_back: Result<(), db::Breakage> = db::transaction(&mut conn, async |conn| {
        audit::record(conn, &database.web_key, Entry::new("case.open"), Utc::now()).await?;
        Err(db::Breakage::new("the rule said no"))
    })
    .await;
    assert!(rolled_back.is_err());
    audit::refuse(&pool, &database.web_key, entry(), Utc::now()).await.unwrap();
    let rows: Vec<(String, String)> =
        audit_rows::table.select((audit_rows::act, audit_rows::outcome)).load(&mut conn).await.unwrap();
    assert_eq!(rows, [("case.open".to_owned(), "refused".to_owned())]);
    let value: String = audit_values::table.select(audit_values::value).get_result(&mut conn).await.unwrap();
    assert_eq!(value, "RSSMRA80A01H501U");
}
