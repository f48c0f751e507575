// SPDX-License-Identifier: AGPL-3.0-or-later
//! The pages of a case in which a parent acts, as an operator fills them in.

use crate::support::Browser;
use crate::support::desk::{Desk, desk, shown};
use chrono::Months;

/// A parent's case, from the look-up to the identification.
pub async fn parents_case(desk: &Desk, browser: &mut Browser) -> String {
    case_by(desk, browser, "minor", "ready").await
}

/// The same with the children's own mother.
pub async fn case_of_mother(desk: &Desk, browser: &mut Browser, child: &str) -> String {
    case_by(desk, browser, child, "mother").await
}

async fn case_by(desk: &Desk, browser: &mut Browser, child: &str, parent: &str) -> String {
    let (minor, parent) = (desk.card(child), desk.card(parent));
    let case = desk.open(browser, minor.codice_fiscale.as_str()).await;
    desk.holder(browser, &case, minor).await;
    desk.hand_in(browser, &case, minor.card_number.as_str(), minor.expires).await;
    assert_eq!(browser.path(), format!("{case}/identification"), "{}", browser.text());
    let today = sportello::policy::rome_date(desk.house.now());
    let person = &parent.holder;
    let fields = [
        ("who", "parent"),
        ("code", parent.codice_fiscale.as_str()),
        ("surname", person.surname.as_str()),
        ("name", person.name.as_str()),
        ("sex", person.sex.letter()),
        ("birth_date", &shown(person.birth_date)),
        ("birth_place", person.birth_place.as_str()),
        ("kind", "cie"),
        ("number", "CA00000AA"),
        ("issuer", "Comune di Ancona"),
        ("issued", &shown(today - Months::new(24))),
        ("expires", &shown(today + Months::new(60))),
    ];
    browser.press("Salva e continua", &fields).await;
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn the_holder_in_person_is_offered_first_and_a_parent_to_a_minor() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let adult = desk.card("ready");
    let case = desk.open(&mut browser, adult.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, adult).await;
    browser.open(&format!("{case}/identification")).await;
    assert_eq!(browser.attribute("input[name=who][checked]", "value"), "holder");
    assert_eq!(browser.attribute("[autofocus]", "id"), "kind", "the usual case costs no key");
    assert_eq!(browser.count("#who-parent"), 0, "of age: nobody's child");
    let minor = desk.card("minor");
    let case = desk.open(&mut browser, minor.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, minor).await;
    browser.open(&format!("{case}/identification")).await;
    assert_eq!(browser.attribute("input[name=who][checked]", "value"), "parent");
    assert_eq!(browser.attribute("[autofocus]", "id"), "code");
    assert_eq!(browser.count("#who-holder"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_is_led_through_the_list_to_the_signature() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = parents_case(&desk, &mut browser).await;
    assert_eq!(browser.path(), format!("{case}/delegation"), "{}", browser.text());
    browser.says("genitore con responsabilità genitoriale").says("visto al riconoscimento");
    assert_eq!(browser.count(".evidence-list .is-missing"), 2);
    browser.open(&format!("{case}/check")).await;
    assert_eq!(browser.path(), format!("{case}/delegation"), "it refuses to go on");
    assert_eq!(browser.attribute("input[name=piece][checked]", "value"), "card:seen", "one choice is made");
    browser.press("Registra e continua", &[]).await;
    assert_eq!(browser.count(".evidence-list .is-missing"), 1, "{}", browser.text());
    browser.press("Registra e continua", &[]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Scegli che cosa presenta");
    browser.press("Registra e continua", &[("piece", "parenthood_self_certification:paper_kept")]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Manca la firma di chi agisce");
    let signed = [("piece", "parenthood_self_certification:paper_kept"), ("signed", "delegate")];
    browser.press("Registra e continua", &signed).await;
    assert_eq!(browser.path(), format!("{case}/contact"), "{}", browser.text());
    desk.contact(&mut browser, &case, "mamma@example.org").await;
    browser.open(&format!("{case}/check")).await;
    browser.says("Chi agisce").says("Dichiarazione sostitutiva di responsabilità genitoriale");
    desk.sign(&mut browser, &case).await;
    browser.open(&format!("{case}/release")).await.says("Chi agisce");
    // taken back, it is missing again and nothing is signed any more
    browser.open(&format!("{case}/delegation")).await;
    browser.press("Annulla Tessera sanitaria del titolare: visto e restituito", &[]).await;
    assert_eq!(browser.count(".evidence-list .is-missing"), 1, "{}", browser.text());
    browser.open(&case).await;
    assert_eq!(browser.path(), format!("{case}/delegation"));
    for act in ["evidence.add", "evidence.take_back", "form.void"] {
        assert!(desk.house.audited(act, "done").await >= 1, "{act}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_delegate_stands_at_its_field_and_in_the_register() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let (minor, other) = (desk.card("minor"), desk.card("ready"));
    let case = desk.open(&mut browser, minor.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, minor).await;
    browser.open(&format!("{case}/identification")).await.press("Salva e continua", &[]).await;
    assert_eq!(browser.status(), 422);
    for field in ["code", "surname", "name", "sex", "birth_date", "birth_place", "kind"] {
        assert_eq!(browser.count(&format!("#{field}-error")), 1, "{field}: {}", browser.text());
    }
    let person = &other.holder;
    let today = sportello::policy::rome_date(desk.house.now());
    let fields = [
        ("code", minor.codice_fiscale.as_str()),
        ("surname", person.surname.as_str()),
        ("name", person.name.as_str()),
        ("sex", person.sex.letter()),
        ("birth_date", &shown(person.birth_date)),
        ("birth_place", person.birth_place.as_str()),
        ("kind", "cie"),
        ("number", "CA00000AA"),
        ("issuer", "Comune di Ancona"),
        ("issued", &shown(today - Months::new(24))),
        ("expires", &shown(today + Months::new(60))),
    ];
    browser.press("Salva e continua", &fields).await;
    assert_eq!(browser.status(), 422);
    assert!(browser.words_of("#code-error").contains("deve essere un’altra persona"), "{}", browser.text());
    assert_eq!(desk.house.audited("identification.save", "refused").await, 1);
}
