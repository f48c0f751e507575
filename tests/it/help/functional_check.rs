// SPDX-License-Identifier: AGPL-3.0-or-later
//! The functional check, on its pages. What the use case refuses is in `releases`.

use crate::support::desk::desk;
use crate::support::visit::{serial_of, words_of};

#[tokio::test(flavor = "multi_thread")]
async fn the_result_is_recorded_and_shown_wherever_the_case_is() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = desk.signed_case(&mut browser, "ready").await;
    let page = format!("{case}/functional-check");
    assert_ne!(browser.open(&page).await.path(), page, "the codes are not handed over");
    let code = desk.house.next_code(&desk.anna);
    browser.open(&format!("{case}/release")).await.press("Attiva e rilascia", &[("totp", &code)]).await;
    browser.open(&format!("{case}/sheet")).await.press("Stampa il foglio", &[]).await;
    let serial = serial_of(&words_of(browser.bytes()));
    browser.open(&format!("{case}/sheet")).await;
    browser.press("Consegna il foglio", &[("serial", &serial), ("taken_by", "holder")]).await;
    browser.says("Prima che il cittadino vada");
    browser.open(&page).await.says("Non chiedere e non guardare mai un codice");
    for (result, reason, said) in [
        ("", "", "Indica l’esito"),
        ("not_checked", " ", "Scrivi perché non si è controllato"),
        ("not_checked", "il PIN era 12 345", "Scrivi il motivo senza numeri"),
    ] {
        browser.open(&page).await.press("Registra l’esito", &[("result", result), ("reason", reason)]).await;
        assert_eq!(browser.status(), 422, "{reason}");
        browser.says(said);
        assert!(!browser.source().contains("12 345"), "what may be a code does not come back");
    }
    let fields = [("result", "not_checked"), ("reason", "nessun lettore qui")];
    browser.open(&page).await.press("Registra l’esito", &fields).await;
    browser.says("L’esito del controllo è registrato").says("Non controllato: nessun lettore qui");
    browser.open(&page).await.press("Registra l’esito", &[("result", "pin_tried")]).await;
    for path in [format!("{case}/handover"), case.clone()] {
        browser
            .open(&path)
            .await
            .says("nessun lettore qui")
            .says("ha provato il PIN sul proprio dispositivo");
    }
    let holder = browser.attribute("a[href^='/holders/']", "href");
    browser
        .open(&holder)
        .await
        .press("Apri la scheda", &[])
        .await
        .says("ha provato il PIN sul proprio dispositivo");
    assert_eq!(desk.house.audited("functional_check.record", "done").await, 2);
    assert_eq!(desk.house.audited("functional_check.record", "refused").await, 1);
}
