// SPDX-License-Identifier: AGPL-3.0-or-later
//! The citizen goes home with a slip; and how many did, for the supervisor.

use super::{TRUSTED, at_contact};
use crate::support::desk::desk;
use crate::support::visit::words_of;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn the_slip_says_what_to_bring_and_the_case_is_closed_or_stays_open() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_contact(&desk, &mut browser, "ready").await;
    browser.open(&format!("{case}/no-email/paper")).await;
    let slip = words_of(browser.bytes());
    for said in [
        "Che cosa serve per avere i codici",
        "What you need to get the codes",
        "un documento d’identità valido",
    ] {
        assert!(slip.replace('\n', " ").contains(said), "{said}\n{slip}");
    }
    let path = format!("{case}/no-email/slip");
    browser.open(&path).await.press("Registra", &[("outcome", "")]).await;
    assert_eq!(browser.status(), 422);
    browser.open(&path).await.press("Registra", &[("outcome", "open")]).await.says("La pratica resta aperta");
    browser.open(&path).await.press("Registra", &[("outcome", "open")]).await;
    assert_eq!(desk.house.audited("no_email.leave", "done").await, 1, "the second click changes nothing");
    browser.open(&path).await.press("Registra", &[("outcome", "closed")]).await.says("La pratica è chiusa");
    browser.open(&case).await.says("abbandonata").says("il cittadino non ha un indirizzo e-mail");
    assert_eq!(desk.house.audited("case.close", "done").await, 1);
    let closed = browser.open(&path).await.path().to_owned();
    assert_eq!(closed, case, "there is nothing left to decide");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_supervisor_sees_how_many_had_no_address_this_month_by_what_came_of_them() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_contact(&desk, &mut browser, "ready").await;
    browser.open(&format!("{case}/no-email/slip")).await.press("Registra", &[("outcome", "open")]).await;
    // what came of a case last is what counts
    browser.open(&format!("{case}/no-email/trusted")).await.press("Salva e continua", &TRUSTED).await;
    let case = at_contact(&desk, &mut browser, "accents").await;
    browser.open(&format!("{case}/no-email/slip")).await.press("Registra", &[("outcome", "closed")]).await;
    browser.open("/").await;
    assert!(!browser.text().contains("Senza indirizzo e-mail"), "that is not for operators");
    for (name, counter, sees) in [("sara", "AN01", true), ("carla", "PU02", false)] {
        let person = desk.house.hire(name, Role::Supervisor, &[counter]).await;
        let mut browser = desk.house.signed_in(&person).await;
        browser.open("/").await;
        let text = browser.text();
        assert_eq!(text.contains("E-mail a una persona di fiducia: 1"), sees, "{name}: {text}");
        assert_eq!(text.contains("Chiuse senza indirizzo: 1"), sees, "{name}: {text}");
        assert!(!text.contains("Tornano con un indirizzo"), "{text}");
    }
}
