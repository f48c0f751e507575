// SPDX-License-Identifier: AGPL-3.0-or-later

use super::{fiduciary, title};
use futures_util::future::{join, join_all};
use sportello::approvals::{Asked, Decision, NotDecided, Standing};
use sportello::delegations::TitleSaid;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_and_a_change_at_the_same_moment_leave_nothing_approved() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    for words in ["procura uno", "procura due", "procura tre"] {
        visit.ask().await.unwrap();
        let id = visit.asked().await;
        let said = TitleSaid { words, ..title() };
        let (changed, decided) =
            join(visit.entitle(&said), visit.decide(&clara, id, Decision::Approved)).await;
        changed.unwrap();
        assert!(matches!(decided, Ok(()) | Err(NotDecided::Changed)), "{decided:?}");
        assert!(matches!(visit.standing().await, Standing::ToAsk { .. }));
        visit.day.sign(&visit.worker, visit.id).await;
        visit.needs_approval().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_supervisors_at_once_leave_one_decision() {
    let visit = fiduciary().await;
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    let sara = visit.day.worker("sara", Role::Supervisor, "AN01").await;
    visit.ask().await.unwrap();
    let id = visit.asked().await;
    let (yes, no) =
        join(visit.decide(&clara, id, Decision::Approved), visit.decide(&sara, id, Decision::Rejected)).await;
    let (first, second) = if yes.is_ok() { (yes, no) } else { (no, yes) };
    first.unwrap();
    assert!(matches!(second, Err(NotDecided::Decided)), "{second:?}");
    assert_eq!(visit.day.count("approval_decisions").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn four_clicks_at_once_ask_once() {
    let visit = fiduciary().await;
    let asked = join_all((0..4).map(|_| visit.ask())).await;
    let new = asked.iter().filter(|it| matches!(it, Ok(Asked::New))).count();
    assert_eq!(new, 1, "{asked:?}");
    assert_eq!(visit.day.count("approval_requests").await, 1);
}
