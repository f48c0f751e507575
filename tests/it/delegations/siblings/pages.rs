// SPDX-License-Identifier: AGPL-3.0-or-later
//! The pages of a visit, as an operator goes through them.

use crate::delegations::pages::case_of_mother;
use crate::support::desk::{Desk, desk};
use crate::support::{Browser, encode};
use hyper::Method;

/// A mother's first case, with everything but the signature.
pub async fn first_case(desk: &Desk, browser: &mut Browser) -> String {
    let case = case_of_mother(desk, browser, "minor").await;
    browser.press("Registra e continua", &[("piece", "card:seen")]).await;
    browser.press("Registra e continua", &[("piece", "family_status:seen")]).await;
    desk.contact(browser, &case, "marta@example.org").await;
    browser.open(&format!("{case}/check")).await;
    case
}

/// The next child's case from the page of another, up to what can be taken over.
pub async fn next_case(desk: &Desk, browser: &mut Browser, from: &str, key: &str) -> String {
    let card = desk.card(key);
    browser.open(&format!("{from}/siblings")).await;
    browser.press("Apri la pratica", &[("sought", card.codice_fiscale.as_str())]).await;
    assert!(browser.path().ends_with("/holder"), "{}", browser.text());
    let case = browser.path().trim_end_matches("/holder").to_owned();
    desk.holder(browser, &case, card).await;
    desk.hand_in(browser, &case, card.card_number.as_str(), card.expires).await;
    assert_eq!(browser.path(), format!("{case}/carry-over"), "{}", browser.text());
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_childs_case_the_second_ones_is_opened_and_what_was_seen_is_taken_over() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let first = first_case(&desk, &mut browser).await;
    browser.says("Un’altra persona, stesso delegato").says("Visita con MARTA GIULIANI");
    let second = next_case(&desk, &mut browser, &first, "second_child").await;
    browser
        .says("MARTA GIULIANI, genitore")
        .says("CA00000AA")
        .says("marta@example.org")
        .says("Stato di famiglia");
    assert_eq!(browser.count("#visit li"), 2);
    browser.press("Riprendi e continua", &[]).await;
    assert_eq!(browser.status(), 422);
    let reason = browser.attribute("#reason", "maxlength");
    assert_eq!(reason, "500", "a reason is proposed, the tick is the operator's");
    let proof = browser.attribute("input[name=named]", "value");
    let taken = [("named", proof.as_str()), ("ticked", "used_for_another_holder")];
    browser.press("Riprendi e continua", &taken).await;
    assert_eq!(browser.path(), format!("{second}/delegation"), "{}", browser.text());
    assert_eq!(browser.count(".evidence-list .is-missing"), 1, "the card of this child");
    browser.press("Registra e continua", &[("piece", "card:seen")]).await;
    assert_eq!(browser.path(), format!("{second}/check"), "neither contact nor code is asked again");
    browser.says("MARTA").says("marta@example.org").says("TOMMASO");
    desk.sign(&mut browser, &second).await;
    browser.open(&format!("{first}/check")).await;
    browser.says("firmata, da rilasciare");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_next_person_stands_at_the_field() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let first = first_case(&desk, &mut browser).await;
    let (same, mother) = (desk.card("minor"), desk.card("mother"));
    for (typed, told) in [
        ("", "codice fiscale"),
        ("RSSMRA80A01H501", "16"),
        (same.codice_fiscale.as_str(), "prima pratica"),
        (mother.codice_fiscale.as_str(), "che agisce"),
        ("AN01-2026-000001", "Serve il codice fiscale"),
    ] {
        browser.open(&format!("{first}/siblings")).await;
        assert_eq!(browser.attribute("[autofocus]", "id"), "sought");
        browser.press("Apri la pratica", &[("sought", typed)]).await;
        assert_eq!(browser.status(), 422, "{typed}: {}", browser.text());
        assert!(browser.words_of("#sought-error").contains(told), "{typed}: {}", browser.text());
    }
    // somebody of age: refused where the mother would act
    let adult = next_case(&desk, &mut browser, &first, "ready").await;
    browser.press("Riprendi e continua", &[("ticked", "used_for_another_holder")]).await;
    assert_eq!(browser.status(), 422);
    assert!(browser.words_of("#who-error").contains("età"), "{}", browser.text());
    assert_eq!(desk.house.audited("sibling.carry_over", "refused").await, 1);
    browser.open(&format!("{adult}/identification")).await;
    assert_eq!(browser.status(), 200, "it is typed by itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cases_of_the_visit_are_ticked_confirmed_by_one_code_and_told_one_by_one() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let first = first_case(&desk, &mut browser).await;
    desk.sign(&mut browser, &first).await;
    let second = next_case(&desk, &mut browser, &first, "second_child").await;
    let proof = browser.attribute("input[name=named]", "value");
    let taken = [("named", proof.as_str()), ("ticked", "used_for_another_holder")];
    browser.press("Riprendi e continua", &taken).await;
    browser.press("Registra e continua", &[("piece", "card:seen")]).await;
    desk.sign(&mut browser, &second).await;
    browser.open(&format!("{second}/release")).await.says("Rilascia insieme (2)");
    browser.open(&format!("{second}/joint-release")).await;
    browser.says("SOFIA PIERONI").says("TOMMASO PIERONI").says("marta@example.org").says("già stato usato");
    assert_eq!(browser.attribute("[autofocus]", "id"), "case-1");
    browser.press("Attiva e rilascia le pratiche spuntate", &[("totp", "123456")]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Spunta almeno una pratica");
    let cases = [1, 2].map(|nth| browser.attribute(&format!("#case-{nth}"), "value"));
    let warnings = [1, 2].map(|nth| browser.attribute(&format!("#warning-{nth}-1"), "value"));
    let code = desk.house.next_code(&desk.anna);
    let button = "Attiva e rilascia le pratiche spuntate";
    let filled = |browser: &Browser, warnings: &[String]| {
        let (action, mut fields) = browser.form(button, &[("totp", &code)]);
        fields.extend(cases.iter().map(|it| ("cases".to_owned(), it.clone())));
        fields.extend(warnings.iter().map(|it| ("warnings".to_owned(), it.clone())));
        (action, encode(&fields))
    };
    let (action, unticked) = filled(&browser, &[]);
    let answer = browser.send(Method::POST, &action, &unticked).await;
    assert_eq!(answer.status, 422, "a warning that is not ticked costs no code");
    let (action, all) = filled(&browser, &warnings);
    let answer = browser.send(Method::POST, &action, &all).await;
    let there = answer.header("location").to_owned();
    browser.open(&there).await;
    assert!(browser.path().contains("/joint-release/"), "{}", browser.text());
    assert_eq!(browser.count(".joint-outcomes li.state-sheet"), 2, "{}", browser.text());
    assert_eq!(browser.attribute("[autofocus]", "href"), format!("{first}/sheet"));
    // the piece that the page asks for again while something waits
    browser.open(&format!("{there}/state")).await;
    let told = browser.words_of(".joint-outcomes");
    assert_eq!(told.matches("Rilasciata").count(), 2, "{told}");
    // the list is that of its own visit alone
    let foreign = format!("{first}/joint-release/{}", uuid::Uuid::now_v7());
    assert_eq!(browser.open(&foreign).await.status(), 404);
    browser.open(&format!("{second}/joint-release")).await;
    assert_ne!(browser.path(), format!("{second}/joint-release"), "nothing waits any more");
}
