// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::Browser;
use crate::support::desk::desk;
use diesel::sql_query;
use diesel_async::RunQueryDsl;

/// A key without text stands on a page in brackets.
fn no_word_is_missing(browser: &Browser) {
    let source = browser.source();
    let key = |rest: &&str| {
        rest.split_once(']').is_some_and(|(key, _)| {
            key.contains('-') && key.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '_')
        })
    };
    let missing = source.split('[').skip(1).find(key);
    assert!(missing.is_none(), "{}: {missing:?}", browser.path());
    assert_eq!(browser.status(), 200, "{}", browser.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_case_has_its_words_in_italian_and_english() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let minor = desk.card("minor");
    let refused = desk.open(&mut browser, minor.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &refused, minor).await;
    desk.hand_in(&mut browser, &refused, minor.card_number.as_str(), minor.expires).await;
    desk.identify_as(&mut browser, &refused, "holder").await;
    let refusal = browser.path().to_owned();
    let case = desk.signed_case(&mut browser, "ready").await;
    browser.open("/").await.press("Cerca", &[("sought", desk.card("ready").codice_fiscale.as_str())]).await;
    let holder = browser.path().to_owned();
    let steps = ["holder", "card", "identification", "contact", "ownership", "check", "closure"];
    let mut pages: Vec<String> = steps.iter().map(|step| format!("{case}/{step}")).collect();
    pages.extend(["/".to_owned(), holder, refusal]);
    for page in &pages {
        no_word_is_missing(browser.open(page).await);
    }
    browser.open("/").await.press("ENG English", &[]).await.says("Who is at the counter?");
    for page in &pages {
        no_word_is_missing(browser.open(page).await);
        let italian = ["Salva e continua", "Titolare", "Recapiti", "Pratica"];
        assert!(!italian.iter().any(|word| browser.text().contains(word)), "{page}: {}", browser.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_in_trouble_is_work_on_the_first_page_until_somebody_takes_care_of_it() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = desk.open(&mut browser, desk.card("ready").codice_fiscale.as_str()).await;
    browser.open(&format!("{case}/contact")).await;
    let email = "mario@example.org";
    browser.press("Salva e continua", &[("email", email), ("email_again", email)]).await;
    browser.open(&format!("{case}/ownership")).await.press("Invia il codice", &[]).await;
    assert!(!browser.open("/").await.text().contains("E-mail da sistemare"));
    let given_up = "UPDATE outbox SET state = 'given_up', settled_at = now(), reason = 'address_refused'";
    let mut owner = desk.house.database.owner().await;
    assert_eq!(sql_query(given_up).execute(&mut owner).await.unwrap(), 1);
    browser.open("/").await.says("E-mail da sistemare").says("rifiuta questo indirizzo");
    browser.press("Preso in carico", &[]).await;
    assert!(!browser.text().contains("E-mail da sistemare"), "{}", browser.text());
    assert_eq!(desk.house.audited("mail.note", "done").await, 1);
}
