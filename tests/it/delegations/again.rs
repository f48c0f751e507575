// SPDX-License-Identifier: AGPL-3.0-or-later
//! A delegation used again while it holds, and not a day longer.

use super::visit::{Visit, title, years};
use crate::releases::CounterDay;
use chrono::{Days, Duration};
use diesel::prelude::*;
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use sportello::cases::{IdentificationRefused, PresentRefused};
use sportello::db;
use sportello::delegations::{Lacking, Missing, TitleSaid};
use sportello::ids::DelegationId;
use sportello::policy::{DelegationKind, EvidenceWay, Power};
use sportello::schema::{delegation_evidence, delegations};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn a_guardian_who_comes_back_shows_the_card_again_and_the_rest_stands_with_its_date_and_who_saw_it() {
    let mut visit = Visit::of(CounterDay::new().await, years(50)).await;
    let kind = DelegationKind::Guardian;
    let id = visit.and_back(kind, years(50)).await;
    let first = visit.known().await[0].made_in;
    assert_eq!(visit.offered().await, [id]);
    visit.use_again(id).await.unwrap();
    let case = visit.case().await;
    let delegation = case.delegation.clone().unwrap();
    assert_eq!((delegation.id, delegation.made_in), (id, first));
    assert!(delegation.evidence.iter().all(|it| it.earlier.as_ref().is_some_and(|by| by.0 == "Rossi")));
    let missing = sportello::cases::missing(visit.policy(), &case, years(0)).unwrap();
    let card = Missing::Evidence { group: "card".to_owned(), lacking: Some(Lacking::SeenEarlier) };
    assert_eq!(missing, [card], "the decree that was seen stands, the card does not");
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    let claim = format!("UPDATE cases SET delegation_complete = true WHERE id = '{}'", visit.id);
    sql_query(&claim).execute(&mut web).await.expect_err("the database wants the card too");
    let earlier = delegation.evidence[0].id;
    visit.take_back(earlier).await.expect_err("another case was decided on it");
    visit.show("card", EvidenceWay::Seen).await.unwrap();
    assert!(visit.case().await.delegation.unwrap().complete);
    visit.sign().await.unwrap();
    let mut owner = visit.day.database.owner().await;
    let made: i64 = delegations::table.count().get_result(&mut owner).await.unwrap();
    let new: i64 = delegation_evidence::table
        .filter(delegation_evidence::case_id.eq(visit.id))
        .count()
        .get_result(&mut owner)
        .await
        .unwrap();
    assert_eq!((made, new), (1, 1), "nothing but the card was recorded anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn that_the_holder_stood_there_too_is_said_anew_on_another_day() {
    let mut visit = Visit::of(CounterDay::new().await, years(50)).await;
    let kind = DelegationKind::Curator;
    visit.as_kind(kind).await;
    visit.complete(kind, Power::Assists).await;
    let id = visit.delegation().await;
    visit.comes_back(years(50)).await;
    visit.use_again(id).await.unwrap();
    let missing = sportello::cases::missing(visit.policy(), &visit.case().await, years(0)).unwrap();
    assert!(missing.contains(&Missing::HolderPresent), "{missing:?}");
    let holder =
        Missing::Evidence { group: "holder_identity".to_owned(), lacking: Some(Lacking::SeenEarlier) };
    assert!(missing.contains(&holder), "a document in force is shown again: {missing:?}");
}

async fn refused(visit: &Visit, id: DelegationId) {
    assert_eq!(visit.offered().await, [], "it is not offered");
    let said = visit.use_again(id).await;
    let no = matches!(said, Err(IdentificationRefused::Present(PresentRefused::NotInForce)));
    assert!(no, "{said:?}");
    let pointed = point(visit, id).await.expect_err("the database refuses it too");
    assert!(pointed.contains("delegation"), "{pointed}");
}

/// Points the case at a delegation behind the use case's back, as if the person had been identified for it.
async fn point(visit: &Visit, id: DelegationId) -> Result<(), String> {
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    let (seen, case, now) = (Uuid::now_v7(), visit.id, visit.day.now().to_rfc3339());
    let statements = [
        format!(
            "INSERT INTO case_identifications (id, case_id, case_version, document_kind, document_number, issuer, issued, \
             expires, delegation_id, at, by) SELECT '{seen}', '{case}', (SELECT 99 + count(*) FROM case_identifications), document_kind, document_number, issuer, issued, \
             expires, delegation_id, at, by FROM case_identifications WHERE delegation_id = '{id}' LIMIT 1"
        ),
        format!(
            "INSERT INTO case_delegates SELECT '{seen}', '{case}', surname, name, sex, birth_date, birth_place, seen_on \
             FROM case_delegates LIMIT 1"
        ),
        format!(
            "UPDATE cases SET identification_id = '{seen}', delegation_id = '{id}', changed_at = '{now}', \
             delegation_title_id = (SELECT t.id FROM delegation_titles t WHERE t.delegation_id = '{id}' \
             ORDER BY t.at DESC LIMIT 1) WHERE id = '{case}'"
        ),
    ];
    for statement in statements {
        sql_query(statement).execute(&mut web).await.map_err(|error| error.to_string())?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegation_whose_decree_ended_yesterday_is_not_used_again() {
    let mut visit = Visit::of(CounterDay::new().await, years(50)).await;
    let kind = DelegationKind::SupportAdministrator;
    visit.as_kind(kind).await;
    visit.complete(kind, Power::Acts).await;
    visit.entitle(&TitleSaid { ends_on: Some(years(0)), ..title() }).await.unwrap();
    let id = visit.delegation().await;
    visit.comes_back(years(50)).await;
    assert_eq!(visit.offered().await, [id], "today is its last day");
    visit.day.later(Duration::days(1));
    refused(&visit, id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parents_delegation_ends_on_the_eighteenth_birthday() {
    let born = years(18) + Days::new(1);
    let mut visit = Visit::of(CounterDay::new().await, born).await;
    let id = visit.and_back(DelegationKind::Parent, born).await;
    assert_eq!(visit.offered().await, [id], "of age tomorrow");
    visit.day.later(Duration::days(1));
    refused(&visit, id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_impediment_that_is_over_and_a_delegation_that_was_withdrawn_are_not_used_again() {
    let mut visit = Visit::of(CounterDay::new().await, years(50)).await;
    let id = visit.and_back(DelegationKind::HealthImpediment, years(50)).await;
    assert_eq!(visit.offered().await, [id]);
    visit.day.later(Duration::days(190)); // six months after today
    refused(&visit, id).await;
    visit.day.later(Duration::days(-190));
    assert_eq!(visit.offered().await, [id]);
    visit.end(id, "la titolare la ritira").await.unwrap();
    refused(&visit, id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegation_of_another_holder_is_not_taken() {
    let mut first = Visit::of(CounterDay::new().await, years(50)).await;
    let id = first.and_back(DelegationKind::Guardian, years(50)).await;
    let second = Visit::of_another(first.day, years(50)).await;
    assert_eq!(second.offered().await, []);
    let said = second.use_again(id).await;
    assert!(matches!(said, Err(IdentificationRefused::Present(PresentRefused::NotInForce))), "{said:?}");
}

#[derive(QueryableByName)]
struct Yes {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    yes: bool,
}

#[tokio::test(flavor = "multi_thread")]
async fn database_and_house_agree_on_who_is_of_age_when_born_on_29_february() {
    let database = crate::support::database().await;
    let mut owner = database.owner().await;
    let born = "2008-02-29".parse().unwrap();
    for (day, expected) in
        [("2026-02-28", false), ("2026-03-01", true), ("2028-02-28", true), ("2025-12-31", false)]
    {
        let asked = sql_query(format!("SELECT is_of_age('2008-02-29', '{day}') AS yes"));
        let said: Yes = asked.get_result(&mut owner).await.unwrap();
        let ours = sportello::holders::age::age_on(born, day.parse().unwrap()).unwrap() >= 18;
        assert_eq!((said.yes, ours), (expected, expected), "{day}");
    }
}
