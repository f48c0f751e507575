// SPDX-License-Identifier: AGPL-3.0-or-later
//! One filter, one set of figures: on the page, as CSV, as XLSX and on paper.

use crate::support::desk::desk;
use hyper::Method;
use std::io::Write;
use std::process::{Command, Stdio};

/// The words of a paper, as poppler reads them.
pub(crate) fn pdf_words(bytes: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler");
    let mut input = reader.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&bytes).unwrap());
    let output = reader.wait_with_output().unwrap();
    writing.join().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a workbook, as Python's zipfile reads it; empty where it has none of that name.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let path = std::env::temp_dir().join(format!("book-{}.xlsx", uuid::Uuid::now_v7()));
    std::fs::write(&path, bytes).unwrap();
    let program =
        "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))";
    let output =
        Command::new("python3").args(["-c", program]).arg(&path).arg(name).output().expect("python3");
    std::fs::remove_file(&path).unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The numbers of column F, which are numbers and not words.
fn counts(sheet: &str) -> Vec<i64> {
    let cells = sheet.split("<c r=\"F").skip(1).filter(|cell| !cell.contains("t=\"s\""));
    let value = |cell: &str| cell.split("<v>").nth(1)?.split("</v>").next()?.parse().ok();
    cells.filter_map(value).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn page_csv_workbook_and_paper_say_the_same_figures() {
    let desk = desk().await;
    let house = &desk.house;
    let mut anna = desk.at_work().await;
    for key in ["ready", "accents"] {
        desk.signed_case(&mut anna, key).await;
        let code = house.next_code(&desk.anna);
        anna.press("Attiva e rilascia", &[("totp", &code)]).await;
    }
    // a name that a spreadsheet would work out
    let formula = "UPDATE operators SET surname = '=1+1' WHERE username = 'anna'";
    diesel_async::RunQueryDsl::execute(diesel::sql_query(formula), &mut house.database.owner().await)
        .await
        .unwrap();
    let mut sara = desk.supervised().await;
    let today = sportello::policy::rome_date(house.now());
    let days = format!("from={}&to={today}&kind=direct", today.pred_opt().unwrap());
    sara.open(&format!("/reports/releases?{days}")).await;
    let total: i64 = sara.words_of(".report-total strong").parse().unwrap();
    assert_eq!(total, 2);
    let mut file = async |format: &str| {
        let file = sara.send(Method::GET, &format!("/reports/releases/figures/{format}?{days}"), b"").await;
        assert_eq!(file.status, 200, "{format}");
        assert!(file.header("content-disposition").ends_with(&format!(".{format}\"")));
        file
    };
    let csv = file("csv").await.text();
    let sum: i64 =
        csv.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().parse::<i64>().unwrap()).sum();
    assert_eq!(sum, total, "{csv}");
    assert!(csv.contains(",'=1+1 "), "{csv}");

    let book = file("xlsx").await;
    let sheet = part(&book.body, "xl/worksheets/sheet1.xml");
    assert_eq!(counts(&sheet).iter().sum::<i64>(), total, "{sheet}");
    assert_eq!(counts(&sheet).len(), csv.lines().count() - 1, "a line for each line of the CSV");
    assert!(!sheet.contains("<f>"), "nothing is worked out");
    assert!(part(&book.body, "xl/sharedStrings.xml").contains("<t>=1+1 "), "the name is words");

    let words = pdf_words(&file("pdf").await.body);
    assert!(words.contains("Rilasci dei codici"), "{words}");
    assert_eq!(words.matches(&format!("Totale {total}")).count(), 5, "on top and in each table: {words}");
    assert!(words.contains("=1+1") && words.contains("il titolare di persona"), "{words}");
    assert_eq!(house.audited("report.export", "done").await, 3);
}
