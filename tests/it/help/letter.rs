// SPDX-License-Identifier: AGPL-3.0-or-later
//! The sealed letter, where the policy has it and where it has not.

use super::{at_contact, printed_form, with_letters};
use crate::support::desk::{desk, desk_under};
use crate::support::encode;
use diesel_async::RunQueryDsl;
use hyper::Method;

const HOME: [(&str, &str); 4] = [
    ("street", "Via Gentile da Fabriano 9/B"),
    ("postal_code", "60125"),
    ("town", "Ancona"),
    ("province", "an"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_without_letters_does_not_offer_them_and_refuses_a_forged_form() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_contact(&desk, &mut browser, "ready").await;
    browser.open(&format!("{case}/no-email")).await;
    assert!(!browser.text().contains("Lettera sigillata"), "{}", browser.text());
    let token = browser.form("Esci", &[]).1.remove(0);
    let mut fields: Vec<(String, String)> =
        HOME.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    fields.extend([token, ("version".to_owned(), "4".to_owned()), ("language".to_owned(), "it".to_owned())]);
    let path = format!("{case}/no-email/letter");
    assert_eq!(browser.send(Method::GET, &path, b"").await.status, 404);
    let answer = browser.send(Method::POST, &path, &encode(&fields)).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    assert!(answer.text().contains("non va per lettera"), "{}", answer.text());
    assert_eq!(desk.house.audited("contact.save", "refused").await, 1);
    assert_eq!(desk.house.audited("contact.save", "done").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_goes_to_the_holder_by_name_and_its_address_is_signed() {
    let desk = desk_under(with_letters()).await;
    let mut browser = desk.at_work().await;
    let case = at_contact(&desk, &mut browser, "ready").await;
    let path = format!("{case}/no-email/letter");
    browser.open(&format!("{case}/no-email")).await.says("Lettera sigillata a casa");
    browser.open(&path).await;
    let wrong = [("street", ""), ("postal_code", "6012"), ("town", "Ancona|x"), ("province", "QQ")];
    browser.press("Salva e continua", &wrong).await;
    assert_eq!(browser.status(), 422);
    for said in
        ["Scrivi la via e il numero", "Il CAP ha cinque cifre", "un segno che non può", "ha questa sigla"]
    {
        browser.says(said);
    }
    browser.press("Salva e continua", &HOME).await;
    assert_eq!(browser.path(), format!("{case}/check"), "there is no mailbox to prove");
    let holder = &desk.card("ready").holder;
    let envelope =
        format!("{} {}, Via Gentile da Fabriano 9/B, 60125 Ancona (AN)", holder.name, holder.surname);
    browser.says(&envelope).says("non serve: va per lettera");
    let form = printed_form(&mut browser, &case).await;
    for said in ["Via Gentile da Fabriano 9/B", "con una lettera sigillata"] {
        assert!(form.contains(said), "{said}\n{form}");
    }
    browser.open(&format!("{case}/check")).await;
    browser.press("Registra la firma e continua", &[("signed", "on")]).await;
    browser.open(&path).await.press("Salva e continua", &[("street", "Via Roma 2")]).await;
    assert_eq!(desk.house.audited("form.void", "done").await, 1);
    // the database itself takes one way or the other, and a trusted person with a mailbox alone
    let mut owner = desk.house.database.owner().await;
    for (sql, rule) in [
        ("UPDATE case_contacts SET email = 'a@example.it' WHERE post IS NOT NULL", "one_way"),
        ("UPDATE case_contacts SET post = NULL", "one_way"),
        ("UPDATE case_contacts SET trusted_name = 'A', trusted_surname = 'B'", "trusted_is_named"),
        ("UPDATE case_contacts SET post = 'post:A|B|C'", "case_contacts_post"),
    ] {
        let error = diesel::sql_query(sql).execute(&mut owner).await.unwrap_err().to_string();
        assert!(error.contains(rule), "{sql}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_holder_at_the_same_door_is_a_warning() {
    let desk = desk_under(with_letters()).await;
    let mut browser = desk.at_work().await;
    let first = at_contact(&desk, &mut browser, "ready").await;
    browser.open(&format!("{first}/no-email/letter")).await.press("Salva e continua", &HOME).await;
    let second = at_contact(&desk, &mut browser, "accents").await;
    browser.open(&format!("{second}/no-email/letter")).await.press("Salva e continua", &HOME).await;
    assert_eq!(browser.status(), 422);
    browser.says("L’indirizzo è già stato usato per un’altra persona");
}
