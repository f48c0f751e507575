// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::desk::{desk, shown};
use crate::support::encode;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use hyper::Method;
use sportello::operators::Role;
use sportello::schema::{case_contacts, cases, protocol_numbers};

#[tokio::test(flavor = "multi_thread")]
async fn two_operators_who_open_at_once_get_one_case() {
    let desk = desk().await;
    let code = desk.card("ready").codice_fiscale;
    let mut posts = Vec::new();
    for name in ["uno", "due", "tre", "quattro"] {
        let person = desk.house.hire(name, Role::Operator, &["AN01"]).await;
        let mut browser = desk.house.signed_in(&person).await;
        browser.press("Cerca", &[("sought", code.as_str())]).await;
        let (action, fields) = browser.form("Apri una pratica", &[]);
        posts.push(async move { browser.send(Method::POST, &action, &encode(&fields)).await });
    }
    let answers = futures_util::future::join_all(posts).await;
    let path =
        |answer: &crate::support::Answer| answer.header("location").trim_end_matches("/holder").to_owned();
    for answer in &answers {
        assert_eq!((answer.status, path(answer)), (303, path(&answers[0])), "{}", answer.text());
    }
    let mut owner = desk.house.database.owner().await;
    let open: i64 = cases::table.count().get_result(&mut owner).await.unwrap();
    let last: i32 = protocol_numbers::table.select(protocol_numbers::last).first(&mut owner).await.unwrap();
    assert_eq!((open, last), (1, 1), "no number is lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_posted_over_an_older_version_shows_what_the_other_saved() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let card = desk.card("ready");
    let case = desk.open(&mut anna, card.codice_fiscale.as_str()).await;
    desk.holder(&mut anna, &case, card).await;
    anna.open(&format!("{case}/contact")).await;
    let bruno = desk.house.hire("bruno", Role::Operator, &["AN01"]).await;
    let mut bruno = desk.house.signed_in(&bruno).await;
    desk.contact(&mut bruno, &case, "bruno.scrive@example.org").await;
    anna.press("Salva e continua", &[("email", "anna@example.org"), ("email_again", "anna@example.org")])
        .await;
    assert_eq!(anna.status(), 409);
    anna.says("Un’altra persona ha salvato").says("BRUNO Rossi").says("bruno.scrive@example.org");
    assert_eq!(anna.attribute("#email", "value"), "anna@example.org", "what was typed stays");
    anna.press("Salva e continua", &[]).await;
    assert_eq!(anna.status(), 200, "saved on purpose: {}", anna.text());
    anna.open(&format!("{case}/contact")).await;
    assert_eq!(anna.attribute("#email", "value"), "anna@example.org");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_step_posted_twice_or_in_two_tabs_at_once_is_saved_once() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("ready");
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    browser.open(&format!("{case}/contact")).await;
    let email = "mario@example.org";
    let (action, fields) = browser.form("Salva e continua", &[("email", email), ("email_again", email)]);
    let body = encode(&fields);
    let mut tabs = Vec::new();
    for _ in 0..4 {
        let mut tab = desk.house.browser();
        tab.jar.clone_from(&browser.jar);
        let (action, body) = (action.clone(), body.clone());
        tabs.push(async move { tab.send(Method::POST, &action, &body).await });
    }
    for answer in futures_util::future::join_all(tabs).await {
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let mut owner = desk.house.database.owner().await;
    let saved: i64 = case_contacts::table.count().get_result(&mut owner).await.unwrap();
    assert_eq!(saved, 1);
    assert_eq!(desk.house.audited("contact.save", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_different_saves_of_one_version_at_once_leave_one_and_tell_the_other() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("ready");
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    browser.open(&format!("{case}/card")).await;
    let day = shown(card.expires);
    let mut tabs = Vec::new();
    for former in ["none", "withdrawn", "not_brought"] {
        let fields = [("number", card.card_number.as_str()), ("expires", &day), ("former", former)];
        let (action, fields) = browser.form("Salva e continua", &fields);
        let mut tab = desk.house.browser();
        tab.jar.clone_from(&browser.jar);
        tabs.push(async move { tab.send(Method::POST, &action, &encode(&fields)).await.status });
    }
    let mut answers = futures_util::future::join_all(tabs).await;
    answers.sort_unstable();
    assert_eq!(answers, [303, 409, 409]);
}
