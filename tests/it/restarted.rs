// SPDX-License-Identifier: AGPL-3.0-or-later
//! PostgreSQL is restarted while the counters work: who asks meanwhile gets a short clear page, and what was acknowledged is
//! there afterwards.

use crate::support::browser::{Browser, encode};
use crate::support::running_demo::{Clerk, RunningDemo};
use chrono::Utc;
use diesel::sql_query;
use diesel::sql_types::Text;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

#[derive(diesel::QueryableByName)]
struct Surname {
    #[diesel(sql_type = Text)]
    surname: String,
}

/// What an operator saw who worked through the restart.
#[derive(Default)]
struct Day {
    /// Surnames that the page said were saved.
    acknowledged: Vec<String>,
    /// Pages that said that it does not work now.
    trouble: Vec<String>,
    /// The longest that a page took.
    longest: Duration,
}

/// Saves one surname after the other into a case of this operator, until told to stop.
async fn work(mut browser: Browser, number: u32, stop: Arc<AtomicBool>) -> Day {
    let mut day = Day::default();
    let (case, birth_date) = (browser.path().to_owned(), format!("0{number}/08/1980"));
    for turn in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let began = Instant::now();
        browser.open(&case).await;
        let mut answer = (browser.status(), browser.text());
        if answer.0 == 200 {
            let surname = format!("PROVA {} {}", letters(number), letters(turn));
            let fields = [
                ("surname", &*surname),
                ("name", "ANNA"),
                ("sex", "F"),
                ("birth_date", &*birth_date),
                ("birth_place", "A271"),
            ];
            let (action, fields) = browser.form("Salva e continua", &fields);
            let headers = [("sec-fetch-site", "same-origin")];
            let sent = browser.try_send(hyper::Method::POST, &action, &encode(&fields), &headers).await;
            let sent = sent.expect("the web process itself was not stopped");
            answer = (sent.status, sent.text());
            if answer.0 == 303 {
                day.acknowledged.push(surname);
            }
        }
        if answer.0 >= 500 {
            assert_eq!(answer.0, 503, "{}", answer.1);
            day.trouble.push(answer.1);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        day.longest = day.longest.max(began.elapsed());
    }
    day
}

/// A number in letters, as a surname may hold them.
fn letters(number: u32) -> String {
    number.to_string().bytes().map(|digit| char::from(b'A' + digit - b'0')).collect()
}

/// Anna Prova, born at Ancona on that day of August 1980.
fn codice_fiscale(day: u32) -> String {
    ('A'..='Z')
        .map(|letter| format!("PRVNNA80M4{day}A271{letter}"))
        .find(|code| code.parse::<sportello::holders::codice_fiscale::CodiceFiscale>().is_ok())
        .unwrap()
}

async fn at_the_form(demo: &RunningDemo, clerk: &mut Clerk, number: u32) -> Browser {
    let mut browser = demo.sign_in(clerk).await;
    let code = codice_fiscale(number);
    browser.press("Cerca", &[("sought", &code), ("reason", "present")]).await;
    browser.press("Apri una pratica", &[]).await;
    assert!(browser.path().ends_with("/holder"), "{}", browser.text());
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_restarted_under_load_costs_a_short_page_and_no_acknowledged_work() {
    let demo = RunningDemo::start("restarted", &[]).await;
    let stop = Arc::new(AtomicBool::new(false));
    let mut desks = Vec::new();
    for number in 1..=4 {
        let mut clerk = demo.clerk(number).await;
        let browser = at_the_form(&demo, &mut clerk, number).await;
        desks.push(tokio::spawn(work(browser, number, Arc::clone(&stop))));
    }
    for signal in ["-INT", "-9"] {
        // a restart by the administrator, then a crash
        tokio::time::sleep(Duration::from_millis(1500)).await;
        let former = demo.pid("postgres");
        demo.signal("postgres", signal);
        demo.wait_for_another("postgres", &former).await;
    }
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let back = Utc::now();
    stop.store(true, Ordering::Relaxed);
    let (mut acknowledged, mut troubles, mut last) = (0, 0, BTreeSet::new());
    // who asks in the worst moment waits for a connection twice, five seconds each
    for desk in desks {
        let day = desk.await.unwrap();
        assert!(day.longest < Duration::from_secs(12), "a page took {:?}", day.longest);
        for page in &day.trouble {
            assert!(page.contains("riprova") || page.contains("Riprova"), "no clear page: {page}");
        }
        acknowledged += day.acknowledged.len();
        troubles += day.trouble.len();
        last.extend(day.acknowledged);
    }
    assert!(acknowledged > 20, "they worked: {acknowledged}");
    assert!(troubles > 0, "nobody noticed the restart");
    let all = sql_query("SELECT surname FROM case_holder_data WHERE surname LIKE 'PROVA %'");
    let saved: Vec<Surname> = diesel_async::RunQueryDsl::load(all, &mut demo.database().await).await.unwrap();
    let saved: BTreeSet<String> = saved.into_iter().map(|row| row.surname).collect();
    let lost: Vec<_> = last.difference(&saved).collect();
    assert!(lost.is_empty(), "acknowledged and not there at {back}: {lost:?}");
}
