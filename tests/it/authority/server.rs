// SPDX-License-Identifier: AGPL-3.0-or-later

use super::{activation, order};
use crate::support::authority::{TestAuthority, case};
use crate::support::database;
use crate::support::lossy::{LossyAuthority, Mischief};
use chrono::Utc;
use sportello::authority::client::{AuthorityError, CardAuthority, HttpAuthority, Patience};
use sportello::authority::contract::{FindOutcome, FindRequest, Refusal};
use sportello::authority::server;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_contract_works_over_the_socket() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    authority.engine.sign_due_lists(Utc::now()).await.unwrap();
    let _server = authority.serve();
    let client = authority.client();
    let ready = case(&lot, "ready");
    let question = FindRequest {
        card_number: ready.card_number.to_string(),
        codice_fiscale: ready.codice_fiscale.as_str().into(),
    };
    assert_eq!(client.find(&question).await.unwrap().outcome, FindOutcome::Activatable);
    let request = activation(ready);
    let activated = client.activate(&request).await.unwrap();
    assert_eq!(activated.certificate_serial.len(), 32);
    assert_eq!(client.activate(&request).await.unwrap(), client.activate(&request).await.unwrap());
    let again = client.activate(&activation(ready)).await;
    assert!(matches!(again, Err(AuthorityError::Refused(Refusal::AlreadyActive))));
    let ordered = order(ready);
    let halves = client.codes(&ordered).await.unwrap();
    assert!(halves.first.key_id().role() == "sheet" && halves.second.key_id().role() == "mail");

    let parts = client.crl_parts().await.unwrap();
    assert_eq!(parts[0].url, "http://127.0.0.1:8080/pki/crls/1.crl");
    assert_eq!(client.crl(1).await.unwrap().as_deref(), authority.engine.crl(1).as_deref());
    assert!(client.crl(2).await.unwrap().is_none());
    assert_eq!(client.ca().await.unwrap(), authority.engine.ca());
    let health = client.health().await.unwrap();
    assert!(health.healthy && health.seals_to[0].starts_with("sheet-"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_signs_by_itself_within_seconds_of_an_event() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let client = authority.client();
    let number = async || {
        let parts = client.crl_parts().await.unwrap_or_default();
        parts.first().map_or(0, |part| part.number)
    };
    let reaches = async |wanted: i64| {
        let asked = Instant::now();
        while number().await < wanted {
            assert!(asked.elapsed() < Duration::from_secs(20), "list {wanted} was not signed");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let journey = async {
        reaches(1).await;
        for key in ["ready", "accents", "omocode"] {
            client.activate(&activation(case(&lot, key))).await.unwrap();
        }
        reaches(2).await;
    };
    tokio::select! {
        ended = server::run(&authority.config) => panic!("the authority ended: {ended:?}"),
        () = journey => {}
    }
}

/// What the server answers to raw bytes: status line and body.
fn raw(authority: &TestAuthority, question: &str) -> (String, String) {
    let mut stream = UnixStream::connect(&authority.config.socket).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(question.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.lines().next().unwrap().to_owned(), body.to_owned())
}

fn post(path: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_does_not_fit_gets_a_small_answer_that_repeats_nothing() {
    let database = database().await;
    let authority = TestAuthority::new(&database).await;
    let _server = authority.serve();
    let long = format!("{{\"card_number\":\"{}\"}}", "8".repeat(20_000));
    for (question, status) in [
        (post("/v1/find", "{\"card_number\":\"RSSMRA80A01H501U\""), "400"),
        (post("/v1/find", "{\"card_number\":\"1\",\"codice_fiscale\":\"2\",\"more\":3}"), "400"),
        (post("/v1/codes", "[]"), "400"),
        (post("/v1/find", &long), "413"),
        (post("/v1/nothing", "{}"), "404"),
        ("GET /v1/crls/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".to_owned(), "404"),
    ] {
        let (head, body) = raw(&authority, &question);
        assert!(head.contains(status), "{head}");
        assert!(body.starts_with("{\"error\":") && body.len() < 120 && !body.contains("RSSMRA"), "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_of_the_authority_costs_the_counter_nothing() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let client = authority.client();
    let request = activation(case(&lot, "ready"));
    assert!(matches!(client.activate(&request).await, Err(AuthorityError::Unreachable(_))));
    let server = authority.serve();
    let before = client.activate(&request).await.unwrap();
    server.stop(false).await;
    assert!(client.activate(&request).await.is_err());
    let _server = authority.serve();
    assert_eq!(client.activate(&request).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_after_the_question_is_not_the_same_as_never_asked() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let path = authority.folder().join("silent.sock");
    let silent = tokio::net::UnixListener::bind(&path).unwrap();
    let patience = Patience { look: Duration::from_millis(200), act: Duration::from_millis(300) };
    let client = HttpAuthority::new(format!("unix:{}", path.display()).parse().unwrap(), patience);
    let request = activation(case(&lot, "ready"));
    let asked = Instant::now();
    assert!(matches!(client.activate(&request).await, Err(AuthorityError::Unanswered(_))));
    assert!(asked.elapsed() < Duration::from_secs(3));

    let hangs_up = tokio::spawn(async move {
        loop {
            use tokio::io::AsyncReadExt;
            let (mut stream, _) = silent.accept().await.unwrap();
            let _read = stream.read(&mut [0; 4096]).await;
        }
    });
    assert!(matches!(client.activate(&request).await, Err(AuthorityError::Unanswered(_))));
    hangs_up.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_again_under_its_reference_a_lost_answer_is_found() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let _server = authority.serve();
    let lossy = LossyAuthority::new(
        Arc::new(authority.client()),
        [Mischief::Away, Mischief::LosesAnswer, Mischief::Twice, Mischief::LosesAnswer],
    );
    let request = activation(case(&lot, "ready"));
    assert!(matches!(lossy.activate(&request).await, Err(AuthorityError::Unreachable(_))));
    assert!(matches!(lossy.activate(&request).await, Err(AuthorityError::Unanswered(_))));
    let found = lossy.activate(&request).await.unwrap();
    assert_eq!(lossy.acts(), 3, "one lost, one twice");
    let ordered = order(case(&lot, "ready"));
    assert!(matches!(lossy.codes(&ordered).await, Err(AuthorityError::Unanswered(_))));
    lossy.codes(&ordered).await.unwrap();
    assert_eq!(lossy.activate(&request).await.unwrap(), found);
}
