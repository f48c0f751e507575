// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself rules out, tried by SQL as its owner, whom no grant stops.

use super::CounterDay;
use diesel_async::SimpleAsyncConnection;
use sportello::operators::Role;

/// Why a batch of statements is refused; empty where it is not.
async fn refusal(day: &CounterDay, sql: &str) -> String {
    let mut owner = day.database.owner().await;
    owner.batch_execute(sql).await.err().map(|error| error.to_string()).unwrap_or_default()
}

/// A second release over the columns of the first; `change` names the columns that differ.
fn another_release(change: &[(&str, &str)]) -> String {
    let columns = [
        ("id", "gen_random_uuid()"),
        ("number", "number || 'x'"),
        ("case_id", "case_id"),
        ("card_number", "card_number"),
        ("form_id", "form_id"),
        ("fingerprint", "fingerprint"),
        ("reauthentication_id", "(SELECT id FROM reauthentications WHERE act = 'spare')"),
        ("audit_row_id", "(SELECT id FROM audit_rows WHERE act = 'sign_in.code' LIMIT 1)"),
        ("recipient", "recipient"),
        ("language", "language"),
        ("requested_at", "requested_at"),
        ("requested_by", "requested_by"),
        ("withdraw_after", "withdraw_after"),
    ];
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let values: Vec<&str> = columns
        .iter()
        .map(|(name, value)| {
            change.iter().find(|(changed, _)| changed == name).map_or(*value, |(_, value)| value)
        })
        .collect();
    format!("INSERT INTO releases ({}) SELECT {} FROM releases LIMIT 1", names.join(", "), values.join(", "))
}

async fn day_with_a_printed_sheet() -> CounterDay {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    day.served_case(&anna).await;
    let spare = "INSERT INTO totp_uses SELECT id, 1, now() FROM operators; INSERT INTO reauthentications (id, \
        operator_id, time_step, session_id, act, at) SELECT gen_random_uuid(), operator_id, 1, id, 'spare', now() \
        FROM sessions";
    assert_eq!(refusal(&day, spare).await, "");
    day
}

#[tokio::test(flavor = "multi_thread")]
async fn two_live_releases_of_a_card_are_ruled_out() {
    let day = day_with_a_printed_sheet().await;
    let second = refusal(&day, &another_release(&[])).await;
    assert!(second.contains("releases_one_live_per_card"), "{second}");
    let ended = "UPDATE sheets SET first_half = NULL, withdrawn_at = now(); UPDATE releases SET ended_at = now(), \
        ending = 'withdrawn';";
    assert_eq!(refusal(&day, &format!("{ended} {}", another_release(&[]))).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_without_its_row_in_the_register_is_ruled_out() {
    let day = day_with_a_printed_sheet().await;
    let (card, case) = (("card_number", "'80380001100000000014'"), ("case_id", "case_id"));
    let end = "UPDATE releases SET ended_at = now(), ending = 'stopped';";
    let nowhere = another_release(&[card, case, ("audit_row_id", "gen_random_uuid()")]);
    let found = refusal(&day, &format!("BEGIN; {end} {nowhere}; COMMIT")).await;
    assert!(found.contains("audit_row"), "{found}");
    let none =
        refusal(&day, &format!("BEGIN; {end} {}; COMMIT", another_release(&[("audit_row_id", "NULL")])))
            .await;
    assert!(none.contains("audit_row_id"), "{none}");
    let shared = another_release(&[("audit_row_id", "audit_row_id")]);
    let shared = refusal(&day, &format!("BEGIN; {end} {shared}; COMMIT")).await;
    assert!(shared.contains("audit_row_id"), "one row for two releases: {shared}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_activations_of_a_card_and_an_activation_nobody_asked_for_are_ruled_out() {
    let day = day_with_a_printed_sheet().await;
    let copy = |reference: &str, case: &str| {
        format!(
            "INSERT INTO activations SELECT gen_random_uuid(), {reference}, {case}, card_number, mode, \
             certificate_serial, activated_at, recorded_at, (SELECT id FROM audit_rows WHERE act = 'case.open') \
             FROM activations"
        )
    };
    let second =
        refusal(&day, &copy("(SELECT reference FROM authority_requests WHERE kind = 'codes')", "case_id"))
            .await;
    assert!(second.contains("activations_"), "{second}");
    let unasked = format!("DELETE FROM activations; {}", copy("gen_random_uuid()", "case_id"));
    let unasked = refusal(&day, &unasked.replace("DELETE FROM activations;", "")).await;
    assert!(unasked.contains("activations_"), "{unasked}");
    let asked_again = "INSERT INTO authority_requests (reference, release_id, case_id, card_number, kind, asked_at, \
        asked_by, next_attempt_at) SELECT gen_random_uuid(), release_id, case_id, card_number, 'activate', asked_at, \
        asked_by, next_attempt_at FROM authority_requests LIMIT 1";
    let asked_again = refusal(&day, asked_again).await;
    assert!(asked_again.contains("authority_requests_"), "{asked_again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_half_outlives_neither_its_hand_over_nor_its_withdrawal() {
    let day = day_with_a_printed_sheet().await;
    for kept in [
        "UPDATE sheets SET handed_over_at = now(), handed_over_by = served_by, handed_over_to = 'holder'",
        "UPDATE sheets SET withdrawn_at = now()",
        "UPDATE sheets SET voided_at = now(), voided_by = served_by, void_reason = 'x', paper_destroyed = true",
    ] {
        let refused = refusal(&day, kept).await;
        assert!(refused.contains("sheets_half_is_erased"), "{kept}: {refused}");
    }
    let lost = refusal(&day, "UPDATE sheets SET first_half = NULL").await;
    assert!(lost.contains("sheets_living_has_its_half"), "{lost}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_living_sheet_and_a_decision_on_an_own_act_are_ruled_out() {
    let day = day_with_a_printed_sheet().await;
    let second = "INSERT INTO sheets (serial, release_id, ordinal, first_half, made_at) SELECT '222222222222', \
        release_id, 2, '\\x00', made_at FROM sheets";
    let second = refusal(&day, second).await;
    assert!(second.contains("sheets_one_"), "{second}");
    let own = "UPDATE sheets SET voided_at = now(), voided_by = served_by, void_reason = 'x', paper_destroyed = false, \
        first_half = NULL, decided_at = now(), decided_by = served_by, decision = 'anew'";
    let own = refusal(&day, own).await;
    assert!(own.contains("sheets_maker_is_not_checker"), "{own}");
    let unserved = "UPDATE sheets SET served_at = NULL, served_by = NULL, served_from = NULL, first_half = NULL, \
        handed_over_at = now(), handed_over_by = made_by_nobody FROM (SELECT id AS made_by_nobody FROM operators) o";
    assert!(!refusal(&day, unserved).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_web_process_reads_no_waiting_half_and_unmakes_no_fact() {
    let day = day_with_a_printed_sheet().await;
    let mut web = day.pool.get().await.unwrap();
    for sql in [
        "SELECT sealed FROM waiting_second_halves",
        "DELETE FROM waiting_second_halves",
        "DELETE FROM sheets",
        "DELETE FROM releases",
        "UPDATE releases SET recipient = 'ladro@posta.example'",
        "UPDATE releases SET fingerprint = '\\x00'",
        "UPDATE activations SET certificate_serial = ''",
        "UPDATE authority_requests SET reference = gen_random_uuid()",
    ] {
        let refused = web.batch_execute(sql).await.unwrap_err().to_string();
        assert!(refused.contains("permission denied"), "{sql}: {refused}");
    }
}
