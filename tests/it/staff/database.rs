// SPDX-License-Identifier: AGPL-3.0-or-later
//! The rules once more, against whoever writes SQL.

use super::town;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn staff_and_what_was_done_to_them_is_never_deleted_or_rewritten() {
    let mut town = town().await;
    town.invite(&[]).await;
    town.decided("confirmed").await;
    for table in ["operators", "duties", "staff_changes", "invitations", "staff_events"] {
        let refused = town.sql(&format!("DELETE FROM {table}")).await;
        assert!(refused.contains("stays"), "{table}: {refused}");
    }
    for (sql, rule) in [
        ("UPDATE staff_events SET reason = 'altro'", "stays"),
        ("UPDATE staff_changes SET reason = 'altro'", "staff_changes_are_decided_once"),
        ("UPDATE duties SET duty = 'supervisor'", "duties_end_and_nothing_else"),
        ("UPDATE duties SET since = since - interval '1 day'", "duties_end_and_nothing_else"),
        ("UPDATE invitations SET expires_at = expires_at + interval '1 hour'", "invitations_are_used_once"),
        ("UPDATE invitations SET used_at = now()", "violates not-null constraint"),
        (
            "INSERT INTO staff_events SELECT gen_random_uuid(), operator_id, 'suspended', '', '', '', now(), operator_id FROM staff_events",
            "staff_events_of_somebody_else",
        ),
        (
            "UPDATE operators SET suspended_at = now() WHERE username = 'laura.bianchi'",
            "operators_suspended_with_a_reason",
        ),
    ] {
        let refused = town.sql(sql).await;
        assert!(refused.contains(rule), "{sql}: {refused}");
    }
    let ended = town.sql("UPDATE operators SET ended_at = now() WHERE username = 'laura.bianchi'").await;
    assert_eq!(ended, "");
    let back = town.sql("UPDATE operators SET ended_at = NULL WHERE username = 'laura.bianchi'").await;
    assert!(back.contains("operators_stay_ended"), "{back}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_confirmed_by_another_administrator_with_a_code_of_their_own() {
    let mut town = town().await;
    town.invite(&[]).await;
    let _anna = town.house.hire("anna", Role::Operator, &["PU02"]).await;
    let decide = |by: &str, with: &str| {
        format!(
            "UPDATE staff_changes SET decision = 'confirmed', decided_at = now(), decided_with = ({with}),
             decided_by = (SELECT id FROM operators WHERE username = '{by}')"
        )
    };
    let asked = "SELECT asked_with FROM staff_changes";
    for by in ["ada", "beatrice", "anna", "laura.bianchi"] {
        let refused = town.sql(&decide(by, asked)).await;
        assert!(refused.contains("decided_by_a_second_administrator"), "{by}: {refused}");
    }
    // a code that the second administrator gave for something else
    let other = "INSERT INTO reauthentications (id, operator_id, time_step, session_id, act, at)
        SELECT gen_random_uuid(), o.id, 7, s.id, 'staff.decide', now()
        FROM operators o JOIN sessions s ON s.operator_id = o.id WHERE username = 'beatrice'";
    let step = "INSERT INTO totp_uses SELECT id, 7, now() FROM operators WHERE username = 'beatrice'";
    assert_eq!(town.sql(step).await, "");
    assert_eq!(town.sql(other).await, "");
    let given = "SELECT id FROM reauthentications WHERE time_step = 7";
    let refused = town.sql(&decide("beatrice", given)).await;
    assert!(refused.contains("decided_by_a_second_administrator"), "{refused}");
    let asks = "INSERT INTO staff_changes (id, operator_id, kind, reason, asked_at, asked_by, asked_with) SELECT gen_random_uuid(),         o.id, 'administrator', 'x', now(), o.id, gen_random_uuid() FROM operators o WHERE username = 'anna'";
    let refused = town.sql(asks).await;
    assert!(
        refused.contains("asked_by_an_administrator") || refused.contains("of_somebody_else"),
        "{refused}"
    );
    assert_eq!(town.value("SELECT count(*) FROM duties WHERE duty = 'operator'").await, "1", "Anna's alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_is_used_once_and_a_link_lives_three_days_at_most() {
    let mut town = town().await;
    town.invite(&[]).await;
    town.accept().await;
    let one = "UPDATE recovery_codes SET used_at = now() WHERE ordinal = 1";
    assert_eq!(town.sql(one).await, "");
    assert!(town.sql(one).await.contains("recovery_codes_are_used_once"));
    let plain = "UPDATE recovery_codes SET code_hash = 'abcd-efgh-jkmn' WHERE ordinal = 2";
    assert!(town.sql(plain).await.contains("code_hash"));
    let long = "INSERT INTO invitations (id, operator_id, purpose, token_hash, totp_secret, made_at, made_by, expires_at)
        SELECT gen_random_uuid(), operator_id, purpose, sha256('x'), '', now(), made_by, now() + interval '73 hours' FROM invitations";
    assert!(town.sql(long).await.contains("invitations_72_hours"));
}
