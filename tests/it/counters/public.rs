// SPDX-License-Identifier: AGPL-3.0-or-later
//! The open counters for everybody.

use super::{administrator, kept, with};
use crate::support::{House, house};
use hyper::Method;
use sportello::counters::Column;

/// Types cells of a counter, as its keeper would.
async fn typed(house: &House, code: &str, cells: &[(Column, &str)]) {
    let (ada, mut browser) = administrator(house, &format!("ada.{}", code.to_lowercase())).await;
    let one_time = house.next_code(&ada);
    browser.open(&format!("/administration/counters/{code}/edit")).await;
    let mut fields: Vec<(&str, &str)> = cells.iter().map(|(column, text)| (column.field(), *text)).collect();
    fields.push(("totp", &one_time));
    browser.press("Salva", &fields).await.says("salvato");
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_the_open_counters_with_their_hours_and_nothing_of_a_person() {
    let house = house().await;
    let all_week: Vec<(Column, &str)> = Column::WEEK.map(|day| (day, "0-24")).into();
    typed(&house, "AN01", &all_week).await;
    typed(&house, "PU02", &[(Column::Municipality, "Porto Sant'Elpidio"), (Column::Name, "<b>Mare</b>")])
        .await;
    let mut reader = house.browser();
    reader
        .open("/counters")
        .await
        .says("2 sportelli")
        .says("Aperto ora, fino alle 24:00")
        .says("<b>Mare</b>");
    assert!(reader.header("cache-control").contains("max-age"), "{}", reader.header("cache-control"));
    assert_eq!(reader.count("form[method=get] select option"), 3, "all, and two municipalities");
    assert_eq!(reader.count("#AN01 .week > div"), 7);
    reader
        .open("/counters?municipality=porto%20sant%27elpidio")
        .await
        .says("Uno sportello")
        .says("Orari su richiesta");
    assert_eq!(reader.attribute("option[selected]", "value"), "Porto Sant'Elpidio");
    assert_eq!((reader.count("article"), reader.count("#PU02")), (1, 1));
    reader.open("/counters?municipality=Nowhere").await.says("0 sportelli");
    let page = reader.open("/counters").await.source();
    let json = reader.send(Method::GET, "/counters.json", b"").await.text();
    let csv = reader.send(Method::GET, "/counters.csv", b"").await.text();
    for text in [page, json, csv] {
        for private in ["comune.prova.example", "dominio_posta", "ADA", "Rossi", "wards"] {
            assert!(!text.contains(private), "{private}: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_say_the_same_and_no_cell_is_a_formula() {
    let house = house().await;
    let cells = [
        (Column::Name, "=HYPERLINK(\"http://evil.example\")"),
        (Column::Telephone, "+39 071 000"),
        (Column::Body, "@SUM(A1)"),
    ];
    typed(&house, "AN01", &cells).await;
    typed(
        &house,
        "PU02",
        &[(Column::Monday, "8-12"), (Column::Exceptions, "29/02/2028 chiuso\n28/02/2028 9-10")],
    )
    .await;
    let mut reader = house.browser();
    let answer = reader.send(Method::GET, "/counters.csv", b"").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
    assert_eq!(answer.header("set-cookie"), "", "what anybody may cache gives nobody a cookie");
    let text = answer.text();
    assert!(text.starts_with('\u{feff}'));
    let mut file =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = file.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    assert_eq!(&rows[0][1], "'=HYPERLINK(\"http://evil.example\")");
    let answer = reader.send(Method::GET, "/counters.json", b"").await;
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    let json: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    let second = &json["counters"][1];
    assert_eq!(second["hours"], serde_json::json!([{"weekday": 1, "opens": "08:00", "closes": "12:00"}]));
    assert_eq!(second["exceptions"][0]["hours"][0][0], "09:00");
    assert_eq!(second["exceptions"][1], serde_json::json!({"date": "2028-02-29", "hours": []}));
    let of_one = reader.send(Method::GET, "/counters.json?municipality=Nowhere", b"").await.text();
    assert!(of_one.contains("\"counters\": []"), "{of_one}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_counter_is_not_shown_and_odd_filters_find_nothing() {
    let house = house().await;
    let mut owner = house.database.owner().await;
    let closing = "UPDATE counters SET closed_at = now(), version = version + 1 WHERE code = 'PU02'";
    diesel_async::RunQueryDsl::execute(diesel::sql_query(closing), &mut owner).await.unwrap();
    let mut reader = house.browser();
    reader.open("/counters").await.says("Uno sportello");
    let long = "x".repeat(5_000);
    for odd in ["%00", "'%20OR%201=1--", "%FF", "%3Cscript%3E", long.as_str()] {
        let answer = reader.send(Method::GET, &format!("/counters?municipality={odd}"), b"").await;
        assert!(answer.status < 500, "{odd}: {}", answer.status);
        assert!(!answer.text().contains("<script>"), "{odd}");
    }
    assert!(with(&kept(&house, "AN01").await.facts, &[]).exceptional_days().is_empty());
}
