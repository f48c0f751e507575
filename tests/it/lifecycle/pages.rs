// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same through the pages, as an operator's browser shows them.

use crate::support::Browser;
use crate::support::desk::{Desk, desk, shown};
use chrono::Months;
use sportello::operators::Role;

/// The card's page, from the holder's.
async fn to_the_card(desk: &Desk, browser: &mut Browser, key: &str, reason: &str) -> String {
    browser.open("/").await;
    browser.press("Cerca", &[("sought", desk.case(key).codice_fiscale.as_str()), ("reason", reason)]).await;
    let card = browser.attribute("main a[href*='/cards/']", "href");
    browser.open(&card).await;
    card
}

fn document(desk: &Desk) -> Vec<(&'static str, String)> {
    let today = sportello::policy::rome_date(desk.house.now());
    vec![
        ("kind", "cie".to_owned()),
        ("number", "CA00000AA".to_owned()),
        ("issuer", "Comune di Ancona".to_owned()),
        ("issued", shown(today - Months::new(24))),
        ("expires", shown(today + Months::new(60))),
    ]
}

async fn press(browser: &mut Browser, button: &str, filled: &[(&str, String)]) {
    let filled: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.press(button, &filled).await;
}

/// A case whose codes wait for the hand-over.
async fn released(desk: &Desk, browser: &mut Browser) -> String {
    let case = desk.signed_case(browser, "ready").await;
    browser.open(&format!("{case}/release")).await;
    let code = desk.house.next_code(&desk.anna);
    browser.press("Attiva e rilascia", &[("totp", &code)]).await;
    browser.press("Stampa il foglio", &[]).await;
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_suspended_reactivated_and_revoked_at_the_counter_with_a_slip_each() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = released(&desk, &mut browser).await;
    let card = to_the_card(&desk, &mut browser, "ready", "present").await;
    browser.says("attivo").says("Sospendi la tessera").says("Revoca la tessera");
    assert!(!browser.text().contains("Riattiva la tessera"), "only what is allowed now is offered");

    browser.open(&format!("{card}/suspension")).await;
    browser.press("Sospendi", &[]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Scegli il motivo").says("Scegli il tipo di documento");
    let mut filled = document(&desk);
    filled.push(("reason", "loss".to_owned()));
    press(&mut browser, "Sospendi", &filled).await;
    browser.says("Tessera sospesa").says("smarrimento");
    let act = browser.path().to_owned();
    browser.open(&format!("{act}/slip")).await;
    assert_eq!(browser.header("content-type"), "application/pdf");
    let words = crate::support::visit::words_of(browser.bytes());
    assert!(words.contains("Tessera sospesa") && words.contains("smarrimento"), "{words}");

    browser.open(&format!("{case}/sheet")).await;
    let ending = browser.attribute("#serial", "value");
    assert_eq!(ending, "");
    browser.open(&card).await.says("sospeso").says("Sospensione");
    browser.open(&format!("{card}/reactivation")).await;
    let mut filled = document(&desk);
    filled.extend([("reason", "found".to_owned()), ("totp", desk.house.next_code(&desk.anna))]);
    press(&mut browser, "Riattiva", &filled).await;
    browser.says("Tessera riattivata");

    browser.open(&format!("{card}/revocation")).await;
    let mut filled = document(&desk);
    filled.extend([("reason", "theft".to_owned()), ("totp", desk.house.next_code(&desk.anna))]);
    press(&mut browser, "Revoca per sempre", &filled).await;
    assert_eq!(browser.status(), 422);
    browser.says("Per furto e smarrimento serve la denuncia");
    filled.pop();
    filled.extend([
        ("proof", "police_report".to_owned()),
        ("proof_reference", "n. 12, Carabinieri di Ancona".to_owned()),
        ("totp", desk.house.next_code(&desk.anna)),
    ]);
    press(&mut browser, "Revoca per sempre", &filled).await;
    browser.says("Tessera revocata");
    let act = browser.path().to_owned();
    browser.open(&format!("{act}/slip")).await;
    let words = crate::support::visit::words_of(browser.bytes());
    assert!(words.contains("denuncia, n. 12, Carabinieri di Ancona"), "{words}");
    browser.open(&card).await.says("La revoca è definitiva");
    browser.open(&format!("{case}/release")).await.says("La tessera non vale più");
    assert_eq!(desk.house.audited("card.print_slip", "done").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_sheet_is_refused_with_words() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = released(&desk, &mut browser).await;
    let card = to_the_card(&desk, &mut browser, "ready", "present").await;
    browser.open(&format!("{card}/suspension")).await;
    let mut filled = document(&desk);
    filled.push(("reason", "theft".to_owned()));
    press(&mut browser, "Sospendi", &filled).await;
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Text)]
        serial: String,
    }
    let mut owner = desk.house.database.owner().await;
    let query = diesel::sql_query("SELECT right(serial, 4) AS serial FROM sheets");
    let found: Found = diesel_async::RunQueryDsl::get_result(query, &mut owner).await.unwrap();
    browser.open(&format!("{case}/sheet")).await;
    browser.press("Consegna il foglio", &[("serial", &found.serial)]).await;
    assert_eq!(browser.status(), 409);
    browser.says("La tessera è sospesa").says("riattivala");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_with_wrong_digits_is_asked_again_and_then_sent_to_the_counter() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    released(&desk, &mut browser).await;
    to_the_card(&desk, &mut browser, "ready", "telephone").await;
    browser.press("Chiedi le cifre del CIP", &[]).await;
    browser.says("Chiedi al titolare le cifre");
    browser.press("Sospendi", &[("digits", "12"), ("reason", "loss")]).await;
    assert_eq!(browser.status(), 422);
    // of a thousand triples one is right: two different wrong ones are wrong, whatever the CIP
    let mut wrong = 0;
    for digits in ["000", "111", "222", "333"] {
        browser.press("Sospendi", &[("digits", digits), ("reason", "loss")]).await;
        if browser.status() == 409 {
            break;
        }
        browser.says("Le cifre non sono giuste");
        wrong += 1;
    }
    assert_eq!(wrong, 2, "the third wrong answer closes this way");
    browser.says("Troppe risposte sbagliate");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_reason_to_see_a_holder_sees_neither_card_nor_act() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    released(&desk, &mut anna).await;
    let card = to_the_card(&desk, &mut anna, "ready", "present").await;
    anna.open(&format!("{card}/suspension")).await;
    let mut filled = document(&desk);
    filled.push(("reason", "loss".to_owned()));
    press(&mut anna, "Sospendi", &filled).await;
    let act = anna.path().to_owned();
    let bruno = desk.house.hire("bruno", Role::Operator, &["PU02"]).await;
    let mut other = desk.house.signed_in(&bruno).await;
    for page in ["", "/suspension", "/reactivation", "/revocation"] {
        other.open(&format!("{card}{page}")).await;
        let (holder, _) = card.split_once("/cards/").unwrap();
        assert_eq!(other.path(), holder, "the reason is asked first");
        assert!(!other.text().contains("8038"), "{}", other.text());
    }
    for page in ["", "/slip", "/state"] {
        assert_eq!(other.open(&format!("{act}{page}")).await.status(), 404);
    }
    let sara = desk.house.hire("sara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&sara).await;
    assert_eq!(supervisor.open(&format!("{card}/revocation")).await.status(), 403);
    // with a reason the holder is served at any counter
    to_the_card(&desk, &mut other, "ready", "present").await;
    other.says("sospeso").says("Riattiva la tessera");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_card_at_step_two_leads_to_its_way_on() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("suspended");
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, card).await;
    desk.hand_in(&mut browser, &case, card.card_number.as_str(), card.expires).await;
    browser.says("Tessera sospesa");
    let holder = browser.attribute("main a[href^='/holders/']", "href");
    browser.open(&holder).await;
    let life = browser.attribute("main a[href*='/cards/']", "href");
    browser.open(&life).await.says("sospeso").says("Riattiva la tessera");
}
