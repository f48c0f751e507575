// SPDX-License-Identifier: AGPL-3.0-or-later
//! The figures of samples on the page, as CSV, as XLSX and on paper: the same, for the same filter.

use super::{midnight, month_of};
use crate::reports::files::{part, pdf_words};
use crate::support::desk::desk;
use chrono::{Months, TimeDelta};
use diesel_async::SimpleAsyncConnection;
use hyper::Method;
use sportello::operators::Role;
use sportello::policy::{PolicyBook, rome_date};
use sportello::samples;

#[tokio::test(flavor = "multi_thread")]
async fn page_csv_workbook_and_paper_say_the_same_samples() {
    let desk = desk().await;
    let house = &desk.house;
    desk.released().await;
    let mut owner = house.database.owner().await;
    // a name that a spreadsheet would work out, with comma and quotes
    let handed = "SET session_replication_role = replica; UPDATE releases SET sealed_at = requested_at, handed_over_at = now(); \
        UPDATE operators SET surname = '=1+1, \"la rossa\"' WHERE username = 'anna'; SET session_replication_role = origin";
    owner.batch_execute(handed).await.unwrap();
    let month = month_of(rome_date(house.now()));
    let after = midnight(month + Months::new(1)) + TimeDelta::hours(2);
    let worker = house.database.pool_of("sportello_worker");
    samples::draw_due(&worker, &house.database.worker_key, PolicyBook::embedded(), after).await.unwrap();
    let mut sara = desk.supervised().await;

    sara.open("/samples").await.says("Tutti");
    assert!(!sara.text().contains("Scegli…"), "a filter chooses all: {}", sara.text());
    let filter = format!("month={month}&kind=telephone");
    sara.open(&format!("/samples?{filter}")).await;
    assert_eq!((sara.count("#figures tbody tr"), sara.count("#open tbody tr")), (1, 1), "{}", sara.text());
    let link = sara.attribute("a[href^='/samples/figures/csv']", "href");
    assert_eq!(link, format!("/samples/figures/csv?{filter}"));
    let mut file = async |format: &str, filter: &str| {
        let file = sara.send(Method::GET, &format!("/samples/figures/{format}?{filter}"), b"").await;
        assert_eq!(file.status, 200, "{format}");
        let name = file.header("content-disposition").to_owned();
        assert!(name.contains("\"samples-AN01-") && name.ends_with(&format!(".{format}\"")), "{name}");
        file
    };
    let text = file("csv", &filter).await.text();
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1, "{text}");
    let cell = |head: &str| {
        &rows[0][heads.iter().position(|it| it == head).unwrap_or_else(|| panic!("{head}: {heads:?}"))]
    };
    assert_eq!(
        (cell("Sportello"), cell("Mese"), cell("Totale"), cell("Estratti")),
        ("AN01", &*month.format("%Y-%m").to_string(), "1", "1")
    );
    assert_eq!((cell("Fatti"), cell("Aperti"), cell("In ritardo"), cell("Confermato")), ("0", "1", "0", "0"));
    assert!(cell("Operatore").starts_with("'=1+1, \"la rossa\""), "{text}");
    // the other kind has a line of its own, and no filter has both
    assert!(!file("csv", "kind=self_certification").await.text().contains("=1+1"));
    assert!(file("csv", "").await.text().lines().count() > 2);

    let book = file("xlsx", &filter).await;
    let sheet = part(&book.body, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && sheet.matches("<row ").count() == 2, "{sheet}");
    assert!(part(&book.body, "xl/sharedStrings.xml").contains("<t>=1+1, "), "the name is words");
    let words = pdf_words(&file("pdf", &filter).await.body);
    assert!(
        words.contains("Controlli a campione")
            && words.contains("Estratti 1")
            && words.contains("Da controllare 1"),
        "{words}"
    );
    assert!(words.contains("AN01-") && words.contains("=1+1"), "{words}");

    assert_eq!(house.audited("sample.export", "done").await, 5);
    let with_filter = "DO $$ BEGIN ASSERT (SELECT count(*) FROM audit_rows WHERE act = 'sample.export' \
        AND encode(canonical, 'escape') LIKE '%\"kind\":\"telephone\"%' AND encode(canonical, 'escape') LIKE '%\"month\"%') = 3; END $$";
    owner.batch_execute(with_filter).await.unwrap();
    let holder = &desk.card("ready").holder.surname;
    assert!(!words.contains(holder.as_str()), "no holder is on the paper");
    let piera = house.hire("piera", Role::Supervisor, &["PU02"]).await;
    let mut piera = house.signed_in(&piera).await;
    let theirs = piera.send(Method::GET, "/samples/figures/csv", b"").await;
    assert!(theirs.status == 200 && !theirs.text().contains("=1+1"), "{}", theirs.text());
    for (odd, status) in [
        ("csv?month=2026-10-02", 400),
        ("doc", 404),
        ("csv?counter=00000000-0000-0000-0000-000000000000", 403),
    ] {
        let path = format!("/samples/figures/{odd}");
        assert_eq!(piera.send(Method::GET, &path, b"").await.status, status, "{odd}");
    }
}
