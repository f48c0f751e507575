// SPDX-License-Identifier: AGPL-3.0-or-later
//! The maildir of reports on bad days: the worker killed in the middle of a run, and files that can never be read.

mod post;

use crate::support::process::{Running, bound_by_modes};
use chrono::{TimeDelta, Utc};
use diesel_async::SimpleAsyncConnection;
use post::{Post, report};
use sportello::work::{self, Maildir};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::net::{UnixListener, UnixStream};

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_among_hundreds_of_reports_loses_none_and_takes_none_twice() {
    const REPORTS: usize = 400;
    let mut post = Post::accepted(REPORTS).await;
    Maildir::open(post.maildir.clone()).unwrap();
    for (number, sender) in post.senders.iter().enumerate() {
        post.deliver(&format!("17000{number:05}.M1P1.mx"), report(sender, "MAILER-DAEMON@mx"));
    }
    let mut kills = 0;
    for enough in [REPORTS / 8, REPORTS / 3, REPORTS / 2] {
        let mut worker = Running::start("work", &["work"], &post.settings());
        let began = Instant::now();
        // one that is just being moved is seen in both folders
        while REPORTS.saturating_sub(post.left()) < enough {
            assert!(began.elapsed() < Duration::from_secs(30), "{}", worker.log());
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        worker.kill();
        kills += i64::from(post.left() > 0);
        // its lease of the job runs out after ten minutes
        let late = "UPDATE timed_jobs SET leased_until = now(), began_at = now() - interval '11 minutes'";
        post.desk.owner.batch_execute(late).await.unwrap();
    }
    assert_eq!(kills, 3, "it was killed in the middle");
    let bounced = post.count("outbox WHERE state = 'bounced'").await;
    assert!(bounced < REPORTS as i64 && bounced >= (REPORTS / 2) as i64, "{bounced}");
    let worker = Running::start("work", &["work"], &post.settings());
    let began = Instant::now();
    while post.left() > 0 {
        assert!(began.elapsed() < Duration::from_secs(30), "{}", worker.log());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(worker);
    let all = REPORTS as i64;
    for what in [
        "outbox WHERE state = 'bounced' AND reason = 'no_such_mailbox'",
        "mail_reports WHERE outcome = 'bounced'",
        "(SELECT DISTINCT outbox_id FROM mail_reports) x",
        "audit_rows WHERE act = 'mail.bounce'",
    ] {
        assert_eq!(post.count(what).await, all, "{what}");
    }
    assert_eq!(post.counted("bounced").await, all);
    // what the database had, and the maildir still held, is known again
    assert!(post.counted("again").await <= kills);
    assert_eq!(post.names("unread"), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_never_be_read_is_put_aside_once_and_told_to_the_keeper() {
    let mut post = Post::accepted(3).await;
    let worker = post.worker().await;
    // the database will not have a report of this sender, whatever the reason
    let refuses = "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'never'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON mail_reports FOR EACH ROW WHEN (NEW.sender LIKE '%poison%') EXECUTE FUNCTION refuse()";
    post.desk.owner.batch_execute(refuses).await.unwrap();
    post.deliver("1700000001.M1.mx", report(&post.senders[0], "poison@mx"));
    post.deliver("1700000002.M1.mx", [0xff_u8, 0xfe, 0, 1, 2, 3, b'\n'].repeat(9_000));
    post.deliver("1700000004.M1.mx", report(&post.senders[1], "MAILER-DAEMON@mx"));
    let now = Utc::now();
    work::run_jobs(&worker, now).await.unwrap();
    assert_eq!(post.count("outbox WHERE state = 'bounced'").await, 1, "one of them holds nobody up");
    assert_eq!(post.left(), 0);
    let aside = ["1700000001.M1.mx", "1700000002.M1.mx"];
    assert_eq!(post.names("unread"), aside, "under the names that they came with");
    assert_eq!(post.counted("put_aside").await, 2);
    // never again
    work::run_jobs(&worker, now + TimeDelta::minutes(1)).await.unwrap();
    assert_eq!(post.counted("put_aside").await, 2, "each is told once");
    assert_eq!(post.count("outbox WHERE state = 'bounced'").await, 1);
    let said = post.check(&["check", "work"], &[]);
    assert!(said.contains("WRONG  mail reports: 2 could not be read"), "{said}");
    let url = post.database.url();
    let said = post.check(&["check"], &[("DATABASE_URL", &url)]);
    assert!(said.contains("2 put_aside") && said.contains("some could not be read"), "{said}");
    // a person mends it and gives it back
    post.desk.owner.batch_execute("DROP TRIGGER refuse ON mail_reports").await.unwrap();
    std::fs::rename(post.maildir.join("unread").join(aside[0]), post.maildir.join("new").join(aside[0]))
        .unwrap();
    work::run_jobs(&worker, now + TimeDelta::minutes(2)).await.unwrap();
    assert_eq!(post.count("outbox WHERE state = 'bounced'").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_may_not_be_opened_is_put_aside_and_the_others_are_read() {
    let mut post = Post::accepted(1).await;
    Maildir::open(post.maildir.clone()).unwrap();
    for (part, name) in [("new", "1700000001.M1.mx"), ("cur", "1700000000.M1.mx:2,S")] {
        let path = post.maildir.join(part).join(name);
        std::fs::write(&path, report(&post.senders[0], "MAILER-DAEMON@mx")).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o000)).unwrap();
    }
    post.deliver("1700000002.M1.mx", report(&post.senders[0], "MAILER-DAEMON@mx"));
    let (log, relay) = (post.maildir.join("tmp/log"), post.maildir.join("tmp"));
    let mut settings = post.settings();
    settings[0].1 = relayed(&settings[0].1, &relay);
    let worker = Running::of("work", bound_by_modes(&["work"], &settings), log);
    let began = Instant::now();
    while post.left() > 0 {
        assert!(began.elapsed() < Duration::from_secs(20), "{}", worker.log());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let said = worker.log();
    assert_eq!(said.matches("put aside into `unread`").count(), 2, "{said}");
    drop(worker);
    assert_eq!(post.names("unread"), ["1700000000.M1.mx", "1700000001.M1.mx"]);
    assert_eq!((post.counted("put_aside").await, post.counted("bounced").await), (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_of_reports_that_came_too_early_hold_up_no_new_one() {
    let mut post = Post::accepted(2).await;
    let worker = post.worker().await;
    let waits = "UPDATE outbox SET state = 'waiting', settled_at = NULL, accepted_by = NULL, payload = 'x'
        WHERE id = (SELECT id FROM outbox WHERE recipient = 'n0@example.org')";
    post.desk.owner.batch_execute(waits).await.unwrap();
    let early = post.sender_to("n0@example.org").await;
    for number in 0..520 {
        let name = format!("cur/17000{number:05}.M1.mx:2,S");
        std::fs::write(post.maildir.join(name), report(&early, &format!("{number}@mx"))).unwrap();
    }
    let other = post.senders.iter().find(|sender| **sender != early).unwrap();
    post.deliver("1800000000.M1.mx", report(other, "MAILER-DAEMON@mx"));
    work::run_jobs(&worker, Utc::now()).await.unwrap();
    assert_eq!(post.count("outbox WHERE state = 'bounced' AND recipient = 'n1@example.org'").await, 1);
    assert_eq!((post.left(), post.names("unread").len()), (520, 0), "the early ones wait");
}

/// The same database through a socket in `folder`: the cluster's own lies where only its user and an unbound root may enter.
fn relayed(url: &str, folder: &Path) -> String {
    let host = url.split(' ').find_map(|part| part.strip_prefix("host=")).unwrap();
    let socket = Path::new(host).join(".s.PGSQL.5432");
    let relay = UnixListener::bind(folder.join(".s.PGSQL.5432")).unwrap();
    tokio::spawn(async move {
        while let Ok((mut near, _)) = relay.accept().await {
            let mut far = UnixStream::connect(&socket).await.unwrap();
            tokio::spawn(async move { tokio::io::copy_bidirectional(&mut near, &mut far).await });
        }
    });
    url.replace(host, folder.to_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_away_leaves_every_report_where_it_is() {
    let post = Post::accepted(1).await;
    let worker = post.worker().await;
    post.deliver("1700000001.M1.mx", report(&post.senders[0], "MAILER-DAEMON@mx"));
    let mut beside = post.database.beside().await;
    let name = post.database.name().to_owned();
    let away = format!(
        "ALTER DATABASE {name} ALLOW_CONNECTIONS false;
         SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    );
    for statement in away.split(';') {
        beside.batch_execute(statement).await.unwrap();
    }
    assert!(work::run_jobs(&worker, Utc::now()).await.is_err());
    assert_eq!((post.left(), post.names("unread").len()), (1, 0));
    beside.batch_execute(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true")).await.unwrap();
    // the worker still holds a line that was cut: the run after next finds another
    for minute in 1..10 {
        let _cut = work::run_jobs(&worker, Utc::now() + TimeDelta::minutes(minute * 11)).await;
    }
    assert_eq!((post.left(), post.names("unread").len()), (0, 0));
}
