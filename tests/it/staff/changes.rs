// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a second administrator confirms.

use super::{PASSWORD, town};
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_does_not_confirm_and_may_take_back() {
    let mut town = town().await;
    town.invite(&[]).await;
    let at = town.waiting().await;
    town.at_ada.open(&at).await.says("L’hai chiesto tu");
    assert_eq!(town.at_ada.count("input[value=confirmed]"), 0);
    // the form as another administrator has it
    let code = town.house.next_code(&town.ada);
    let (path, mut fields) = town.at_ada.form("Registra la decisione", &[("totp", &code)]);
    fields.push(("decision".into(), "confirmed".into()));
    let answer = town.at_ada.send(hyper::Method::POST, &path, &crate::support::encode(&fields)).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("un altro amministratore"), "{}", answer.text());
    assert_eq!(town.house.audited("staff.decided", "refused").await, 1);
    assert_eq!(town.value("SELECT count(*) FROM duties").await, "0");
    let code = town.house.next_code(&town.ada);
    town.at_ada
        .open(&at)
        .await
        .press("Registra la decisione", &[("decision", "rejected"), ("totp", &code)])
        .await;
    town.at_ada.says("Niente da confermare");
    assert_eq!(town.at_bea.open(&at).await.status(), 409, "there is nothing left to decide");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moved_operator_loses_the_old_counter_when_the_new_one_is_confirmed() {
    let mut town = town().await;
    let anna = town.house.hire("anna", Role::Operator, &["AN01"]).await;
    let at_anna = town.house.signed_in(&anna).await;
    let id = town.id("anna").await;
    let held = town.value("SELECT id FROM duties").await;
    let counter = town.value("SELECT id FROM counters WHERE code = 'PU02'").await;
    let code = town.house.next_code(&town.ada);
    let fields = [
        ("duty", "operator"),
        ("counter", counter.as_str()),
        ("in_place_of", &held),
        ("reason", "trasferimento"),
        ("totp", &code),
    ];
    town.at_ada
        .open(&format!("/administration/staff/{id}/duty"))
        .await
        .press("Chiedi la conferma", &fields)
        .await;
    town.at_ada.says("al posto di AN01 Ancona centro");
    assert!(town.house.session(&at_anna).await.unwrap().operates(), "until then nothing changes");
    town.decided("confirmed").await;
    assert!(town.house.session(&at_anna).await.is_none());
    let at_anna = town.house.signed_in(&anna).await;
    assert!(at_anna.words_of(".whereabouts").contains("PU02"), "{}", at_anna.words_of(".whereabouts"));
    assert_eq!(town.value("SELECT count(*) FROM duties WHERE until IS NULL").await, "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duty_begins_and_ends_on_its_days() {
    let mut town = town().await;
    let sara = town.house.hire("sara", Role::Supervisor, &["AN01"]).await;
    let id = town.id("sara").await;
    let counter = town.value("SELECT id FROM counters WHERE code = 'AN01'").await;
    let day = |days| {
        sportello::policy::rome_date(town.house.now() + chrono::Duration::days(days))
            .format("%d/%m/%Y")
            .to_string()
    };
    let (since, until) = (day(2), day(3));
    let code = town.house.next_code(&town.ada);
    let fields = [
        ("duty", "operator"),
        ("counter", counter.as_str()),
        ("since", &since),
        ("until", &until),
        ("reason", "sostituzione"),
        ("totp", &code),
    ];
    town.at_ada
        .open(&format!("/administration/staff/{id}/duty"))
        .await
        .press("Chiedi la conferma", &fields)
        .await;
    town.decided("confirmed").await;
    for (days, operates) in [(0, false), (2, true), (2, false)] {
        town.house.later(chrono::Duration::days(days));
        let at_sara = town.house.signed_in(&sara).await;
        let session = town.house.session(&at_sara).await.unwrap();
        assert_eq!((session.operates(), session.supervises()), (operates, true), "after {days} days");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_second_factor_needs_two_administrators_the_link_and_the_password() {
    let mut town = town().await;
    let anna = town.house.hire("anna", Role::Operator, &["AN01"]).await;
    let at_anna = town.house.signed_in(&anna).await;
    town.act("anna", "second-factor", "Azzera l’app dei codici").await;
    assert!(town.house.session(&at_anna).await.is_some(), "asking changes nothing");
    town.decided("confirmed").await;
    assert!(town.house.session(&at_anna).await.is_none());
    let mut browser = town.house.browser();
    browser.open("/sign-in").await;
    browser.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    browser.says("L’app dei codici va collegata di nuovo");
    browser.open(&town.link().await).await.press("Continua", &[("password", PASSWORD)]).await;
    browser.says("La password non è corretta. Tentativi rimasti: 4");
    browser.press("Continua", &[("password", &anna.password)]).await;
    let mut anew = town.scan(&browser);
    anew.username = "anna".into();
    anew.password = anna.password.clone();
    let code = town.house.next_code(&anew);
    browser.press("Conferma", &[("totp", &code)]).await.says("Tutto pronto");
    let at_anna = town.house.signed_in(&anew).await;
    assert!(at_anna.words_of(".whereabouts").contains("AN01"));
    let events: Vec<String> =
        town.told().await.iter().map(|line| line.rsplit(' ').next().unwrap().to_owned()).collect();
    assert_eq!(events, ["second_factor_set", "totp_reset"]);
    // five wrong passwords close a link
    town.act("anna", "second-factor", "Azzera l’app dei codici").await;
    town.decided("confirmed").await;
    let link = town.link().await;
    for _ in 0..5 {
        browser.open(&link).await.press("Continua", &[("password", "sbagliata")]).await;
    }
    browser.open(&link).await.press("Continua", &[("password", &anna.password)]).await;
    assert_eq!(browser.status(), 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_administrator_and_operator_or_supervisor_at_once() {
    let mut town = town().await;
    let _anna = town.house.hire("anna", Role::Operator, &["AN01"]).await;
    let (anna, bea) = (town.id("anna").await, town.id("beatrice").await);
    town.at_ada.open(&format!("/administration/staff/{anna}/acts/administrator")).await;
    assert_eq!(town.at_ada.status(), 409, "the page does not offer it: {}", town.at_ada.text());
    assert_eq!(town.at_ada.open(&format!("/administration/staff/{bea}/duty")).await.status(), 409);
    town.at_ada.says("Nessuno è insieme amministratore e operatore");
    let both = format!("UPDATE operators SET administrator = true WHERE id = '{anna}'");
    assert!(town.sql(&both).await.contains("duties_operator_id_administrator_fkey"));
    let duty = format!(
        "INSERT INTO duties (operator_id, counter_id, duty, since) SELECT '{bea}', id, 'operator', now() FROM counters"
    );
    assert!(town.sql(&duty).await.contains("duties_operator_id_administrator_fkey"));
}
