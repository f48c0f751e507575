// SPDX-License-Identifier: AGPL-3.0-or-later
//! From the signed form of a delegate to the sheet in the right hands.

use super::visit::{Visit, title, years};
use crate::releases::CounterDay;
use chrono::{Days, Duration};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::cases::{self, FormRefused};
use sportello::delegations::TitleSaid;
use sportello::operators::Role;
use sportello::policy::{DelegationKind, PolicyBook, Power};
use sportello::releases::{self, Confirmation, NotHandedOver, NotRequested, TakenBy};
use sportello::schema::{activations, cases as cases_table, sheets};

async fn request(visit: &Visit, warnings: &[String]) -> Result<releases::Requested, NotRequested> {
    let code = visit.day.code(&visit.worker);
    let confirmation = Confirmation { code: &code, warnings, old_sheet: false };
    releases::request(&visit.day.desk(), &visit.worker.operator(), visit.id, &confirmation).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parents_case_is_activated_by_its_kind_and_the_parent_takes_the_sheet() {
    let visit = Visit::of(CounterDay::new().await, years(10)).await;
    visit.as_kind(DelegationKind::Parent).await;
    let refused = visit.sign().await;
    assert!(matches!(refused, Err(FormRefused::Missing(_))), "{refused:?}");
    visit.complete(DelegationKind::Parent, Power::Acts).await;
    visit.sign().await.unwrap();
    // the dates of birth of these people do not fit their codes
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    visit.approved_by(&clara).await;
    visit.day.release_codes(&visit.worker, visit.id).await;
    let mut owner = visit.day.database.owner().await;
    let mode: String = activations::table.select(activations::mode).first(&mut owner).await.unwrap();
    assert_eq!(mode, "parent");
    visit.day.serve(&visit.worker, visit.id, "").await.unwrap();
    let serial = visit.day.ending(visit.id).await;
    let (desk, operator) = (visit.day.desk(), visit.worker.operator());
    let hand = |to| releases::hand_over(&desk, &operator, visit.id, &serial, to);
    assert!(matches!(hand(TakenBy::Holder).await, Err(NotHandedOver::WrongPerson)));
    hand(TakenBy::Delegate).await.unwrap();
    let to: Option<String> = sheets::table.select(sheets::handed_over_to).first(&mut owner).await.unwrap();
    assert_eq!(to.as_deref(), Some("delegate"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_holds_no_longer_on_the_day_of_the_release_is_refused() {
    let visit = Visit::of(CounterDay::new().await, years(50)).await;
    let kind = DelegationKind::SupportAdministrator;
    visit.as_kind(kind).await;
    visit.complete(kind, Power::Acts).await;
    let until = Some(crate::support::authority::today() + Days::new(1));
    visit.entitle(&TitleSaid { ends_on: until, ..title() }).await.unwrap();
    visit.sign().await.unwrap();
    visit.day.later(Duration::days(2));
    let refused = request(&visit, &[]).await.err();
    assert!(matches!(refused, Some(NotRequested::DelegationIncomplete)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_signed_for_changes_with_the_title_and_the_delegate() {
    let visit = Visit::of(CounterDay::new().await, years(80)).await;
    let kind = DelegationKind::Fiduciary;
    visit.as_kind(kind).await;
    visit.complete(kind, Power::Acts).await;
    visit.sign().await.unwrap();
    let first = visit.case().await.fingerprint().unwrap();
    visit.entitle(&TitleSaid { words: "procura speciale", ..title() }).await.unwrap();
    let case = visit.case().await;
    assert!(case.signed_form.is_none());
    let second = case.fingerprint().unwrap();
    visit.entitle(&TitleSaid { words: "procura speciale", address_in_words: true, ..title() }).await.unwrap();
    let third = visit.case().await.fingerprint().unwrap();
    assert!(first != second && second != third && first != third);
    visit.as_kind(kind).await;
    let case = visit.case().await;
    assert_eq!(case.fingerprint(), None, "another delegate has no title and no evidence yet");
}

/// Marche's rules until today, and from tomorrow the same without the card of the minor but with two proofs of parenthood.
fn changing() -> &'static PolicyBook {
    let text = include_str!("../../../policies/marche.toml");
    let (head, version) = text.split_once("\n[[version]]\n").unwrap();
    let today = crate::support::authority::today();
    let first = version.replacen(
        "valid_from = 2025-01-01\n",
        &format!("valid_from = 2025-01-01\nvalid_to = {today}\n"),
        1,
    );
    let next = today + Days::new(1);
    let second = version.replacen("valid_from = 2025-01-01", &format!("valid_from = {next}"), 1);
    let name = version.lines().find(|line| line.starts_with("id = ")).unwrap();
    let second = second.replacen(name, "id = \"marche-next\"", 1);
    let card = "group = \"card\"\nany_of = [{ item = \"card\", ways = [\"seen\"] }]";
    assert!(second.contains(card));
    let second = second.replacen(card, "group = \"card\"\nany_of = [{ item = \"card_copy\", ways = [\"paper_kept\"], retention = \"identity_copies\" }]", 1);
    let book = format!("{head}\n[[version]]\n{first}\n[[version]]\n{second}");
    Box::leak(Box::new(PolicyBook::parse(&book, "changing").unwrap_or_else(|errors| panic!("{errors}"))))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_changes_between_identification_and_release_is_told_and_keeps_nobody_from_it() {
    let day = CounterDay::under(changing(), 0).await;
    let visit = Visit::of(day, years(10)).await;
    visit.as_kind(DelegationKind::Parent).await;
    visit.complete(DelegationKind::Parent, Power::Acts).await;
    visit.sign().await.unwrap();
    let clara = visit.day.worker("clara", Role::Supervisor, "AN01").await;
    visit.approved_by(&clara).await;
    visit.day.later(Duration::days(1));
    let today = sportello::policy::rome_date(visit.day.now());
    let (case, book) = (visit.case().await, visit.day.book);
    let (of_case, of_today) = (book.by_version(&case.policy_version).unwrap(), book.on(today).unwrap());
    assert_ne!(of_case.version(), of_today.version());
    let told = cases::missing_by_now(of_case, of_today, &case, today).unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(cases::missing(of_case, &case, today).unwrap(), []);
    request(&visit, &[]).await.map(drop).unwrap();
    let mut owner = visit.day.database.owner().await;
    let version: String = cases_table::table
        .find(visit.id)
        .select(cases_table::policy_version)
        .first(&mut owner)
        .await
        .unwrap();
    assert_eq!(version, of_case.version());
}
