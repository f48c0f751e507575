// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself rules out.

use super::*;
use diesel_async::RunQueryDsl;
use sportello::db;
use sportello::operators::Role;

/// What a worker asks the database to owe, with what is to be tried in it.
fn post(username: &str, to: &str, month: &str, now: &str) -> String {
    format!(
        "SELECT post_monthly_report('{month}', (SELECT id FROM operators WHERE username = '{username}'), gen_random_uuid(), '{to}', \
         'sealed', '{now}', '{now}', (SELECT id FROM audit_rows WHERE id NOT IN (SELECT audit_row_id FROM monthly_reports) LIMIT 1))"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_owed_once_to_a_supervisors_own_address_and_stays() {
    let office = Office::open().await;
    office.day.worker("anna", Role::Operator, "AN01").await;
    office.day.worker("sara", Role::Supervisor, "AN01").await;
    office.long_ago().await;
    office.work_at("2027-01-01T03:00:00Z").await;
    let (sara, now) = ("sara@comune.prova.example", "2027-02-01T03:00:00Z");
    for (deed, rule) in [
        (post("sara", sara, "2026-12-01", now), "monthly_reports_pkey"),
        (post("sara", "thief@example.org", "2027-01-01", now), "monthly_reports_go_to_supervisors"),
        (post("anna", "anna@comune.prova.example", "2027-01-01", now), "monthly_reports_go_to_supervisors"),
        (post("sara", sara, "2027-02-01", now), "monthly_reports_after_the_month"),
        (post("sara", sara, "2027-01-02", "2027-03-01T00:00Z"), "monthly_reports_month_check"),
        ("UPDATE monthly_reports SET month = month".to_owned(), "append-only"),
        ("DELETE FROM monthly_reports".to_owned(), "append-only"),
        (
            "UPDATE outbox SET lane = 0 WHERE kind = 'monthly_report'".to_owned(),
            "outbox_monthly_reports_are_of_no_case",
        ),
    ] {
        let said = office.refusal(&deed).await;
        assert!(said.contains(rule), "{deed}: {said}");
    }
    assert_eq!(office.refusal(&post("sara", sara, "2027-01-01", now)).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_reads_whom_to_tell_and_the_role_of_reports_three_numbers() {
    let office = Office::open().await;
    office.day.worker("sara", Role::Supervisor, "AN01").await;
    for (role, question) in [
        ("sportello_worker", "SELECT * FROM monthly_reports_due(now())"),
        ("sportello_worker", "SELECT * FROM monthly_reports"),
        (
            "sportello_reports",
            "SELECT * FROM reports.counter_standing(gen_random_uuid(), now(), now(), now())",
        ),
    ] {
        let pool = office.day.database.pool_of(role);
        let mut conn = db::connection(&pool).await.unwrap();
        diesel::sql_query(question)
            .execute(&mut conn)
            .await
            .unwrap_or_else(|error| panic!("{question}: {error}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_process_owes_a_report_otherwise() {
    let office = Office::open().await;
    for (role, deed) in [
        ("sportello_worker", "INSERT INTO outbox (id, kind) SELECT gen_random_uuid(), 'monthly_report'"),
        ("sportello_worker", "INSERT INTO monthly_reports SELECT * FROM monthly_reports"),
        ("sportello_worker", "UPDATE monthly_reports SET at = now()"),
        ("sportello_worker", "DELETE FROM monthly_reports"),
        ("sportello_worker", "SELECT * FROM month_supervisors('2026-10-01', now())"),
        ("sportello_worker", "SELECT * FROM reports.releases"),
        ("sportello_worker", "SELECT reports.counter_standing(gen_random_uuid(), now(), now(), now())"),
        ("sportello_web", "SELECT * FROM monthly_reports"),
        ("sportello_web", "INSERT INTO monthly_reports SELECT * FROM monthly_reports"),
        ("sportello_web", "SELECT * FROM monthly_reports_due(now())"),
        ("sportello_web", "SELECT post_monthly_report('2026-10-01', NULL, NULL, '', '', now(), now(), NULL)"),
        ("sportello_reports", "SELECT * FROM public.monthly_reports_due(now())"),
        ("sportello_sequencer", "SELECT * FROM monthly_reports"),
    ] {
        let pool = office.day.database.pool_of(role);
        let mut conn = db::connection(&pool).await.unwrap();
        let refused = diesel::sql_query(deed).execute(&mut conn).await;
        let said = refused.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(said.contains("permission denied"), "{role}: {deed}: {said}");
    }
}
