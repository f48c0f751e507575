// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself rules out, tried by SQL as its owner, whom no grant stops.

use super::{Visit, another_title, fiduciary};
use diesel_async::SimpleAsyncConnection;
use sportello::approvals::Decision;
use sportello::operators::Role;

/// Why a statement is refused; empty where it is not.
async fn refusal(visit: &Visit, sql: &str) -> String {
    let mut owner = visit.day.database.owner().await;
    owner.batch_execute(sql).await.err().map(|error| error.to_string()).unwrap_or_default()
}

/// A release of the signed form, past every use case. It comes as far as its missing re-authentication.
const RELEASE: &str = "INSERT INTO releases (id, number, case_id, card_number, form_id, fingerprint, reauthentication_id, \
    audit_row_id, recipient, language, requested_at, requested_by, withdraw_after) \
    SELECT gen_random_uuid(), 'X', c.id, k.card_number, f.id, f.fingerprint, gen_random_uuid(), gen_random_uuid(), \
    'x@posta.example', 'it', now(), c.changed_by, now() + interval '5 days' \
    FROM cases c JOIN case_card_checks k ON k.id = c.card_check_id JOIN case_forms f ON f.id = c.signed_form_id";

/// A decision on the newest request, by somebody.
fn decision(by: &str) -> String {
    format!(
        "INSERT INTO approval_decisions (request_id, decision, reason, reauthentication_id, at, by) \
         SELECT id, 'approved', 'x', gen_random_uuid(), now() + interval '1 day', (SELECT id FROM operators WHERE username = '{by}') \
         FROM approval_requests ORDER BY at DESC LIMIT 1"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_without_the_approval_of_exactly_its_facts_is_ruled_out() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    let none = refusal(&visit, RELEASE).await;
    assert!(none.contains("releases_are_approved"), "{none}");
    visit.ask().await.unwrap();
    let waiting = refusal(&visit, RELEASE).await;
    assert!(waiting.contains("releases_are_approved"), "{waiting}");
    visit.decide(&clara, visit.asked().await, Decision::Approved).await.unwrap();
    let approved = refusal(&visit, RELEASE).await;
    assert!(approved.contains("reauthentication"), "it comes further now: {approved}");
    let other = RELEASE.replace("f.fingerprint", "sha256('another')");
    let other = refusal(&visit, &other).await;
    assert!(other.contains("releases_are_approved"), "{other}");
    visit.entitle(&another_title()).await.unwrap();
    visit.day.sign(&visit.worker, visit.id).await;
    let changed = refusal(&visit, RELEASE).await;
    assert!(changed.contains("releases_are_approved"), "{changed}");
    visit.ask().await.unwrap();
    visit.decide(&clara, visit.asked().await, Decision::Rejected).await.unwrap();
    let rejected = refusal(&visit, RELEASE).await;
    assert!(rejected.contains("releases_are_approved"), "{rejected}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_by_the_maker_by_another_counter_or_without_a_code_is_ruled_out() {
    let visit = fiduciary().await;
    let _clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    let _paolo = visit.day.worker("paolo", Role::Supervisor, "PU02").await;
    let holder = visit.case().await.holder.code.base_code();
    let _carlo = visit.day.worker_with_code("carlo", Role::Supervisor, "AN01", holder.as_str()).await;
    visit.ask().await.unwrap();
    for (by, why) in [
        ("anna", "approvals_maker_is_not_checker"),
        ("carlo", "approvals_maker_is_not_checker"),
        ("paolo", "approvals_by_a_supervisor_of_the_counter"),
        ("clara", "approvals_with_a_code_of_their_own"),
    ] {
        let refused = refusal(&visit, &decision(by)).await;
        assert!(refused.contains(why), "{by}: {refused}");
    }
    let ended = "UPDATE operators SET ended_at = now() WHERE username = 'anna'";
    assert_eq!(refusal(&visit, ended).await, "");
    let _again = visit.day.worker_with_code("anna.due", Role::Supervisor, "AN01", "WORKER:anna").await;
    let again = refusal(&visit, &decision("anna.due")).await;
    assert!(again.contains("approvals_maker_is_not_checker"), "{again}");
    visit.entitle(&another_title()).await.unwrap();
    let changed = refusal(&visit, &decision("clara")).await;
    assert!(changed.contains("says something else by now"), "{changed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_and_decided_stays_and_is_about_what_the_case_says() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    visit.approved_by(&clara).await;
    for sql in [
        "UPDATE approval_requests SET causes = 'omocodia'",
        "DELETE FROM approval_requests",
        "UPDATE approval_decisions SET decision = 'rejected'",
        "DELETE FROM approval_decisions",
    ] {
        let refused = refusal(&visit, sql).await;
        assert!(refused.contains("stays"), "{sql}: {refused}");
    }
    let twice = refusal(&visit, &decision("clara")).await;
    assert!(!twice.is_empty(), "decided once");
    let request = |facts: &str, causes: &str| {
        format!(
            "INSERT INTO approval_requests (id, case_id, fingerprint, facts, causes, at, by) SELECT gen_random_uuid(), \
             case_id, fingerprint, {facts}, {causes}, now(), by FROM approval_requests"
        )
    };
    let other = refusal(&visit, &request("sha256('x')", "causes")).await;
    assert!(other.contains("over what case"), "{other}");
    let fewer = refusal(&visit, &request("facts", "'omocodia'")).await;
    assert!(fewer.contains("for every cause"), "{fewer}");
    let same = refusal(&visit, &request("facts", "causes")).await;
    assert!(same.contains("approval_requests_one_over_the_same_facts"), "{same}");
}
