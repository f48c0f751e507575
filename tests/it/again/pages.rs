// SPDX-License-Identifier: AGPL-3.0-or-later
//! The ways on through the pages, as an operator's browser shows them.

use crate::support::Browser;
use crate::support::desk::{Desk, desk};
use sportello::operators::Role;

#[derive(diesel::QueryableByName)]
struct Found {
    #[diesel(sql_type = diesel::sql_types::Text)]
    found: String,
}

async fn one(desk: &Desk, query: &str) -> String {
    let mut owner = desk.house.database.owner().await;
    let found: Found =
        diesel_async::RunQueryDsl::get_result(diesel::sql_query(query), &mut owner).await.unwrap();
    found.found
}

async fn ending(desk: &Desk) -> String {
    one(desk, "SELECT right(serial, 4) AS found FROM sheets ORDER BY made_at DESC LIMIT 1").await
}

/// From the signed form to the hand-over.
async fn give(desk: &Desk, browser: &mut Browser, case: &str, button: &str) {
    browser.open(&format!("{case}/release")).await;
    let code = desk.house.next_code(&desk.anna);
    browser.press(button, &[("totp", &code)]).await;
    assert_eq!(browser.path(), format!("{case}/sheet"), "{}", browser.text());
    browser.press("Stampa il foglio", &[]).await;
    assert_eq!(browser.header("content-type"), "application/pdf");
    browser.open(&format!("{case}/sheet")).await;
    browser.press("Consegna il foglio", &[("serial", &ending(desk).await)]).await;
    assert_eq!(browser.path(), format!("{case}/handover"), "{}", browser.text());
}

/// A visit that ended well.
pub(super) async fn visit(desk: &Desk, browser: &mut Browser) -> String {
    let case = desk.signed_case(browser, "ready").await;
    give(desk, browser, &case, "Attiva e rilascia").await;
    case
}

/// The worker's part, done by hand: the letter was accepted.
pub(super) async fn accepted(desk: &Desk) {
    let settle = "UPDATE outbox SET state = 'accepted', settled_at = now(), accepted_by = 'mx.example.org',
        erase_at = now() + interval '7 days' WHERE state = 'waiting'";
    let mut owner = desk.house.database.owner().await;
    diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, settle).await.unwrap();
}

/// Everything after the card to the signature.
async fn to_the_signature(desk: &Desk, browser: &mut Browser, case: &str, email: &str) {
    desk.identify(browser, case).await;
    browser.open(&format!("{case}/contact")).await;
    browser.press("Salva e continua", &[("email", email), ("email_again", email)]).await;
    if browser.status() == 422 {
        browser.says("diverso");
        browser.press("Salva e continua", &[("ticked", "unlike_earlier"), ("reason", "cambiato")]).await;
    }
    browser.press("Continua senza verifica", &[("skip_reason", "nessun telefono con sé")]).await;
    desk.sign(browser, case).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn already_active_at_step_two_leads_on_to_a_new_release() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    visit(&desk, &mut browser).await;
    browser.says("Se i codici non si ricompongono");
    let card = desk.card("ready");
    browser.open("/").await;
    browser.press("Cerca", &[("sought", card.codice_fiscale.as_str())]).await;
    browser.press("Apri una pratica", &[]).await;
    let case = browser.path().trim_end_matches("/holder").to_owned();
    desk.holder(&mut browser, &case, card).await;
    desk.hand_in(&mut browser, &case, card.card_number.as_str(), card.expires).await;
    browser.says("Tessera già attiva");
    browser.press("Continua con un nuovo rilascio dei codici", &[]).await;
    assert_eq!(browser.path(), format!("{case}/identification"), "{}", browser.text());
    browser.says("La pratica continua come nuovo rilascio").says("Nuovo rilascio dei codici");
    to_the_signature(&desk, &mut browser, &case, "ready@example.org").await;
    browser.open(&format!("{case}/release")).await.says("Prende il posto di un rilascio precedente");
    browser.says("La sua seconda metà non è ancora partita: viene fermata.");
    give(&desk, &mut browser, &case, "Rilascia i codici").await;
    assert_eq!(desk.house.audited("release.supersede", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_finished_case_the_mail_is_sent_again_three_times() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = visit(&desk, &mut browser).await;
    browser.open(&case).await.says("La seconda metà sta ancora partendo");
    accepted(&desk).await;
    browser.open(&case).await.says("ancora 3 volte");
    browser.open(&format!("{case}/resend")).await.says("ready@example.org");
    let code = desk.house.next_code(&desk.anna);
    browser.press("Invia di nuovo", &[("totp", &code)]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Conferma che il titolare è presente");
    for left in ["ancora 2 volte", "ancora una volta", "tutte le volte ammesse"] {
        browser.open(&format!("{case}/resend")).await;
        let code = desk.house.next_code(&desk.anna);
        browser.press("Invia di nuovo", &[("totp", &code), ("present", "on")]).await;
        assert_eq!(browser.path(), format!("{case}/handover"), "{}", browser.text());
        browser.says("La seconda metà parte di nuovo").says("In attesa di invio");
        accepted(&desk).await;
        browser.open(&case).await.says(left);
    }
    assert_eq!(browser.open(&format!("{case}/resend")).await.status(), 409, "{}", browser.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_finished_case_the_address_is_corrected_with_the_old_sheet() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let done = visit(&desk, &mut browser).await;
    let old = ending(&desk).await;
    accepted(&desk).await;
    browser.open(&done).await.press("Correggi l’indirizzo", &[]).await;
    let case = browser.path().trim_end_matches("/holder").to_owned();
    let card = desk.card("ready");
    assert_eq!(browser.attribute("#surname", "value"), card.holder.surname.as_str(), "known from the visit");
    browser.press("Salva e continua", &[]).await;
    desk.hand_in(&mut browser, &case, card.card_number.as_str(), card.expires).await;
    to_the_signature(&desk, &mut browser, &case, "nuova@example.org").await;
    browser.open(&format!("{case}/release")).await.says("è già stata accettata da mx.example.org");
    let code = desk.house.next_code(&desk.anna);
    browser.press("Rilascia i codici", &[("totp", &code), ("warnings", "unlike_earlier")]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Indica se il titolare ha ancora il foglio");
    let said = [("totp", code.as_str()), ("warnings", "unlike_earlier"), ("old_sheet", "yes")];
    browser.press("Rilascia i codici", &said).await;
    assert_eq!(browser.path(), format!("{case}/old-sheet"), "{}", browser.text());
    browser.press("Conferma il foglio", &[("serial", "ZZZZ")]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Non è il foglio consegnato");
    browser.press("Conferma il foglio", &[("serial", &old)]).await;
    assert_eq!(browser.path(), format!("{case}/handover"), "{}", browser.text());
    browser.says("nuova@example.org");
    browser.open(&format!("{case}/receipt")).await;
    assert_eq!(browser.header("content-type"), "application/pdf");
    browser.open(&done).await.says("Un rilascio successivo ha preso il posto");
    assert_eq!(desk.house.audited("sheet.confirm", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_holders_page_offers_the_ways_on_and_another_counter_sends_nothing() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = visit(&desk, &mut browser).await;
    accepted(&desk).await;
    let code = desk.card("ready").codice_fiscale;
    browser.open("/").await.press("Cerca", &[("sought", code.as_str())]).await;
    browser.says("ancora 3 volte").says("Correggi l’indirizzo").says("Nuovo rilascio dei codici");
    let paolo = desk.house.hire("paolo", Role::Operator, &["PU02"]).await;
    let mut other = desk.house.signed_in(&paolo).await;
    other.open("/").await.press("Cerca", &[("sought", code.as_str())]).await;
    assert!(!other.text().contains("ancora 3 volte"), "{}", other.text());
    assert_eq!(other.open(&format!("{case}/resend")).await.status(), 404);
    other.open("/").await.press("Cerca", &[("sought", code.as_str())]).await;
    other.press("Nuovo rilascio dei codici", &[]).await;
    assert!(other.path().ends_with("/holder"), "{}", other.path());
    assert_eq!(one(&desk, "SELECT service AS found FROM cases WHERE closed_at IS NULL").await, "new_release");
    assert_eq!(other.attribute("#surname", "value"), "", "what another counter typed is typed again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_in_trouble_leads_from_the_first_page_to_its_ways_on() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = visit(&desk, &mut browser).await;
    let settle = "UPDATE outbox SET state = 'given_up', settled_at = now(), reason = 'address_refused',
        erase_at = now() + interval '7 days' WHERE state = 'waiting'";
    let mut owner = desk.house.database.owner().await;
    diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, settle).await.unwrap();
    browser.open("/").await.says("E-mail da sistemare").says("Che cosa si può fare");
    let link = browser.attribute("ul.work li > a:not(.mono)", "href");
    assert_eq!(link, case);
    browser
        .open(&link)
        .await
        .says("Non inviata")
        .says("Si può inviare di nuovo, oppure correggere")
        .says("ancora 3 volte");
    browser.open(&format!("{case}/resend")).await;
    let code = desk.house.next_code(&desk.anna);
    browser.press("Invia di nuovo", &[("totp", &code), ("present", "on")]).await;
    assert!(!browser.open("/").await.text().contains("E-mail da sistemare"), "it was taken care of");
}
