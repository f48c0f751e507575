// SPDX-License-Identifier: AGPL-3.0-or-later
//! A card that was never shown in a case: its number is said, and the authority says whose it is.

use crate::support::Browser;
use crate::support::desk::{Desk, desk, shown};
use chrono::Months;
use sportello::operators::Role;

/// A holder with an open case and no card shown; answers the page on which a number is typed.
async fn to_the_number(desk: &Desk, browser: &mut Browser, key: &str) -> String {
    let code = desk.case(key).codice_fiscale;
    desk.open(browser, code.as_str()).await;
    browser.open("/").await;
    browser.press("Cerca", &[("sought", code.as_str())]).await;
    browser.says("Tessera che non è in elenco");
    let page = browser.attribute("main a[href$='/cards']", "href");
    browser.open(&page).await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_card_that_nobody_showed_is_suspended_by_its_number() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let page = to_the_number(&desk, &mut browser, "already_active").await;
    browser.says("ricevuta").says("campo 8");
    let number = desk.card("already_active").card_number;
    browser.press("Cerca la tessera", &[("number", &number.grouped())]).await;
    assert!(browser.path().starts_with(&format!("{page}/")), "{}", browser.text());
    browser.says("attivo").says("Sospendi la tessera");
    let life = browser.path().to_owned();
    // once more: the same card
    browser.open(&page).await;
    browser.press("Cerca la tessera", &[("number", number.as_str())]).await;
    assert_eq!(browser.path(), life);
    assert_eq!(desk.house.audited("card.name", "done").await, 1);
    browser.open(&format!("{life}/suspension")).await;
    let today = sportello::policy::rome_date(desk.house.now());
    let (issued, expires) = (shown(today - Months::new(24)), shown(today + Months::new(60)));
    let filled = [
        ("reason", "theft"),
        ("kind", "cie"),
        ("number", "CA00000AA"),
        ("issuer", "Comune di Ancona"),
        ("issued", &issued),
        ("expires", &expires),
    ];
    browser.press("Sospendi", &filled).await;
    browser.says("Tessera sospesa").says("furto");
    browser.open(page.trim_end_matches("/cards")).await.says("mai; numero detto il");
    // and the number leads to its holder from the first page
    browser.open("/").await;
    browser.press("Cerca", &[("sought", number.as_str())]).await;
    assert_eq!(format!("{}/cards", browser.path()), page, "{}", browser.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_not_this_holders_opens_nothing() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let page = to_the_number(&desk, &mut browser, "already_active").await;
    let theirs = desk.card("ready").card_number.to_string();
    let right = desk.card("already_active").card_number.to_string();
    let last = (right.as_bytes()[19] - b'0' + 1) % 10;
    let mistyped = format!("{}{last}", &right[..19]);
    let elsewhere = desk.case("other_region").card_number.to_string();
    for (number, words) in [
        ("", "Scrivi il numero"),
        (&right[..19], "ha 20 cifre"),
        (&mistyped, "L’ultima cifra non torna"),
        (&theirs, "è di un’altra persona"),
        (&elsewhere, "di un’altra regione"),
    ] {
        browser.open(&page).await;
        browser.press("Cerca la tessera", &[("number", number)]).await;
        assert_eq!(browser.status(), 422, "{number}");
        browser.says(words);
    }
    assert_eq!(desk.house.audited("card.name", "refused").await, 2);
    desk.authority.set_away(true);
    browser.open(&page).await.press("Cerca la tessera", &[("number", &right)]).await;
    assert_eq!(browser.status(), 422);
    browser.says("L’ente non risponde");
    assert_eq!(browser.attribute("#number", "value"), right, "what was typed stays");
    assert_eq!(desk.house.audited("card.name", "done").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_reason_to_see_a_holder_names_no_card() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let page = to_the_number(&desk, &mut anna, "already_active").await;
    let bruno = desk.house.hire("bruno", Role::Operator, &["PU02"]).await;
    let mut other = desk.house.signed_in(&bruno).await;
    other.open(&page).await;
    assert_eq!(other.path(), page.trim_end_matches("/cards"), "the reason is asked first");
    let sara = desk.house.hire("sara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&sara).await;
    assert_eq!(supervisor.open(&page).await.status(), 403);
}
