// SPDX-License-Identifier: AGPL-3.0-or-later

use super::{activation, certificate, openssl_verify};
use crate::support::authority::{TestAuthority, case, today};
use crate::support::database;
use chrono::{TimeDelta, Utc};
use sportello::authority::lot::demo_lot;
use x509_parser::prelude::*;

/// Serial numbers on a list.
fn serials(list: &[u8]) -> usize {
    let (_, list) = CertificateRevocationList::from_der(list).unwrap();
    list.iter_revoked_certificates().count()
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_and_one_cards_have_a_list_in_two_parts() {
    let database = database().await;
    let authority = TestAuthority::new(&database).await;
    let lot = demo_lot(10_002, "110".parse().unwrap(), today(), 7); // one of them without chip
    let report = authority.engine.import_lot(&lot, Utc::now()).await.unwrap();
    assert_eq!(report.imported, 10_002);
    authority.engine.sign_due_lists(Utc::now()).await.unwrap();
    let parts: Vec<_> = authority.engine.crl_parts().iter().map(|part| part.part).collect();
    assert_eq!(parts, [1, 2]);
    // In part 1 the active certificate is missing, and the expired one.
    assert_eq!(serials(&authority.engine.crl(1).unwrap()), 9_998);
    assert_eq!(serials(&authority.engine.crl(2).unwrap()), 1);
    assert!(authority.engine.crl(3).is_none());
    let last = lot.cards.last().unwrap();
    let last = sportello::authority::lot::LotCase {
        key: "last",
        label: "",
        codice_fiscale: last.codice_fiscale,
        card_number: last.card_number,
        holder: last.holder.clone(),
        expires: last.expires,
    };
    let der = certificate(&mut database.owner().await, &last).await;
    let (good, said) = openssl_verify(&authority, &der, 1);
    assert!(!good && said.contains("CRL scope"), "another part is not this certificate's list: {said}");
    let (good, said) = openssl_verify(&authority, &der, 2);
    assert!(!good && said.contains("certificate revoked"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_event_and_signature_it_signs_at_the_next_start() {
    let database = database().await;
    let (mut authority, lot) = TestAuthority::with_lot(&database).await;
    let card = case(&lot, "ready");
    let der = certificate(&mut database.owner().await, card).await;
    authority.engine.sign_due_lists(Utc::now()).await.unwrap();
    authority.engine.activate(&activation(card), Utc::now()).await.unwrap();

    authority.start_again().await;
    let (good, _) = openssl_verify(&authority, &der, 1);
    assert!(!good, "nothing was signed yet");
    assert_eq!(authority.engine.sign_due_lists(Utc::now()).await.unwrap(), [1]);
    let (good, said) = openssl_verify(&authority, &der, 1);
    assert!(good, "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_events_cost_one_signature_and_none_costs_none() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let engine = &authority.engine;
    assert_eq!(engine.sign_due_lists(Utc::now()).await.unwrap(), [1]);
    assert!(engine.sign_due_lists(Utc::now()).await.unwrap().is_empty());
    for key in ["ready", "accents", "omocode"] {
        engine.activate(&activation(case(&lot, key)), Utc::now()).await.unwrap();
    }
    assert_eq!(engine.sign_due_lists(Utc::now()).await.unwrap(), [1]);
    assert_eq!(engine.crl_parts()[0].number, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_signed_anew_before_its_time_is_over_and_after_a_long_sleep() {
    let database = database().await;
    let (mut authority, _) = TestAuthority::with_lot(&database).await;
    let now = Utc::now();
    authority.engine.sign_due_lists(now).await.unwrap();
    assert!(authority.engine.sign_due_lists(now + TimeDelta::hours(11)).await.unwrap().is_empty());
    assert_eq!(authority.engine.sign_due_lists(now + TimeDelta::hours(13)).await.unwrap(), [1]);

    let much_later = now + TimeDelta::days(30);
    authority.start_again().await;
    assert_eq!(authority.engine.stale_crls(much_later), [1]);
    assert!(!authority.engine.health(much_later).await.healthy);
    assert_eq!(authority.engine.sign_due_lists(much_later).await.unwrap(), [1]);
    assert!(authority.engine.health(much_later).await.healthy);
    assert_eq!(authority.engine.crl_parts()[0].number, 3, "numbers only grow");
}
