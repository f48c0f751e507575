// SPDX-License-Identifier: AGPL-3.0-or-later
//! A delegation used again: which scans it stands on, and whether they are still kept.

use super::scans::{Step, step};
use crate::support::Browser;
use crate::support::desk::Desk;
use crate::support::files::document;
use chrono::Duration;
use sportello::evidence::{self, Folder};
use sportello::operators::Role;

/// The parent comes back with the same minor; the browser shows the step.
async fn come_back(desk: &Desk, browser: &mut Browser) -> String {
    let minor = desk.card("minor");
    browser.open("/").await;
    browser.press("Cerca", &[("sought", minor.codice_fiscale.as_str())]).await;
    browser.press("Apri una pratica", &[]).await;
    let case = browser.path().trim_end_matches("/holder").to_owned();
    desk.holder(browser, &case, minor).await;
    desk.hand_in(browser, &case, minor.card_number.as_str(), minor.expires).await;
    browser.open(&format!("{case}/identification")).await;
    let again = browser.attribute("input[name=who][value^=again_]", "value");
    desk.identify_as(browser, &case, &again).await;
    assert_eq!(browser.path(), format!("{case}/delegation"), "{}", browser.text());
    case
}

async fn close(browser: &mut Browser, case: &str) {
    browser.open(&format!("{case}/closure")).await;
    browser.press("Chiudi la pratica", &[("reason", "torna l’anno prossimo")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegation_used_again_says_which_scans_it_stands_on_and_asks_for_none_of_them() {
    let Step { desk, mut anna, case } = step().await;
    let file = document(1, "stato di famiglia");
    anna.attach("Registra e continua", &[("piece", "family_status:scanned")], &[("a.pdf", &file)]).await;
    close(&mut anna, &case).await;
    let again = come_back(&desk, &mut anna).await;
    anna.says("Stato di famiglia: scansione").says("1. PDF, 1 pag.");
    assert_eq!(anna.count(".evidence-list .is-missing"), 1, "the card alone: {}", anna.text());
    assert_eq!(anna.count("form[action$='/removal']"), 0, "another case was decided on it");
    let (action, fields) = anna.form("Apri 1, Stato di famiglia", &[]);
    assert!(action.starts_with(&format!("{case}/scans/")), "under its own case: {action}");
    let opened = anna.send(hyper::Method::POST, &action, &crate::support::encode(&fields)).await;
    assert!(opened.body == file);
    anna.press("Registra e continua", &[]).await; // the card
    assert_eq!(anna.path(), format!("{again}/contact"), "{}", anna.text());
    anna.open(&format!("{again}/check")).await;
    close(&mut anna, &again).await;
    // at another counter it stands on the same scans, which are opened where they are
    let bruno = desk.house.hire("bruno", Role::Operator, &["PU02"]).await;
    let mut bruno = desk.house.signed_in(&bruno).await;
    let there = come_back(&desk, &mut bruno).await;
    bruno.says("Stato di famiglia: scansione").says("Conservata da un altro sportello");
    assert_eq!(bruno.count("form[action*='/scans/']"), 0);
    close(&mut bruno, &there).await;
    // and when their keeping is over
    let pool = desk.house.database.pool_of("sportello_worker");
    let folder = Folder::open(desk.house.evidence.clone()).unwrap();
    let later = desk.house.now() + Duration::days(3_651);
    assert_eq!(evidence::expire(&pool, &folder, &desk.house.audit_key, later).await.unwrap(), 1);
    let again = come_back(&desk, &mut anna).await;
    anna.says("Stato di famiglia: scansione").says("alla fine della conservazione");
    assert_eq!(anna.count(".evidence-list .is-missing"), 1, "the card alone: {}", anna.text());
    anna.press("Registra e continua", &[]).await;
    assert_eq!(anna.path(), format!("{again}/contact"), "{}", anna.text());
}
