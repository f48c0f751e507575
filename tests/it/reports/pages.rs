// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reports as a supervisor sees and takes them.

use crate::support::desk::desk;
use hyper::Method;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn page_list_and_file_of_a_report_say_the_same_number() {
    let desk = desk().await;
    let house = &desk.house;
    let mut anna = desk.at_work().await;
    for key in ["ready", "accents"] {
        desk.signed_case(&mut anna, key).await;
        let code = house.next_code(&desk.anna);
        anna.press("Attiva e rilascia", &[("totp", &code)]).await;
        assert_eq!(anna.status(), 200, "{}", anna.text());
    }
    let mut sara = desk.supervised().await;
    let today = sportello::policy::rome_date(house.now());
    let days = format!("from={}&to={today}", today.pred_opt().unwrap());
    sara.open("/reports").await.says("Rilasci dei codici");
    sara.open(&format!("/reports/releases?{days}")).await;
    assert_eq!(
        (sara.status(), sara.words_of(".report-total strong")),
        (200, "2".to_owned()),
        "{}",
        sara.text()
    );
    for group in ["time", "outcome", "kind", "operator"] {
        assert_eq!(sara.words_of(&format!("#by-{group} tfoot td")), "2", "{group}");
    }
    assert_eq!(sara.count("svg.chart rect"), 2, "a bar for each day");
    sara.open(&format!("/reports/releases/facts?{days}")).await;
    assert_eq!((sara.words_of(".report-total strong"), sara.count("tbody tr")), ("2".to_owned(), 2));
    let file = sara.send(Method::GET, &format!("/reports/releases/figures/csv?{days}"), b"").await;
    assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"releases-AN01-"));
    assert_eq!(file.header("cache-control"), "no-store");
    let text = file.text();
    let sum: i64 =
        text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().parse::<i64>().unwrap()).sum();
    assert_eq!(sum, 2, "{text}");
    for act in ["report.run", "report.facts", "report.export"] {
        assert_eq!(house.audited(act, "done").await, 1, "{act}");
    }
    let holder = &desk.card("ready").holder.surname;
    assert!(
        !text.contains(holder.as_str()) && !sara.text().contains(holder.as_str()),
        "no citizen in a report"
    );

    let case = sara.attribute("tbody a", "href");
    sara.open(&case)
        .await
        .says("Rilasci di codici")
        .says("Codice fiscale")
        .says(desk.card("accents").holder.surname.as_str());
    assert_eq!((sara.status(), sara.count("main form")), (200, 0), "it is there to be read");
    sara.says("consultazione della pratica").says("Rossi ANNA");
    assert_eq!(house.audited("case.show", "done").await, 1);

    let other = house.hire("piera", Role::Supervisor, &["PU02"]).await;
    let mut piera = house.signed_in(&other).await;
    piera.open(&format!("/reports/releases?{days}")).await.says("non c’è niente da contare");
    assert_eq!((piera.words_of(".report-total strong"), piera.count("svg.chart")), ("0".to_owned(), 0));
    assert_eq!(piera.open(&case).await.status(), 404);
    assert_eq!(house.audited("case.show", "refused").await, 1);
    assert_eq!(anna.open(&case).await.status(), 403, "an operator has the case itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_makes_no_filter_is_told_at_its_field_and_runs_nothing() {
    let desk = desk().await;
    let mut sara = desk.supervised().await;
    for (asked, said) in [
        ("from=31/02/2026&to=01/03/2026", "#from-error"),
        ("from=2026-03-02&to=2026-03-01", "#to-error"),
        ("operator=anna", "#operator-error"),
        ("kind=cousin", "#kind-error"),
        ("outcome=RSSMRA80A01H501U", "#outcome-error"),
    ] {
        sara.open(&format!("/reports/releases?{asked}")).await;
        assert_eq!((sara.status(), sara.count(said)), (422, 1), "{asked}: {}", sara.text());
    }
    for odd in [
        "/reports/nothing",
        "/reports/releases/facts?page=0&from=2026-01-01",
        "/reports/releases/figures/csv?from=x",
    ] {
        let status = sara.send(Method::GET, odd, b"").await.status;
        assert!((400..=404).contains(&status), "{odd}: {status}");
    }
    assert_eq!(desk.house.audited("report.run", "done").await, 0);
}
