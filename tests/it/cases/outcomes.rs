// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::desk::{desk, shown};
use chrono::Months;

#[tokio::test(flavor = "multi_thread")]
async fn every_odd_outcome_of_the_authority_has_its_page_and_its_slip() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    for (key, says) in [
        ("no_chip", "Tessera senza chip"),
        ("expired", "Tessera scaduta"),
        ("already_active", "Tessera già attiva"),
        ("suspended", "Tessera sospesa"),
        ("revoked", "Tessera revocata"),
        ("another_holder", "Tessera di un’altra persona"),
        ("other_region", "Tessera di un’altra regione"),
        ("unknown", "Tessera sconosciuta"),
    ] {
        let (lot, card) = (
            desk.case(key),
            desk.lot.cards.iter().find(|c| c.codice_fiscale == desk.case(key).codice_fiscale),
        );
        let case = desk.open(&mut browser, lot.codice_fiscale.as_str()).await;
        let expires = card.map_or_else(|| desk.card("ready").expires, |card| card.expires);
        desk.hand_in(&mut browser, &case, lot.card_number.as_str(), expires).await;
        assert!(browser.path().contains("/refusals/"), "{key}: {}", browser.text());
        browser.says(says).says("Che cosa dire al cittadino").says("Che cosa fare ora");
        let slip = browser.attribute("a[href$='/slip']", "href");
        let here = browser.path().to_owned();
        browser.open(&slip).await;
        assert_eq!(browser.header("content-type"), "application/pdf", "{key}");
        assert!(browser.bytes().starts_with(b"%PDF"));
        let english = browser.bytes().clone();
        for (language, same) in [("it", false), ("sl", false), ("en", true), ("xx", true)] {
            browser.open(&format!("{slip}?language={language}")).await;
            assert!(browser.bytes().starts_with(b"%PDF"), "{key} in {language}");
            assert_eq!(*browser.bytes() == english, same, "{key}: the slip in {language}");
        }
        browser.open(&here).await.says("Il foglio in un’altra lingua").says("sloveno");
        browser.open(&here).await.press("Chiudi la pratica", &[]).await;
        browser.open(&case).await.says("chiusa con esito negativo").says(says);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_authority_is_away_the_card_is_saved_and_the_other_steps_go_on() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("ready");
    desk.authority.set_away(true);
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, card).await;
    desk.hand_in(&mut browser, &case, card.card_number.as_str(), card.expires).await;
    assert_eq!(browser.path(), format!("{case}/identification"), "{}", browser.text());
    browser.says("L’ente emettitore non risponde");
    desk.identify(&mut browser, &case).await;
    desk.contact(&mut browser, &case, "mario@example.org").await;
    desk.sign(&mut browser, &case).await;
    browser.open(&format!("{case}/check")).await.says("Richiesta firmata il");
    browser.press("Chiedi di nuovo", &[]).await;
    desk.authority.set_away(false);
    browser.open(&format!("{case}/card")).await.press("Chiedi di nuovo", &[]).await;
    browser.open(&format!("{case}/check")).await.says("attivabile").says("Richiesta firmata il");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expiry_that_the_authority_does_not_know_wants_a_reason() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("ready");
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, card).await;
    let other = card.expires + Months::new(1);
    desk.hand_in(&mut browser, &case, card.card_number.as_str(), other).await;
    assert_eq!(browser.status(), 422, "{}", browser.text());
    browser.says("La scadenza stampata non è quella");
    assert_eq!(browser.attribute("#expires", "value"), shown(other));
    browser.press("Salva e continua", &[("ticked", "card_expiry")]).await;
    assert!(browser.words_of("#reason-error").contains("motivo"), "{}", browser.text());
    browser.press("Salva e continua", &[("ticked", "card_expiry"), ("reason", "letta due volte")]).await;
    assert_eq!(browser.path(), format!("{case}/identification"), "{}", browser.text());
    assert_eq!(desk.house.audited("warning.override", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_minor_is_refused_with_the_rule_and_who_comes_of_age_today_is_not() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let minor = desk.card("minor");
    let case = desk.open(&mut browser, minor.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, minor).await;
    desk.hand_in(&mut browser, &case, minor.card_number.as_str(), minor.expires).await;
    desk.identify_as(&mut browser, &case, "holder").await;
    browser.says("Il titolare è minorenne").says("18 anni");
    assert_eq!(desk.house.audited("identification.save", "refused").await, 1);
    browser.open(&case).await;
    assert_eq!(browser.path(), format!("{case}/identification"), "nothing was saved");
    let adult = desk.card("eighteen_today");
    let case = desk.open(&mut browser, adult.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, adult).await;
    assert_eq!(browser.path(), format!("{case}/card"), "{}", browser.text());
}
