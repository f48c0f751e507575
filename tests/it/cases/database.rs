// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself refuses, whoever asks.

use crate::support::desk::desk;
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use sportello::db;

#[tokio::test(flavor = "multi_thread")]
async fn the_database_restates_the_rules_of_a_case() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    desk.signed_case(&mut browser, "ready").await;
    let other = desk.card("accents");
    let case = desk.open(&mut browser, other.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, other).await;
    let pool = desk.house.database.pool_of("sportello_web");
    let mut web = db::connection(&pool).await.unwrap();
    let copy = "INSERT INTO cases (id, protocol, counter_id, service, holder_id, policy_version, opened_at, opened_by, \
                changed_at, changed_by) SELECT gen_random_uuid(), 'AN01-2026-999999', counter_id, service, holder_id, \
                policy_version, opened_at, opened_by, changed_at, changed_by FROM cases LIMIT 1";
    let code = "INSERT INTO ownership_codes (id, case_id, ordinal, email, salt, digest, sent_at, sent_by, expires_at) \
                SELECT gen_random_uuid(), id, 4, 'x', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), \
                now(), opened_by, now() + interval '1 minute' FROM cases LIMIT 1";
    for (sql, says) in [
        (copy, "cases_one_open_per_holder"),
        (code, "ordinal"),
        ("UPDATE cases SET contact_id = (SELECT id FROM case_contacts LIMIT 1)", "contact_id"),
        ("UPDATE cases SET signed_form_id = (SELECT id FROM case_forms LIMIT 1)", "signed_form_id"),
        ("UPDATE cases SET closed_at = now()", "cases_check"),
        ("UPDATE cases SET closed_at = now(), closed_by = opened_by, closure = 'abandoned'", "cases_check"),
        ("UPDATE cases SET version = 0", "version"),
        ("UPDATE cases SET protocol = 'X'", "permission denied"),
        ("UPDATE case_contacts SET email = 'x@example.org'", "permission denied"),
        ("UPDATE case_forms SET fingerprint = decode(repeat('00', 32), 'hex')", "permission denied"),
        ("DELETE FROM case_overrides", "permission denied"),
        ("DELETE FROM cases", "permission denied"),
        ("UPDATE look_ups SET reason = 'case'", "permission denied"),
    ] {
        let refused = sql_query(sql).execute(&mut web).await;
        let refused = refused.expect_err(sql).to_string();
        assert!(refused.contains(says), "{sql}: {refused}");
    }
}
