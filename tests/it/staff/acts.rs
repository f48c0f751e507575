// SPDX-License-Identifier: AGPL-3.0-or-later
//! Suspended, back again, ended; a duty ended; who may not do it to whom.

use super::town;
use crate::support::desk::desk;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_operator_is_out_at_once_and_comes_back() {
    let mut town = town().await;
    let anna = town.house.hire("anna", Role::Operator, &["AN01"]).await;
    let mut at_anna = town.house.signed_in(&anna).await;
    town.act("anna", "suspend", "Sospendi").await;
    town.at_ada.says("Sospeso").says("come concordato");
    assert_eq!(at_anna.open("/").await.status(), 403);
    at_anna.says("Un amministratore ha sospeso o chiuso il tuo account");
    at_anna.open("/sign-in").await;
    at_anna.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    at_anna.says("Il tuo account è sospeso");
    town.act("anna", "restore", "Riattiva").await;
    town.house.signed_in(&anna).await;
    town.act("anna", "end", "Chiudi l’account").await;
    town.at_ada.says("Chiuso");
    assert_eq!(town.at_ada.count("a[href*='/acts/']"), 0, "nothing is left to do");
    let mut browser = town.house.browser();
    browser.open("/sign-in").await;
    browser.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    browser.says("Nome utente o password non corretti");
    let told: Vec<String> =
        town.told().await.iter().map(|line| line.replace("anna@comune.prova.example ", "")).collect();
    assert_eq!(told, ["ended", "restored", "suspended"]);
    let history = "SELECT string_agg(before || '>' || after, ' ' ORDER BY at) FROM staff_events";
    assert_eq!(town.value(history).await, "ready>suspended suspended: come concordato>ready ready>ended");
    // whoever has ended may be invited anew
    assert_eq!(town.value("SELECT count(*) FROM duties WHERE until IS NULL").await, "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_suspended_in_the_middle_of_a_case_stops_and_a_colleague_takes_it_on() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let case = desk.signed_case(&mut anna, "ready").await;
    let bruno = desk.house.hire("bruno", Role::Operator, &["AN01"]).await;
    let ada = desk.house.hire("ada", Role::Administrator, &[]).await;
    let mut at_ada = desk.house.signed_in(&ada).await;
    let id = {
        let mut owner = desk.house.database.owner().await;
        use diesel::prelude::*;
        use diesel_async::RunQueryDsl;
        use sportello::schema::operators;
        let anna = operators::table.filter(operators::username.eq("anna")).select(operators::id);
        RunQueryDsl::first::<uuid::Uuid>(anna, &mut owner).await.unwrap()
    };
    anna.open(&case).await;
    assert_eq!(anna.status(), 200);
    let code = desk.house.next_code(&ada);
    at_ada.open(&format!("/administration/staff/{id}/acts/suspend")).await;
    at_ada.press("Sospendi", &[("reason", "verifica in corso"), ("totp", &code)]).await;
    assert_eq!(at_ada.status(), 200, "{}", at_ada.text());
    anna.open(&case).await.says("può essere ripresa da un collega");
    assert_eq!(anna.status(), 403);
    let mut colleague = desk.house.signed_in(&bruno).await;
    colleague.open(&case).await;
    assert_eq!(colleague.status(), 200, "{}", colleague.text());
    let holder = &desk.card("ready").holder;
    assert!(colleague.text().contains(holder.surname.as_str()), "{}", colleague.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_changes_the_own_account_and_the_last_administrator_stays() {
    let mut town = town().await;
    let own = town.id("ada").await;
    town.at_ada
        .open(&format!("/administration/staff/{own}"))
        .await
        .says("Il proprio account lo cambia un altro");
    for (act, button) in [("suspend", "Sospendi"), ("end", "Chiudi l’account")] {
        town.act("ada", act, button).await;
        assert_eq!(town.at_ada.status(), 409);
        town.at_ada.says("Il proprio account lo cambia un altro amministratore");
    }
    assert_eq!(town.house.audited("staff.suspended", "refused").await, 1);
    town.act("beatrice", "suspend", "Sospendi").await;
    assert_eq!(town.value("SELECT count(*) FROM operators WHERE suspended_at IS NOT NULL").await, "1");
    for change in
        ["suspended_at = now(), suspension_reason = 'x'", "ended_at = now()", "administrator = false"]
    {
        let refused = town.sql(&format!("UPDATE operators SET {change} WHERE username = 'ada'")).await;
        assert!(refused.contains("operators_keep_one_administrator"), "{change}: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duty_that_is_ended_takes_its_counter_and_the_sessions_with_it() {
    let mut town = town().await;
    let anna = town.house.hire("anna", Role::Operator, &["AN01", "PU02"]).await;
    let at_anna = town.house.signed_in(&anna).await;
    let id = town.id("anna").await;
    let duty = town
        .value("SELECT d.id FROM duties d JOIN counters c ON c.id = d.counter_id WHERE c.code = 'AN01'")
        .await;
    let page = format!("/administration/staff/{id}/duties/{duty}/end");
    town.at_ada.open(&page).await.says("Operatore, AN01 Ancona centro");
    town.at_ada.press("Fai finire l’incarico", &[("reason", ""), ("totp", "1")]).await;
    town.at_ada.says("Scrivi il motivo").says("Scrivi le sei cifre");
    town.at_ada.press("Fai finire l’incarico", &[("reason", "riordino"), ("totp", "000000")]).await;
    town.at_ada.says("Il codice non è quello di adesso");
    assert!(town.house.session(&at_anna).await.is_some(), "a wrong code does nothing");
    let code = town.house.next_code(&town.ada);
    town.at_ada.press("Fai finire l’incarico", &[("reason", "riordino"), ("totp", &code)]).await;
    assert!(town.house.session(&at_anna).await.is_none());
    let at_anna = town.house.signed_in(&anna).await;
    assert!(at_anna.words_of(".whereabouts").contains("PU02"), "the other one is the only one");
    assert_eq!(town.at_ada.open(&page).await.status(), 409, "it has ended");
    assert!(town.told().await[0].ends_with("role_ended"));
}
