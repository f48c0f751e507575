// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same through the pages.

use super::by_cip::rules;
use super::pages::{accepted, visit};
use crate::support::Browser;
use crate::support::browser::encode;
use crate::support::cip::{cip, other, said};
use crate::support::desk::{Desk, desk, desk_under};
use hyper::Method;

/// The positions that the page asks for.
fn positions(browser: &Browser) -> Vec<u8> {
    let label = browser.text().split("Cifre ").nth(1).unwrap().split(" del CIP").next().unwrap().to_owned();
    label.split(", ").map(|at| at.parse().unwrap()).collect()
}

/// A visit whose mail was accepted, and the page from which it is sent again.
async fn to_the_question(desk: &Desk, browser: &mut Browser) -> String {
    let case = visit(desk, browser).await;
    accepted(desk).await;
    browser.open(&format!("{case}/resend")).await;
    browser.says("Con il titolare allo sportello").says("Con le cifre del CIP");
    browser.press("Chiedi le cifre del CIP", &[]).await;
    assert!(browser.path().starts_with(&format!("{case}/resend/callers/")), "{}", browser.text());
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn the_digits_and_the_code_send_the_mail_and_the_digits_are_said_once() {
    let desk = desk_under(rules()).await;
    let mut browser = desk.at_work().await;
    let case = to_the_question(&desk, &mut browser).await;
    let whole = cip(&desk.engine, desk.card("ready")).await;
    let right = said(&whole, &positions(&browser));
    browser.press("Invia di nuovo", &[("digits", "12"), ("totp", "000000")]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Scrivi tre cifre");
    let code = desk.house.next_code(&desk.anna);
    browser.press("Invia di nuovo", &[("digits", &other(&right)), ("totp", &code)]).await;
    browser.says("Le cifre non sono giuste");
    // right digits, wrong code: the digits are not asked for again
    browser.press("Invia di nuovo", &[("digits", &right), ("totp", "000000")]).await;
    assert_eq!((browser.status(), browser.count("#digits")), (422, 0), "{}", browser.text());
    browser.says("Le cifre erano giuste");
    let page = browser.path().to_owned();
    let code = desk.house.next_code(&desk.anna);
    browser.press("Invia di nuovo", &[("totp", &code)]).await;
    assert_eq!(browser.path(), format!("{case}/handover"), "{}", browser.text());
    browser.says("La seconda metà parte di nuovo");
    accepted(&desk).await;
    browser.open(&page).await;
    let code = desk.house.next_code(&desk.anna);
    browser.press("Invia di nuovo", &[("totp", &code)]).await;
    assert_eq!(browser.status(), 409);
    browser.says("è già servito").says("Chiedi di nuovo le cifre");
    assert_eq!(desk.house.audited("mail.send_again", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_card_and_an_absent_authority_lead_back_to_the_counter() {
    let desk = desk_under(rules()).await;
    let mut browser = desk.at_work().await;
    let case = to_the_question(&desk, &mut browser).await;
    let whole = cip(&desk.engine, desk.card("ready")).await;
    let wrong = other(&said(&whole, &positions(&browser)));
    desk.authority.set_away(true);
    browser.press("Invia di nuovo", &[("digits", &wrong), ("totp", "000000")]).await;
    assert_eq!(browser.status(), 409);
    browser.says("L’ente non risponde").says("per quello l’ente non serve");
    desk.authority.set_away(false);
    browser.open(&format!("{case}/resend")).await;
    browser.press("Chiedi le cifre del CIP", &[]).await;
    for _ in 0..3 {
        browser.press("Invia di nuovo", &[("digits", &wrong), ("totp", "000000")]).await;
    }
    assert_eq!(browser.status(), 409);
    browser.says("Troppe risposte sbagliate").says("viene allo sportello");
    browser.open(&format!("{case}/resend")).await;
    let code = desk.house.next_code(&desk.anna);
    browser.press("Invia di nuovo", &[("present", "on"), ("totp", &code)]).await;
    browser.says("La seconda metà parte di nuovo");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_policy_wants_presence_the_digits_are_not_asked_for() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = visit(&desk, &mut browser).await;
    accepted(&desk).await;
    browser.open(&format!("{case}/resend")).await;
    assert!(!browser.text().contains("CIP"), "{}", browser.text());
    let token = browser.form("Invia di nuovo", &[]).1.into_iter().find(|(name, _)| name == "csrf").unwrap();
    let answer = browser.send(Method::POST, &format!("{case}/resend/callers"), &encode(&[token])).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("Le regole della regione chiedono"), "{}", answer.text());
}
