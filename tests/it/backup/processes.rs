// SPDX-License-Identifier: AGPL-3.0-or-later
//! The real `serve` and `work` on a state that came back: both read and say so, and go on after a resume.

use super::setup::Setup;
use super::{asked, command, run, told};
use crate::support::browser::{Browser, encode};
use hyper::Method;
use std::time::{Duration, Instant};

impl Setup {
    /// Looks at everything that both processes must say and must not do while they may only read.
    async fn is_read_only(&mut self, why: &str) -> Browser {
        assert_eq!(self.health().await, Some(true));
        let checked = self.check();
        assert!(checked.contains("WRONG  state: halted since") && checked.contains(why), "{checked}");
        assert!(checked.contains("sportello resume"), "{checked}");
        let sent = self.sink.taken().len();
        let mut browser = self.clerk.sign_in(self.listen).await;
        let case = "/cases/00000000-0000-7000-8000-000000000005";
        for page in ["/", "/triage", "/triage/pin", case, &format!("{case}/holder")] {
            browser.open(page).await;
            assert_eq!(browser.status(), 200, "{page}: {}", browser.text());
            assert!(
                browser.source().contains("Sola lettura"),
                "{page} does not say so: {}",
                browser.source()
            );
        }
        let holders = asked(&self.url, "SELECT count(*) FROM look_ups");
        browser.open("/").await;
        let (action, fields) =
            browser.form("Cerca", &[("sought", "RSSMRA80A01H501U"), ("reason", "present")]);
        let answer = browser.send(Method::POST, &action, &encode(&fields)).await;
        assert!(
            answer.status == 503 && answer.text().contains("Non è stato fatto nulla"),
            "{}",
            answer.text()
        );
        assert_eq!(asked(&self.url, "SELECT count(*) FROM look_ups"), holders);
        self.post("meanwhile@example.org").await;
        // the lanes are looked into twice a second
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        assert_eq!(self.sink.taken().len(), sent, "no mail goes out");
        assert_eq!(asked(&self.url, "SELECT count(*) FROM mail_attempts WHERE ended_at IS NULL"), "0");
        browser
    }

    /// The keeper's word, what it did, and work that goes on in the processes that run.
    async fn goes_on(&mut self, mut browser: Browser, unsent: usize) {
        let mut resume = command(&self.url, &["resume"]);
        let (done, said) = told(&resume.env("SPORTELLO_KEYS", &self.keeper).output().unwrap());
        assert!(done && said.contains("1 releases ended"), "{said}");
        assert!(said.contains(&format!("{unsent} unsent mails wait")), "{said}");
        for (what, count) in [
            ("sheets WHERE first_half IS NULL AND withdrawn_at IS NOT NULL", 1),
            ("waiting_second_halves", 0),
            ("releases WHERE ending = 'withdrawn'", 1),
            ("outbox WHERE state = 'given_up' AND reason = 'restored' AND payload IS NOT NULL", unsent),
            ("outbox WHERE state = 'waiting'", 0),
        ] {
            assert_eq!(
                asked(&self.url, &format!("SELECT count(*) FROM {what}")),
                count.to_string(),
                "{what}"
            );
        }
        let began = Instant::now();
        while self.health().await != Some(false) {
            assert!(began.elapsed() < Duration::from_secs(10), "serve is still read-only");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        browser.open("/").await;
        assert!(!browser.source().contains("Sola lettura"));
        browser.says("unsent@example.org");
        browser.press("Cerca", &[("sought", "RSSMRA80A01H501U"), ("reason", "present")]).await;
        assert!(browser.path().starts_with("/holders/"), "{} {}", browser.path(), browser.text());
        self.post("afterwards@example.org").await;
        let mail = self.sink.mail_to("afterwards@example.org", Duration::from_secs(10)).await;
        assert!(mail.is_some(), "work goes on");
        let to: Vec<String> = self.sink.taken().into_iter().map(|mail| mail.recipients).collect();
        assert!(!to.iter().any(|to| to == "meanwhile@example.org"), "{to:?}");
        assert!(
            to.iter().filter(|to| *to == "unsent@example.org").count() <= 1,
            "nothing went out twice: {to:?}"
        );
        assert!(self.check().contains("ok     state: start number"), "{}", self.check());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn yesterdays_backup_under_todays_keys_is_read_only_in_the_real_processes_until_a_resume() {
    let mut setup = Setup::new().await;
    let file = setup.folder.file("yesterday");
    assert!(run(&setup.url, &["backup", &file]).0);
    // the day goes on: newer keys, and the mail goes out
    setup.rotate();
    let processes = setup.start("serve", "work").await;
    assert_eq!(setup.health().await, Some(false));
    assert!(setup.sink.mail_to("unsent@example.org", Duration::from_secs(10)).await.is_some());
    let today = asked(&setup.url, "SELECT number FROM starts").parse::<i64>().unwrap();
    processes.end();

    setup.restore(&file);
    assert!(asked(&setup.url, "SELECT number FROM starts").parse::<i64>().unwrap() < today);
    // where the halt of `restore` itself is missing, as after a copy of the disk, both find it out alone
    asked(&setup.url, "UPDATE starts SET halted_at = NULL, halted_why = NULL");
    let processes = setup.start("serve", "work").await;
    let browser = setup.is_read_only("a process remembers a newer state").await;
    assert!(processes.serve.log().contains("read-only"), "{}", processes.serve.log());
    assert!(processes.work.log().contains("read-only: nothing is sent"), "{}", processes.work.log());
    // whoever looks first halts both and raises the number; the other finds the halt
    let logs = [processes.serve.log(), processes.work.log()].concat();
    assert!(logs.contains("an older state came back"), "{logs}");
    setup.goes_on(browser, 2).await;
    processes.end();
}

#[tokio::test(flavor = "multi_thread")]
async fn todays_backup_under_yesterdays_keys_is_read_only_in_the_real_processes_until_a_resume() {
    let mut setup = Setup::new().await;
    setup.rotate();
    // started with today's keys once, while the mail server is away
    asked(&setup.url, "UPDATE outbox SET next_attempt_at = now() + interval '1 hour'");
    setup.start("serve", "work").await.end();
    let file = setup.folder.file("today");
    assert!(run(&setup.url, &["backup", &file]).0);
    setup.restore(&file);
    let (_, checked) = run(&setup.url, &["check"]);
    assert!(checked.contains("a backup was restored"), "{checked}");
    asked(&setup.url, "UPDATE starts SET halted_at = NULL, halted_why = NULL");
    asked(&setup.url, "UPDATE outbox SET next_attempt_at = now()");

    // the machine's keys were put back from the safe, too old
    for owner in ["serve", "work"] {
        std::fs::rename(setup.folder.file(owner), setup.folder.file(&format!("{owner}-lost"))).unwrap();
        std::fs::rename(setup.folder.file(&format!("{owner}-yesterday")), setup.folder.file(owner)).unwrap();
    }
    let processes = setup.start("serve", "work").await;
    let browser = setup.is_read_only("a key folder lacks the newest key").await;
    setup.goes_on(browser, 2).await;
    processes.end();
}
