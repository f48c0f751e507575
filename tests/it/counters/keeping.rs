// SPDX-License-Identifier: AGPL-3.0-or-later
//! Opening, changing and closing by page.

use super::{administrator, kept};
use crate::support::desk::desk;
use crate::support::{Plan, encode, house, house_with};
use hyper::Method;
use sportello::counters;
use sportello::operators::Role;
use sportello::policy::PolicyBook;

const NEW: &str = "/administration/counters/new";

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_opens_changes_and_closes_a_counter_and_all_of_it_stays_told() {
    let house = house().await;
    let (ada, mut browser) = administrator(&house, "ada").await;
    browser.open("/").await.says("Sportelli");
    let code = house.next_code(&ada);
    browser.open(NEW).await;
    let typed = [
        ("code", "MC09"),
        ("name", "Sportello dell'Aquila \"nuovo\" <b>"),
        ("body", "AST Macerata"),
        ("municipality", "Recanati"),
        ("monday", "14.30-17, 8:30-12:30"),
        ("exceptions", "29/02/2028 chiuso"),
        ("totp", &code),
    ];
    browser.press("Salva", &typed).await.says("Lo sportello è salvato");
    assert_eq!(browser.path(), "/administration/counters/MC09");
    browser
        .says("08:30-12:30, 14:30-17:00")
        .says("29/02/2028 chiuso")
        .says("Sportello dell'Aquila \"nuovo\" <b>");
    let code = house.next_code(&ada);
    browser.open("/administration/counters/MC09/edit").await;
    browser.press("Salva", &[("telephone", "071 000 0099"), ("totp", &code)]).await;
    browser.says("Telefono : (vuoto) → 071 000 0099").says("ADA Rossi");
    let code = house.next_code(&ada);
    browser
        .open("/administration/counters/MC09/closing")
        .await
        .press("Chiudi per sempre", &[("totp", &code)])
        .await;
    browser.says("chiuso il");
    assert!(!browser.text().contains("Modifica lo"), "it does not change any more");
    browser.open("/administration/counters/MC09/edit").await;
    assert_eq!(browser.status(), 409);
    browser.open("/administration/counters").await.says("Sportelli chiusi").says("MC09");
    for act in ["counter.open", "counter.change", "counter.close"] {
        assert_eq!(house.audited(act, "done").await, 1, "{act}");
    }
    let code = house.next_code(&ada);
    browser.open(NEW).await;
    let again = [("code", "MC09"), ("name", "x"), ("body", "x"), ("municipality", "x"), ("totp", &code)];
    browser.press("Salva", &again).await.says("Questo codice è già di uno sportello");
    assert_eq!((browser.status(), house.audited("counter.open", "refused").await), (422, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_stays() {
    let house = house().await;
    let (ada, mut browser) = administrator(&house, "ada").await;
    let code = house.next_code(&ada);
    browser.open(NEW).await;
    let wrong = [
        ("code", "mc9"),
        ("body", "AST"),
        ("municipality", "Jesi"),
        ("monday", "8-12, 11:00-13"),
        ("tuesday", "chiuso"),
        ("exceptions", "29/02/2027 chiuso"),
        ("telephone", "=1+1"),
        ("totp", &code),
    ];
    browser.press("Salva", &wrong).await;
    assert_eq!(browser.status(), 422);
    for (field, words) in [
        ("code", "due lettere maiuscole"),
        ("name", "Scrivi il nome"),
        ("telephone", "cifre, spazi"),
        ("monday", "08:00-12:00 e 11:00-13:00 si sovrappongono"),
        ("tuesday", "«chiuso» non è un orario"),
        ("exceptions", "«29/02/2027» non esiste"),
    ] {
        let said = browser.words_of(&format!("#{field}-error"));
        assert!(said.contains(words), "{field}: {said}");
    }
    assert_eq!(browser.attribute("#monday", "value"), "8-12, 11:00-13");
    assert_eq!(browser.attribute("#totp", "value"), "", "a one-time code is typed anew");
    let order = browser.html();
    let links = scraper::Selector::parse("#error-summary a").unwrap();
    let fields: Vec<&str> = order.select(&links).filter_map(|link| link.value().attr("href")).collect();
    assert_eq!(fields, ["#code", "#name", "#telephone", "#monday", "#tuesday", "#exceptions"]);
    assert_eq!(house.audited("counter.open", "done").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_or_missing_one_time_code_saves_nothing() {
    let house = house().await;
    let (_, mut browser) = administrator(&house, "ada").await;
    for code in ["", "000000"] {
        browser.open("/administration/counters/AN01/edit").await;
        browser.press("Salva", &[("name", "Altro nome"), ("totp", code)]).await;
        assert_eq!((browser.status(), browser.count("#totp-error")), (422, 1), "{code}");
    }
    assert_eq!(kept(&house, "AN01").await.version, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrators_at_once_the_second_sees_that_somebody_was_first() {
    let house = house().await;
    let (ada, mut first) = administrator(&house, "ada").await;
    let (ivo, mut second) = administrator(&house, "ivo").await;
    first.open("/administration/counters/AN01/edit").await;
    second.open("/administration/counters/AN01/edit").await;
    let code = house.next_code(&ada);
    first.press("Salva", &[("name", "Ancona di Ada"), ("totp", &code)]).await.says("salvato");
    let code = house.next_code(&ivo);
    second.press("Salva", &[("name", "Ancona di Ivo"), ("totp", &code)]).await;
    assert_eq!(second.status(), 409);
    second.says("nel frattempo");
    assert_eq!(kept(&house, "AN01").await.facts.name, "Ancona di Ada");
    assert_eq!(house.audited("counter.change", "refused").await, 1);
    second.open("/administration/counters/AN01/edit").await;
    second.press("Salva", &[("totp", &code)]).await.says("niente di diverso");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_with_work_left_says_what_it_is_and_does_not_close() {
    let desk = desk().await;
    let house = &desk.house;
    let mut anna = desk.at_work().await;
    desk.open(&mut anna, desk.card("ready").codice_fiscale.as_str()).await;
    let (ada, mut browser) = administrator(house, "ada").await;
    browser.open("/administration/counters/AN01/closing").await;
    browser.says("C’è una pratica aperta").says("vi è ancora assegnata");
    let token = browser.open("/").await.form("Esci", &[]).1.remove(0);
    let body = [token, ("version".to_owned(), "1".to_owned()), ("totp".to_owned(), house.next_code(&ada))];
    let answer = browser.send(Method::POST, "/administration/counters/AN01/closing", &encode(&body)).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("non si può ancora chiudere"), "{}", answer.text());
    assert_eq!(house.audited("counter.close", "refused").await, 1);
    assert!(kept(house, "AN01").await.closed_at.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_capability_ticked_is_one_that_cases_ask_for() {
    let text = include_str!("../../../policies/marche.toml");
    let text = text.replacen("kind = \"guardian\"\n", "kind = \"guardian\"\ncapability = \"wards\"\n", 1);
    let policies = PolicyBook::parse(&text, "wards").unwrap_or_else(|errors| panic!("{errors}"));
    let house = house_with(Plan { policies, ..Plan::default() }).await;
    let (ada, mut browser) = administrator(&house, "ada").await;
    let person = house.hire("anna", Role::Operator, &["AN01"]).await;
    let (mut owner, id) = (house.database.owner().await, kept(&house, "AN01").await.id);
    let code = house.next_code(&ada);
    browser.open("/administration/counters/AN01/edit").await;
    browser
        .press("Salva", &[("capabilities", "wards"), ("totp", &code)])
        .await
        .says("Abilitazioni : (vuoto) → wards");
    assert!(counters::has(&mut owner, id, "wards").await.unwrap());
    let code = house.next_code(&ada);
    browser.open("/administration/counters/AN01/edit").await;
    assert_eq!(browser.attribute("input[name=capabilities][checked]", "value"), "wards");
    browser.press("Salva", &[("capabilities", ""), ("totp", &code)]).await.says("wards → (vuoto)");
    assert!(!counters::has(&mut owner, id, "wards").await.unwrap());
    let mut anna = house.signed_in(&person).await;
    anna.open("/administration/counters/AN01").await;
    assert_eq!(anna.status(), 403, "operators keep no counters");
}
