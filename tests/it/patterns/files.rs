// SPDX-License-Identifier: AGPL-3.0-or-later
//! What patterns find on the page, as CSV, as XLSX and on paper: the same, for the same days.

use crate::reports::files::{part, pdf_words};
use crate::support::desk::desk;
use hyper::Method;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn page_csv_workbook_and_paper_say_the_same_patterns() {
    let desk = desk().await;
    let house = &desk.house;
    desk.released().await;
    let holder = desk.card("ready").holder.surname.as_str().replace('\'', "''");
    let same = format!("UPDATE operators SET surname = upper('{holder}') WHERE username = 'anna'");
    diesel_async::RunQueryDsl::execute(diesel::sql_query(same), &mut house.database.owner().await)
        .await
        .unwrap();
    let mut sara = desk.supervised().await;
    let today = sportello::policy::rome_date(house.now());
    let days = format!("from={}&to={today}", today.pred_opt().unwrap());
    sara.open(&format!("/patterns?{days}")).await;
    assert_eq!(sara.count("#patterns tbody tr"), 8);
    let on_page: i64 = (1..=8)
        .map(|row| sara.words_of(&format!("#patterns tbody tr:nth-child({row}) td")).parse::<i64>().unwrap())
        .sum();
    assert!(on_page >= 1, "{}", sara.text());
    assert_eq!(
        sara.attribute("a[href^='/patterns/figures/xlsx']", "href"),
        format!("/patterns/figures/xlsx?{days}")
    );
    let mut file = async |format: &str| {
        let file = sara.send(Method::GET, &format!("/patterns/figures/{format}?{days}"), b"").await;
        assert_eq!(file.status, 200, "{format}");
        assert!(file.header("content-disposition").contains("\"patterns-AN01-"));
        file
    };
    let text = file("csv").await.text();
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let sum = |column: usize| rows.iter().map(|row| row[column].parse::<i64>().unwrap()).sum::<i64>();
    assert_eq!((rows.len(), sum(4), sum(5)), (8, on_page, 0), "{text}");
    let surnames = rows.iter().find(|row| &row[3] == "Stesso cognome dell’operatore").unwrap();
    assert_eq!((&surnames[0], &surnames[2], &surnames[4]), ("AN01", &*today.to_string(), "1"));
    let sheet = part(&file("xlsx").await.body, "xl/worksheets/sheet1.xml");
    assert!(sheet.matches("<row ").count() == 9 && !sheet.contains("<f>"), "{sheet}");
    let words = pdf_words(&file("pdf").await.body);
    assert!(words.contains(&format!("Da guardare {on_page} Già viste 0")), "{words}");
    assert!(words.contains("Stesso cognome dell’operatore 1 0"), "{words}");
    for secret in [desk.card("ready").holder.surname.as_str(), "ready@example.org", "AN01-2"] {
        assert!(!words.to_lowercase().contains(&secret.to_lowercase()), "{secret}: {words}");
    }
    assert_eq!(house.audited("pattern.export", "done").await, 3);

    let piera = house.hire("piera", Role::Supervisor, &["PU02"]).await;
    let mut piera = house.signed_in(&piera).await;
    let theirs = piera.send(Method::GET, &format!("/patterns/figures/csv?{days}"), b"").await.text();
    assert!(theirs.contains("PU02") && !theirs.contains(",1,"), "{theirs}");
    let nowhere = uuid::Uuid::nil();
    for (odd, status) in [
        ("csv?from=2026-03-02&to=2026-03-01".to_owned(), 400),
        ("doc".to_owned(), 404),
        (format!("csv?counter={nowhere}"), 403),
    ] {
        let path = format!("/patterns/figures/{odd}");
        assert_eq!(piera.send(Method::GET, &path, b"").await.status, status, "{odd}");
    }
}
