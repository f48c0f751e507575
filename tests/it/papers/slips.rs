// SPDX-License-Identifier: AGPL-3.0-or-later
use sportello::{
    pdf::{Carrier, Receipt, RefusalSlip, Said, receipt, refusal_slip},
    texts::Language,
};

use super::{
    fixtures::{COUNTER, LONG_COUNTER, RECEIPT_CODE, now},
    tools::{info, keep, scanned, sound, tidy, words},
};

fn said(language: Language, it: &str, other: &str) -> Said {
    Said { it: it.to_owned(), other: (language != Language::Italian).then(|| other.to_owned()) }
}

pub(super) fn print_receipt(language: Language) -> Vec<u8> {
    let done = Receipt::activation(language, Carrier::Mail);
    let mail = Said::of(language, "receipt-mail-accepted", &[("server", "mx.example.org".into())]);
    receipt(&Receipt {
        counter: COUNTER,
        protocol: "AN01-2026-000123",
        holder: "D’AMICO MARIA LUCÌA",
        done: &done,
        release: Some("AN01-R-2026-004711"),
        serial: Some("FC26-7K3M-9QXA"),
        taken_by: Some("D’AMICO MARIA LUCÌA"),
        acting: None,
        mail: Some(&mail),
        suspension: "numero verde 800 000000, tutti i giorni, 24 ore · 071 8705511 dall’estero",
        card: Some("8038 0001 1000 0000 0014"),
        qr: Some(RECEIPT_CODE),
        language,
        now: now(),
    })
}

#[test]
fn the_receipt_says_what_was_done_and_how_to_stop_the_card() {
    let path = keep("receipt-en", &print_receipt(Language::English));
    let text = words(&path);
    for part in [
        "Ricevuta",
        "AN01-2026-000123",
        "The certificate of the health card (Tessera sanitaria TS-CNS) was activated.",
        "AN01-R-2026-004711",
        "FC26-7K3M-9QXA",
        "D’AMICO MARIA LUCÌA",
        "Il server mx.example.org ha preso in carico l’e-mail",
        "numero verde 800 000000",
        "Sportello TS-CNS di Ancona",
        "23/11/2026, 10:05",
    ] {
        assert!(text.contains(part), "{part:?} is missing in {text}");
    }
    assert_eq!(scanned(&path).trim(), format!("QR-Code:{RECEIPT_CODE}"));
    assert!(
        info(&path).contains("Title:           Ricevuta\n") && info(&path).contains("Pages:           1\n")
    );
    sound(&path);
    tidy(&path, 1);
    tidy(&keep("receipt-it", &print_receipt(Language::Italian)), 1);
}

fn print_slip(language: Language, times: usize) -> Vec<u8> {
    let reason = said(
        language,
        "La tessera numero 8038 0000 5001 2345 6789 è intestata a un’altra persona: il codice fiscale letto dalla \
         tessera non è quello del documento mostrato allo sportello.",
        "Card number 8038 0000 5001 2345 6789 belongs to another person: the tax code read from the card is not that \
         of the document shown at the counter.",
    );
    let ways = [
        said(language, "Porti la Sua tessera sanitaria.", "Bring your own health card."),
        said(
            language,
            "Se non l’ha ricevuta, la chieda all’Agenzia delle entrate o alla Sua azienda sanitaria.",
            "If you have not received it, ask the revenue agency or your local health authority for it.",
        ),
    ];
    refusal_slip(&RefusalSlip {
        counter: if times > 1 { LONG_COUNTER } else { COUNTER },
        protocol: "AN01-2026-000124",
        persons: None,
        title: &said(language, "La tessera è di un’altra persona", "The card belongs to somebody else"),
        reasons: &vec![reason; times],
        ways_on: &vec![ways; times].concat(),
        language,
        now: now(),
    })
}

#[test]
fn the_slip_tells_what_why_and_what_to_bring_and_no_operator() {
    let path = keep("slip-en", &print_slip(Language::English, 1));
    let text = words(&path);
    for part in [
        "La tessera è di un’altra persona",
        "Perché",
        "Bring your own health card.",
        "AN01-2026-000124",
        "071 8705511",
    ] {
        assert!(text.contains(part), "{part:?} is missing in {text}");
    }
    assert!(info(&path).contains("Title:           Promemoria per il cittadino\n"));
    assert!(!text.to_lowercase().contains("operatore"), "{text}");
    sound(&path);
    tidy(&path, 1);
    tidy(&keep("slip-it", &print_slip(Language::Italian, 1)), 1);
}

#[test]
fn a_long_slip_goes_on_on_more_pages() {
    let path = keep("slip-long", &print_slip(Language::English, 12));
    assert!(info(&path).contains("Pages:           4\n"), "{}", info(&path));
    tidy(&path, 4);
    assert_eq!(words(&path).matches("Bring your own health card.").count(), 12);
}
