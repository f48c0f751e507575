// SPDX-License-Identifier: AGPL-3.0-or-later
//! Where somebody who finds a weakness can say so.

use crate::support::{Plan, house, house_with};
use chrono::{DateTime, Duration};
use hyper::Method;

const PATH: &str = "/.well-known/security.txt";

/// The values of a field.
fn values<'a>(text: &'a str, field: &str) -> Vec<&'a str> {
    let value =
        |line: &'a str| line.split_once(": ").filter(|(name, _)| *name == field).map(|(_, value)| value);
    text.lines().filter_map(value).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_says_whom_to_tell_in_which_languages_and_for_how_long_it_holds() {
    let settings = |settings: &mut sportello::web::Settings| {
        settings.security_contact = Some("sicurezza@regione.example".parse().unwrap());
        settings.security_policy = "https://regione.example/sicurezza".to_owned();
    };
    let house = house_with(Plan { settings: Box::new(settings), ..Plan::default() }).await;
    // whoever reads it on any day of the next years is told a date that lies ahead, by less than a year
    for days in [0, 1, 99, 366, 1000] {
        house.later(Duration::days(days));
        let answer = house.browser().send(Method::GET, PATH, b"").await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/plain; charset=utf-8"));
        let text = answer.text();
        assert_eq!(values(&text, "Contact"), ["mailto:sicurezza@regione.example"]);
        assert_eq!(values(&text, "Policy"), ["https://regione.example/sicurezza"]);
        assert_eq!(values(&text, "Preferred-Languages"), ["it, en"]);
        assert_eq!(values(&text, "Canonical"), Vec::<&str>::new(), "only an address over TLS is one");
        let [expires] = values(&text, "Expires")[..] else { panic!("one Expires: {text}") };
        let ahead = DateTime::parse_from_rfc3339(expires).unwrap().to_utc() - house.now();
        assert!(ahead > Duration::days(30) && ahead < Duration::days(365), "{expires}");
        assert!(text.lines().all(|line| line.split_once(": ").is_some_and(|(_, value)| !value.is_empty())));
        assert!(text.ends_with('\n') && text.is_ascii(), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_tls_the_file_names_its_own_address() {
    let settings = |settings: &mut sportello::web::Settings| {
        settings.security_contact = Some("https://regione.example/segnala".parse().unwrap());
        settings.public_url = "https://sportello.regione.example".to_owned();
        settings.tls = true;
    };
    let house = house_with(Plan { settings: Box::new(settings), ..Plan::default() }).await;
    let text = house.browser().send(Method::GET, PATH, b"").await.text();
    assert_eq!(values(&text, "Canonical"), ["https://sportello.regione.example/.well-known/security.txt"]);
    assert_eq!(values(&text, "Contact"), ["https://regione.example/segnala"]);
    assert_eq!(values(&text, "Policy"), Vec::<&str>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_contact_there_is_no_file() {
    let answer = house().await.browser().send(Method::GET, PATH, b"").await;
    assert_eq!(answer.status, 404);
    assert!(!answer.text().contains("Contact:"));
}
