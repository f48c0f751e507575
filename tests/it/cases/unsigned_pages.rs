// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same through the pages: two links on the page where the signature is taken, and what the papers say then.

use crate::support::Browser;
use crate::support::desk::{Desk, desk};
use crate::support::visit::words_of;

/// A case that is ready to be signed.
async fn at_the_check(desk: &Desk, browser: &mut Browser) -> String {
    let card = desk.card("ready");
    let case = desk.open(browser, card.codice_fiscale.as_str()).await;
    desk.holder(browser, &case, card).await;
    desk.hand_in(browser, &case, card.card_number.as_str(), card.expires).await;
    desk.identify(browser, &case).await;
    desk.contact(browser, &case, "ready@example.org").await;
    assert_eq!(browser.path(), format!("{case}/check"), "{}", browser.text());
    case
}

/// The words of the form that the page offers to open.
async fn form(browser: &mut Browser) -> String {
    let path = browser.attribute("form[data-then]", "action");
    browser.open(&path).await;
    words_of(browser.bytes()).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Activates, prints and hands over; the words of the receipt.
async fn receipt(desk: &Desk, browser: &mut Browser, case: &str) -> String {
    browser.open(&format!("{case}/release")).await;
    let code = desk.house.next_code(&desk.anna);
    browser.press("Attiva e rilascia", &[("totp", &code)]).await;
    browser.press("Stampa il foglio", &[]).await;
    let serial = crate::support::visit::serial_of(&words_of(browser.bytes()));
    browser.open(&format!("{case}/sheet")).await.press("Consegna il foglio", &[("serial", &serial)]).await;
    browser.open(&format!("{case}/receipt")).await;
    words_of(browser.bytes()).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_who_cannot_sign_declares_before_the_operator() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_the_check(&desk, &mut browser).await;
    browser.says("non sa o non può firmare").says("dichiara un familiare");
    browser.open(&format!("{case}/signature/officer")).await.says("nessuna malattia");
    browser.press("Prepara il modulo", &[]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Indica perché il titolare non firma");
    browser.press("Prepara il modulo", &[("cause", "cannot")]).await;
    assert_eq!(browser.path(), format!("{case}/check"), "{}", browser.text());
    browser.says("dichiarazione raccolta da te").says("ho firmato io tutte e due le copie");
    let paper = form(&mut browser).await;
    assert!(paper.contains("× non può firmare") && !paper.contains("Firma del titolare"), "{paper}");
    browser.open(&format!("{case}/check")).await;
    browser.press("Registra la firma e continua", &[("signed", "on")]).await;
    assert_eq!(desk.house.audited("form.print", "done").await, 1);
    let receipt = receipt(&desk, &mut browser, &case).await;
    assert!(receipt.contains("davanti al pubblico ufficiale, senza la firma del titolare"), "{receipt}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relative_declares_for_a_hindered_holder_and_the_receipt_names_them() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_the_check(&desk, &mut browser).await;
    let other = desk.card("accents");
    let born = other.holder.birth_date.format("%d/%m/%Y").to_string();
    let own = desk.card("ready").codice_fiscale;
    let fields = [
        ("relation", "spouse"),
        ("code", other.codice_fiscale.as_str()),
        ("surname", "D’Alò"),
        ("name", "Niccolò"),
        ("birth_date", &born),
        ("kind", "cie"),
        ("number", "CA00000AA"),
        ("issuer", "Comune di Ancona"),
        ("issued", "01/02/2025"),
        ("expires", "01/02/2034"),
        ("impediment", "on"),
    ];
    let but = |field: &str, value: &'static str| {
        fields.map(|(name, old)| (name, if name == field { value } else { old }))
    };
    let path = format!("{case}/signature/relative");
    for (field, value, says) in [
        ("relation", "", "Indica chi dichiara"),
        ("birth_date", "31/02/1980", "data"),
        ("expires", "01/02/2026", "scadut"),
        ("impediment", "", "senza l’impedimento il titolare firma da sé"),
    ] {
        browser.open(&path).await;
        let filled = but(field, value);
        let filled: Vec<_> = filled.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        browser.press("Prepara il modulo", &filled).await;
        assert_eq!(browser.status(), 422, "{field}");
        browser.says(says);
        assert_eq!(browser.attribute("#surname", "value"), "D’Alò", "what was typed stays");
    }
    let filled = fields.map(|(name, old)| (name, if name == "code" { own.as_str() } else { old }));
    browser.open(&path).await.press("Prepara il modulo", &filled).await;
    browser.says("chi dichiara è un’altra persona");
    assert_eq!(desk.house.audited("form.print", "refused").await, 1);
    browser.open(&path).await.press("Prepara il modulo", &fields).await;
    assert_eq!(browser.path(), format!("{case}/check"), "{}", browser.text());
    browser.says("dichiarazione di un familiare").says("Il familiare ha dichiarato e firmato");
    let paper = form(&mut browser).await;
    for said in ["× coniuge", "CA00000AA", other.codice_fiscale.as_str(), "Firma del familiare"] {
        assert!(paper.contains(said), "{said}: {paper}");
    }
    browser.open(&format!("{case}/check")).await;
    browser.press("Registra la firma e continua", &[("signed", "on")]).await;
    let receipt = receipt(&desk, &mut browser, &case).await;
    assert!(receipt.contains("familiare") && receipt.contains("Niccolò D"), "{receipt}");
}
