// SPDX-License-Identifier: AGPL-3.0-or-later

use super::visit::{Visit, years};
use crate::releases::CounterDay;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::cases::Saved;
use sportello::policy::{DelegationKind, EvidenceWay};
use sportello::schema::{delegation_evidence, delegation_evidence_ends, delegation_rules};

#[tokio::test(flavor = "multi_thread")]
async fn the_same_evidence_recorded_or_taken_back_at_once_is_one_fact() {
    let visit = Visit::of(CounterDay::new().await, years(10)).await;
    visit.as_kind(DelegationKind::Parent).await;
    let clicks = (0..4).map(|_| visit.show("card", EvidenceWay::Seen));
    let ids = futures_util::future::join_all(clicks).await;
    let first = *ids[0].as_ref().unwrap();
    assert!(ids.iter().all(|id| *id.as_ref().unwrap() == first), "{ids:?}");
    let clicks = (0..4).map(|_| visit.take_back(first));
    let taken = futures_util::future::join_all(clicks).await;
    let new = taken.into_iter().filter(|it| matches!(it, Ok(Saved::New))).count();
    assert_eq!(new, 1);
    let mut owner = visit.day.database.owner().await;
    let rows: i64 = delegation_evidence::table.count().get_result(&mut owner).await.unwrap();
    let ends: i64 = delegation_evidence_ends::table.count().get_result(&mut owner).await.unwrap();
    assert_eq!((rows, ends), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_signed_while_its_evidence_is_taken_back_is_not_left_signed() {
    let visit = Visit::of(CounterDay::new().await, years(10)).await;
    let kind = DelegationKind::Parent;
    visit.as_kind(kind).await;
    visit.complete(kind, sportello::policy::Power::Acts).await;
    let piece = visit.case().await.delegation.unwrap().evidence[0].id;
    let form = visit.print().await.unwrap();
    let (_, taken) = futures_util::future::join(visit.sign_printed(form), visit.take_back(piece)).await;
    taken.unwrap();
    let case = visit.case().await;
    assert!(case.signed_form.is_none() && !case.delegation.unwrap().complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_chosen_twice_at_once_is_one_delegation_with_its_rules_once() {
    let visit = Visit::of(CounterDay::new().await, years(10)).await;
    let who = sportello::cases::Present::Delegate(DelegationKind::Parent, Box::new(visit.somebody()));
    let saved = futures_util::future::join_all((0..3).map(|_| visit.identify(&who))).await;
    let new = saved.iter().filter(|it| matches!(it, Ok(Saved::New))).count();
    assert_eq!(new, 1, "{saved:?}");
    let mut owner = visit.day.database.owner().await;
    let rules: i64 = delegation_rules::table.count().get_result(&mut owner).await.unwrap();
    assert_eq!(rules, 1);
}
