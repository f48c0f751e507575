// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::desk::desk;
use chrono::Duration;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_look_up_leads_to_ids_and_puts_nothing_of_a_person_into_addresses_or_titles() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("accents");
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, card).await;
    desk.hand_in(&mut browser, &case, card.card_number.as_str(), card.expires).await;
    let person = [card.codice_fiscale.as_str(), card.card_number.as_str(), card.holder.surname.as_str()];
    for sought in [card.codice_fiscale.to_string(), format!(";{}?", card.card_number)] {
        browser.open("/").await.press("Cerca", &[("sought", &sought)]).await;
        assert!(browser.path().starts_with("/holders/"), "{}", browser.path());
        browser.says("D'ALÒ").says("attivabile").says("Chi ha consultato");
        let (path, title) = (browser.path().to_owned(), browser.words_of("title"));
        assert!(person.iter().all(|word| !path.contains(word) && !title.contains(word)), "{path} {title}");
    }
    let protocol = browser.words_of("a.mono");
    browser.open("/").await.press("Cerca", &[("sought", &protocol.to_lowercase())]).await;
    assert!(browser.path().starts_with(&case), "{}", browser.path());
    assert_eq!(desk.house.audited("holder.look_up", "done").await, 4);
    assert_eq!(desk.house.audited("holder.show", "done").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holders_page_wants_a_reason_from_who_has_none() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let card = desk.card("ready");
    let case = desk.open(&mut anna, card.codice_fiscale.as_str()).await;
    desk.holder(&mut anna, &case, card).await;
    anna.open("/").await.press("Cerca", &[("sought", card.codice_fiscale.as_str())]).await;
    let page = anna.path().to_owned();
    let carla = desk.house.hire("carla", Role::Operator, &["PU02"]).await;
    let mut carla = desk.house.signed_in(&carla).await;
    carla.open(&page).await.says("Perché apri questa scheda?");
    assert!(!carla.source().contains(card.holder.surname.as_str()));
    carla.press("Apri la scheda", &[("reason", "curiosity")]).await;
    assert_eq!(carla.status(), 422);
    carla.press("Apri la scheda", &[("reason", "telephone")]).await.says("di un altro sportello");
    desk.house.later(Duration::minutes(14));
    carla.open("/").await;
    desk.house.later(Duration::minutes(14));
    carla.open("/").await;
    desk.house.later(Duration::minutes(5));
    carla.open(&page).await.says("Perché apri questa scheda?");
}
