// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::desk::desk;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_brings_a_holder_in_person_to_the_signature() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("accents");
    browser.press("Cerca", &[("sought", &format!("*{}*\r", card.codice_fiscale))]).await;
    browser.says("Nessuno con questo codice");
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    desk.holder(&mut browser, &case, card).await;
    assert_eq!(browser.path(), format!("{case}/card"), "{}", browser.text());
    desk.hand_in(&mut browser, &case, card.card_number.as_str(), card.expires).await;
    assert_eq!(browser.path(), format!("{case}/identification"), "{}", browser.text());
    desk.identify(&mut browser, &case).await;
    assert_eq!(browser.path(), format!("{case}/contact"), "{}", browser.text());
    desk.contact(&mut browser, &case, "niccolo@example.org").await;
    assert_eq!(browser.path(), format!("{case}/check"), "{}", browser.text());
    browser.says("D'ALÒ").says("niccolo@example.org").says("non verificato, con motivo").says("attivabile");
    browser.press("Registra la firma e continua", &[("signed", "on")]).await;
    assert_eq!(browser.status(), 422);
    browser.says("Prima stampa la richiesta");
    desk.sign(&mut browser, &case).await;
    browser.open(&format!("{case}/check")).await.says("Richiesta firmata il");
    let home = browser.open("/").await.text();
    assert!(home.contains("AN01-2") && home.contains("Attivazione e codici"), "{home}");
    for act in ["case.open", "holder.save", "card.save", "identification.save", "contact.save", "form.sign"] {
        assert_eq!(desk.house.audited(act, "done").await, 1, "{act}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_after_the_signature_voids_it_and_the_same_words_again_do_not() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = desk.signed_case(&mut browser, "ready").await;
    let signed = "Richiesta firmata il";
    desk.identify(&mut browser, &case).await;
    browser.open(&format!("{case}/check")).await.says(signed);
    desk.contact(&mut browser, &case, "another@example.org").await;
    let page = browser.open(&format!("{case}/check")).await;
    page.says("Da stampare e firmare di nuovo");
    assert!(!page.text().contains(signed));
    assert_eq!(desk.house.audited("form.void", "done").await, 1);
    desk.sign(&mut browser, &case).await;
    browser.open(&format!("{case}/check")).await.says(signed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_of_the_counter_goes_on_and_another_counter_sees_counter_date_and_step_alone() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let card = desk.card("ready");
    let case = desk.open(&mut anna, card.codice_fiscale.as_str()).await;
    desk.holder(&mut anna, &case, card).await;

    let bruno = desk.house.hire("bruno", Role::Operator, &["AN01"]).await;
    let mut bruno = desk.house.signed_in(&bruno).await;
    bruno.press("Cerca", &[("sought", card.codice_fiscale.as_str())]).await;
    let href = bruno.attribute("a[autofocus]", "href");
    bruno.open(&href).await;
    assert_eq!(bruno.path(), format!("{case}/card"));

    let carla = desk.house.hire("carla", Role::Operator, &["PU02"]).await;
    let mut carla = desk.house.signed_in(&carla).await;
    carla.open(&format!("{case}/holder")).await;
    assert_eq!(carla.status(), 404);
    carla.open("/").await.press("Cerca", &[("sought", card.codice_fiscale.as_str())]).await;
    carla.press("Apri una pratica", &[]).await;
    assert_eq!(carla.status(), 409);
    carla.says("AN01 Ancona centro").says("Tessera");
    let page = carla.source();
    assert!(!page.contains(card.holder.surname.as_str()) && !page.contains("AN01-20"), "{page}");
    carla.press("Chiudi quella pratica", &[("reason", "continua qui")]).await.says("La pratica è chiusa");
    anna.open(&case).await.says("chiusa da un altro sportello").says("continua qui");
    carla.open("/").await.press("Cerca", &[("sought", card.codice_fiscale.as_str())]).await;
    carla.press("Apri una pratica", &[]).await;
    assert_eq!(carla.status(), 200, "{}", carla.text());
    assert_eq!(desk.house.audited("case.show", "refused").await, 1);
    assert_eq!(desk.house.audited("case.open", "refused").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_abandoned_case_stays_readable_and_takes_no_more_steps() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let card = desk.card("ready");
    let case = desk.open(&mut browser, card.codice_fiscale.as_str()).await;
    browser.open(&format!("{case}/holder")).await;
    let (action, fields) = browser.form("Salva e continua", &[]);
    browser.open(&format!("{case}/closure")).await.press("Chiudi la pratica", &[]).await;
    assert_eq!(browser.status(), 422);
    browser.press("Chiudi la pratica", &[("reason", "il cittadino è andato via")]).await;
    browser.open(&case).await.says("abbandonata").says("il cittadino è andato via");
    let mut late = fields;
    for (name, value) in &mut late {
        let person = &card.holder;
        match name.as_str() {
            "surname" => *value = person.surname.to_string(),
            "name" => *value = person.name.to_string(),
            "birth_date" => *value = crate::support::desk::shown(person.birth_date),
            "birth_place" => *value = person.birth_place.to_string(),
            _ => {}
        }
    }
    late.push(("sex".into(), card.holder.sex.letter().into()));
    let answer = browser.send(hyper::Method::POST, &action, &crate::support::encode(&late)).await;
    assert_eq!(answer.status, 409, "{}", answer.text());
    assert_eq!(desk.house.audited("holder.save", "refused").await, 1);
}
