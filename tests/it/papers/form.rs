// SPDX-License-Identifier: AGPL-3.0-or-later
use sportello::{
    pdf::{Contact, Holder, Reach, request_form, short_fingerprint},
    texts::Language,
};

use super::{
    fixtures::{form, long_form},
    tools::{info, keep, sound, tidy, words},
};

#[test]
fn the_request_form_says_everything_that_is_signed_in_reading_order_and_twice() {
    let path = keep("form-en", &request_form(&form(Language::English)));
    let text = words(&path);
    let mut rest = text.as_str();
    for copy in 0..2 {
        for part in [
            "Regione Marche",
            "AN01-2026-000123",
            "Richiesta di attivazione e presa visione dell’informativa",
            "Request for activation",
            "Cognome · Surname",
            "D’AMICO",
            "MARIA LUCÌA",
            "DMCMLC80A41A271X",
            "01/01/1980",
            "8038 0000 5001 2345 6789",
            "5A:3F:91:0C:77:DE:12:08",
            "Carta d’identità elettronica (CIE) / Electronic identity card (CIE)",
            "CA12345AB",
            "maria.damico@example.org",
            "+39 333 1234567",
            "inglese / English",
            "Informativa sui dati personali",
            "rpd@regione.example.org",
            "https://www.regione.example.org/privacy/ts-cns",
            "art. 76 D.P.R. 445/2000",
            "Ancona, 23/11/2026",
            "A1B2 C3D4 E5F6 0718",
        ] {
            let at = rest.find(part).unwrap_or_else(|| panic!("copy {copy} lacks {part:?} in {rest}"));
            rest = &rest[at + part.len()..];
        }
    }
    assert_eq!(text.matches("Firma del titolare").count(), 2);
    assert_eq!(text.matches("copia per lo sportello").count(), 2, "on each page of the first copy");
    assert_eq!(text.matches("copia per il cittadino").count(), 2, "on each page of the second");
}

#[test]
fn a_form_has_no_personal_data_in_its_title_and_names_its_language() {
    let bytes = request_form(&form(Language::English));
    let path = keep("form-info", &bytes);
    let about = info(&path);
    assert!(
        about.contains("Title:           Richiesta di attivazione e presa visione dell’informativa\n"),
        "{about}"
    );
    assert!(!about.contains("AMICO") && !about.contains("DMCMLC"), "{about}");
    assert!(about.contains("Pages:           4\n"), "{about}");
    let raw = String::from_utf8_lossy(&bytes);
    assert!(raw.contains("/Lang (it-IT)") || raw.contains("/Lang(it-IT)"), "the language of the document");
    sound(&path);
}

#[test]
fn an_italian_form_is_italian_only() {
    let path = keep("form-it", &request_form(&form(Language::Italian)));
    let text = words(&path);
    assert!(text.contains("Cognome") && !text.contains("Surname"), "{text}");
    assert!(info(&path).contains("Pages:           4\n"), "two leaves, one for each copy");
    tidy(&path, 4);
}

#[test]
fn long_names_and_addresses_neither_overflow_nor_overlap_nor_take_a_third_page() {
    for language in Language::ALL {
        let path = keep(&format!("form-long-{language}"), &request_form(&long_form(language)));
        tidy(&path, 4);
        assert!(info(&path).contains("Pages:           4\n"), "{}", info(&path));
        let text = words(&path);
        assert!(text.contains("maria-theresia.vonwaltheroberkirchner_zuhochfelden@long.example"), "{text}");
        assert!(text.contains("ŽIVA ČRTOMIRA"), "{text}");
    }
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    assert_eq!(request_form(&form(Language::English)), request_form(&form(Language::English)));
}

#[test]
fn odd_input_is_printed_as_text_or_left_out() {
    let (mut odd, address) = (form(Language::English), "a".repeat(254));
    odd.holder = Holder {
        surname: "<script>alert(1)</script>",
        name: "O\u{0}'N\u{202e}EILL\r\nBcc: \\) Tj (x",
        ..odd.holder
    };
    odd.contact = Contact { to: Reach::Email(&address), phone: None };
    let path = keep("form-odd", &request_form(&odd));
    sound(&path);
    let text = words(&path);
    assert!(text.contains("<script>alert(1)</script>") && text.contains("O'NEILL Bcc: \\) Tj (x"), "{text}");
    tidy(&path, 4);
}

#[test]
fn a_fingerprint_is_shown_in_fours() {
    assert_eq!(short_fingerprint("0f1e2d3c4b5a69788796"), "0F1E 2D3C 4B5A 6978");
}
