// SPDX-License-Identifier: AGPL-3.0-or-later
//! Delegations ended or withdrawn, and what rested on them.

use super::visit::{Visit, years};
use crate::releases::CounterDay;
use chrono::{Days, Duration};
use diesel::prelude::*;
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use sportello::cases::{self, EndRefused, Saved};
use sportello::db;
use sportello::delegations::{EndKind, Missing, Standing};
use sportello::operators::Role;
use sportello::policy::{DelegationKind, Power};
use sportello::releases::{self, NotHandedOver, NotRequested, NotServed, TakenBy};
use sportello::schema::{audit_rows, delegation_ends, releases as releases_table};

async fn signed(kind: DelegationKind, born: chrono::NaiveDate) -> Visit {
    let visit = Visit::of(CounterDay::new().await, born).await;
    visit.as_kind(kind).await;
    visit.complete(kind, Power::Acts).await;
    visit.sign().await.unwrap();
    // the dates of birth of these people do not fit their codes
    let checker = visit.day.worker("sara", Role::Supervisor, "AN01").await;
    visit.approved_by(&checker).await;
    visit
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_is_said_once_told_to_the_open_case_and_keeps_it_from_the_release() {
    let visit = signed(DelegationKind::Guardian, years(50)).await;
    let id = visit.delegation().await;
    let version = visit.case().await.version;
    assert_eq!(visit.end(id, "il tribunale l’ha tolta").await.unwrap(), Saved::New);
    assert_eq!(visit.end(id, "altro motivo").await.unwrap(), Saved::AlreadyThere);
    let case = visit.case().await;
    let delegation = case.delegation.as_ref().unwrap();
    assert!(case.signed_form.is_none() && delegation.ended && !delegation.complete);
    assert_eq!(case.version, version + 1, "who has the old page is told");
    let missing = cases::missing(visit.policy(), &case, years(0)).unwrap();
    assert_eq!(missing, [Missing::Ended]);
    assert!(matches!(visit.request().await.err(), Some(NotRequested::NotSigned)));
    let known = visit.known().await;
    let (end, _, by) = known[0].end.as_ref().unwrap();
    assert_eq!((end.kind, end.words.as_str()), (EndKind::Withdrawn, "il tribunale l'ha tolta"));
    assert_eq!((by.0.as_str(), by.1.as_str()), ("Rossi", "ANNA"));
    assert_eq!(known[0].standing(18, years(0)), Standing::Ended);
    let mut owner = visit.day.database.owner().await;
    let acts = |act: &'static str| audit_rows::table.filter(audit_rows::act.eq(act)).count();
    let told: i64 = acts("delegation.end").get_result(&mut owner).await.unwrap();
    let voided: i64 = acts("form.void").get_result(&mut owner).await.unwrap();
    assert_eq!((told, voided), (1, 1));
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    for act in ["UPDATE delegation_ends SET words = 'x'", "DELETE FROM delegation_ends"] {
        sql_query(act).execute(&mut web).await.expect_err(act);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_ends_a_delegation_of_their_own() {
    let visit = Visit::of(CounterDay::new().await, years(50)).await;
    let delegate = visit.somebody();
    let who = cases::Present::Delegate(DelegationKind::Guardian, Box::new(delegate.clone()));
    visit.identify(&who).await.unwrap();
    let (id, holder) = (visit.delegation().await, visit.case().await.holder.id);
    let base = delegate.code.base_code();
    let delia = visit.day.worker_with_code("delia", Role::Operator, "AN01", base.as_str()).await;
    let operator = delia.operator();
    let acting = cases::Acting { operator: &operator, key: &visit.day.audit_key, now: visit.day.now() };
    let end = sportello::delegations::End::because(EndKind::Ended, "non voglio più").unwrap();
    let said = cases::end_delegation(&visit.day.pool, &acting, holder, id, &end).await;
    assert!(matches!(said, Err(EndRefused::Own)), "{said:?}");
    let mut owner = visit.day.database.owner().await;
    let ends: i64 = delegation_ends::table.count().get_result(&mut owner).await.unwrap();
    let refused: i64 = audit_rows::table
        .filter(audit_rows::act.eq("delegation.end").and(audit_rows::outcome.eq("refused")))
        .count()
        .get_result(&mut owner)
        .await
        .unwrap();
    assert_eq!((ends, refused), (0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_and_a_release_at_the_same_moment_give_nothing_out() {
    for round in 0..3 {
        let visit = Visit::of(CounterDay::new().await, years(50)).await;
        visit.as_kind(DelegationKind::Guardian).await;
        visit.complete(DelegationKind::Guardian, Power::Acts).await;
        visit.sign().await.unwrap();
        let clara = visit.day.worker("clara", sportello::operators::Role::Supervisor, "AN01").await;
        visit.approved_by(&clara).await;
        let id = visit.delegation().await;
        let (asked, ended) = match round % 2 {
            0 => futures_util::future::join(visit.request(), visit.end(id, "ritirata")).await,
            _ => {
                let (ended, asked) =
                    futures_util::future::join(visit.end(id, "ritirata"), visit.request()).await;
                (asked, ended)
            }
        };
        assert_eq!(ended.unwrap(), Saved::New, "whatever is asked for meanwhile");
        let case = visit.case().await;
        assert!(case.signed_form.is_none() && case.delegation.as_ref().unwrap().ended);
        let mut owner = visit.day.database.owner().await;
        let living: i64 = releases_table::table
            .filter(releases_table::case_id.eq(visit.id))
            .count()
            .get_result(&mut owner)
            .await
            .unwrap();
        match asked {
            Ok(releases::Requested::New(ask)) => {
                assert_eq!(living, 1);
                releases::carry_on(&visit.day.desk(), *ask).await.unwrap();
                let served = visit.day.serve(&visit.worker, visit.id, "").await;
                assert!(matches!(served.err(), Some(NotServed::DelegationEnded)));
            }
            Ok(releases::Requested::Already) => panic!("nobody had asked"),
            Err(refused) => {
                assert!(matches!(refused, NotRequested::NotSigned), "{refused:?}");
                assert_eq!(living, 0);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_is_printed_is_not_handed_over_once_the_delegation_has_ended() {
    let visit = signed(DelegationKind::Guardian, years(50)).await;
    let id = visit.delegation().await;
    visit.day.release_codes(&visit.worker, visit.id).await;
    visit.day.serve(&visit.worker, visit.id, "").await.unwrap();
    visit.end(id, "deceduto").await.unwrap();
    let serial = visit.day.ending(visit.id).await;
    let (desk, operator) = (visit.day.desk(), visit.worker.operator());
    let handed = releases::hand_over(&desk, &operator, visit.id, &serial, TakenBy::Delegate).await;
    assert!(matches!(handed, Err(NotHandedOver::DelegationEnded)), "{handed:?}");
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    let now = visit.day.now().to_rfc3339();
    sql_query(format!("UPDATE releases SET handed_over_at = '{now}'"))
        .execute(&mut web)
        .await
        .expect_err("the database refuses it too");
    let waiting: Vec<Option<chrono::DateTime<chrono::Utc>>> =
        releases_table::table.select(releases_table::handed_over_at).load(&mut web).await.unwrap();
    assert_eq!(waiting, [None]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegation_taken_up_at_the_moment_of_its_end_is_never_signed_for() {
    let mut visit = Visit::of(CounterDay::new().await, years(50)).await;
    let id = visit.and_back(DelegationKind::Guardian, years(50)).await;
    let (_, ended) = futures_util::future::join(visit.use_again(id), visit.end(id, "ritirata")).await;
    ended.unwrap();
    let case = visit.case().await;
    assert!(case.delegation.is_none_or(|it| it.ended && !it.complete));
    let claim = format!("UPDATE cases SET delegation_complete = true WHERE id = '{}'", visit.id);
    let mut owner = visit.day.database.owner().await;
    sql_query(claim).execute(&mut owner).await.expect_err("not complete");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_activated_by_a_parent_wants_a_new_activation_from_the_eighteenth_birthday() {
    let born = years(18) + Days::new(1);
    let mut visit = signed(DelegationKind::Parent, born).await;
    visit.day.release_codes(&visit.worker, visit.id).await;
    visit.day.serve(&visit.worker, visit.id, "").await.unwrap();
    let serial = visit.day.ending(visit.id).await;
    let (desk, operator) = (visit.day.desk(), visit.worker.operator());
    releases::hand_over(&desk, &operator, visit.id, &serial, TakenBy::Delegate).await.unwrap();
    let known = visit.known().await;
    assert_eq!(known[0].cards, [visit.card.card_number.as_str()]);
    let (today, tomorrow) = (years(0), years(0) + Days::new(1));
    assert_eq!(known[0].standing(18, today), Standing::InForce { until: None });
    assert_eq!(known[0].standing(18, tomorrow), Standing::OfAge);
    // given anew to the holder in person, it rests on the delegation no more
    visit.day.later(Duration::days(1));
    visit.open(cases::Service::NewRelease).await;
    visit.born(born).await.unwrap();
    visit.identify(&cases::Present::Holder).await.unwrap();
    visit.sign().await.unwrap();
    visit.day.release_codes(&visit.worker, visit.id).await;
    visit.day.serve(&visit.worker, visit.id, "").await.unwrap();
    let serial = visit.day.ending(visit.id).await;
    let (desk, operator) = (visit.day.desk(), visit.worker.operator());
    releases::hand_over(&desk, &operator, visit.id, &serial, TakenBy::Holder).await.unwrap();
    assert!(visit.known().await[0].cards.is_empty());
}
