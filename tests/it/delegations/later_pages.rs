// SPDX-License-Identifier: AGPL-3.0-or-later
//! The pages on which a delegation is used again, ended, and looked at twice.

use super::pages::parents_case;
use crate::support::Browser;
use crate::support::desk::{Desk, desk, desk_under, shown};
use chrono::Months;
use sportello::policy::PolicyBook;

/// Looks the holder of a case of the lot up; the browser shows their page.
async fn look_up(desk: &Desk, browser: &mut Browser, key: &str) -> String {
    browser.open("/").await;
    browser.press("Cerca", &[("sought", desk.card(key).codice_fiscale.as_str())]).await;
    browser.path().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_comes_back_and_the_delegation_is_picked_then_ended_from_the_holders_page() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = parents_case(&desk, &mut browser).await;
    browser.press("Registra e continua", &[]).await; // the card
    let family = [("piece", "family_status:seen")];
    browser.press("Registra e continua", &family).await;
    browser.open(&format!("{case}/closure")).await;
    browser.press("Chiudi la pratica", &[("reason", "torna l’anno prossimo")]).await;
    let holder = look_up(&desk, &mut browser, "minor").await;
    browser.says("Deleghe").says("genitore con responsabilità genitoriale").says("in vigore");
    browser.press("Apri una pratica", &[]).await;
    let case = browser.path().trim_end_matches("/holder").to_owned();
    let minor = desk.card("minor");
    desk.holder(&mut browser, &case, minor).await;
    desk.hand_in(&mut browser, &case, minor.card_number.as_str(), minor.expires).await;
    browser.open(&format!("{case}/identification")).await.says("Di nuovo con la delega di");
    let again = browser.attribute("input[name=who][value^=again_]", "value");
    desk.identify_as(&mut browser, &case, &again).await;
    assert_eq!(browser.path(), format!("{case}/delegation"), "{}", browser.text());
    browser.says("vista in una pratica precedente").says("Rossi");
    assert_eq!(browser.count(".evidence-list .is-missing"), 1, "the card alone: {}", browser.text());
    browser.press("Registra e continua", &[]).await;
    assert_eq!(browser.path(), format!("{case}/contact"), "{}", browser.text());
    browser.open(&holder).await;
    let end = browser.attribute(".delegations a", "href");
    browser.open(&end).await.press("Registra la fine", &[]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Indica che cosa è successo");
    browser.press("Registra la fine", &[("kind", "withdrawn"), ("words", "il padre la ritira")]).await;
    assert_eq!(browser.path(), holder);
    browser.says("Revocata: il padre la ritira");
    assert_eq!(browser.count(".delegations a"), 0, "an end is not said twice");
    assert_eq!(browser.open(&end).await.path(), holder);
    browser.open(&case).await;
    assert_eq!(browser.path(), format!("{case}/delegation"));
    browser.says("La delega è cessata");
    assert_eq!(desk.house.audited("delegation.end", "done").await, 1);
    browser.open("/").await.press("ENG English", &[]).await;
    browser.open(&holder).await.says("Delegations").says("Withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegate_of_too_many_holders_is_a_warning_to_tick_with_a_reason() {
    let text = include_str!("../../../policies/marche.toml");
    let strict = text.replacen("holders_per_delegate = 5", "holders_per_delegate = 1", 1);
    assert_ne!(text, strict);
    let desk = desk_under(PolicyBook::parse(&strict, "strict").unwrap_or_else(|e| panic!("{e}"))).await;
    let mut browser = desk.at_work().await;
    let today = sportello::policy::rome_date(desk.house.now());
    let delegate = desk.card("no_chip");
    let mut case = String::new();
    for key in ["accents", "eighteen_today"] {
        let card = desk.card(key);
        case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
        desk.holder(&mut browser, &case, card).await;
        let person = &delegate.holder;
        let fields = [
            ("who", "health_impediment"),
            ("code", delegate.codice_fiscale.as_str()),
            ("surname", person.surname.as_str()),
            ("name", person.name.as_str()),
            ("sex", person.sex.letter()),
            ("birth_date", &shown(person.birth_date)),
            ("birth_place", person.birth_place.as_str()),
            ("kind", "cie"),
            ("number", "CA00000AA"),
            ("issuer", "Comune di Ancona"),
            ("issued", &shown(today - Months::new(24))),
            ("expires", &shown(today + Months::new(60))),
        ];
        browser.open(&format!("{case}/identification")).await;
        browser.press("Salva e continua", &fields).await;
        assert_eq!(browser.status(), 200, "{}", browser.text());
    }
    let alarms = format!("{case}/alarms");
    browser.open(&alarms).await.says("deleghe di 2 titolari negli ultimi 365 giorni");
    browser.press("Salva e continua", &[("reason", "visto")]).await;
    assert_eq!(browser.status(), 422, "not ticked");
    browser.press("Salva e continua", &[("ticked", "delegate_many_holders"), ("reason", "")]).await;
    assert_eq!(browser.status(), 422, "without a reason");
    browser
        .press("Salva e continua", &[("ticked", "delegate_many_holders"), ("reason", "sono fratelli")])
        .await;
    assert_eq!(browser.status(), 200);
    assert_ne!(browser.open(&alarms).await.path(), alarms, "said once");
}
