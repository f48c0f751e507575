// SPDX-License-Identifier: AGPL-3.0-or-later
//! Each cause of the rules asks, nothing else does, and the database agrees.

use super::{Visit, somebody, visit_of};
use crate::delegations::visit::{title, years};
use crate::releases::CounterDay;
use crate::support::authority::{case as lot_case, today};
use chrono::Days;
use diesel_async::RunQueryDsl;
use sportello::approvals::{NotAsked, Standing};
use sportello::cases::{self, DelegateData, Present};
use sportello::db;
use sportello::delegations::TitleSaid;
use sportello::policy::{DelegationKind, EvidenceWay, PolicyBook, Power};

#[derive(diesel::QueryableByName)]
struct Found {
    #[diesel(sql_type = diesel::sql_types::Text)]
    words: String,
}

/// The causes that apply, as the use cases and the database see them.
async fn causes(visit: &Visit) -> String {
    causes_on(visit, today()).await
}

/// The same on a day.
async fn causes_on(visit: &Visit, day: chrono::NaiveDate) -> String {
    let mut conn = db::connection(&visit.day.pool).await.unwrap();
    let case = visit.case().await;
    let found = cases::approval_causes(&mut conn, visit.policy(), &case, day).await.unwrap();
    let mut found: Vec<&str> = found.iter().map(|cause| cause.key()).collect();
    found.sort_unstable();
    let question = format!("SELECT array_to_string(approval_causes('{}', '{day}'), ' ') AS words", visit.id);
    let restated: Found = diesel::sql_query(question).get_result(&mut conn).await.unwrap();
    assert_eq!(restated.words, found.join(" "), "the database sees the same");
    found.join(" ")
}

/// A parent's case in which nothing is odd.
async fn parents_case(day: CounterDay) -> Visit {
    let code = lot_case(&day.lot, "minor").codice_fiscale;
    let card = day.lot.cards.iter().find(|card| card.codice_fiscale == code).unwrap().clone();
    let visit = visit_of(day, "anna", card).await;
    visit.delegated(DelegationKind::Parent).await;
    visit
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_parent_needs_nobodys_approval() {
    let visit = Box::pin(parents_case(CounterDay::with_cards(10).await)).await;
    visit.sign().await.unwrap();
    assert_eq!(causes(&visit).await, "");
    assert!(matches!(visit.standing().await, Standing::NotNeeded));
    assert!(matches!(visit.ask().await, Err(NotAsked::NotNeeded)));
    assert_eq!(visit.day.refused("approval.ask", "no_approval_needed").await, 1);
    visit.day.release_codes(&visit.worker, visit.id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_in_person_needs_nobodys_approval_and_the_database_is_not_asked() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", sportello::operators::Role::Operator, "AN01").await;
    let id = day.signed_case(&anna).await;
    let card = day.card().clone();
    let visit = Visit { day, worker: anna, id, card };
    assert!(matches!(visit.standing().await, Standing::NotNeeded));
    assert_eq!(causes(&visit).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_cause_of_the_region_wants_an_approval() {
    let day = CounterDay::with_cards(40).await;
    let card = day.card().clone();
    let visit = visit_of(day, "anna", card).await;
    visit.delegated(DelegationKind::Fiduciary).await;
    assert_eq!(causes(&visit).await, "always");
    visit.entitle(&TitleSaid { address_in_words: true, ..title() }).await.unwrap();
    assert_eq!(causes(&visit).await, "always delegate_address");

    let (day, kind) = (visit.day, DelegationKind::HealthImpediment);
    let card = day.card().clone();
    let visit = visit_of(day, "bruno", card).await;
    visit.delegated(kind).await;
    assert_eq!(causes(&visit).await, "", "a health impediment as such is not approved");
    visit.entitle(&TitleSaid { address_in_words: true, ..title() }).await.unwrap();
    assert_eq!(causes(&visit).await, "delegate_address");
    visit.entitle(&title()).await.unwrap();
    assert_eq!(causes(&visit).await, "");
    visit.born(years(50)).await.unwrap();
    assert_eq!(causes(&visit).await, "mismatch_overridden", "of the holder");
    visit.born(visit.card.holder.birth_date).await.unwrap();
    assert_eq!(causes(&visit).await, "");
    let mut odd = somebody(visit.day.card());
    odd.person.birth_date = years(45);
    visit.identify(&Present::Delegate(kind, Box::new(odd))).await.unwrap();
    assert_eq!(causes(&visit).await, "mismatch_overridden", "of the delegate");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_like_the_holder_wants_an_approval() {
    let day = CounterDay::with_cards(20).await;
    let card = day.card().clone();
    let (visit, kind) = (visit_of(day, "anna", card).await, DelegationKind::HealthImpediment);
    let holder = &visit.card;
    let code = holder.codice_fiscale.personal().unwrap().forms().nth(1).unwrap();
    assert_ne!(code.as_str(), holder.codice_fiscale.as_str());
    let same = DelegateData { code: code.as_str().parse().unwrap(), person: holder.holder.clone() };
    visit.identify(&Present::Delegate(kind, Box::new(same))).await.unwrap();
    assert_eq!(causes(&visit).await, "omocodia", "two forms of one base code");
    let other = visit.day.card().codice_fiscale;
    let alike = DelegateData { code: other, person: holder.holder.clone() };
    visit.identify(&Present::Delegate(kind, Box::new(alike))).await.unwrap();
    assert_eq!(causes(&visit).await, "mismatch_overridden omocodia", "one name and birth date, another code");
}

/// Marche's rules, with a cause more for impediments.
fn doubting_health() -> &'static PolicyBook {
    let text = include_str!("../../../policies/marche.toml");
    let (head, tail) = text.split_once("kind = \"health_impediment\"").unwrap();
    let tail = tail.replacen("approval = [", "approval = [\"self_certified\", ", 1);
    let text = format!("{head}kind = \"health_impediment\"{tail}");
    Box::leak(Box::new(PolicyBook::parse(&text, "doubting").unwrap_or_else(|errors| panic!("{errors}"))))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_that_has_run_out_beside_a_self_certification_is_no_reason_to_leave_the_supervisor_out() {
    let day = CounterDay::under(doubting_health(), 10).await;
    let card = day.card().clone();
    let visit = visit_of(day, "anna", card).await;
    visit.delegated(DelegationKind::HealthImpediment).await;
    let evidence = visit.case().await.delegation.unwrap().evidence;
    let certificate = evidence.iter().find(|piece| piece.group == "impediment").unwrap().id;
    visit.take_back(certificate).await.unwrap();
    visit.show_until("medical_certificate", EvidenceWay::Seen, today() + Days::new(2)).await.unwrap();
    visit.show("impediment_self_certification", EvidenceWay::PaperKept).await.unwrap();
    assert_eq!(causes(&visit).await, "", "the certificate shows it");
    assert_eq!(causes_on(&visit, today() + Days::new(2)).await, "", "its last day");
    assert_eq!(causes_on(&visit, today() + Days::new(3)).await, "self_certified", "it has run out");
}

/// Marche's rules with one cause more for parents.
fn doubting() -> &'static PolicyBook {
    let text = include_str!("../../../policies/marche.toml");
    let usual = "approval = [\"mismatch_overridden\", \"omocodia\"]";
    assert!(text.contains(usual));
    let text =
        text.replacen(usual, "approval = [\"mismatch_overridden\", \"omocodia\", \"self_certified\"]", 1);
    Box::leak(Box::new(PolicyBook::parse(&text, "doubting").unwrap_or_else(|errors| panic!("{errors}"))))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_self_certification_alone_wants_an_approval_where_a_region_says_so() {
    let visit = Box::pin(parents_case(CounterDay::under(doubting(), 10).await)).await;
    assert_eq!(causes(&visit).await, "", "a document of the minor was seen");
    let evidence = visit.case().await.delegation.unwrap().evidence;
    let seen = evidence.iter().find(|piece| piece.group == "parenthood").unwrap().id;
    visit.take_back(seen).await.unwrap();
    visit.show("parenthood_self_certification", EvidenceWay::PaperKept).await.unwrap();
    assert_eq!(causes(&visit).await, "self_certified");
    visit.show("family_status", EvidenceWay::Seen).await.unwrap();
    assert_eq!(causes(&visit).await, "", "it does not rest on it alone");
    visit.entitle(&TitleSaid { power: Some(Power::Acts), ..title() }).await.unwrap();
}
