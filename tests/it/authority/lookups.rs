// SPDX-License-Identifier: AGPL-3.0-or-later

use super::refusal;
use crate::support::authority::{TestAuthority, case};
use crate::support::database;
use chrono::{TimeDelta, Utc};
use sportello::authority::contract::{CertificateState, FindOutcome, FindRequest, Refusal};
use sportello::authority::lot::LotCase;

fn question(case: &LotCase) -> FindRequest {
    FindRequest {
        card_number: case.card_number.to_string(),
        codice_fiscale: case.codice_fiscale.as_str().into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_case_of_the_lot_has_its_outcome() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    for (key, wanted, told) in [
        ("ready", FindOutcome::Activatable, true),
        ("minor", FindOutcome::Activatable, true),
        ("eighteen_today", FindOutcome::Activatable, true),
        ("accents", FindOutcome::Activatable, true),
        ("foreign_born", FindOutcome::Activatable, true),
        ("leap_day", FindOutcome::Activatable, true),
        ("omocode", FindOutcome::Activatable, true),
        ("unknown", FindOutcome::Unknown, false),
        ("no_chip", FindOutcome::NoChip, true),
        ("expired", FindOutcome::Expired, true),
        ("other_region", FindOutcome::OtherRegion, false),
        ("already_active", FindOutcome::AlreadyActive, true),
        ("suspended", FindOutcome::Suspended, true),
        ("revoked", FindOutcome::Revoked, true),
        ("another_holder", FindOutcome::AnotherHolder, false),
    ] {
        let found = authority.engine.find(&question(case(&lot, key)), Utc::now()).await.unwrap();
        assert_eq!(found.outcome, wanted, "{key}");
        assert_eq!(found.card.is_some(), told, "{key}");
    }
    let unfit = FindRequest { card_number: "8038 0001".into(), codice_fiscale: String::new() };
    assert_eq!(refusal(authority.engine.find(&unfit, Utc::now()).await), Refusal::Invalid);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_told_as_it_was_issued() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let accents = case(&lot, "accents");
    let issued = lot.cards.iter().find(|card| card.card_number == accents.card_number).unwrap();
    let told = authority.engine.find(&question(accents), Utc::now()).await.unwrap().card.unwrap();
    assert_eq!((told.surname.as_str(), told.name.as_str()), ("D'ALÒ", "NICCOLÒ"));
    assert_eq!((told.region.as_str(), told.issuer.as_str()), ("110", "Regione Marche"));
    assert_eq!((told.birth_place.as_str(), told.birth_date), ("A271", issued.holder.birth_date));
    assert_eq!((told.issued, told.expires), (issued.issued, issued.expires));
    assert!(told.has_chip && told.chip_serial == issued.chip_serial);
    let certificate = told.certificate.unwrap();
    assert_eq!(certificate.state, CertificateState::OnHold);
    assert_eq!(certificate.serial.len(), 32);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_expires_with_its_last_day_in_rome() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let ready = case(&lot, "ready");
    let told = authority.engine.find(&question(ready), Utc::now()).await.unwrap().card.unwrap();
    let last_moment = told.certificate.unwrap().not_after;
    let outcome = async |moment| authority.engine.find(&question(ready), moment).await.unwrap().outcome;
    assert_eq!(sportello::policy::rome_date(last_moment), told.expires);
    assert_eq!(outcome(last_moment).await, FindOutcome::Activatable);
    assert_eq!(outcome(last_moment + TimeDelta::seconds(1)).await, FindOutcome::Expired);
}
