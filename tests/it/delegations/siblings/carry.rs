// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is never taken over, and what is judged anew.

use super::{Family, reasons_for_address};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::cases::{
    CarryRefused, Carrying, IdentificationRefused, Opened, PresentRefused, Reasons, SiblingRefused,
};
use sportello::ids::EvidenceId;
use sportello::policy::{DelegationKind, EvidenceWay};
use sportello::schema::carried_facts;

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_taken_over_only_where_the_operator_sees_the_child_named_on_it() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let second = family.sibling(first, "second_child").await;
    let reasons = reasons_for_address();
    let foreign = [EvidenceId::new(family.day.now())];
    let what = Carrying { contact: true, named: &foreign, reasons: &reasons };
    let refused = family.carry_with(second, &what).await;
    assert!(matches!(refused, Err(CarryRefused::Unknown)), "{refused:?}");
    family.carry_with(second, &Carrying { named: &[], ..what }).await.unwrap();
    let delegation = family.case(second).await.delegation.unwrap();
    assert!(delegation.evidence.is_empty() && !delegation.complete, "it is to be shown for this child");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_childs_own_document_is_never_taken_over() {
    let family = Box::pin(Family::new()).await;
    let first = family.identified(DelegationKind::Parent).await;
    family.show(first, "card", EvidenceWay::Seen).await;
    family.show(first, "minor_document", EvidenceWay::Seen).await;
    let second = family.sibling(first, "second_child").await;
    let found = family.carriable(second).await.unwrap();
    assert!(found.proofs.is_empty() && found.contact.is_none() && found.warnings.is_empty());
    let evidence = family.case(first).await.delegation.unwrap().evidence;
    let named: Vec<_> = evidence.iter().map(|piece| piece.id).collect();
    let what = Carrying { contact: false, named: &named, reasons: &Reasons::new() };
    assert!(matches!(family.carry_with(second, &what).await, Err(CarryRefused::Unknown)));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_impediment_the_person_alone_is_taken_over_no_certificate_and_no_address() {
    let family = Box::pin(Family::new()).await;
    let sick = family.day.card().clone();
    let first = family.day.case_with_card(&family.anna, sportello::cases::Service::Activation, &sick).await;
    family.identify_in(first, DelegationKind::HealthImpediment).await;
    for (item, way) in [
        ("signed_delegation", EvidenceWay::PaperKept),
        ("card", EvidenceWay::Seen),
        ("holder_document_copy", EvidenceWay::PaperKept),
        ("medical_certificate", EvidenceWay::Seen),
    ] {
        family.show(first, item, way).await;
    }
    family.reach(first).await;
    let other = family.day.card().clone();
    let Opened::New(second) = family.open_from(first, &other.codice_fiscale).await.unwrap() else {
        panic!("new")
    };
    family.hand_in(second, &other).await;
    let found = family.carriable(second).await.unwrap();
    assert!(found.proofs.is_empty(), "each holder is ill by a certificate of their own");
    assert!(found.contact.is_none(), "the address is each holder's own");
    family.carry(second).await.unwrap();
    let case = family.case(second).await;
    assert_eq!(case.delegation.unwrap().kind, DelegationKind::HealthImpediment);
    assert!(case.contact.is_none());
    let mut owner = family.day.database.owner().await;
    let carried: i64 = carried_facts::table.count().get_result(&mut owner).await.unwrap();
    assert_eq!(carried, 1, "the identification");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_who_is_of_age_is_refused_as_always_and_nothing_of_it_stays() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let adult = family.day.card().clone();
    let Opened::New(second) = family.open_from(first, &adult.codice_fiscale).await.unwrap() else {
        panic!("new")
    };
    family.hand_in(second, &adult).await;
    let refused = family.carry(second).await;
    let age = PresentRefused::HolderAge;
    assert!(
        matches!(&refused, Err(CarryRefused::Identification(IdentificationRefused::Present(it))) if *it == age),
        "{refused:?}"
    );
    let case = family.case(second).await;
    assert!(case.identification.is_none() && case.delegation.is_none());
    assert_eq!(family.day.count("carried_facts").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_another_child_is_ticked_with_a_reason_as_always() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let second = family.sibling(first, "second_child").await;
    let named: Vec<_> = family.carriable(second).await.unwrap().proofs.iter().map(|it| it.id).collect();
    let silent = Reasons::new();
    let what = Carrying { contact: true, named: &named, reasons: &silent };
    let refused = family.carry_with(second, &what).await;
    let Err(CarryRefused::Unexplained(open)) = refused else { panic!("{refused:?}") };
    assert_eq!(open, ["used_for_another_holder"]);
    family.carry_with(second, &Carrying { contact: false, ..what }).await.unwrap();
    assert!(family.case(second).await.contact.is_none(), "another address is typed, and judged by itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_mother_nor_the_same_child_nor_the_operator_is_the_next_holder() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let same = family.open_from(first, &family.card("minor").codice_fiscale).await;
    assert!(matches!(same, Err(SiblingRefused::SameHolder)), "{same:?}");
    let mother = family.open_from(first, &family.mother().code).await;
    assert!(matches!(mother, Err(SiblingRefused::Delegate)), "{mother:?}");
    assert_eq!(family.day.count("cases").await, 1);
}
