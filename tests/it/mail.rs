// SPDX-License-Identifier: AGPL-3.0-or-later
//! Letters on good days, taken by a real mail server.

use crate::support::database;
use crate::support::mail::{Desk, PostRoom, Sink, row, setup};
use chrono::{TimeDelta, Utc};
use sportello::db;
use sportello::outbox::{self, LetterState};
use sportello::work::{self, WorkConfig};
use std::path::PathBuf;

#[tokio::test(flavor = "multi_thread")]
async fn the_second_half_reaches_the_citizen_and_the_case_tells_who_took_it() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let letter = desk.second_half(&database, &room.mail_key, "maria.rossi@example.org", now).await;
    let worker = room.worker(&sink.url()).await;
    assert_eq!(work::drain(&worker, now).await.unwrap(), 1);
    assert_eq!(work::drain(&worker, now).await.unwrap(), 0, "it goes out once");

    let taken = sink.taken().pop().unwrap();
    assert_eq!(taken.recipients, "maria.rossi@example.org");
    assert_eq!(taken.header("Message-ID"), format!("<{letter}@example.it>"));
    assert_eq!(taken.header("Auto-Submitted"), "auto-generated");
    assert!(
        taken.sender.starts_with("sportello+") && taken.sender.ends_with("@example.it"),
        "{}",
        taken.sender
    );
    let text = taken.text();
    for said in ["••347", "R-000001", "Comune di Ancona, telefono 071 000000", "After 3 wrong PINs in a row"]
    {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!taken.mail.contains("http"), "no link");

    let pool = database.pool_of("sportello_web");
    let mut web = db::connection(&pool).await.unwrap();
    let told = outbox::letters_of_case(&mut web, desk.case).await.unwrap().pop().unwrap();
    let LetterState::Accepted { by, .. } = told.state else { panic!("{told:?}") };
    assert_eq!((by.as_str(), told.attempts), ("sink.example.it", 1));
    let row = row(&mut desk.owner, letter).await;
    assert_eq!((row.acts.as_str(), row.outcomes.as_str()), ("mail.accept", "accepted"));
    assert_eq!(row.reply, "250 2.0.0 taken as 1");
    assert!(row.has_payload, "it may be sent again within the window");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ownership_code_and_a_notice_are_forgotten_once_sent() {
    let (database, sink, now) = (database().await, Sink::start(), Utc::now());
    let room = PostRoom::new(&database);
    let mut desk = Desk::open(&database).await;
    let code = desk.ownership_code("maria@example.org", now);
    let code = desk.post(&database, &room.mail_key, code, now).await;
    let notice = desk.notice("earlier@example.org", now);
    let notice = desk.post(&database, &room.mail_key, notice, now).await;
    assert_eq!(work::drain(&room.worker(&sink.url()).await, now).await.unwrap(), 2);
    for letter in [code, notice] {
        let row = row(&mut desk.owner, letter).await;
        assert!(row.state == "accepted" && !row.has_payload, "{row:?}");
    }
    let taken = sink.taken();
    let text = taken[0].text();
    assert!(text.contains("804216") && text.contains("15 minuti") && !text.contains("English"), "{text}");
    assert!(!taken[0].header("Subject").contains("804216"));
    let text = taken[1].text();
    assert!(text.contains("tudi v slovenščini") && text.contains("non contiene codici"), "{text}");
    assert!(text.contains("ne vsebuje kod") && !text.contains("English"), "{text}");
    assert_eq!(taken[1].header("Content-Language"), "it, sl");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_a_certificate_of_ours_and_a_sign_in_is_believed() {
    let (database, now) = (database().await, Utc::now());
    let (room, certificate) = (PostRoom::new(&database), Certificate::make());
    let mut desk = Desk::open(&database).await;
    for (way, scheme) in [("--tls", "smtps"), ("--starttls", "smtp+starttls")] {
        let sink = Sink::with(&[way, &certificate.cert(), &certificate.key(), "--auth", "relay", "a:b/c d"]);
        let url = format!("{scheme}://relay:a%3Ab%2Fc%20d@localhost:{}", sink.port());
        let letter = desk.notice("maria@example.org", now);
        let letter = desk.post(&database, &room.mail_key, letter, now).await;
        let config = room.config(&url);
        let mail = sportello::mail::MailSetup { extra_ca: Some(certificate.cert().into()), ..setup(&url) };
        let worker = WorkConfig { mail, ..config }.open().await.unwrap();
        work::drain(&worker, now).await.unwrap();
        let row = row(&mut desk.owner, letter).await;
        assert_eq!((row.state.as_str(), sink.taken().len()), ("accepted", 1), "{way} {row:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_whose_certificate_does_not_verify_gets_nothing() {
    let (database, now) = (database().await, Utc::now());
    let (room, certificate) = (PostRoom::new(&database), Certificate::make());
    let mut desk = Desk::open(&database).await;
    for (way, scheme) in [("--tls", "smtps"), ("--starttls", "smtp+starttls")] {
        let sink = Sink::with(&[way, &certificate.cert(), &certificate.key()]);
        let letter = desk.notice("maria@example.org", now);
        let letter = desk.post(&database, &room.mail_key, letter, now).await;
        let worker = room.worker(&format!("{scheme}://localhost:{}", sink.port())).await;
        work::drain(&worker, now).await.unwrap();
        let row = row(&mut desk.owner, letter).await;
        assert_eq!((row.state.as_str(), row.reason.as_str()), ("waiting", "server_away"), "{row:?}");
        assert!(row.reply.contains("certificate"), "{}", row.reply);
        assert!(sink.taken().is_empty());
    }
    let plain = Sink::start();
    let worker = room.worker(&format!("smtp+starttls://localhost:{}", plain.port())).await;
    work::drain(&worker, now + TimeDelta::hours(1)).await.unwrap();
    assert!(plain.taken().is_empty(), "a server without STARTTLS gets nothing in clear");
}

/// A certificate for `localhost` that signs itself.
struct Certificate(PathBuf);

impl Certificate {
    fn make() -> Self {
        let folder = std::env::temp_dir().join(format!("certificate-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
        std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
        Self(folder)
    }

    fn cert(&self) -> String {
        self.0.join("cert.pem").display().to_string()
    }

    fn key(&self) -> String {
        self.0.join("key.pem").display().to_string()
    }
}

impl Drop for Certificate {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}
