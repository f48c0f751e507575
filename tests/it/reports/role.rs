// SPDX-License-Identifier: AGPL-3.0-or-later
//! The role that reads reports tries what it must not do.

use super::views;
use crate::support::database;
use diesel_async::RunQueryDsl;
use sportello::db;

#[tokio::test(flavor = "multi_thread")]
async fn the_role_of_reports_reads_its_views_and_nothing_else() {
    let database = database().await;
    let pool = database.pool_of("sportello_reports");
    let mut conn = db::connection(&pool).await.unwrap();
    for view in views().chain(["staff".to_owned()]) {
        let question = format!("SELECT * FROM reports.{view}");
        diesel::sql_query(question)
            .execute(&mut conn)
            .await
            .unwrap_or_else(|error| panic!("{view}: {error}"));
    }
    for deed in [
        "SELECT * FROM public.cases",
        "SELECT * FROM public.holders",
        "SELECT recipient FROM public.outbox",
        "SELECT payload FROM public.outbox",
        "SELECT first_half FROM public.sheets",
        "SELECT sealed FROM public.waiting_second_halves",
        "SELECT * FROM public.scan_keys",
        "SELECT totp_secret FROM public.operators",
        "SELECT password_hash FROM public.operators",
        "SELECT key_hash FROM public.sessions",
        "SELECT * FROM public.audit_rows",
        "SELECT reason FROM public.case_overrides",
        "SELECT * FROM reports.acting",
        "SELECT * FROM authority.cards",
        "INSERT INTO public.look_ups SELECT * FROM public.look_ups",
        "UPDATE public.cases SET version = 2",
        "DELETE FROM public.audit_rows",
        "CREATE TABLE reports.mine (a int)",
        "SELECT * FROM public.monthly_reports",
        "SELECT * FROM public.samples",
        "SELECT public.post_monthly_report('2026-10-01', NULL, NULL, '', '', now(), now(), NULL)",
        "SELECT public.withdraw_release(gen_random_uuid(), now())",
    ] {
        let refused = diesel::sql_query(deed).execute(&mut conn).await;
        let said = refused.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(said.contains("permission denied"), "{deed}: {said}");
    }
}
