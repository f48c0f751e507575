// SPDX-License-Identifier: AGPL-3.0-or-later
//! The scans that a delegation stands on, wherever it is decided on or looked at later.

use super::pages::{fiduciarys_case, open_request};
use crate::support::desk::desk;
use crate::support::files::document;
use crate::support::{Answer, Browser};
use chrono::Duration;
use hyper::Method;
use sportello::evidence::{self, Folder};
use sportello::operators::Role;

/// Presses the button that opens the first scan of the page.
async fn opened(browser: &mut Browser, label: &str) -> Answer {
    let (action, fields) = browser.form(label, &[]);
    browser.send(Method::POST, &action, &crate::support::encode(&fields)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_decides_and_who_looks_later_finds_the_scans_and_every_look_is_kept() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&clara).await;
    let case = fiduciarys_case(&desk, &mut anna).await;
    // the deed was seen; now a copy of it is kept too
    anna.open(&format!("{case}/delegation?open=title")).await;
    let (deed, wrong) = (document(2, "procura generale"), document(1, "un altro atto"));
    let files: [(&str, &[u8]); 2] = [("procura.pdf", &deed), ("altro.pdf", &wrong)];
    anna.attach("Registra e continua", &[("piece", "power_deed:scanned")], &files).await;
    anna.open(&format!("{case}/delegation")).await;
    anna.press("Togli 2, Atto da cui risulta il potere del fiduciario", &[]).await;
    let open = "Apri 1, Atto da cui risulta il potere del fiduciario";
    anna.open(&format!("{case}/check")).await.says("Scansioni").says("PDF, 2 pag.");
    assert_eq!(anna.count("ol.scans li"), 1, "what was taken back is not what is decided on");
    assert!(opened(&mut anna, open).await.body == deed);
    anna.open(&format!("{case}/check")).await.press("Chiedi l’approvazione", &[]).await;
    // the supervisor
    let request = open_request(&mut supervisor).await;
    supervisor.says("PDF, 2 pag.").says("aperto una volta");
    let answer = opened(&mut supervisor, open).await;
    assert!(answer.status == 200 && answer.body == deed);
    assert!(answer.header("content-disposition").starts_with("attachment"));
    assert!(answer.header("content-security-policy").starts_with("sandbox"));
    supervisor.open(&request).await.says("aperto 2 volte");
    assert_eq!(desk.house.audited("scan.view", "done").await, 2);
    // closed, the case's page has them still; the holder's page says that they are there
    anna.open(&format!("{case}/closure")).await;
    anna.press("Chiudi la pratica", &[("reason", "il fiduciario non torna")]).await;
    anna.open(&case).await.says("Scansioni").says("PDF, 2 pag.");
    assert!(opened(&mut anna, open).await.body == deed);
    anna.open("/").await;
    anna.press("Cerca", &[("sought", desk.card("ready").codice_fiscale.as_str())]).await;
    let holder = anna.path().to_owned();
    anna.says("Scansioni delle deleghe").says("PDF, 2 pag.").says("aperto 3 volte");
    // after its keeping: the fact, the digest, and who looked
    let listed = {
        let mut owner = desk.house.database.owner().await;
        let id = case.rsplit('/').next().unwrap().parse().unwrap();
        evidence::of_case(&mut owner, id).await.unwrap()
    };
    let later = desk.house.now() + Duration::days(i64::from(listed[0].keep_days) + 1);
    let pool = desk.house.database.pool_of("sportello_worker");
    let folder = Folder::open(desk.house.evidence.clone()).unwrap();
    assert_eq!(evidence::expire(&pool, &folder, &desk.house.audit_key, later).await.unwrap(), 1);
    anna.open(&holder).await.says("alla fine della conservazione").says(&hex::encode(listed[0].sha256));
    anna.says("ANNA Rossi").says("CLARA Rossi");
    anna.open(&case).await.says("alla fine della conservazione");
    assert_eq!(anna.count("form[action*='/scans/']"), 0, "nothing to open");
    // another counter learns that there are some, and no more
    let bruno = desk.house.hire("bruno", Role::Operator, &["PU02"]).await;
    let mut bruno = desk.house.signed_in(&bruno).await;
    bruno.open("/").await;
    bruno.press("Cerca", &[("sought", desk.card("ready").codice_fiscale.as_str())]).await;
    bruno.says("2 scansioni presso altri sportelli");
    assert_eq!(bruno.count("ul.scans a"), 0);
}
