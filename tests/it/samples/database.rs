// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself rules out, tried by SQL as its owner, whom no grant stops.

use super::*;
use sportello::operators::Role;

/// A line of results by somebody, with what is to be tried.
fn result(by: &str, ordinal: i32, outcome: &str, attempts: &str, note: &str) -> String {
    format!(
        "INSERT INTO sample_results (sample_id, ordinal, outcome, attempts, note, at, by, audit_row_id) \
         SELECT s.id, {ordinal}, '{outcome}', {attempts}, '{note}', now() + interval '1 hour', o.id, \
         (SELECT id FROM audit_rows r WHERE NOT EXISTS (SELECT FROM sample_results x WHERE x.audit_row_id = r.id) LIMIT 1) \
         FROM samples s, operators o WHERE o.username = '{by}'"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draw_stays_as_it_was_drawn() {
    let office = Office::open().await;
    let _anna = office.day.worker("anna", Role::Operator, "AN01").await;
    let _bruno = office.day.worker("bruno", Role::Operator, "AN01").await;
    office.many("anna", 60, midnight(office.month())).await;
    office.draw().await;
    let drawn = "(SELECT id FROM sample_draws WHERE population = 60)";
    let anna = "(SELECT id FROM operators WHERE username = 'anna')";
    let fresh = "r.id NOT IN (SELECT release_id FROM samples)";
    let other = format!(
        "INSERT INTO samples SELECT gen_random_uuid(), {drawn}, {anna}, r.case_id, r.id, NULL FROM releases r WHERE {fresh} LIMIT 1"
    );
    let share = format!(
        "INSERT INTO sample_shares SELECT {drawn}, o.id, 60, 2 FROM operators o WHERE o.username <> 'anna'"
    );
    let again = "INSERT INTO sample_draws SELECT gen_random_uuid(), counter_id, kind, month, percent, population, size, drawn_at, \
        due_on, (SELECT id FROM audit_rows WHERE id NOT IN (SELECT audit_row_id FROM sample_draws) LIMIT 1) FROM sample_draws";
    let elsewhere = again.replace(" month,", " (month + interval '1 month')::date,");
    let empty =
        again.replace(" month,", " (month - interval '9 months')::date,").replace("population, size", "3, 1")
            + " WHERE population = 60";
    for (deed, rule) in [
        ("UPDATE samples SET case_id = case_id", "what was drawn"),
        ("DELETE FROM samples", "what was drawn"),
        ("UPDATE sample_shares SET size = 1", "what was drawn"),
        ("DELETE FROM sample_draws", "what was drawn"),
        (other.as_str(), "samples_are_of_the_population"),
        (share.as_str(), "sample_shares_are_the_months"),
        (again, "sample_draws_once"),
        (elsewhere.as_str(), "sample_draws_after_the_month"),
        (empty.as_str(), "sample_draws_are_whole"),
    ] {
        let said = office.refusal(deed).await;
        assert!(said.contains(rule), "{deed}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_is_a_supervisors_of_the_counter_who_had_no_hand_in_it_and_stays() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let _sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let _piera = day.worker("piera", Role::Supervisor, "PU02").await;
    let _twin = day.worker("twin", Role::Supervisor, "AN01").await;
    office.handed_over(&anna).await;
    office.sql(super::SAME_PERSON).await.unwrap();
    office.draw().await;
    for (deed, rule) in [
        (result("anna", 1, "confirmed", "NULL", ""), "by_a_supervisor_of_the_counter"),
        (result("piera", 1, "confirmed", "NULL", ""), "by_a_supervisor_of_the_counter"),
        (result("twin", 1, "confirmed", "NULL", ""), "samples_maker_is_not_checker"),
        (result("sara", 2, "confirmed", "NULL", ""), "follow_each_other"),
        (result("sara", 1, "false", "NULL", "x"), "of_the_kind"),
        (result("sara", 1, "not_reached", "NULL", ""), "count_calls"),
        (result("sara", 1, "not_reached", "2", ""), "count_each_call"),
        (result("sara", 1, "unreachable", "1", ""), "unreachable_after_three"),
        (result("sara", 1, "not_recognised", "NULL", " "), "say_what_is_wrong"),
        (result("sara", 1, "confirmed", "NULL", "x@posta.example"), "name_nobody"),
        (result("sara", 1, "confirmed", "NULL", "tel 071 2345678"), "name_nobody"),
        (result("sara", 1, "confirmed", "NULL", "rssmra80a01h501u"), "name_nobody"),
        (result("sara", 1, "lost", "NULL", ""), "of_the_kind"),
    ] {
        let said = office.refusal(&deed).await;
        assert!(said.contains(rule), "{deed}: {said}");
    }
    office.sql(&result("sara", 1, "confirmed", "NULL", "l''ha avuto il 3.11")).await.unwrap();
    for deed in ["UPDATE sample_results SET outcome = 'no_number'", "DELETE FROM sample_results"] {
        assert!(office.refusal(deed).await.contains("what a check brought stays"), "{deed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_worker_draws_and_only_the_web_records() {
    let office = Office::open().await;
    for (role, deeds) in [
        (
            "sportello_web",
            [
                "INSERT INTO sample_draws SELECT * FROM sample_draws",
                "INSERT INTO samples SELECT * FROM samples",
                "INSERT INTO sample_shares SELECT * FROM sample_shares",
                "DELETE FROM samples",
                "UPDATE sample_results SET note = ''",
                "SELECT * FROM sample_population('telephone', gen_random_uuid(), '2026-10-01')",
            ],
        ),
        (
            "sportello_worker",
            [
                "SELECT * FROM sample_results",
                "INSERT INTO sample_results SELECT * FROM sample_results",
                "UPDATE samples SET case_id = case_id",
                "DELETE FROM sample_draws",
                "SELECT requested_by FROM releases",
                "SELECT by FROM delegation_evidence",
            ],
        ),
    ] {
        let pool = office.day.database.pool_of(role);
        let mut conn = sportello::db::connection(&pool).await.unwrap();
        for deed in deeds {
            let said =
                conn.batch_execute(deed).await.err().map(|error| error.to_string()).unwrap_or_default();
            assert!(said.contains("permission denied"), "{role}: {deed}: {said}");
        }
    }
}
