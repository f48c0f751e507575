// SPDX-License-Identifier: AGPL-3.0-or-later
//! Identification, contact and proof are typed once, and each child's case says where they come from.

use super::{ADDRESS, Family};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::cases::{Opened, Ownership, Saved, Standing, Step};
use sportello::delegations::Missing;
use sportello::policy::{DelegationKind, EvidenceWay};
use sportello::schema::{carried_facts, case_ownerships, delegation_evidence, delegations};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_child_takes_over_mother_certificate_and_address_and_shows_the_card_alone() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let second = family.sibling(first, "second_child").await;
    assert_eq!(family.case(second).await.step(), Step::Identification);
    let found = family.carriable(second).await.unwrap();
    assert_eq!(found.kind, DelegationKind::Parent);
    assert_eq!(found.delegate.code, family.mother().code);
    assert_eq!(found.document.number(), "CA12345BB");
    assert_eq!(found.warnings, ["used_for_another_holder"], "the address is the first child's");
    let items: Vec<&str> = found.proofs.iter().map(|piece| &*piece.piece.item).collect();
    assert_eq!(items, ["family_status"], "the card is each child's own");
    assert_eq!(family.carry(second).await.unwrap(), Saved::New);
    assert_eq!(family.carry(second).await.unwrap(), Saved::AlreadyThere, "a double click");
    let case = family.case(second).await;
    let delegation = case.delegation.clone().unwrap();
    assert_eq!(delegation.made_in, second, "a delegation of its own");
    assert_eq!(case.contact.as_ref().unwrap().email().unwrap().as_str(), ADDRESS);
    assert_eq!(case.ownership, Ownership::Skipped, "the reason goes on with the address");
    let missing =
        sportello::cases::missing(family.day.policy(), &case, family.now().acting().today()).unwrap();
    assert_eq!(missing, [Missing::Evidence { group: "card".to_owned(), lacking: None }]);
    family.show(second, "card", EvidenceWay::Seen).await;
    family.day.sign(&family.anna, second).await;
    assert_eq!(family.case(second).await.step(), Step::Release);
    assert_eq!(family.day.audited("sibling.open", "done").await, 1);
    assert_eq!(family.day.audited("sibling.carry_over", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fact_taken_over_names_the_fact_that_it_comes_from() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    // the third child's from the second one's page: what is taken over is still the first one's
    let second = family.sibling(first, "second_child").await;
    family.carry(second).await.unwrap();
    let third = family.sibling(second, "third_child").await;
    family.carry(third).await.unwrap();
    assert_eq!(family.case(third).await.sibling_of(), Some(first));
    let mut owner = family.day.database.owner().await;
    for case in [second, third] {
        let of_case = || carried_facts::table.filter(carried_facts::case_id.eq(case));
        let kinds: (i64, i64, i64) = of_case()
            .select((
                diesel::dsl::count(carried_facts::identification_id),
                diesel::dsl::count(carried_facts::contact_id),
                diesel::dsl::count(carried_facts::evidence_id),
            ))
            .first(&mut owner)
            .await
            .unwrap();
        assert_eq!(kinds, (1, 1, 1));
        let from: Vec<sportello::ids::CaseId> = of_case()
            .inner_join(
                delegation_evidence::table
                    .on(carried_facts::from_evidence_id.eq(delegation_evidence::id.nullable())),
            )
            .select(delegation_evidence::case_id)
            .load(&mut owner)
            .await
            .unwrap();
        assert_eq!(from, [first]);
        let carried: Option<sportello::ids::CaseId> = case_ownerships::table
            .filter(case_ownerships::case_id.eq(case))
            .select(case_ownerships::carried_from)
            .first(&mut owner)
            .await
            .unwrap();
        assert_eq!(carried, Some(first));
    }
    let made: i64 = delegations::table.count().get_result(&mut owner).await.unwrap();
    assert_eq!(made, 3, "each child has a delegation of their own");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_forgotten_each_case_lists_the_others_with_their_state() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    assert!(
        family.lines(first).await.is_empty(),
        "alone, nothing is listed and nothing is asked of the database"
    );
    let second = family.sibling(first, "second_child").await;
    family.carry(second).await.unwrap();
    let card = family.card("third_child");
    let Opened::New(third) = family.open_from(first, &card.codice_fiscale).await.unwrap() else {
        panic!("new")
    };
    family.show(second, "card", EvidenceWay::Seen).await;
    family.day.sign(&family.anna, first).await;
    for from in [first, second, third] {
        let lines = family.lines(from).await;
        let told: Vec<_> = lines.iter().map(|line| (line.id, line.standing)).collect();
        let open = Standing::Open(Step::Holder);
        assert_eq!(told, [(first, Standing::Signed), (second, Standing::ToSign), (third, open)]);
        assert!(lines[1].holder.is_some() && lines[2].holder.is_none());
    }
    let list = family.shown(first).await;
    let together = family.together(first, &list).await.unwrap();
    family.carry_on(together).await;
    assert_eq!(family.lines(third).await[0].standing, Standing::Sheet);
}
