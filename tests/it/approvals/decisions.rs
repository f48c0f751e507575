// SPDX-License-Identifier: AGPL-3.0-or-later
//! Approved, rejected, and left behind by a change.

use super::{another_title, desk, fiduciary};
use crate::delegations::visit::title;
use sportello::approvals::{self, Asked, Decision, NotAsked, NotDecided, NotShown, Said, Standing};
use sportello::cases;
use sportello::db;
use sportello::operators::{ReauthenticationError, Role};
use sportello::policy::EvidenceWay;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_supervisor_approves_is_released_and_nothing_before() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    visit.needs_approval().await;
    assert_eq!(visit.day.refused("release.request", "needs_approval").await, 1);
    assert_eq!(visit.ask().await.unwrap(), Asked::New);
    assert_eq!(visit.ask().await.unwrap(), Asked::Already, "a second click asks nobody twice");
    visit.needs_approval().await;
    let waiting = visit.waiting(&clara).await;
    assert_eq!(waiting.len(), 1);
    let look = approvals::look(&desk(&visit.day), &clara.supervisor(), waiting[0].id).await.unwrap();
    assert!(look.waits() && look.may_decide && look.case.id == visit.id);
    visit.decide(&clara, waiting[0].id, Decision::Approved).await.unwrap();
    assert!(visit.waiting(&clara).await.is_empty());
    let Standing::Approved(request) = visit.standing().await else { panic!("approved") };
    let verdict = request.verdict.unwrap();
    assert_eq!((verdict.reason.as_str(), verdict.by.name.as_str()), ("visti gli atti", "CLARA"));
    visit.day.release_codes(&visit.worker, visit.id).await;
    for (act, rows) in [("approval.ask", 1), ("approval.show", 1), ("approval.decide", 1)] {
        assert_eq!(visit.day.audited(act, "done").await, rows, "{act}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn any_change_after_the_approval_asks_again() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    visit.approved_by(&clara).await;
    let former = visit.asked().await;
    visit.entitle(&another_title()).await.unwrap();
    visit.day.sign(&visit.worker, visit.id).await;
    visit.needs_approval().await;
    assert!(
        matches!(visit.standing().await, Standing::ToAsk { outdated: Some(request), .. } if request.id == former)
    );
    // said again as it was, it is another title all the same
    visit.entitle(&title()).await.unwrap();
    visit.day.sign(&visit.worker, visit.id).await;
    visit.needs_approval().await;
    visit.approved_by(&clara).await;
    // evidence is not in the fingerprint, and yet it was looked at
    let piece = visit.case().await.delegation.unwrap().evidence.last().unwrap().clone();
    visit.take_back(piece.id).await.unwrap();
    visit.show(&piece.item, EvidenceWay::PaperKept).await.unwrap();
    visit.day.sign(&visit.worker, visit.id).await;
    visit.needs_approval().await;
    visit.approved_by(&clara).await;
    visit.day.release_codes(&visit.worker, visit.id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_rejected_is_not_released_until_something_changes() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    visit.ask().await.unwrap();
    let first = visit.asked().await;
    visit.decide(&clara, first, Decision::Rejected).await.unwrap();
    visit.needs_approval().await;
    assert!(matches!(visit.ask().await, Err(NotAsked::Rejected)));
    assert_eq!(visit.day.refused("approval.ask", "approval_rejected").await, 1);
    let again = visit.decide(&clara, first, Decision::Approved).await;
    assert!(matches!(again, Err(NotDecided::Decided)), "{again:?}");
    visit.entitle(&another_title()).await.unwrap();
    visit.day.sign(&visit.worker, visit.id).await;
    visit.approved_by(&clara).await;
    visit.day.release_codes(&visit.worker, visit.id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_was_changed_or_closed_waits_for_nobody() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    visit.ask().await.unwrap();
    let first = visit.asked().await;
    visit.entitle(&another_title()).await.unwrap();
    assert!(visit.waiting(&clara).await.is_empty());
    let changed = visit.decide(&clara, first, Decision::Approved).await;
    assert!(matches!(changed, Err(NotDecided::Changed)), "{changed:?}");
    visit.ask().await.unwrap();
    let second = visit.asked().await;
    let (operator, mut conn) = (visit.worker.operator(), db::connection(&visit.day.pool).await.unwrap());
    let acting = cases::Acting { operator: &operator, key: &visit.day.audit_key, now: visit.day.now() };
    cases::abandon(&mut conn, &acting, visit.id, cases::Given::Abandoned, "non serve più").await.unwrap();
    assert!(visit.waiting(&clara).await.is_empty());
    let closed = visit.decide(&clara, second, Decision::Approved).await;
    assert!(matches!(closed, Err(NotDecided::Changed)), "{closed:?}");
    assert!(matches!(visit.ask().await, Err(NotAsked::Closed)));
    assert_eq!(visit.day.refused("approval.decide", "case_changed").await, 2);
    assert_eq!(visit.day.count("approval_decisions").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_takes_a_reason_and_a_code_that_counts_once() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    visit.ask().await.unwrap();
    let id = visit.asked().await;
    let code = visit.day.code(&clara);
    let decide = async |reason: &str, code: &str| {
        let said = Said { decision: Decision::Approved, reason, code };
        approvals::decide(&desk(&visit.day), &clara.supervisor(), id, &said).await
    };
    assert!(matches!(decide(" \n", &code).await, Err(NotDecided::NoReason)));
    let wrong = decide("visti gli atti", "12345x").await;
    assert!(matches!(wrong, Err(NotDecided::Code(ReauthenticationError::Wrong { .. }))), "{wrong:?}");
    decide("visti gli atti", &code).await.unwrap();
    visit.entitle(&another_title()).await.unwrap();
    visit.ask().await.unwrap();
    let second = visit.asked().await;
    let said = Said { decision: Decision::Approved, reason: "visti gli atti", code: &code };
    let replayed = approvals::decide(&desk(&visit.day), &clara.supervisor(), second, &said).await;
    assert!(
        matches!(replayed, Err(NotDecided::Code(ReauthenticationError::UsedWait { .. }))),
        "{replayed:?}"
    );
    assert!(matches!(visit.standing().await, Standing::Waiting(_)));
    assert_eq!(visit.day.refused("approval.decide", "used_code").await, 1);
    assert_eq!(visit.day.refused("approval.decide", "no_reason").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_nobody_made_is_neither_shown_nor_decided() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    let nothing = uuid::Uuid::nil().into();
    let shown = approvals::look(&desk(&visit.day), &clara.supervisor(), nothing).await;
    assert!(matches!(shown, Err(NotShown::Unknown)));
    let decided = visit.decide(&clara, nothing, Decision::Approved).await;
    assert!(matches!(decided, Err(NotDecided::Unknown)));
}
