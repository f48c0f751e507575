// SPDX-License-Identifier: AGPL-3.0-or-later
//! What every page, error and file has in common.

use crate::support::{Plan, encode, house, house_with};
use hyper::Method;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers() {
    let house = house().await;
    let mut browser = house.browser();
    browser.open("/sign-in").await;
    let css = browser.attribute("link[rel=stylesheet]:last-of-type", "href");
    for path in ["/sign-in", "/no-such-page", &css, "/static/x/none.css", "/health/live", "/"] {
        let answer = browser.send(Method::GET, path, b"").await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}: no TLS here");
        let cache = if path == css { "public, max-age=31536000, immutable" } else { "no-store" };
        assert_eq!(answer.header("cache-control"), cache, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_tls_cookies_are_tied_to_the_host_and_browsers_stay_with_tls() {
    let settings = Box::new(|settings: &mut sportello::web::Settings| {
        *settings = sportello::web::Settings {
            sign_in: settings.sign_in.clone(),
            ..sportello::web::Settings::new("https://sportello.example")
        };
    });
    let house = house_with(Plan { settings, ..Plan::default() }).await;
    let answer = house.browser().send(Method::GET, "/sign-in", b"").await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-sportello="), "{cookie}");
    for part in ["; Path=/", "; HttpOnly", "; Secure", "; SameSite=Strict"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_elsewhere_or_with_another_token_does_nothing() {
    let house = house().await;
    let anna = house.hire("anna", Role::Operator, &["AN01"]).await;
    let mut browser = house.signed_in(&anna).await;
    let (path, fields) = browser.form("Blocca", &[]);
    let body = encode(&fields);
    let origin = format!("http://{}", house.address);
    for headers in [
        vec![],
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site"), ("origin", origin.as_str())],
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
    ] {
        let answer = browser.send_with(Method::POST, &path, &body, &headers).await;
        assert_eq!(answer.status, 403, "{headers:?}");
    }
    for body in ["csrf=", "", "csrf=0000", &format!("csrf={}", "0".repeat(64))] {
        assert_eq!(browser.send(Method::POST, &path, body.as_bytes()).await.status, 403, "{body}");
    }
    assert_eq!(browser.open("/").await.path(), "/", "the browser was not locked");
    let answer = browser.send_with(Method::POST, &path, &body, &[("origin", &origin)]).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/session/locked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_input_is_answered_with_a_page_and_never_with_a_fault() {
    let house = house().await;
    let mut browser = house.browser();
    browser.open("/sign-in").await;
    let token = browser.attribute("main input[name=csrf]", "value");
    let form = |rest: &[u8]| [format!("csrf={token}&").as_bytes(), rest].concat();
    for (body, status) in [
        (form(b"username=%00&password=x"), 422),
        (form(b"username=%FF%FE&password=x"), 422),
        (form("username=👩‍⚕️è&password=x".as_bytes()), 422),
        (form(b"username=a%0D%0AX-Evil:1&password=x"), 422),
        (form(b"username=a&username=b&username=c&password=x&password="), 422),
        (form(b"username[]=a&password[x]=y"), 422),
        (form(b"%ZZ=%&&&==="), 422),
        (form(&[b"username=".as_slice(), &vec![b'x'; 60_000]].concat()), 422),
        (form(&[b"username=".as_slice(), &vec![b'x'; 5_000_000]].concat()), 413),
        (form("a=1&".repeat(600).as_bytes()), 400),
    ] {
        let answer = browser.send(Method::POST, "/sign-in", &body).await;
        let start = String::from_utf8_lossy(&body[70..body.len().min(110)]).into_owned();
        assert_eq!(answer.status, status, "{start}");
        assert!(answer.text().contains("<main") && answer.header("x-evil").is_empty(), "{start}");
    }
    for (method, path, status) in [
        (Method::GET, "/sign-in?next=%ff%00", 200),
        (Method::GET, "/no/such/page", 404),
        (Method::GET, "/%ff%00", 404),
        (Method::GET, "/static/x/../../Cargo.toml", 404),
        (Method::GET, "/static/x/%2e%2e/Cargo.toml", 404),
        (Method::PUT, "/sign-in", 405),
        (Method::GET, "/session/lock", 405),
        (Method::DELETE, "/", 405),
    ] {
        let answer = browser.send(method.clone(), path, b"").await;
        assert_eq!(answer.status, status, "{method} {path}");
    }
    assert_eq!(browser.send(Method::PUT, "/sign-in", b"").await.header("allow"), "GET, POST");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_speak_english_after_the_switch_and_stay_where_they_are() {
    let house = house().await;
    let mut browser = house.browser();
    browser.open("/sign-in").await;
    assert_eq!(browser.attribute("html", "lang"), "it");
    browser.press("ENG English", &[]).await;
    assert_eq!((browser.path(), browser.attribute("html", "lang").as_str()), ("/sign-in", "en"));
    browser.says("Sign in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_away_gets_a_short_clear_page_and_then_it_works_again() {
    let house = house().await;
    let anna = house.hire("anna", Role::Operator, &["AN01"]).await;
    let mut browser = house.signed_in(&anna).await;
    let mut owner = house.database.beside().await;
    use diesel_async::RunQueryDsl;
    let name = house.database.name();
    let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    let close = |open: bool| format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {open}");
    diesel::sql_query(close(false)).execute(&mut owner).await.unwrap();
    diesel::sql_query(end).execute(&mut owner).await.unwrap();
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let answer = browser.send(Method::GET, "/", b"").await;
        statuses.push(answer.status);
        assert!(answer.text().contains("momentaneamente"), "{}", answer.text());
        assert_eq!(answer.header("retry-after"), "5");
    }
    assert_eq!(statuses, [503; 3]);
    diesel::sql_query(close(true)).execute(&mut owner).await.unwrap();
    assert_eq!(browser.send(Method::GET, "/", b"").await.status, 200);
    assert_eq!(browser.send(Method::GET, "/health/live", b"").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn static_files_come_once_and_small() {
    let house = house().await;
    let mut browser = house.browser();
    browser.open("/sign-in").await;
    let css = browser.attribute("link[rel=stylesheet]:last-of-type", "href");
    let plain = browser.send(Method::GET, &css, b"").await;
    assert_eq!((plain.status, plain.header("content-type")), (200, "text/css"));
    let packed = browser.send_with(Method::GET, &css, b"", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.body.len() < plain.body.len() / 2);
    let tag = plain.header("etag").to_owned();
    let again = browser.send_with(Method::GET, &css, b"", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    let old = css.replacen(css.split('/').nth(2).unwrap(), "000000000000", 1);
    assert_eq!(browser.send(Method::GET, &old, b"").await.header("cache-control"), "no-cache");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_health_checks_say_what_is_there_and_what_is_not() {
    let house = house().await;
    let mut browser = house.browser();
    assert_eq!(browser.send(Method::GET, "/health/live", b"").await.text(), "live\n");
    let ready = browser.send(Method::GET, "/health/ready", b"").await;
    let told = r#"{"database":true,"migrations":true,"authority":false,"read_only":false}"#;
    assert_eq!((ready.status, ready.text().as_str()), (200, told), "steps 1 to 5 work without the authority");
    use diesel_async::RunQueryDsl;
    let mut owner = house.database.owner().await;
    let forget = "DELETE FROM __diesel_schema_migrations WHERE version = (SELECT max(version) FROM __diesel_schema_migrations)";
    diesel::sql_query(forget).execute(&mut owner).await.unwrap();
    let ready = browser.send(Method::GET, "/health/ready", b"").await;
    assert_eq!(ready.status, 503, "a database older than the binary: {}", ready.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn knowing_who_asks_costs_one_query() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static QUERIES: AtomicUsize = AtomicUsize::new(0);
    fn counting() -> Option<Box<dyn diesel::connection::Instrumentation>> {
        Some(Box::new(|event: diesel::connection::InstrumentationEvent<'_>| {
            if matches!(event, diesel::connection::InstrumentationEvent::StartQuery { .. }) {
                QUERIES.fetch_add(1, Ordering::SeqCst);
            }
        }))
    }
    diesel::connection::set_default_instrumentation(counting).unwrap();
    let house = house().await;
    let anna = house.hire("anna", Role::Operator, &["AN01"]).await;
    let mut browser = house.signed_in(&anna).await;
    browser.send(Method::GET, "/session", b"").await;
    let before = QUERIES.load(Ordering::SeqCst);
    assert!(before > 5, "queries are counted");
    assert_eq!(browser.send(Method::GET, "/session", b"").await.status, 200);
    assert_eq!(QUERIES.load(Ordering::SeqCst) - before, 1);
}
