// SPDX-License-Identifier: AGPL-3.0-or-later
//! Each kind of each region whose policy ships, from the identification to the sheet in the right hands: the program is the same.

use super::visit::{Visit, title};
use crate::releases::CounterDay;
use crate::support::authority::{case, today};
use sportello::authority::import::CardRecord;
use sportello::cases::{DelegateData, FormRefused, Present, Service};
use sportello::delegations::TitleSaid;
use sportello::operators::Role;
use sportello::policy::{ApprovalCause, DelegationKind, HolderAge, PolicyBook, Power, Signatory};
use sportello::releases::{self, NotHandedOver, TakenBy};

/// The rules of a region, by the text of its file.
pub fn book(text: &str) -> &'static PolicyBook {
    Box::leak(Box::new(PolicyBook::parse(text, "region").unwrap_or_else(|errors| panic!("{errors}"))))
}

pub const MARCHE: &str = include_str!("../../../policies/marche.toml");
pub const SARDEGNA: &str = include_str!("../../../policies/sardegna.toml");

/// The card of a case of the lot.
fn card_of(day: &CounterDay, key: &str) -> CardRecord {
    let code = case(&day.lot, key).codice_fiscale;
    day.lot.cards.iter().find(|card| card.codice_fiscale == code).unwrap().clone()
}

/// Whose card it is: each once, and of the age that the kind is for.
fn holder_of(day: &CounterDay, kind: DelegationKind, age: HolderAge) -> CardRecord {
    match (kind, age) {
        (DelegationKind::Parent, _) => card_of(day, "minor"),
        (DelegationKind::EmancipatedMinor, _) => card_of(day, "emancipated"),
        (_, HolderAge::Any) => day.card().clone(),
        (_, HolderAge::Minor) => card_of(day, "second_child"),
        (_, HolderAge::Adult) => day.card().clone(),
    }
}

async fn begin(visit: &mut Visit, kind: DelegationKind) {
    let rules = visit.rules(kind);
    visit.card = holder_of(&visit.day, kind, rules.holder);
    visit.open(Service::Activation).await;
    visit.born(visit.card.holder.birth_date).await.unwrap();
    let delegate = card_of(&visit.day, if kind == DelegationKind::Parent { "mother" } else { "friend" });
    let data = DelegateData { code: delegate.codice_fiscale, person: delegate.holder };
    let who = match kind.has_delegate() {
        true => Present::Delegate(kind, Box::new(data)),
        false => Present::EmancipatedMinor,
    };
    visit.identify(&who).await.unwrap();
}

/// Every kind under every power; answers what was activated, as `kind/power`.
async fn every_kind(book: &'static PolicyBook) -> Vec<String> {
    let day = CounterDay::under(book, 0).await;
    let worker = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let card = card_of(&day, "minor");
    let mut visit = Visit { day, worker, id: uuid::Uuid::nil().into(), card };
    let mut done = Vec::new();
    for rules in visit.policy().delegations(today()) {
        for power in rules.powers() {
            let about = format!("{}/{}", rules.kind.key(), power.key());
            begin(&mut visit, rules.kind).await;
            visit.entitle(&TitleSaid { power: Some(power), ..title() }).await.unwrap();
            let refused = visit.sign().await;
            assert!(matches!(refused, Err(FormRefused::Missing(_))), "{about}: {refused:?}");
            visit.complete(rules.kind, power).await;
            visit.sign().await.unwrap();
            if rules.approval_for(ApprovalCause::Always) {
                visit.approved_by(&clara).await;
            }
            hand_over(&visit, rules.conduct(power).unwrap().takes_sheet, &about).await;
            let of_kind = format!("activations WHERE mode = '{}'", rules.kind.key());
            assert!(visit.day.count(&of_kind).await > 0, "{about}");
            done.push(about);
        }
    }
    assert_eq!(visit.day.count("sheets WHERE handed_over_at IS NOT NULL").await, done.len() as i64);
    done
}

/// Whoever may not take the sheet does not get it, and whoever may does.
async fn hand_over(visit: &Visit, takes_sheet: Signatory, about: &str) {
    visit.day.release_codes(&visit.worker, visit.id).await;
    visit.day.serve(&visit.worker, visit.id, "").await.unwrap();
    let serial = visit.day.ending(visit.id).await;
    let (desk, operator) = (visit.day.desk(), visit.worker.operator());
    let hand = |to| releases::hand_over(&desk, &operator, visit.id, &serial, to);
    let (right, wrong) = match takes_sheet {
        Signatory::Holder => (TakenBy::Holder, TakenBy::Delegate),
        Signatory::Delegate => (TakenBy::Delegate, TakenBy::Holder),
    };
    let refused = hand(wrong).await;
    assert!(matches!(refused, Err(NotHandedOver::WrongPerson)), "{about}: {refused:?}");
    hand(right).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_marche_goes_from_the_identification_to_the_hand_over() {
    let done = every_kind(book(MARCHE)).await;
    let kinds = DelegationKind::ALL.iter().map(|kind| match kind {
        DelegationKind::Curator => vec![Power::Assists],
        DelegationKind::SupportAdministrator => vec![Power::Acts, Power::Assists],
        DelegationKind::EmancipatedMinor => vec![Power::Alone],
        _ => vec![Power::Acts],
    });
    let wanted: Vec<String> = DelegationKind::ALL
        .iter()
        .zip(kinds)
        .flat_map(|(kind, powers)| powers.into_iter().map(|power| format!("{}/{}", kind.key(), power.key())))
        .collect();
    assert_eq!(done, wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_sardegna_does_so_with_the_same_program() {
    let done = every_kind(book(SARDEGNA)).await;
    let wanted = [
        "parent/acts",
        "guardian/acts",
        "support_administrator/acts",
        "health_impediment/acts",
        "emancipated_minor/alone",
    ];
    assert_eq!(done, wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_sardegna_does_not_know_is_refused_and_a_self_certified_impediment_too() {
    let mut visit = Visit::of(CounterDay::under(book(SARDEGNA), 0).await, super::visit::years(50)).await;
    for kind in [DelegationKind::Curator, DelegationKind::Fiduciary] {
        let who = Present::Delegate(kind, Box::new(visit.somebody()));
        assert!(visit.identify(&who).await.is_err(), "{}", kind.key());
    }
    begin(&mut visit, DelegationKind::HealthImpediment).await;
    let kept = sportello::policy::EvidenceWay::PaperKept;
    assert!(visit.show("impediment_self_certification", kept).await.is_err());
    assert!(visit.show("card_copy", kept).await.is_ok(), "the card or its photocopy");
}
