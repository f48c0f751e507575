// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same through the pages: the operator asks and waits, the supervisor reads and decides.

use crate::support::desk::{Desk, desk, shown};
use crate::support::{Browser, Person};
use chrono::Months;
use sportello::operators::Role;

/// A fiduciary's case with everything but the approval and the signature.
pub(super) async fn fiduciarys_case(desk: &Desk, browser: &mut Browser) -> String {
    let (holder, delegate) = (desk.card("ready"), desk.card("suspended"));
    let case = desk.open(browser, holder.codice_fiscale.as_str()).await;
    desk.holder(browser, &case, holder).await;
    desk.hand_in(browser, &case, holder.card_number.as_str(), holder.expires).await;
    let (person, today) = (&delegate.holder, sportello::policy::rome_date(desk.house.now()));
    let (issued, expires) = (shown(today - Months::new(24)), shown(today + Months::new(60)));
    let document = [
        ("kind", "cie"),
        ("number", "CA00000AA"),
        ("issuer", "Comune di Ancona"),
        ("issued", &*issued),
        ("expires", &*expires),
    ];
    let born = shown(person.birth_date);
    let mut fields = vec![
        ("who", "fiduciary"),
        ("code", delegate.codice_fiscale.as_str()),
        ("surname", person.surname.as_str()),
        ("name", person.name.as_str()),
        ("sex", person.sex.letter()),
        ("birth_date", &*born),
        ("birth_place", person.birth_place.as_str()),
    ];
    fields.extend(document);
    browser.press("Salva e continua", &fields).await;
    assert_eq!(browser.path(), format!("{case}/delegation"), "{}", browser.text());
    browser.press("Salva e continua", &[("words", "procura generale")]).await;
    browser.press("Registra e continua", &[("piece", "card:seen")]).await;
    let mut copy = vec![("piece", "holder_document_copy:paper_kept")];
    copy.extend(document);
    browser.press("Registra e continua", &copy).await;
    browser.press("Registra e continua", &[("piece", "delegate_document_copy:paper_kept")]).await;
    browser.press("Registra e continua", &[("piece", "power_deed:seen")]).await;
    assert_eq!(browser.path(), format!("{case}/contact"), "{}", browser.text());
    desk.contact(browser, &case, "titolare@example.org").await;
    case
}

/// The one request on a supervisor's list.
pub(super) async fn open_request(browser: &mut Browser) -> String {
    browser.open("/").await.says("Una pratica aspetta la tua approvazione");
    let request = browser.open("/approvals").await.attribute("section.decision a", "href");
    browser.open(&request).await;
    request
}

async fn decide(desk: &Desk, browser: &mut Browser, clara: &Person, request: &str, decision: &str) {
    browser.open(request).await;
    let code = desk.house.next_code(clara);
    let fields = [("decision", decision), ("reason", "la procura è <in ordine>"), ("totp", &*code)];
    browser.press("Registra la decisione", &fields).await;
    assert_eq!(browser.path(), "/approvals", "{}", browser.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_asks_and_waits_and_the_supervisor_approves() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&clara).await;
    let case = fiduciarys_case(&desk, &mut anna).await;
    anna.open(&format!("{case}/check"))
        .await
        .says("Serve l’approvazione")
        .says("Questa figura va sempre approvata");
    assert!(!anna.text().contains("Stampa la richiesta"), "nobody signs what may be rejected");
    anna.press("Chiedi l’approvazione", &[]).await.says("Aspetta l’approvazione di un responsabile");
    assert_eq!(anna.path(), format!("{case}/check"));
    let live = anna.attribute("[data-live]", "data-live");
    anna.open(&live).await;
    assert!(anna.source().contains("data-again") && anna.count("main") == 0, "a piece of page");

    let request = open_request(&mut supervisor).await;
    supervisor.says("fiduciario").says("procura generale").says("Questa figura va sempre approvata");
    supervisor.says("visto e restituito (ANNA Rossi, ").says("titolare@example.org");
    supervisor.press("Registra la decisione", &[]).await;
    assert_eq!(supervisor.status(), 422);
    for field in ["decision", "reason", "totp"] {
        assert_eq!(supervisor.count(&format!("#{field}-error")), 1, "{field}: {}", supervisor.text());
    }
    let wrong = [("decision", "approved"), ("reason", "in ordine"), ("totp", "000000")];
    supervisor.press("Registra la decisione", &wrong).await;
    assert_eq!(supervisor.status(), 422);
    assert_eq!(supervisor.words_of("#reason"), "in ordine", "what was typed stays");
    decide(&desk, &mut supervisor, &clara, &request, "approved").await;
    supervisor.says("Nessuna pratica aspetta un’approvazione");

    anna.open(&live).await;
    assert!(!anna.source().contains("data-again"));
    anna.open(&format!("{case}/check")).await.says("Approvata").says("la procura è <in ordine>");
    desk.sign(&mut anna, &case).await;
    anna.open(&format!("{case}/release")).await;
    let code = desk.house.next_code(&desk.anna);
    anna.press("Attiva e rilascia", &[("totp", &code)]).await;
    assert_eq!(anna.path(), format!("{case}/sheet"), "{}", anna.text());
    supervisor.open(&format!("{case}/inspection")).await.says("fiduciario").says("procura generale");
    supervisor.says("visto e restituito (ANNA Rossi, ").says("titolare@example.org").says("in corso");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_reads_why_it_was_rejected_and_what_to_do() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&clara).await;
    let case = fiduciarys_case(&desk, &mut anna).await;
    anna.open(&format!("{case}/check")).await.press("Chiedi l’approvazione", &[]).await;
    let request = open_request(&mut supervisor).await;
    decide(&desk, &mut supervisor, &clara, &request, "rejected").await;
    anna.open(&format!("{case}/check")).await.says("Non approvata").says("la procura è <in ordine>");
    anna.says("Correggi ciò che il responsabile indica");
    supervisor.open(&request).await.says("Non approvo");
    assert_eq!(supervisor.count("#totp"), 0, "decided once");
    // another title is another case: it is asked for again, and the old request leads nowhere
    anna.open(&format!("{case}/delegation?open=the-title")).await;
    anna.press("Salva e continua", &[("words", "procura speciale")]).await;
    anna.open(&format!("{case}/check")).await.says("quella non vale più");
    anna.press("Chiedi l’approvazione", &[]).await.says("Aspetta l’approvazione");
    let request = open_request(&mut supervisor).await;
    anna.open(&format!("{case}/delegation?open=the-title")).await;
    anna.press("Salva e continua", &[("words", "procura generale")]).await;
    supervisor.open(&request).await.says("non c’è più niente da decidere");
    assert_eq!(supervisor.count("#totp"), 0);
}
