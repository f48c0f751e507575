// SPDX-License-Identifier: AGPL-3.0-or-later

use super::{bytes, count};
use crate::support::authority::TestAuthority;
use crate::support::database;
use chrono::Utc;
use rcgen::PublicKeyData;
use sportello::authority::engine::{Engine, StartError};
use sportello::authority::import::{HEADER, ImportError, LineRefusal};
use sportello::authority::keys;

const CARDS: &str = "SELECT count(*) FROM authority.cards";
const GOOD: &str = "80380001100000000014,6110000000000001,true,RSSMRA80A01H501U,ROSSI,MARIO,M,1980-01-01,H501,2024-03-01,2030-02-28,";

fn file(lines: &[&str]) -> String {
    format!("{}\n{}\n", HEADER.join(","), lines.join("\n"))
}

#[tokio::test(flavor = "multi_thread")]
async fn good_lines_go_in_and_the_others_are_named_with_number_and_reason() {
    let database = database().await;
    let authority = TestAuthority::new(&database).await;
    let with =
        |from: &str, to: &str| GOOD.replace(from, to).replace("0014,", "0022,").replace("01,true", "02,true");
    let lines = [
        GOOD.to_owned(),
        with("0014", "0015").replace("0022", "0023"),
        with("true", "maybe"),
        with("6110000000000001", ""),
        with("H501U", "H501V"),
        with("MARIO", "M4RIO"),
        with(",M,", ",X,"),
        with("1980-01-01", "1980-02-31"),
        with(",H501,2", ",501,2"),
        with("2030-02-28", "2023-02-28"),
        with("2030-02-28,", "2030-02-28,not a key"),
        "80380001100000000022".to_owned(),
        GOOD.to_owned(),
        with("0000000001", "0000000001"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut told = Vec::new();
    let text = file(&lines);
    let report = authority
        .engine
        .import(text.as_bytes(), false, Utc::now(), |progress| told.push(progress))
        .await
        .unwrap();
    let refused: Vec<_> = report.refused.iter().map(|(line, why)| (*line, *why)).collect();
    use LineRefusal::*;
    assert_eq!(
        refused,
        [
            (3, CardNumber),
            (4, HasChip),
            (5, ChipSerial),
            (6, CodiceFiscale),
            (7, Name),
            (8, Sex),
            (9, Date),
            (10, BirthPlace),
            (11, Order),
            (12, PublicKey),
            (13, Fields),
            (14, Taken),
        ]
    );
    assert_eq!(report.imported, 2);
    assert_eq!(told.last().map(|last| (last.read, last.imported, last.refused)), Some((14, 2, 12)));
    assert_eq!(count(&mut database.owner().await, CARDS).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_or_nothing_leaves_nothing_of_a_file_with_a_bad_line() {
    let database = database().await;
    let authority = TestAuthority::new(&database).await;
    let bad = file(&[GOOD, "80380001100000000022"]);
    let refused = authority.engine.import(bad.as_bytes(), true, Utc::now(), |_| {}).await;
    let Err(ImportError::NotAll(report)) = refused else { panic!("it was not refused") };
    assert_eq!(report.refused, [(3, LineRefusal::Fields)]);
    assert_eq!(count(&mut database.owner().await, CARDS).await, 0);
    let good = file(&[GOOD]);
    assert_eq!(authority.engine.import(good.as_bytes(), true, Utc::now(), |_| {}).await.unwrap().imported, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_header_and_what_is_no_utf_8_are_refused() {
    let database = database().await;
    let authority = TestAuthority::new(&database).await;
    let no_header = authority.engine.import(GOOD.as_bytes(), false, Utc::now(), |_| {}).await;
    assert!(matches!(no_header, Err(ImportError::Header)));
    let mut latin_1 = file(&[GOOD]).into_bytes();
    let at = latin_1.windows(5).position(|bytes| bytes == b"MARIO").unwrap();
    latin_1[at] = 0xD2;
    let not_utf_8 = authority.engine.import(latin_1.as_slice(), false, Utc::now(), |_| {}).await;
    assert!(matches!(not_utf_8, Err(ImportError::File(_))));
    assert_eq!(count(&mut database.owner().await, CARDS).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_made_for_the_public_key_of_the_chip() {
    let database = database().await;
    let authority = TestAuthority::new(&database).await;
    let pair = rcgen::KeyPair::generate().unwrap();
    let line = format!("{GOOD}\"{}\"", pair.public_key_pem());
    authority.engine.import(file(&[&line]).as_bytes(), true, Utc::now(), |_| {}).await.unwrap();
    let der = bytes(&mut database.owner().await, "SELECT certificate FROM authority.chips").await;
    let (_, found) = x509_parser::parse_x509_certificate(&der).unwrap();
    assert_eq!(found.public_key().raw, pair.subject_public_key_info());
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_another_house_are_refused_with_both_names() {
    let database = database().await;
    let authority = TestAuthority::new(&database).await;
    let mut config = authority.config.clone();
    config.keys = authority.folder().join("other-keys");
    keys::generate(&config.keys, &config.administration, Utc::now()).unwrap();
    let refused = Engine::open(&config, Utc::now()).await.err().unwrap();
    assert!(matches!(refused, StartError::OtherDatabase { .. }), "{refused}");

    let mut mixed_up = authority.config.clone();
    std::mem::swap(&mut mixed_up.sheet_public_key, &mut mixed_up.mail_public_key);
    let refused = Engine::open(&mixed_up, Utc::now()).await.err().unwrap();
    assert!(matches!(refused, StartError::WrongRole { wanted: "sheet", .. }), "{refused}");
    assert!(
        keys::generate(&authority.config.keys, &authority.config.administration, Utc::now())
            .unwrap()
            .is_empty()
    );
}
