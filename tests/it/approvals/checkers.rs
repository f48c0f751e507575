// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who does not approve: whoever had a hand in it, under any account, the two persons themselves, and other counters.

use super::{another_title, desk, fiduciary};
use diesel_async::SimpleAsyncConnection;
use sportello::approvals::{self, Decision, NotDecided, NotShown};
use sportello::cases::{self, NoEntry};
use sportello::operators::Role;

/// Makes every operator a supervisor of the same counter, too.
const BOTH: &str = "INSERT INTO duties (operator_id, counter_id, duty, since) SELECT operator_id, counter_id, 'supervisor', \
    since FROM duties d WHERE duty = 'operator' AND NOT EXISTS (SELECT FROM duties x WHERE x.operator_id = d.operator_id \
    AND x.duty = 'supervisor')";

#[tokio::test(flavor = "multi_thread")]
async fn nobody_approves_what_they_asked_for_or_recorded() {
    let mut visit = fiduciary().await;
    // Bruno tells the title, Anna signs and asks: both had a hand in it
    let bruno = visit.day.worker("bruno", Role::Operator, "AN01").await;
    let anna = std::mem::replace(&mut visit.worker, bruno);
    visit.entitle(&another_title()).await.unwrap();
    let bruno = std::mem::replace(&mut visit.worker, anna);
    visit.day.sign(&visit.worker, visit.id).await;
    visit.ask().await.unwrap();
    let id = visit.asked().await;
    visit.day.database.owner().await.batch_execute(BOTH).await.unwrap();
    for worker in [&visit.worker, &bruno] {
        let supervisor = visit.day.again(worker).await;
        let look = approvals::look(&desk(&visit.day), &supervisor.supervisor(), id).await.unwrap();
        assert!(look.waits() && !look.may_decide);
        let own = visit.decide(&supervisor, id, Decision::Approved).await;
        assert!(matches!(own, Err(NotDecided::OwnAct)), "{own:?}");
    }
    assert_eq!(visit.day.refused("approval.decide", "own_act").await, 2);
    visit.needs_approval().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_person_does_not_approve_with_another_account() {
    let visit = fiduciary().await;
    visit.ask().await.unwrap();
    let id = visit.asked().await;
    let mut owner = visit.day.database.owner().await;
    owner.batch_execute("UPDATE operators SET ended_at = now() WHERE username = 'anna'").await.unwrap();
    // one person by the base code, whatever form of omocodia the new account was given
    let again = visit.day.worker_with_code("anna.due", Role::Supervisor, "AN01", "WORKER:anna").await;
    let form = "UPDATE operators SET codice_fiscale = 'WORKER:ANNA-OMOCODE' WHERE username = 'anna.due'";
    owner.batch_execute(form).await.unwrap();
    let own = visit.decide(&again, id, Decision::Approved).await;
    assert!(matches!(own, Err(NotDecided::OwnAct)), "{own:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_holder_nor_the_delegate_approves_as_a_supervisor() {
    let visit = fiduciary().await;
    visit.ask().await.unwrap();
    let id = visit.asked().await;
    let case = visit.case().await;
    let holder = case.holder.code.base_code();
    let delegate = case.delegation.as_ref().unwrap().delegate.as_ref().unwrap().code.base_code();
    let carlo = visit.day.worker_with_code("carlo", Role::Supervisor, "AN01", holder.as_str()).await;
    let own = visit.decide(&carlo, id, Decision::Approved).await;
    assert!(matches!(own, Err(NotDecided::NoEntry(NoEntry::OwnCase))), "{own:?}");
    let dario = visit.day.worker_with_code("dario", Role::Supervisor, "AN01", delegate.as_str()).await;
    let own = visit.decide(&dario, id, Decision::Approved).await;
    assert!(matches!(own, Err(NotDecided::NoEntry(NoEntry::OwnDelegation))), "{own:?}");
    let shown = approvals::look(&desk(&visit.day), &dario.supervisor(), id).await;
    assert!(matches!(shown, Err(NotShown::NoEntry(NoEntry::OwnDelegation))));
    let (tools, now) = (visit.day.tools(), visit.day.now());
    for (who, rule) in [(&carlo, "own_case"), (&dario, "own_delegation")] {
        let read = cases::inspect(tools.pool, tools.audit_key, &who.supervisor(), case.id, now).await;
        assert_eq!(read.err().and_then(|no| no.rule()), Some(rule));
        assert_eq!(visit.day.refused("case.show", rule).await, 1);
    }
    assert_eq!(visit.day.refused("approval.decide", "own_case").await, 1);
    assert_eq!(visit.day.refused("approval.decide", "own_delegation").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_counters_supervisor_neither_sees_nor_approves() {
    let visit = fiduciary().await;
    visit.ask().await.unwrap();
    let id = visit.asked().await;
    let paolo = visit.day.worker("paolo", Role::Supervisor, "PU02").await;
    assert!(visit.waiting(&paolo).await.is_empty());
    let shown = approvals::look(&desk(&visit.day), &paolo.supervisor(), id).await;
    assert!(matches!(shown, Err(NotShown::NoEntry(NoEntry::OtherCounter))));
    let decided = visit.decide(&paolo, id, Decision::Approved).await;
    assert!(matches!(decided, Err(NotDecided::NoEntry(NoEntry::OtherCounter))), "{decided:?}");
    assert_eq!(visit.day.refused("approval.decide", "other_counter").await, 1);
    assert_eq!(visit.day.refused("approval.show", "other_counter").await, 1);
}
