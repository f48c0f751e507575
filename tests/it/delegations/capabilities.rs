// SPDX-License-Identifier: AGPL-3.0-or-later
//! A kind that only some counters may handle.

use super::visit::{Visit, years};
use crate::releases::CounterDay;
use sportello::cases::{IdentificationRefused, PresentRefused};
use sportello::counters;
use sportello::policy::{DelegationKind, PolicyBook};

/// Marche's rules, with guardians at counters that have the capability alone.
fn wards() -> &'static PolicyBook {
    let text = include_str!("../../../policies/marche.toml");
    let guardian = "kind = \"guardian\"\n";
    assert!(text.contains(guardian));
    let text = text.replacen(guardian, "kind = \"guardian\"\ncapability = \"wards\"\n", 1);
    Box::leak(Box::new(PolicyBook::parse(&text, "wards").unwrap_or_else(|errors| panic!("{errors}"))))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_without_the_capability_is_refused_the_kind_and_no_other() {
    let visit = Visit::of(CounterDay::under(wards(), 10).await, years(50)).await;
    let guardian =
        || sportello::cases::Present::Delegate(DelegationKind::Guardian, Box::new(visit.somebody()));
    let said = visit.identify(&guardian()).await;
    assert!(matches!(said, Err(IdentificationRefused::Present(PresentRefused::Counter))), "{said:?}");
    assert!(visit.case().await.identification.is_none(), "nothing was written");
    visit.as_kind(DelegationKind::HealthImpediment).await;
    let mut owner = visit.day.database.owner().await;
    let (key, now) = (&visit.day.audit_key, visit.day.now());
    let (counter, wards) = ("AN01".parse().unwrap(), "wards".parse().unwrap());
    counters::enable(&mut owner, key, &counter, &wards, now).await.unwrap();
    visit.identify(&guardian()).await.unwrap();
    let id = visit.delegation().await;
    // a delegation used again asks the counter anew
    let mut visit = visit;
    visit.comes_back(years(50)).await;
    counters::disable(&mut owner, &visit.day.audit_key, &counter, &wards, visit.day.now()).await.unwrap();
    let said = visit.use_again(id).await;
    assert!(matches!(said, Err(IdentificationRefused::Present(PresentRefused::Counter))), "{said:?}");
}
