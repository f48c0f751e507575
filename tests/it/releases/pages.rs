// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same through the pages, as an operator's browser shows them.

use crate::support::desk::{Desk, desk};
use crate::support::lossy::Mischief;
use crate::support::{Browser, encode};
use chrono::Duration;
use hyper::Method;
use sportello::authority::contract::Refusal;
use sportello::operators::Role;

/// Presses the button of the release with a fresh code.
async fn press(desk: &Desk, browser: &mut Browser, case: &str) {
    browser.open(&format!("{case}/release")).await;
    let code = desk.house.next_code(&desk.anna);
    browser.press("Attiva e rilascia", &[("totp", &code)]).await;
}

/// The last four characters of a case's sheet, as the paper says them.
async fn serial(desk: &Desk, column: &str) -> String {
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Text)]
        serial: String,
    }
    let mut owner = desk.house.database.owner().await;
    let query =
        diesel::sql_query(format!("SELECT {column} AS serial FROM sheets ORDER BY ordinal DESC LIMIT 1"));
    let found: Found = diesel_async::RunQueryDsl::get_result(query, &mut owner).await.unwrap();
    found.serial
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_signature_to_the_mail() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = desk.signed_case(&mut browser, "ready").await;
    browser.open(&format!("{case}/release")).await.says("ready@example.org");
    press(&desk, &mut browser, &case).await;
    assert_eq!(browser.path(), format!("{case}/sheet"), "{}", browser.text());
    browser.press("Stampa il foglio", &[]).await;
    assert_eq!(
        (browser.status(), browser.header("content-type")),
        (200, "application/pdf"),
        "{}",
        browser.text()
    );
    assert_eq!(browser.header("cache-control"), "no-store");
    assert_eq!(browser.header("content-disposition"), "inline; filename=\"foglio-codici.pdf\"");
    assert!(browser.header("content-security-policy").contains("frame-ancestors 'self'"));
    assert!(browser.bytes().starts_with(b"%PDF-"));
    browser.open(&format!("{case}/sheet")).await.says("Il foglio è già stato stampato").says("ANNA Rossi");
    let ending = serial(&desk, "right(serial, 4)").await;
    browser.press("Consegna il foglio", &[("serial", "ZZZZ")]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Non è il numero del foglio di questa pratica");
    assert_eq!(browser.attribute("#serial", "value"), "ZZZZ", "what was typed stays");
    browser.press("Consegna il foglio", &[("serial", &ending.to_lowercase())]).await;
    assert_eq!(browser.path(), format!("{case}/handover"), "{}", browser.text());
    browser.says("Fatto").says("In attesa di invio").says("ready@example.org");
    let live = browser.attribute("[data-live]", "data-live");
    browser.open(&live).await;
    assert!(browser.source().contains("data-again") && browser.count("main") == 0, "a piece of page");
    browser.open(&format!("{case}/receipt")).await;
    assert_eq!(browser.header("content-type"), "application/pdf");
    browser.open(&format!("{case}/sheet")).await;
    assert_eq!(browser.path(), format!("{case}/handover"), "the back button leads on");
    let home = browser.open("/").await.text();
    assert!(!home.contains("-R1"), "nothing is left to do: {home}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_asked_for_again_gets_the_page_that_says_who_has_it() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let case = desk.signed_case(&mut anna, "ready").await;
    press(&desk, &mut anna, &case).await;
    let (action, fields) = anna.form("Stampa il foglio", &[]);
    assert_eq!(
        anna.send(Method::POST, &action, &encode(&fields)).await.header("content-type"),
        "application/pdf"
    );
    let again = anna.send(Method::POST, &action, &encode(&fields)).await;
    assert_eq!(again.status, 409);
    let policy = again.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'self'"), "the frame that asked may see why: {policy}");
    assert!(
        again.text().contains("ANNA Rossi") && again.text().contains("Annulla e stampa di nuovo"),
        "{}",
        again.text()
    );
    let look = anna.send(Method::GET, &action, &[]).await;
    assert!(look.status == 200 && look.text().contains("ANNA Rossi"), "a GET serves nothing");
    let bruno = desk.house.hire("bruno", Role::Operator, &["AN01"]).await;
    let mut other = desk.house.signed_in(&bruno).await;
    other.open(&action).await.says("ANNA Rossi");
    let csrf = other.attribute("form[action$='/handover'] input[name=csrf]", "value");
    let body = encode(&[("csrf".to_owned(), csrf), ("totp".to_owned(), desk.house.next_code(&bruno))]);
    assert_eq!(other.send(Method::POST, &action, &body).await.status, 409);
    assert_eq!(desk.house.audited("sheet.serve", "done").await, 1);
    assert_eq!(desk.house.audited("sheet.serve", "refused").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spoilt_sheet_is_voided_and_printed_anew() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = desk.signed_case(&mut browser, "ready").await;
    press(&desk, &mut browser, &case).await;
    browser.press("Stampa il foglio", &[]).await;
    browser.open(&format!("{case}/sheet")).await;
    let first = serial(&desk, "serial").await;
    browser.press("Annulla il foglio", &[]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Scrivi perché il foglio va annullato").says("Indica se la carta è stata distrutta");
    assert_eq!(browser.count("details[open]"), 1, "the form stays open");
    let code = desk.house.next_code(&desk.anna);
    browser
        .press("Annulla il foglio", &[("reason", "carta inceppata"), ("destroyed", "yes"), ("totp", &code)])
        .await;
    browser.says("Ora si può stampare quello nuovo");
    browser.press("Stampa il foglio", &[]).await;
    assert_eq!(browser.header("content-type"), "application/pdf");
    assert_ne!(serial(&desk, "serial").await, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_paper_a_supervisor_finds_the_sheet_on_a_list_and_decides() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = desk.signed_case(&mut browser, "ready").await;
    press(&desk, &mut browser, &case).await;
    browser.press("Stampa il foglio", &[]).await;
    browser.open(&format!("{case}/sheet")).await;
    let code = desk.house.next_code(&desk.anna);
    browser
        .press("Annulla il foglio", &[("reason", "non si trova"), ("destroyed", "no"), ("totp", &code)])
        .await;
    browser.says("Decide il responsabile").says("Niente parte");
    assert_eq!(browser.open("/sheets/undecided").await.status(), 403);
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&clara).await;
    supervisor.open("/sheets/undecided").await.says("non si trova").says("ANNA Rossi");
    supervisor.press("Si può stampare di nuovo", &[]).await.says("il foglio si può stampare di nuovo");
    browser.open(&format!("{case}/sheet")).await;
    let code = desk.house.next_code(&desk.anna);
    browser.press("Stampa il foglio", &[("totp", &code)]).await;
    assert_eq!(browser.header("content-type"), "application/pdf");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_or_used_code_keeps_the_form_and_a_used_one_counts_down() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = desk.signed_case(&mut browser, "ready").await;
    browser.open(&format!("{case}/release")).await;
    browser.press("Attiva e rilascia", &[("totp", "000000")]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Tentativi rimasti: 4");
    browser.press("Attiva e rilascia", &[("totp", "12")]).await;
    assert_eq!(browser.status(), 422);
    let used = desk.anna.secret.code_at(desk.house.now());
    browser.press("Attiva e rilascia", &[("totp", &used)]).await;
    assert_eq!(browser.status(), 422, "{}", browser.text());
    assert!(browser.count("[data-countdown]") == 1, "{}", browser.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_authority_is_silent_the_page_says_so_and_goes_on_by_itself() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = desk.signed_case(&mut browser, "ready").await;
    desk.authority.plan(Mischief::LosesAnswer);
    press(&desk, &mut browser, &case).await;
    assert_eq!(browser.path(), format!("{case}/release"));
    browser
        .says("Chiesto all’ente emettitore")
        .says("non ha risposto in tempo")
        .says("Non serve chiedere di nuovo");
    let again = format!("main a.btn[href='{case}/release']");
    assert_eq!(browser.count(&again), 1, "without scripts the operator looks again by a link");
    // pressed again from a page of before: the same release, the same page
    let before = browser.open(&case).await.path().to_owned();
    assert_eq!(before, format!("{case}/release"));
    desk.house.later(Duration::seconds(31));
    for _ in 0..100 {
        browser.open(&format!("{case}/release")).await;
        if browser.path() == format!("{case}/sheet") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("nobody asked again: {}", browser.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_the_authority_has_its_words_and_its_slip() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = desk.signed_case(&mut browser, "ready").await;
    desk.authority.plan(Mischief::SaysNo(Refusal::Revoked));
    press(&desk, &mut browser, &case).await;
    browser.says("Tessera revocata");
    browser.open(&format!("{case}/refusal")).await;
    assert_eq!(browser.header("content-type"), "application/pdf");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_certificate_and_the_lists_are_there_for_everybody_and_asked_for_once_a_second() {
    let desk = desk().await;
    let mut stranger = desk.house.browser();
    let ca = stranger.send(Method::GET, "/pki/ca.cer", &[]).await;
    assert_eq!((ca.status, ca.header("content-type")), (200, "application/pkix-cert"));
    let list = stranger.send(Method::GET, "/pki/crls/1.crl", &[]).await;
    assert_eq!((list.status, list.header("content-type")), (200, "application/pkix-crl"));
    let tag = list.header("etag").to_owned();
    let known = stranger.send_with(Method::GET, "/pki/crls/1.crl", &[], &[("if-none-match", &tag)]).await;
    assert_eq!((known.status, known.body.len()), (304, 0));
    for (path, status) in [("/pki/crls/0.crl", 404), ("/pki/crls/99.crl", 404), ("/pki/crls/x.crl", 404)] {
        assert_eq!(stranger.send(Method::GET, path, &[]).await.status, status, "{path}");
    }
    desk.authority.set_away(true);
    desk.house.later(Duration::seconds(5));
    let kept = stranger.send(Method::GET, "/pki/crls/1.crl", &[]).await;
    assert_eq!((kept.status, kept.body), (200, list.body), "the last list is still true");
}
