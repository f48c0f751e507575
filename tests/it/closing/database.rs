// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself rules out, tried by SQL as its owner, whom no grant stops.

use super::because;
use crate::releases::{CounterDay, Worker};
use diesel_async::SimpleAsyncConnection;
use sportello::closing::Reason;
use sportello::operators::Role;

/// Why a statement is refused; empty where it is not.
async fn refusal(day: &CounterDay, sql: &str) -> String {
    let mut owner = day.database.owner().await;
    owner.batch_execute(sql).await.err().map(|error| error.to_string()).unwrap_or_default()
}

/// A closing past every use case: of a day, by somebody, with a code for an act.
fn insert(day: &str, by: &str, act: &str) -> String {
    format!(
        "INSERT INTO totp_uses SELECT id, 7, now() FROM operators WHERE username = '{by}';
         INSERT INTO reauthentications (id, operator_id, time_step, session_id, act, at) SELECT gen_random_uuid(), o.id, 7, s.id,
           '{act}', now() FROM operators o JOIN sessions s ON s.operator_id = o.id WHERE username = '{by}' LIMIT 1;
         INSERT INTO closings (id, counter_id, day, covers_from, covers_until, closed_at, by, reauthentication_id)
           SELECT gen_random_uuid(), c.id, {day}, now(), now(), now() + interval '1 hour', o.id, r.id
           FROM counters c, operators o JOIN reauthentications r ON r.operator_id = o.id AND r.time_step = 7
           WHERE c.code = 'AN01' AND o.username = '{by}'"
    )
}

async fn people() -> (CounterDay, Worker) {
    let day = CounterDay::with_cards(10).await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    (day, clara)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closing_of_nobody_entitled_or_without_a_code_or_a_row_is_ruled_out() {
    let (day, _clara) = people().await;
    let _paolo = day.worker("paolo", Role::Supervisor, "PU02").await;
    let _anna = day.worker("anna", Role::Operator, "AN01").await;
    let today = "rome_day(now())";
    for (by, act, why) in [
        ("paolo", "day.close", "closings_by_a_supervisor_of_the_counter"),
        ("anna", "day.close", "closings_by_a_supervisor_of_the_counter"),
        ("clara", "approval.decide", "closings_with_a_code_of_their_own"),
        ("clara", "day.close", "closings_are_in_the_register"),
    ] {
        let refused = refusal(&day, &insert(today, by, act)).await;
        assert!(refused.contains(why), "{by}: {refused}");
    }
    let tomorrow = refusal(&day, &insert("rome_day(now()) + 2", "clara", "day.close")).await;
    assert!(tomorrow.contains("closings_in_order"), "{tomorrow}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_closing_of_a_day_and_an_earlier_one_are_ruled_out() {
    let (day, clara) = people().await;
    day.close_next(&clara).await;
    let second = refusal(&day, &insert("rome_day(now())", "clara", "day.close")).await;
    assert!(second.contains("closings_once_a_day"), "{second}");
    let earlier = refusal(&day, &insert("rome_day(now()) - 1", "clara", "day.close")).await;
    assert!(earlier.contains("closings_in_order"), "{earlier}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_closed_stays_as_it_was_for_everybody() {
    let (day, clara) = people().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    day.open_case(&anna).await;
    let ends = day.day_stands(&clara).await.ends;
    day.close(&clara, day.today(), &because(Reason::Time, &ends)).await.unwrap();
    for sql in [
        "UPDATE closings SET day = day + 1",
        "DELETE FROM closings",
        "UPDATE closing_acts SET operator = 'bruno'",
        "DELETE FROM closing_acts",
        "TRUNCATE closing_acts",
        "UPDATE closing_ends SET reason = 'trouble'",
        "DELETE FROM closing_ends",
        "UPDATE closing_seals SET audit_row_id = gen_random_uuid()",
        "DELETE FROM closing_seals",
    ] {
        let refused = refusal(&day, sql).await;
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
    for sql in [
        "INSERT INTO closing_acts (kind, subject, closing_id, at) SELECT 'voided', gen_random_uuid(), id, now() FROM closings",
        "INSERT INTO closing_ends SELECT closing_id, 'mail', subject, protocol, since, detail, reason FROM closing_ends",
    ] {
        let refused = refusal(&day, sql).await;
        assert!(refused.contains("is sealed"), "{sql}: {refused}");
    }
    let wordless = "INSERT INTO closing_ends SELECT gen_random_uuid(), kind, subject, protocol, since, detail, 'other' FROM closing_ends";
    let refused = refusal(&day, wordless).await;
    assert!(refused.contains("closing_ends_other_in_words"), "{refused}");
}
