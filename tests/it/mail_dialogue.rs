// SPDX-License-Identifier: AGPL-3.0-or-later
//! The dialogue with a mail server, without a database.

use crate::support::mail::{Act, Faulty, setup};
use chrono::Utc;
use proptest::prelude::*;
use sportello::contacts::email::EmailAddress;
use sportello::ids::OutboxId;
use sportello::mail::{Delivery, Office, Parcel, Patience, Words};
use sportello::outbox::Reason;
use sportello::seal::SecretBox;
use sportello::texts::Language;
use std::time::{Duration, Instant};

const SHORT: Patience = Patience {
    connect: Duration::from_millis(300),
    command: Duration::from_millis(300),
    content: Duration::from_millis(300),
};

fn parcel(to: &EmailAddress, counter: &str) -> Parcel {
    let writer = setup("smtp://localhost").writer(SecretBox::generate("worker", Utc::now())).unwrap();
    let office = Office { name: counter.to_owned(), telephone: String::new() };
    let words = Words::AddressNotice { office: &office, given_at: Utc::now(), acting: false };
    writer.write(OutboxId::new(Utc::now()), to, Language::English, &words, Utc::now()).unwrap()
}

fn to_maria() -> Parcel {
    parcel(&"maria@example.org".parse().unwrap(), "Comune di Ancona")
}

#[tokio::test]
async fn a_silent_server_is_left_in_time_and_only_silence_after_the_mail_is_doubtful() {
    for (at, doubtful) in [("MAIL", false), ("RCPT", false), ("DATA", false), (".", true)] {
        let server = Faulty::start([Act::SilentAt(at)]).await;
        let began = Instant::now();
        let delivery = setup(&server.url()).mailer().unwrap().send(&to_maria(), SHORT).await;
        assert!(began.elapsed() < Duration::from_secs(2));
        match delivery {
            Delivery::Unknown { .. } => assert!(doubtful, "{at}"),
            Delivery::Temporary { reason: Reason::NoAnswer, .. } => assert!(!doubtful, "{at}"),
            other => panic!("{at}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_server_that_sends_reports_is_asked_for_them_without_the_mail() {
    let server = Faulty::offering("250-faulty.example.it\r\n250-SIZE 1000000\r\n250 DSN", []).await;
    let (sent, second) = (to_maria(), to_maria());
    let mailer = setup(&server.url()).mailer().unwrap();
    for parcel in [&sent, &second] {
        let delivery = mailer.send(parcel, SHORT).await;
        assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
    }
    let message_id = String::from_utf8(sent.reveal().to_vec()).unwrap();
    let id = message_id.split("Message-ID: <").nth(1).unwrap().split('@').next().unwrap().to_owned();
    let envelopes = server.envelopes();
    assert_eq!(envelopes[0], format!("MAIL FROM:<{}> RET=HDRS ENVID={id}", sent.sender()));
    assert_eq!(envelopes[1], "RCPT TO:<maria@example.org> NOTIFY=FAILURE");
    assert!(envelopes[2].contains(" RET=HDRS ENVID="), "also over a connection that was kept: {envelopes:?}");

    let plain = Faulty::start([]).await;
    let delivery = setup(&plain.url()).mailer().unwrap().send(&to_maria(), SHORT).await;
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
    assert!(plain.envelopes().iter().all(|line| line.ends_with('>')), "{:?}", plain.envelopes());
}

#[tokio::test]
async fn a_slow_server_is_waited_for() {
    let server = Faulty::start([Act::Take(Duration::from_millis(200))]).await;
    let delivery = setup(&server.url()).mailer().unwrap().send(&to_maria(), SHORT).await;
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
}

#[tokio::test]
async fn a_connection_is_kept_for_the_next_mail_and_replaced_where_the_server_closed_it() {
    let server = Faulty::start([
        Act::Take(Duration::ZERO),
        Act::AnswerRecipient("550 5.1.1 no"),
        Act::AnswerRecipient("421 4.3.2 closing"),
        Act::CutAfterData,
    ])
    .await;
    let mailer = setup(&server.url()).mailer().unwrap();
    let mut outcomes = vec![];
    for _ in 0..6 {
        outcomes.push(mailer.send(&to_maria(), SHORT).await.word());
    }
    assert_eq!(outcomes, ["accepted", "permanent", "temporary", "unknown", "accepted", "accepted"]);
    mailer.close().await;
}

#[tokio::test]
async fn a_mail_with_lines_that_begin_with_a_dot_arrives_whole() {
    let server = Faulty::start([]).await;
    let odd = "Sportello\r\n.\r\nMAIL FROM:<thief@example.org>\r\n..\r\nX: y";
    let sent = parcel(&"maria@example.org".parse().unwrap(), odd);
    let delivery = setup(&server.url()).mailer().unwrap().send(&sent, SHORT).await;
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
    let read = server.read();
    assert_eq!(read.len(), 1, "nothing in a mail is taken for a command");
    assert_eq!(read[0].trim_end(), String::from_utf8_lossy(sent.reveal()).trim_end());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever a form lets through as an address, the mail keeps its headers and its envelope is one line each.
    #[test]
    fn no_address_and_no_name_of_a_counter_reaches_a_header(
        local in "[!-~]{1,20}", end in "(\r\n|\n|\r|\u{85})?(Bcc: x@y.it)?", counter in "\\PC{0,30}(\r\n)?(Bcc: x@y.it)?",
    ) {
        if let Ok(to) = format!("{local}@example.org{end}").parse::<EmailAddress>() {
            prop_assert!(!to.as_str().contains(char::is_control));
            let parcel = parcel(&to, &counter);
            let mail = String::from_utf8(parcel.reveal().to_vec()).unwrap();
            let headers = mail.split("\r\n\r\n").next().unwrap();
            prop_assert!(!headers.to_ascii_lowercase().contains("\nbcc"));
            prop_assert!(!parcel.sender().contains(char::is_whitespace));
        }
    }
}
