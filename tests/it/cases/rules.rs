// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::desk::{desk, shown};
use chrono::Months;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::operators::{NewAccount, Role};
use sportello::schema::case_overrides;

#[tokio::test(flavor = "multi_thread")]
async fn nobody_opens_looks_at_or_works_on_a_case_of_their_own_in_any_form_of_their_code() {
    let desk = desk().await;
    let own = desk.case("omocode").codice_fiscale;
    let base = own.base_code();
    let account = NewAccount {
        username: "proprio".into(),
        name: "Se".into(),
        surname: "Stesso".into(),
        codice_fiscale: base.as_str().into(),
        base_code: base.as_str().into(),
        contact_address: "se@comune.prova.example".into(),
        role: Role::Operator,
        counters: vec!["AN01".into()],
    };
    let person = desk.house.try_hire(&account).await.unwrap();
    let mut self_service = desk.house.signed_in(&person).await;
    self_service.press("Cerca", &[("sought", own.as_str())]).await.says("Nessuno consulta i propri dati");
    assert_eq!(desk.house.audited("holder.look_up", "refused").await, 1);
    let mut anna = desk.at_work().await;
    let case = desk.open(&mut anna, own.as_str()).await;
    self_service.open(&case).await.says("Nessuno lavora su una pratica che riguarda sé stesso");
    assert_eq!(self_service.status(), 409);
    self_service.open("/").await.press("Cerca", &[("sought", own.as_str())]).await;
    self_service.says("Nessuno consulta i propri dati");
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_do_not_fit_the_code_are_named_field_by_field_and_want_a_reason() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("ready");
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    browser.open(&format!("{case}/holder")).await;
    let born = shown(card.holder.birth_date);
    let place = if card.holder.birth_place.as_str() == "H501" { "Ancona" } else { "Roma" };
    let fields = [
        ("surname", "Zyxwv"),
        ("name", card.holder.name.as_str()),
        ("sex", card.holder.sex.letter()),
        ("birth_date", &born),
        ("birth_place", place),
    ];
    browser.press("Salva e continua", &fields).await;
    assert_eq!(browser.status(), 422);
    browser.says("Il cognome non corrisponde").says("Il luogo di nascita non corrisponde");
    assert!(!browser.text().contains("Il nome non corrisponde"));
    let (action, mut fields) = browser.form("Salva e continua", &[("reason", "nome cambiato, visto l’atto")]);
    fields.extend(["surname", "birth_place"].map(|warning| ("ticked".to_owned(), warning.to_owned())));
    let answer = browser.send(hyper::Method::POST, &action, &crate::support::encode(&fields)).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let mut owner = desk.house.database.owner().await;
    let kept: Vec<(String, String)> = case_overrides::table
        .order(case_overrides::warning)
        .select((case_overrides::warning, case_overrides::reason))
        .load(&mut owner)
        .await
        .unwrap();
    let reason = || "nome cambiato, visto l’atto".to_owned();
    assert_eq!(kept, [("birth_place".to_owned(), reason()), ("surname".to_owned(), reason())]);
    assert_eq!(desk.house.audited("warning.override", "done").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_identity_card_counts_no_more_and_a_passport_does() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("ready");
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    let today = sportello::policy::rome_date(desk.house.now());
    let (issued, expires) = (shown(today - Months::new(24)), shown(today + Months::new(60)));
    browser.open(&format!("{case}/identification")).await;
    let fields = [
        ("kind", "paper_identity_card"),
        ("number", "AX1234567"),
        ("issuer", "Comune di Ancona"),
        ("issued", issued.as_str()),
        ("expires", &expires),
    ];
    browser.press("Salva e continua", &fields).await;
    assert_eq!(browser.status(), 422, "{}", browser.text());
    assert!(browser.words_of("#kind-error").contains("02/08/2026"), "{}", browser.text());
    browser.press("Salva e continua", &[("kind", "passport"), ("number", "YA1234567")]).await;
    assert_eq!(browser.status(), 200, "{}", browser.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn suspicious_addresses_are_ticked_with_a_reason_and_mistyped_ones_asked_about() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let first = desk.open(&mut browser, desk.card("ready").codice_fiscale.as_str()).await;
    desk.contact(&mut browser, &first, "famiglia@example.org").await;
    let second = desk.open(&mut browser, desk.card("accents").codice_fiscale.as_str()).await;
    for (email, says) in [
        ("famiglia@example.org", "già stato usato per un’altra persona"),
        ("Famiglia@Example.org", "già stato usato per un’altra persona"),
        ("mario@pec.it", "indirizzo PEC"),
        ("mario@comune.prova.example", "dominio di questo sportello"),
        ("mario@gmial.com", "mario@gmail.com"),
    ] {
        browser.open(&format!("{second}/contact")).await;
        browser.press("Salva e continua", &[("email", email), ("email_again", email)]).await;
        assert_eq!(browser.status(), 422, "{email}: {}", browser.text());
        browser.says(says);
    }
    browser.press("Salva e continua", &[("no_typo", "on")]).await;
    assert_eq!(browser.status(), 200, "{}", browser.text());
    let reason = [("ticked", "used_for_another_holder"), ("reason", "casella di famiglia")];
    browser.open(&format!("{second}/contact")).await;
    let email = [("email", "famiglia@example.org"), ("email_again", "famiglia@example.org")];
    browser.press("Salva e continua", &email).await.press("Salva e continua", &reason).await;
    assert_eq!(browser.status(), 200, "{}", browser.text());
}
