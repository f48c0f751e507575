// SPDX-License-Identifier: AGPL-3.0-or-later

use super::{activation, certificate, openssl_verify};
use crate::support::authority::{TestAuthority, case};
use crate::support::database;
use chrono::Utc;
use sportello::authority::contract::{ChangeReason, ChangeRequest};
use sportello::authority::engine::Act;
use uuid::Uuid;
use x509_parser::prelude::*;

#[tokio::test(flavor = "multi_thread")]
async fn openssl_finds_a_certificate_on_hold_and_then_good() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let card = case(&lot, "ready");
    let der = certificate(&mut database.owner().await, card).await;
    authority.engine.sign_due_lists(Utc::now()).await.unwrap();
    let (good, said) = openssl_verify(&authority, &der, 1);
    assert!(!good && said.contains("certificate revoked"), "{said}");

    authority.engine.activate(&activation(card), Utc::now()).await.unwrap();
    let (good, _) = openssl_verify(&authority, &der, 1);
    assert!(!good, "the list of before is still the one in force");
    authority.engine.sign_due_lists(Utc::now()).await.unwrap();
    let (good, said) = openssl_verify(&authority, &der, 1);
    assert!(good, "{said}");
}

/// The reason that `openssl crl -text` prints for a certificate's serial; none where it is not on the list.
fn openssl_reason(authority: &TestAuthority, certificate: &[u8]) -> Option<String> {
    let (_, found) = X509Certificate::from_der(certificate).unwrap();
    let serial = hex::encode_upper(found.raw_serial());
    let path = authority.folder().join("printed.crl");
    std::fs::write(&path, authority.engine.crl(1).unwrap()).unwrap();
    let mut openssl = std::process::Command::new("openssl");
    openssl.args(["crl", "-inform", "DER", "-noout", "-text", "-in"]).arg(path);
    let said = String::from_utf8(run_of(&mut openssl)).unwrap();
    let serial = serial.trim_start_matches("00");
    let entry =
        said.split("Serial Number: ").find(|entry| entry.trim_start_matches('0').starts_with(serial))?;
    let (_, reason) = entry.split_once("X509v3 CRL Reason Code:")?;
    reason.lines().nth(1).map(|line| line.trim().to_owned())
}

fn run_of(command: &mut std::process::Command) -> Vec<u8> {
    let run = command.output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}

#[tokio::test(flavor = "multi_thread")]
async fn openssl_sees_every_state_of_a_card_with_the_reason_of_the_counter() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let mut owner = database.owner().await;
    let odd = |number| lot.cases.iter().any(|case| case.card_number == number);
    let mut cards = lot.cards.iter().filter(|card| !odd(card.card_number));
    for (reason, printed) in [
        (ChangeReason::Theft, "Key Compromise"),
        (ChangeReason::Loss, "Key Compromise"),
        (ChangeReason::CompromisedCodes, "Key Compromise"),
        (ChangeReason::Malfunction, "Superseded"),
        (ChangeReason::Replaced, "Superseded"),
        (ChangeReason::WrongData, "Affiliation Changed"),
        (ChangeReason::PukBlocked, "Cessation Of Operation"),
        (ChangeReason::HolderRequest, "Cessation Of Operation"),
    ] {
        let card = cards.next().unwrap();
        let card = sportello::authority::lot::LotCase {
            key: "ordinary",
            label: "",
            codice_fiscale: card.codice_fiscale,
            card_number: card.card_number,
            holder: card.holder.clone(),
            expires: card.expires,
        };
        let der = certificate(&mut owner, &card).await;
        let change = |reason| ChangeRequest {
            reference: Uuid::now_v7(),
            card_number: card.card_number.to_string(),
            codice_fiscale: card.codice_fiscale.as_str().into(),
            reason,
            operator: "operator-1".into(),
        };
        let engine = &authority.engine;
        let look = async || {
            engine.sign_due_lists(Utc::now()).await.unwrap();
            (openssl_verify(&authority, &der, 1).0, openssl_reason(&authority, &der))
        };
        let listed = |word: &str| (false, Some(word.to_owned()));
        assert_eq!(look().await, listed("Certificate Hold"), "born on hold");
        engine.activate(&activation(&card), Utc::now()).await.unwrap();
        assert_eq!(look().await, (true, None), "active");
        engine.change(Act::Suspend, &change(ChangeReason::Loss), Utc::now()).await.unwrap();
        assert_eq!(look().await, listed("Certificate Hold"), "suspended");
        engine.change(Act::Reactivate, &change(ChangeReason::Found), Utc::now()).await.unwrap();
        assert_eq!(look().await, (true, None), "reactivated");
        engine.change(Act::Revoke, &change(reason), Utc::now()).await.unwrap();
        assert_eq!(look().await, listed(printed), "{reason:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_certificate_follows_the_profile_of_the_cns() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let accents = case(&lot, "accents");
    let card = lot.cards.iter().find(|card| card.card_number == accents.card_number).unwrap();
    let der = certificate(&mut database.owner().await, accents).await;
    let (_, found) = X509Certificate::from_der(&der).unwrap();

    let name = found.subject().to_string();
    let wanted = format!("{}/{}.", card.codice_fiscale.as_str(), card.chip_serial.as_deref().unwrap());
    let common_name = found.subject().iter_common_name().next().unwrap().as_str().unwrap();
    assert!(common_name.starts_with(&wanted) && common_name.ends_with('='), "{common_name}");
    assert_eq!(common_name.len(), 62, "X.520 allows 64");
    let before = "C=IT, OU=Regione Marche, surname=D'ALÒ, givenName=NICCOLÒ, CN=";
    assert_eq!(name, format!("{before}{common_name}"));

    let usage = found.key_usage().unwrap().unwrap();
    assert!(usage.critical && usage.value.flags == 1, "digitalSignature alone");
    let extended = found.extended_key_usage().unwrap().unwrap().value;
    assert!(extended.client_auth && !extended.server_auth && !extended.email_protection);
    assert!(!found.is_ca());
    let policies = found
        .extensions()
        .iter()
        .find_map(|extension| match extension.parsed_extension() {
            ParsedExtension::CertificatePolicies(policies) => Some(policies),
            _ => None,
        })
        .unwrap();
    assert_eq!(policies[0].policy_id.to_id_string(), "1.3.76.16.2.1");
    let text = String::from_utf8_lossy(&der).into_owned();
    assert!(text.contains("Identifies X.509 authentication certificates issued for the italian"));
    assert!(text.contains("http://127.0.0.1:8080/pki/crls/1.crl"));

    let day = |time: ASN1Time| {
        sportello::policy::rome_date(chrono::DateTime::from_timestamp(time.timestamp(), 0).unwrap())
    };
    assert_eq!(day(found.validity().not_before), card.issued);
    assert_eq!(day(found.validity().not_after), card.expires);
    assert_eq!(found.raw_serial().len(), 16);
    let (_, ca) = X509Certificate::from_der(authority.engine.ca()).unwrap();
    let key_id = |certificate: &X509Certificate<'_>, own: bool| {
        certificate.extensions().iter().find_map(|extension| match extension.parsed_extension() {
            ParsedExtension::AuthorityKeyIdentifier(id) if !own => {
                id.key_identifier.clone().map(|id| id.0.to_vec())
            }
            ParsedExtension::SubjectKeyIdentifier(id) if own => Some(id.0.to_vec()),
            _ => None,
        })
    };
    assert!(key_id(&found, true).is_some());
    assert_eq!(key_id(&found, false), key_id(&ca, true), "the issuer is found by its key id");
}
