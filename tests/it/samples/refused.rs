// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who does not check, and who does not even see.

use super::*;
use sportello::cases::NoEntry;
use sportello::operators::Role;
use sportello::samples::NotShown;

#[tokio::test(flavor = "multi_thread")]
async fn nobody_checks_an_act_of_their_own_with_any_account_or_form_of_their_code() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    office.handed_over(&anna).await;
    office.draw().await;
    let id = office.only().await;
    // the same person as supervisor: another account whose base code is the same
    let twin = day.worker("twin", Role::Supervisor, "AN01").await;
    office.sql(super::SAME_PERSON).await.unwrap();
    let look = samples::look(&office.desk(), &twin.supervisor(), id).await.unwrap();
    assert!(!look.may_check);
    let own = office.record(&twin, id, (Outcome::Confirmed, 0), "").await;
    assert!(matches!(own, Err(NotRecorded::OwnAct)), "{own:?}");
    assert_eq!(day.refused("sample.record", "own_act").await, 1);
    // who only saved a step of the case before becoming supervisor is no checker of it either
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    office.sql("SET session_replication_role = replica; UPDATE case_contacts SET by = (SELECT id FROM operators WHERE username = 'sara')").await.unwrap();
    let hand = office.record(&sara, id, (Outcome::Confirmed, 0), "").await;
    assert!(matches!(hand, Err(NotRecorded::OwnAct)), "{hand:?}");
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    office.record(&clara, id, (Outcome::Confirmed, 0), "").await.unwrap();
    assert_eq!(day.count("sample_results").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_counters_supervisor_sees_and_records_nothing() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let piera = day.worker("piera", Role::Supervisor, "PU02").await;
    office.handed_over(&anna).await;
    office.draw().await;
    let id = office.only().await;
    let seen = samples::look(&office.desk(), &piera.supervisor(), id).await;
    assert!(matches!(seen, Err(NotShown::NoEntry(NoEntry::OtherCounter))));
    let recorded = office.record(&piera, id, (Outcome::Confirmed, 0), "").await;
    assert!(matches!(recorded, Err(NotRecorded::NoEntry(NoEntry::OtherCounter))), "{recorded:?}");
    let overview = office.overview(&piera).await;
    assert!(overview.open.is_empty() && overview.figures.iter().all(|it| it.population == 0));
    let unknown = samples::look(&office.desk(), &piera.supervisor(), uuid::Uuid::nil().into()).await;
    assert!(matches!(unknown, Err(NotShown::Unknown)));
    assert_eq!(day.refused("sample.show", "other_counter").await, 1);
    assert_eq!(day.refused("sample.record", "other_counter").await, 1);
    assert_eq!(day.refused("sample.show", "unknown_sample").await, 1);
    assert_eq!(day.count("sample_results").await, 0);
}
