// SPDX-License-Identifier: AGPL-3.0-or-later
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use chrono::Utc;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::*;

fn digits(text: &str) -> Digits {
    Digits::new(Zeroizing::new(text.to_owned())).unwrap()
}

fn first_half() -> FirstHalf {
    FirstHalf {
        codes: vec![
            CodePart::new(CodeKind::Pin, 5, 0, digits("12")).unwrap(),
            CodePart::new(CodeKind::Puk, 8, 0, digits("0987")).unwrap(),
        ],
    }
}

fn second_half() -> SecondHalf {
    SecondHalf {
        codes: vec![CodePart::new(CodeKind::Pin, 5, 2, digits("345")).unwrap()],
        recipient: "\"d'angelo\\ì\"@example.it".to_owned(),
        language: "it".to_owned(),
    }
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sportello-seal-{}", Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    folder
}

#[test]
fn a_half_opens_with_the_right_key_purpose_and_release_only() {
    let (sheet, mail) = (PrivateKey::generate("sheet", Utc::now()), PrivateKey::generate("mail", Utc::now()));
    let (release, other) = (Uuid::now_v7(), Uuid::now_v7());
    let sealed = first_half().seal(&sheet.public(), release).unwrap();
    let as_second = seal(&sheet.public(), Purpose::SecondHalf, release.as_bytes(), b"{}").unwrap();
    let sheet = KeyRing::of([sheet]);
    let mail = KeyRing::of([mail]);

    let opened = FirstHalf::open(&sheet, release, &sealed).ok().unwrap();
    assert_eq!(opened.codes[0].digits().reveal(), "12");
    assert_eq!(opened.codes[1].positions(), 1..=4);
    assert_eq!(FirstHalf::open(&sheet, other, &sealed).err(), Some(OpenError::Damaged));
    assert_eq!(SecondHalf::open(&sheet, release, &sealed).err(), Some(OpenError::Damaged));
    assert_eq!(FirstHalf::open(&sheet, release, &as_second).err(), Some(OpenError::Damaged));
    let unknown = OpenError::UnknownKey(sealed.key_id().clone());
    assert_eq!(FirstHalf::open(&mail, release, &sealed).err(), Some(unknown));
}

#[test]
fn the_second_half_keeps_its_recipient_inside() {
    let mail = PrivateKey::generate("mail", Utc::now());
    let release = Uuid::now_v7();
    let sealed = second_half().seal(&mail.public(), release).unwrap();
    let opened = SecondHalf::open(&KeyRing::of([mail]), release, &sealed).ok().unwrap();
    assert_eq!(opened.recipient, second_half().recipient);
    assert_eq!(opened.language, "it");
    assert_eq!(*opened.codes[0].reveal_masked(), "••345");
    assert_eq!(*first_half().codes[0].reveal_masked(), "12•••");
}

#[test]
fn every_single_bit_of_a_sealed_value_counts() {
    let sheet = PrivateKey::generate("sheet", Utc::now());
    let release = Uuid::now_v7();
    let bytes = first_half().seal(&sheet.public(), release).unwrap().to_bytes();
    let ring = KeyRing::of([sheet]);
    assert_eq!(Sealed::from_bytes(&bytes).unwrap().to_bytes(), bytes);
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        let opened = Sealed::from_bytes(&altered).and_then(|sealed| FirstHalf::open(&ring, release, &sealed));
        assert!(opened.is_err(), "byte {at} could be altered");
    }
    for cut in 0..bytes.len() {
        let opened = Sealed::from_bytes(&bytes[..cut]).and_then(|s| FirstHalf::open(&ring, release, &s));
        assert!(opened.is_err(), "a value cut at {cut} was opened");
    }
}

#[test]
fn a_sealed_value_survives_json_and_shows_no_digit() {
    let sheet = PrivateKey::generate("sheet", Utc::now());
    let long =
        FirstHalf { codes: vec![CodePart::new(CodeKind::Pin, 32, 0, digits("8642097531864209")).unwrap()] };
    let sealed = long.seal(&sheet.public(), Uuid::now_v7()).unwrap();
    let json = serde_json::to_string(&sealed).unwrap();
    assert!(!json.contains("8642097531864209"));
    assert!(!sealed.to_bytes().windows(16).any(|window| window == b"8642097531864209"));
    assert!(serde_json::from_str::<Sealed>(&json).unwrap() == sealed);
}

#[test]
fn codes_take_digits_only_and_parts_fit_their_code() {
    for bad in ["", "12a", "1 2", "１２", "-1"] {
        assert!(Digits::new(Zeroizing::new(bad.to_owned())).is_none(), "{bad:?}");
    }
    assert!(CodePart::new(CodeKind::Pin, 5, 3, digits("345")).is_none());
    assert!(CodePart::new(CodeKind::Pin, 255, 250, digits("345678")).is_none());
}

#[test]
fn key_files_come_back_and_an_open_one_is_refused() {
    let folder = folder();
    let key = PrivateKey::generate("sheet", Utc::now());
    let public_path = key.write(&folder).unwrap();
    assert!(key.write(&folder).is_err(), "a key was written over");
    let public = PublicKey::read(&public_path).unwrap();
    assert!(public.id() == key.id() && key.id().role() == "sheet");

    let sealed = seal(&public, Purpose::ParkedForm, b"row", b"text").unwrap();
    let ring = KeyRing::load(&folder, "sheet").ok().unwrap();
    assert_eq!(*open(&ring, Purpose::ParkedForm, b"row", &sealed).unwrap(), b"text");
    assert!(matches!(KeyRing::load(&folder, "mail").err(), Some(KeyFileError::NoKey { .. })));

    let private_path = public_path.with_extension("key");
    assert!(matches!(PublicKey::read(&private_path).err(), Some(KeyFileError::NotAKey { .. })));
    std::fs::set_permissions(&private_path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let refused = PrivateKey::read(&private_path).err().unwrap();
    assert!(matches!(refused, KeyFileError::TooOpen { mode: 0o640, .. }), "{refused}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_renamed_key_is_refused() {
    let folder = folder();
    let (key, other) = (PrivateKey::generate("sheet", Utc::now()), PrivateKey::generate("sheet", Utc::now()));
    let path = key.write(&folder).unwrap().with_extension("key");
    let text = std::fs::read_to_string(&path).unwrap().replace(key.id().as_str(), other.id().as_str());
    std::fs::write(&path, text).unwrap();
    assert!(matches!(PrivateKey::read(&path).err(), Some(KeyFileError::NotAKey { .. })));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_ring_seals_to_the_newest_and_still_opens_the_older() {
    let folder = folder();
    let now = Utc::now();
    let old = PrivateKey::generate("mail", now - chrono::TimeDelta::days(30));
    let new = PrivateKey::generate("mail", now);
    let sealed = seal(&old.public(), Purpose::OutboxMessage, b"", b"waiting").unwrap();
    old.write(&folder).unwrap();
    new.write(&folder).unwrap();
    let ring = KeyRing::load(&folder, "mail").ok().unwrap();
    assert!(ring.newest().unwrap().id() == new.id());
    assert_eq!(*open(&ring, Purpose::OutboxMessage, b"", &sealed).unwrap(), b"waiting");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_secret_box_opens_its_own_for_the_same_purpose_and_row() {
    let folder = folder();
    let now = Utc::now();
    let old = SecretBox::generate("web", now - chrono::TimeDelta::days(1));
    let sealed = old.seal(Purpose::TotpSecret, b"operator 1", b"secret");
    let digest = old.digest("address", &[b"a", b"bc"]);
    old.write(&folder).unwrap();
    SecretBox::generate("web", now).write(&folder).unwrap();

    let held = SecretBox::load(&folder, "web").ok().unwrap();
    assert!(held.key_id() != old.key_id(), "the newest key seals");
    assert_eq!(*held.open(Purpose::TotpSecret, b"operator 1", &sealed).unwrap(), b"secret");
    assert_eq!(held.open(Purpose::TotpSecret, b"operator 2", &sealed).err(), Some(OpenError::Damaged));
    assert_eq!(held.open(Purpose::ParkedForm, b"operator 1", &sealed).err(), Some(OpenError::Damaged));
    let stranger = SecretBox::generate("web", now);
    assert!(matches!(
        stranger.open(Purpose::TotpSecret, b"operator 1", &sealed),
        Err(OpenError::UnknownKey(_))
    ));

    assert!(held.digest_fits("address", &[b"a", b"bc"], &digest));
    assert!(!held.digest_fits("address", &[b"ab", b"c"], &digest));
    assert!(!held.digest_fits("name", &[b"a", b"bc"], &digest));
    std::fs::remove_dir_all(folder).unwrap();
}
