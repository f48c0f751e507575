// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::desk::{Desk, desk, shown};
use crate::support::{Browser, encode};
use chrono::{Days, Months};

/// Presses the button with one field wrong: 422, the error at the field and in the summary, everything else kept.
async fn refused(browser: &mut Browser, good: &[(&str, &str)], wrong: (&str, &str), says: &str) {
    let at = browser.path().to_owned();
    let filled: Vec<(&str, &str)> = good.iter().copied().filter(|(name, _)| *name != wrong.0).collect();
    let mut all = filled.clone();
    all.push(wrong);
    browser.press("Salva e continua", &all).await;
    let what = format!("{at}: {wrong:?}");
    assert_eq!(browser.status(), 422, "{what}: {}", browser.text());
    assert!(browser.words_of(".error-summary").contains(says), "{what}: {}", browser.text());
    assert!(browser.words_of(&format!("#{}-error", wrong.0)).contains(says), "{what}: {}", browser.text());
    let (_, kept) = browser.form("Salva e continua", &[]);
    for (name, value) in filled {
        let kept = kept.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        assert_eq!(kept, Some(value), "{what}: {name} was lost");
    }
    browser.open(&at).await;
}

async fn at_step(desk: &Desk, browser: &mut Browser, step: &str) -> String {
    let card = desk.card("ready");
    let case = desk.open(browser, card.codice_fiscale.as_str()).await;
    desk.holder(browser, &case, card).await;
    browser.open(&format!("{case}/{step}")).await;
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_in_the_one_field_stays_there_with_what_is_wrong() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    for (typed, says) in [
        ("", "Scrivi un codice fiscale"),
        ("RSSMRA80A01H501X", "ultima lettera"),
        ("RSSMRA80B31H501W", "data che non esiste"),
        ("RSSMRA80A01 H501U", "posizione 12"),
        ("RSSMRA80A01H50", "qui sono 14"),
        ("8038000110000000001", "qui sono 19"),
        ("AN01-2026-999999", "Non c’è nessuna tessera"),
        ("80380001109999999995", "Non c’è nessuna tessera"),
        ("<script>alert(1)</script>", "codice fiscale"),
        ("'; drop table cases; --", "codice fiscale"),
        ("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "carattere 1"),
    ] {
        browser.open("/").await.press("Cerca", &[("sought", typed)]).await;
        assert_eq!((browser.status(), browser.path()), (422, "/look-ups"), "{typed}");
        assert!(browser.words_of("#sought-error").contains(says), "{typed}: {}", browser.text());
        assert_eq!(browser.attribute("#sought", "value"), typed);
        assert!(!browser.source().contains("<script>alert"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_data_of_the_holder_are_told_field_by_field() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("ready");
    desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    let born = shown(card.holder.birth_date);
    let good = [
        ("surname", card.holder.surname.as_str()),
        ("name", card.holder.name.as_str()),
        ("sex", card.holder.sex.letter()),
        ("birth_date", &born),
        ("birth_place", card.holder.birth_place.as_str()),
    ];
    let long = "A".repeat(101);
    for (wrong, says) in [
        (("surname", ""), "Scrivi il cognome"),
        (("surname", "Rossi\u{7}"), "non si possono leggere"),
        (("surname", "Rossi 😀"), "non può stare in un nome"),
        (("surname", "Rossi\r\nBcc: x@example.org"), "non può stare in un nome"),
        (("name", "<script>alert(1)</script>"), "non può stare in un nome"),
        (("name", &long), "troppo lungo"),
        (("birth_date", "31/02/1980"), "data che esiste"),
        (("birth_date", "1/1/80"), "data che esiste"),
        (("birth_place", "Xyzzy"), "Nessun comune"),
        (("birth_place", "'; drop table cases"), "Nessun comune"),
    ] {
        refused(&mut browser, &good, wrong, says).await;
    }
    browser.press("Salva e continua", &good).await;
    assert!(browser.path().ends_with("/card"), "{}", browser.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_card_numbers_and_documents_are_told_field_by_field() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_step(&desk, &mut browser, "card").await;
    let card = desk.card("ready");
    let (number, expires) = (card.card_number.grouped(), shown(card.expires));
    let good = [("number", number.as_str()), ("expires", &expires), ("former", "none")];
    let (short, changed) =
        (&card.card_number.as_str()[..19], card.card_number.as_str().replace("8038000110", "8038000430"));
    for (wrong, says) in [
        (("number", ""), "Scrivi il numero"),
        (("number", short), "qui sono 19"),
        (("number", "90380001100000000014"), "comincia con 8038000"),
        (("number", changed.as_str()), "Nessuna regione"),
        (("number", "80380001100000000015"), "ultima cifra"),
        (("number", "8038000110000000001\u{661}"), "carattere 20"),
        (("expires", "31/02/2030"), "data che esiste"),
    ] {
        refused(&mut browser, &good, wrong, says).await;
    }

    let today = sportello::policy::rome_date(desk.house.now());
    let (issued, expires) = (shown(today - Months::new(24)), shown(today + Months::new(60)));
    browser.open(&format!("{case}/identification")).await;
    let good = [
        ("kind", "cie"),
        ("number", "CA00000AA"),
        ("issuer", "Comune di Ancona"),
        ("issued", issued.as_str()),
        ("expires", &expires),
    ];
    let (yesterday, tomorrow) = (shown(today - Days::new(1)), shown(today + Days::new(1)));
    for (wrong, says) in [
        (("number", ""), "Scrivi il numero"),
        (("number", "CA 😀"), "carattere 4"),
        (("issuer", "Comune\r\ndi Ancona"), "carattere 7"),
        (("issued", tomorrow.as_str()), "nel futuro"),
        (("issued", "31/04/2020"), "data che esiste"),
        (("expires", yesterday.as_str()), "scaduto il"),
        (("expires", ""), "Scrivi la data di scadenza"),
    ] {
        refused(&mut browser, &good, wrong, says).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_addresses_are_told_field_by_field() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    at_step(&desk, &mut browser, "contact").await;
    let good = [
        ("email", "mario@example.org"),
        ("email_again", "mario@example.org"),
        ("phone", "+39333123456"),
        ("language", "en"),
    ];
    for (wrong, says) in [
        (("email_again", "maria@example.org"), "non sono uguali"),
        (("phone", "123"), "da 6 a 15"),
        (("phone", "abc"), "carattere che non può"),
    ] {
        refused(&mut browser, &good, wrong, says).await;
    }
    for (typed, says) in [
        ("", "Scrivi l’indirizzo"),
        ("mario", "chiocciola"),
        ("mario@example.org\r\nBcc: x@example.org", "spazi"),
        ("mario@exa mple.org", "spazi"),
        ("mario@example.org,maria@example.org", "soltanto l’indirizzo"),
        ("mario😀@example.org", "prima della chiocciola"),
        ("anna@comune.prova.example", "di chi lavora qui"),
        ("mario@regione.marche.it", "di chi lavora qui"),
    ] {
        let both = [("email", typed), ("email_again", typed), ("phone", "+39333123456")];
        browser.press("Salva e continua", &both).await;
        assert_eq!(browser.status(), 422, "{typed:?}: {}", browser.text());
        assert!(browser.words_of("#email-error").contains(says), "{typed:?}: {}", browser.text());
        assert_eq!(browser.attribute("#phone", "value"), "+39333123456");
    }
    let letters: i64 = desk.house.audited("contact.save", "done").await;
    assert_eq!(letters, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_five_megabytes_gets_a_page_and_the_case_stays_as_it_was() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_step(&desk, &mut browser, "contact").await;
    let huge = "x".repeat(5 << 20);
    let (action, fields) = browser.form("Salva e continua", &[("email", &huge)]);
    let answer = browser.send(hyper::Method::POST, &action, &encode(&fields)).await;
    assert_eq!(answer.status, 413);
    let (_, fields) = browser.form("Salva e continua", &[("email", &"x".repeat(5_000))]);
    let answer = browser.send(hyper::Method::POST, &action, &encode(&fields)).await;
    assert_eq!(answer.status, 422);
    browser.open(&case).await;
    assert_eq!(browser.path(), format!("{case}/card"));
}
