// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reports about mails that did not arrive: from a real mail server, handmade, forged, twice, and none at all.

use crate::support::mail::{Desk, PostRoom, Sink, row};
use crate::support::{Database, database};
use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use sportello::db;
use sportello::ids::OutboxId;
use sportello::mail::read_report;
use sportello::outbox::{self, LetterState, Reason};
use sportello::work::{self, Taken, WorkConfig};

/// A letter that a server took, and the envelope sender that it came with.
struct Post {
    database: Database,
    room: PostRoom,
    desk: Desk,
    sink: Sink,
    letter: OutboxId,
    sender: String,
    now: DateTime<Utc>,
}

impl Post {
    async fn accepted() -> Self {
        let (database, sink, now) = (database().await, Sink::start(), Utc::now());
        let room = PostRoom::new(&database);
        let mut desk = Desk::open(&database).await;
        let letter = desk.second_half(&database, &room.mail_key, "maria.rossi@example.org", now).await;
        work::drain(&room.worker(&sink.url()).await, now).await.unwrap();
        let sender = sink.taken().pop().unwrap().sender;
        Self { database, room, desk, sink, letter, sender, now }
    }

    async fn take(&self, report: &str, after: i64) -> Taken {
        let incoming = read_report(&mut report.as_bytes(), None).unwrap().unwrap();
        work::take_report(&self.room.reports(), &incoming, self.now + TimeDelta::minutes(after))
            .await
            .unwrap()
    }

    async fn state(&mut self) -> (String, String, String) {
        let row = row(&mut self.desk.owner, self.letter).await;
        (row.state, row.reason, row.acts)
    }

    async fn is_as_accepted(&mut self) {
        let state = self.state().await;
        assert_eq!((state.0.as_str(), state.2.as_str()), ("accepted", "mail.accept"));
    }

    async fn counted(&mut self, outcome: &str) -> i64 {
        #[derive(diesel::QueryableByName)]
        struct Count {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            n: i64,
        }
        let sql = format!(
            "SELECT coalesce(sum(count), 0)::bigint AS n FROM mail_report_counts WHERE outcome = '{outcome}'"
        );
        diesel::sql_query(sql).get_result::<Count>(&mut self.desk.owner).await.unwrap().n
    }
}

/// A report to `sender` about `envelope` with this action and status.
fn report(sender: &str, envelope: &str, action: &str, status: &str) -> String {
    format!(
        "Delivered-To: {sender}\r\nFrom: MAILER-DAEMON@mx.example.org\r\nSubject: Undelivered Mail\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nNiente da fare.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n{envelope}\r\n\
         Final-Recipient: rfc822; maria.rossi@example.org\r\nAction: {action}\r\nStatus: {status}\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: back\r\n\r\nPIN ••347\r\n--b--\r\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_servers_report_makes_work_for_the_counter_once() {
    let mut post = Post::accepted().await;
    let fixture = include_str!("fixtures/bounce-postfix.eml");
    let fixture =
        fixture.replace("ENVELOPE-ID", &post.letter.to_string()).replace("ENVELOPE-SENDER", &post.sender);
    assert_eq!(post.take(&fixture, 1).await, Taken::Bounced);
    let pool = post.database.pool_of("sportello_web");
    let mut web = db::connection(&pool).await.unwrap();
    let trouble = outbox::troubles(&web, post.desk.counter).await.unwrap().pop().unwrap();
    let LetterState::Bounced { by, reason, .. } = trouble.letter.state else { panic!("{trouble:?}") };
    assert_eq!((by.as_str(), reason), ("sink.example.it", Reason::NoSuchMailbox));
    assert_eq!(post.take(&fixture, 2).await, Taken::Again);
    let noted = post.now + TimeDelta::minutes(3);
    assert!(outbox::take_note(&mut web, post.letter, post.desk.case, noted).await.unwrap());
    assert_eq!(post.take(&fixture, 60 * 24 * 30).await, Taken::Again, "a month later it is no news either");
    assert!(outbox::troubles(&web, post.desk.counter).await.unwrap().is_empty());
    let (state, _, acts) = post.state().await;
    assert_eq!((state.as_str(), acts.as_str()), ("bounced", "mail.accept mail.bounce"));
    assert!(!post.database.dump().await.contains("unknown user: "), "no word of a server is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delay_an_absence_and_a_forged_mark_change_nothing() {
    let mut post = Post::accepted().await;
    let sender = post.sender.clone();
    assert_eq!(post.take(&report(&sender, "", "delayed", "4.4.7"), 1).await, Taken::Underway);
    let absence =
        format!("To: {sender}\r\nAuto-Submitted: auto-replied\r\nSubject: Ferie\r\n\r\nTorno il 7.\r\n");
    assert_eq!(post.take(&absence, 1).await, Taken::AutomaticReply);
    // the last bit of the last character fills up and says nothing: a and b are the same mark
    let last = if sender.contains("a@") || sender.contains("b@") { "c@" } else { "a@" };
    let at = sender.find('@').unwrap();
    let forged = format!("{}{last}{}", &sender[..at - 1], &sender[at + 1..]);
    assert_eq!(post.take(&report(&forged, "", "failed", "5.1.1"), 1).await, Taken::Forged);
    let stranger = report("sportello@example.it", "", "failed", "5.1.1");
    assert_eq!(post.take(&stranger, 1).await, Taken::Unmarked);
    post.is_as_accepted().await;
    for outcome in ["underway", "automatic_reply", "forged", "unmarked"] {
        assert_eq!(post.counted(outcome).await, 1, "{outcome}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_about_another_releases_mail_changes_nothing_and_goes_to_a_person() {
    let mut post = Post::accepted().await;
    let other = format!("Original-Envelope-Id: {}\r\n", OutboxId::new(Utc::now()));
    let crossed = report(&post.sender, &other, "failed", "5.1.1");
    assert_eq!(post.take(&crossed, 1).await, Taken::ForAPerson);
    assert_eq!(post.take(&crossed, 2).await, Taken::Again);
    let old = format!(
        "To: {}\r\nFrom: postmaster@mx\r\nSubject: failure notice\r\n\r\nuser unknown\r\n",
        post.sender
    );
    assert_eq!(post.take(&old, 3).await, Taken::ForAPerson);
    let (state, _, acts) = post.state().await;
    assert_eq!((state.as_str(), acts.as_str()), ("accepted", "mail.accept mail.report mail.report"));
    let pool = post.database.pool_of("sportello_web");
    let mut web = db::connection(&pool).await.unwrap();
    let replies = outbox::replies(&web, post.desk.counter).await.unwrap();
    let told: Vec<_> =
        replies.iter().map(|reply| (reply.why.as_deref().unwrap(), reply.subject.as_str())).collect();
    assert_eq!(told, [("other_mail", "Undelivered Mail"), ("no_report", "failure notice")]);
    for reply in &replies {
        assert!(outbox::note_reply(&mut web, reply.id, post.desk.case, post.now).await.unwrap());
        assert!(!outbox::note_reply(&mut web, reply.id, post.desk.case, post.now).await.unwrap());
    }
    assert!(outbox::replies(&web, post.desk.counter).await.unwrap().is_empty());
    assert!(!post.database.dump().await.contains("user unknown"), "a mail's text is not kept");
    for n in 0..9 {
        let taken = post.take(&old.replace("notice", &format!("notice {n}")), 4).await;
        assert_eq!(taken == Taken::ForAPerson, n < 3, "who knows a mark cannot fill the page: {n}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_about_a_mail_whose_release_ended_or_was_sent_again_changes_nothing() {
    let mut post = Post::accepted().await;
    let failed = report(&post.sender, "", "failed", "5.1.1");
    let newer = "INSERT INTO outbox (id, kind, lane, case_id, release_id, recipient, payload, posted_at, next_attempt_at, give_up_at, sending)
      SELECT gen_random_uuid(), kind, lane, case_id, release_id, recipient, 'x', posted_at + interval '1 hour', now(), now(), 1 FROM outbox";
    post.desk.owner.batch_execute(newer).await.unwrap();
    assert_eq!(post.take(&failed, 120).await, Taken::Again);
    post.is_as_accepted().await;
    let ended = "DELETE FROM outbox WHERE payload = 'x';
      UPDATE releases SET ended_at = now(), ending = 'superseded'";
    post.desk.owner.batch_execute(ended).await.unwrap();
    assert_eq!(post.take(&failed, 130).await, Taken::Again);
    post.is_as_accepted().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_in_other_languages_make_the_same_work() {
    let mut post = Post::accepted().await;
    let text = |report: String, subject: &str, words: &str| {
        let report = report.replace("Subject: Undelivered Mail", subject);
        report.replace(
            "\r\n\r\n--b\r\n\r\nNiente da fare.",
            &format!("\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}"),
        )
    };
    let french = report(&post.sender, "", "delayed", "4.2.2");
    let french = text(
        french,
        "Subject: =?utf-8?Q?Remise_diff=C3=A9r=C3=A9e?=",
        "La boîte du destinataire est pleine.",
    );
    assert_eq!(post.take(&french, 1).await, Taken::Underway);
    let german = report(&post.sender, "", "failed", "5.2.2");
    let german = text(
        german,
        "Subject: Unzustellbar: Codes",
        "Das Postfach des Empfängers ist voll. Action: delivered",
    );
    assert_eq!(post.take(&german, 2).await, Taken::Bounced);
    let (state, reason, acts) = post.state().await;
    let told = (state.as_str(), reason.as_str(), acts.as_str());
    assert_eq!(told, ("bounced", "mailbox_full", "mail.accept mail.bounce"));
    assert!(!post.database.dump().await.contains("Postfach"), "a server's words are not kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_is_quicker_than_the_settlement_is_brought_again() {
    let mut post = Post::accepted().await;
    let failed = report(&post.sender, "", "failed", "5.2.2");
    let sending = "UPDATE outbox SET state = 'waiting', settled_at = NULL, accepted_by = NULL";
    post.desk.owner.batch_execute(sending).await.unwrap();
    assert_eq!(post.take(&failed, 1).await, Taken::NotYet);
    let settled = "UPDATE outbox SET state = 'accepted', settled_at = now(), accepted_by = 'mx'";
    post.desk.owner.batch_execute(settled).await.unwrap();
    assert_eq!(post.take(&failed, 2).await, Taken::Bounced);
    assert_eq!(post.state().await.1, "mailbox_full");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_report_from_two_sides_at_once_is_one() {
    let post = Post::accepted().await;
    let failed = report(&post.sender, "", "failed", "5.1.1");
    let takes = (0..8).map(|_| post.take(&failed, 1));
    let taken = futures_util::future::join_all(takes).await;
    assert_eq!(taken.iter().filter(|taken| **taken == Taken::Bounced).count(), 1, "{taken:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_maildir_is_read_to_its_end_and_nothing_of_it_stays() {
    let mut post = Post::accepted().await;
    let maildir = std::env::temp_dir().join(format!("maildir-{}", uuid::Uuid::now_v7()));
    let config = post.room.config(&post.sink.url());
    let worker = WorkConfig { bounce_maildir: Some(maildir.clone()), ..config }.open().await.unwrap();
    let failed = report(&post.sender, "", "failed", "5.7.1");
    let long = failed.replace("PIN", &"PIN 0123456789\r\n".repeat(1_400_000));
    assert!(long.len() > 20_000_000);
    std::fs::write(maildir.join("new/1700000001.M1P1.mx"), long).unwrap();
    std::fs::write(maildir.join("new/1700000002.M1P1.mx"), "To: nobody@example.it\r\n\r\nhello\r\n").unwrap();
    std::fs::write(maildir.join("new/1700000003.M1P1.mx"), "").unwrap();
    // begun by a worker that was killed
    std::fs::write(maildir.join("cur/1700000000.M1P1.mx:2,S"), &failed).unwrap();
    work::run_jobs(&worker, post.now + TimeDelta::minutes(1)).await.unwrap();
    assert_eq!(
        post.state().await,
        ("bounced".into(), "refused_as_spam".into(), "mail.accept mail.bounce".into())
    );
    for part in ["new", "cur", "tmp"] {
        let left: Vec<_> = std::fs::read_dir(maildir.join(part)).unwrap().collect();
        assert!(left.is_empty(), "{part}: {left:?}");
    }
    std::fs::remove_dir_all(maildir).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_servers_pipe_gets_the_exit_code_that_it_knows() {
    let mut post = Post::accepted().await;
    let url = post.database.url_of("sportello_worker");
    let folder = post.room.folder().to_owned();
    std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let pipe = |mail: &str, url: &str, words: &[&str]| {
        use std::io::Write;
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_sportello"))
            .args(["mail", "bounce"])
            .args(words)
            .env_clear()
            .env("SPORTELLO_DATABASE_URL", url)
            .env("SPORTELLO_KEYS", &folder)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(mail.as_bytes()).unwrap();
        child.wait().unwrap().code().unwrap()
    };
    let failed =
        report(&post.sender, "", "failed", "5.1.1").replace("PIN", &"0123456789abcdef".repeat(1_300_000));
    assert_eq!(pipe(&failed, "host=/nowhere user=x dbname=x", &[]), 75, "the database is away");
    assert_eq!(pipe(&failed, "nonsense", &[]), 75, "a wrong setting loses no report");
    assert_eq!(pipe("", &url, &[]), 65);
    assert_eq!(pipe("Subject: hello\r\n\r\nhello\r\n", &url, &["sportello@example.it"]), 67);
    post.is_as_accepted().await;
    let sender = post.sender.clone();
    let unaddressed = failed.replace("Delivered-To", "X-To");
    assert_eq!(pipe(&unaddressed, &url, &[&sender]), 0);
    assert_eq!(pipe(&unaddressed, &url, &[&sender]), 0, "twice is no fault");
    assert_eq!(post.state().await.2, "mail.accept mail.bounce");
}
