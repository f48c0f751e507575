// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::Browser;
use crate::support::desk::{Desk, desk};
use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::ids::OutboxId;
use sportello::outbox::{self, Message};
use sportello::schema::{outbox as letters, ownership_codes};
use sportello::seal::{KeyRing, Sealed};

async fn at_ownership(desk: &Desk, browser: &mut Browser) -> String {
    let card = desk.card("ready");
    let case = desk.open(browser, card.codice_fiscale.as_str()).await;
    browser.open(&format!("{case}/contact")).await;
    let email = "mario@example.org";
    browser.press("Salva e continua", &[("email", email), ("email_again", email)]).await;
    browser.open(&format!("{case}/ownership")).await;
    case
}

/// The code of the newest letter, as the citizen reads it.
async fn newest_code(desk: &Desk) -> String {
    let mut owner = desk.house.database.owner().await;
    let (id, payload): (OutboxId, Option<Vec<u8>>) = letters::table
        .filter(letters::kind.eq("ownership_code"))
        .order(letters::posted_at.desc())
        .select((letters::id, letters::payload))
        .first(&mut owner)
        .await
        .unwrap();
    let folder = std::env::temp_dir().join(format!("ring-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    desk.house.mail_key.write(&folder).unwrap();
    let ring = KeyRing::load(&folder, "mail").unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    let sealed = Sealed::from_bytes(&payload.unwrap()).unwrap();
    let opened = outbox::open(&ring, id, &sealed).ok().unwrap();
    assert_eq!(opened.recipient.as_str(), "mario@example.org");
    let Message::OwnershipCode { code, .. } = opened.message else { panic!("another message") };
    code.reveal().to_owned()
}

fn another(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_from_the_mailbox_proves_the_address_and_stands_nowhere_in_clear() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_ownership(&desk, &mut browser).await;
    browser.press("Invia il codice", &[]).await.says("Vale fino alle");
    let code = newest_code(&desk).await;
    assert_eq!(code.len(), 6);
    let mut owner = desk.house.database.owner().await;
    let lane: i16 = letters::table.select(letters::lane).first(&mut owner).await.unwrap();
    assert_eq!(lane, 0, "somebody waits for it");
    browser.press("Conferma il codice", &[("code", &another(&code))]).await.says("restano 4 tentativi");
    let spaced = format!(" {} {}", &code[..3], &code[3..]);
    browser.press("Conferma il codice", &[("code", &spaced)]).await.says("L’indirizzo è verificato");
    assert_eq!(desk.house.audited("ownership.prove", "refused").await, 1);
    assert_eq!(desk.house.audited("ownership.prove", "done").await, 1);
    // another address has to be proven anew; the first one is still proven
    for email in ["maria@example.org", "mario@example.org"] {
        browser.open(&format!("{case}/contact")).await;
        browser.press("Salva e continua", &[("email", email), ("email_again", email)]).await;
        let open = browser.open(&format!("{case}/ownership")).await.count("input[name=code]");
        assert_eq!(open, 0, "no code was sent to {email}, or it is proven");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_tries_in_any_tab_end_a_code_and_three_codes_are_all() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    at_ownership(&desk, &mut browser).await;
    browser.press("Invia il codice", &[]).await;
    let code = newest_code(&desk).await;
    let (action, fields) = browser.form("Conferma il codice", &[("code", &another(&code))]);
    let wrong = crate::support::encode(&fields);
    for left in [4, 3, 2, 1] {
        let answer = browser.send(hyper::Method::POST, &action, &wrong).await;
        assert!(answer.text().contains("tentativ"), "{left}");
    }
    browser.press("Conferma il codice", &[("code", &another(&code))]).await.says("non vale più");
    let mut fields = fields;
    fields.retain(|(name, _)| name != "code");
    fields.push(("code".to_owned(), code));
    let answer = browser.send(hyper::Method::POST, &action, &crate::support::encode(&fields)).await;
    assert_eq!(answer.status, 422, "the right code comes too late");
    browser.press("Invia il codice", &[]).await;
    desk.house.later(Duration::seconds(1));
    browser
        .press("Invia un altro codice (ne resta uno)", &[])
        .await
        .says("non si possono inviare altri codici");
    let mut owner = desk.house.database.owner().await;
    let sent: i64 = ownership_codes::table.count().get_result(&mut owner).await.unwrap();
    assert_eq!(sent, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_sends_one_code_and_after_a_quarter_of_an_hour_it_counts_no_more() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    at_ownership(&desk, &mut browser).await;
    let (action, fields) = browser.form("Invia il codice", &[]);
    let body = crate::support::encode(&fields);
    for _ in 0..3 {
        assert_eq!(browser.send(hyper::Method::POST, &action, &body).await.status, 303);
    }
    let mut owner = desk.house.database.owner().await;
    let sent: i64 = letters::table.count().get_result(&mut owner).await.unwrap();
    assert_eq!(sent, 1);
    let code = newest_code(&desk).await;
    let path = action.trim_end_matches("/code").to_owned();
    browser.open(&path).await;
    let (_, fields) = browser.form("Conferma il codice", &[("code", &code)]);
    desk.house.later(Duration::minutes(14));
    browser.open("/").await;
    desk.house.later(Duration::minutes(2));
    let answer = browser.send(hyper::Method::POST, &path, &crate::support::encode(&fields)).await;
    assert!(answer.text().contains("Nessun codice vale"), "{}", answer.status);
    browser.open(&path).await.press("Continua senza verifica", &[]).await;
    assert_eq!(browser.status(), 422, "skipping takes a reason");
}
