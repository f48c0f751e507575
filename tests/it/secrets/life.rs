// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same search over the life of a card: known and suspended by telephone, reactivated, released anew, revoked; a check before
//! the citizen leaves, triage, mails that come back with codes in them, and the backup that holds it all.

use super::accepted;
use super::places::{everywhere, wanted};
use super::reports::{letter_to, mails_of, marked, report, worker_settings};
use super::said::SaidDigits;
use super::steps::{DOCUMENT, asked, card_page, positions, release_anew, slip, whole_codes};
use crate::support::browser::encode;
use crate::support::process::{Running, sportello};
use crate::support::running_demo::RunningDemo;
use crate::support::search::{self, Wanted};
use crate::support::visit::{Shown, hand_over, holders, print, to_the_card, to_the_signature};
use hyper::Method;
use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn over_the_life_of_a_card_no_half_and_no_word_of_a_caller_stands_anywhere() {
    let policy = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/test-long-codes.toml");
    let readable = std::env::temp_dir().join(format!("long-codes-life-{}.toml", std::process::id()));
    fs::copy(policy, &readable).unwrap();
    let policy = readable.to_str().unwrap();
    let settings = [("SPORTELLO_POLICY", policy), ("SPORTELLO_LOG", "trace")];
    let mut demo = RunningDemo::start("life", &settings).await;
    let mut shown = Shown::default();
    let ready = holders(&demo, "s.state = 'on_hold' AND c.expires > now() + interval '1 day'").await;
    let (first, second) = (&ready[0], &ready[1]);
    let mut sheets = Vec::new();

    // codes handed over, and the check before the citizen leaves
    let mut clerk = demo.clerk(1).await;
    let mut browser = demo.sign_in(&mut clerk).await;
    to_the_card(&mut browser, first, &mut shown).await;
    let case = to_the_signature(&mut browser, "uno@posta.example", &mut shown).await;
    let code = clerk.code().await;
    browser.press("Attiva e rilascia", &[("totp", &code)]).await;
    sheets.push(print(&mut browser, &mut clerk, &case).await);
    hand_over(&mut browser, &case, &sheets[0], &mut shown).await;
    browser.open(&format!("{case}/functional-check")).await;
    shown.keep(&browser);
    browser.press("Registra l’esito", &[("result", "pin_tried")]).await;
    browser.says("ha provato il PIN");
    shown.keep(&browser);
    accepted(&mut browser, &case).await;

    // a caller: the screen is locked while the digits are on their way, then wrong digits, then the right ones
    let codes = whole_codes(&demo, first).await;
    let cip = &codes[2];
    assert_eq!((codes.len(), cip.len()), (3, 32));
    let card = card_page(&mut browser, first, "telephone").await;
    shown.keep(&browser);
    browser.press("Chiedi le cifre del CIP", &[]).await;
    shown.keep(&browser);
    let right = SaidDigits::of(cip, &positions(&demo).await);
    let wrong = right.wrong();
    let asking = browser.form("Sospendi", &[("digits", &wrong.typed()), ("reason", "loss")]);
    browser.press("Blocca", &[]).await;
    let parked = browser.send(Method::POST, &asking.0, &encode(&asking.1)).await;
    shown.0.push((asking.0.clone(), parked.body.to_vec()));
    assert_eq!(asked(&demo, "SELECT count(*) FROM parked_forms").await, "1", "{}", parked.status);
    browser.open("/session/locked").await.press("Sblocca", &[("password", &clerk.password())]).await;
    browser.open("/session/parked").await;
    shown.keep(&browser);
    assert_eq!((browser.count("input[name=reason]"), browser.count("input[name=digits]")), (1, 0));
    browser.press("Invia ora", &[]).await;
    assert_eq!(browser.status(), 422, "the digits are asked for again");
    shown.keep(&browser);
    browser.press("Sospendi", &[("digits", &wrong.typed()), ("reason", "loss")]).await;
    browser.says("Le cifre non sono giuste");
    shown.keep(&browser);
    assert_eq!(SaidDigits::of(cip, &positions(&demo).await).typed(), right.typed(), "the same question");
    browser.press("Sospendi", &[("digits", &right.typed()), ("reason", "loss")]).await;
    slip(&mut browser, &mut shown).await;
    assert_eq!(
        asked(&demo, "SELECT count(*) FROM card_acts WHERE act = 'suspend' AND answer = 'done'").await,
        "1"
    );

    // reactivated in person
    browser.open(&format!("{card}/reactivation")).await;
    let code = clerk.code().await;
    let mut filled = DOCUMENT.to_vec();
    filled.extend([("reason", "found"), ("totp", &*code)]);
    browser.press("Riattiva", &filled).await;
    slip(&mut browser, &mut shown).await;

    // a new release, whose mail comes back through the pipe with everything in it
    let mut clerk = demo.clerk(2).await;
    let mut browser = demo.sign_in(&mut clerk).await;
    let code = clerk.code().await;
    let case = release_anew(&mut browser, first, "uno@posta.example", &code, &mut shown).await;
    sheets.push(print(&mut browser, &mut clerk, &case).await);
    hand_over(&mut browser, &case, &sheets[1], &mut shown).await;
    let (mail, letter) = letter_to(&demo, "uno@posta.example").await;
    let maildir = demo.folder.join("reports");
    let settings = worker_settings(&demo, policy, &maildir);
    let returned = mails_of(&mail);
    let mut pipe = sportello(&["mail", "bounce", &marked(&demo, letter)], &settings);
    let log = fs::File::create(demo.folder.join("logs/pipe.log")).unwrap();
    pipe.stdin(Stdio::piped()).stdout(log.try_clone().unwrap()).stderr(log);
    let mut pipe = pipe.spawn().unwrap();
    pipe.stdin.take().unwrap().write_all(report(&marked(&demo, letter), &returned).as_bytes()).unwrap();
    assert_eq!(pipe.wait().unwrap().code(), Some(0));

    // another citizen's through the maildir, which a second worker reads
    to_the_card(&mut browser, second, &mut shown).await;
    let case = to_the_signature(&mut browser, "due@posta.example", &mut shown).await;
    let code = clerk.code().await;
    browser.press("Attiva e rilascia", &[("totp", &code)]).await;
    sheets.push(print(&mut browser, &mut clerk, &case).await);
    hand_over(&mut browser, &case, &sheets[2], &mut shown).await;
    let (mail, letter) = letter_to(&demo, "due@posta.example").await;
    for part in ["", "new", "cur", "tmp"] {
        fs::create_dir(maildir.join(part)).unwrap();
    }
    let came = maildir.join("new/1700000001.M1.mx");
    fs::write(&came, report(&marked(&demo, letter), &mails_of(&mail))).unwrap();
    let log = demo.folder.join("logs/second-worker.log");
    let kept = demo.folder.join("logs/second-worker-kept.log");
    let worker = Running::logging_to("work", &["work"], &settings, log.clone());
    for _ in 0..200 {
        if asked(&demo, "SELECT count(*) FROM outbox WHERE state = 'bounced'").await == "2" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    fs::copy(&log, &kept).unwrap();
    assert!(fs::metadata(&kept).unwrap().len() > 1_000, "it said something");
    drop(worker);
    assert_eq!(asked(&demo, "SELECT count(*) FROM mail_reports WHERE outcome = 'bounced'").await, "2");
    assert_eq!(
        search::search(&maildir, &[Wanted::new("", "Action: failed")], &|_| false).len(),
        0,
        "nothing stays"
    );
    browser.open("/").await;
    browser.says("uno@posta.example");
    shown.keep(&browser);

    // a third release whose sheet lies printed and not handed over when the card is revoked
    let mut clerk = demo.clerk(3).await;
    let mut browser = demo.sign_in(&mut clerk).await;
    let code = clerk.code().await;
    let case = release_anew(&mut browser, second, "due@posta.example", &code, &mut shown).await;
    sheets.push(print(&mut browser, &mut clerk, &case).await);
    let sealed = [
        "SELECT count(*) FROM sheets WHERE first_half IS NOT NULL",
        "SELECT count(*) FROM waiting_second_halves",
    ];
    for sql in sealed {
        assert_eq!(asked(&demo, sql).await, "1", "{sql}");
    }
    let card = card_page(&mut browser, second, "present").await;
    browser.open(&format!("{card}/revocation")).await;
    shown.keep(&browser);
    let code = clerk.code().await;
    let mut filled = DOCUMENT.to_vec();
    filled.extend([("reason", "compromised_codes"), ("totp", &*code)]);
    browser.press("Revoca per sempre", &filled).await;
    slip(&mut browser, &mut shown).await;
    for sql in sealed {
        assert_eq!(asked(&demo, sql).await, "0", "erased with the card: {sql}");
    }
    let of_card = format!(
        "SELECT count(*) FROM outbox o JOIN releases r ON r.id = o.release_id WHERE r.card_number = '{}' AND o.payload IS NOT NULL",
        second.card_number
    );
    assert_eq!(asked(&demo, &of_card).await, "0", "no sealed half of the revoked card is left");
    browser.open(&format!("{case}/sheet")).await;
    shown.keep(&browser);

    // it does not work: every page of the triage, and a slip
    for page in
        ["", "/pin", "/codes", "/card", "/join-codes", "/puk-blocked", "/mail-missing", "/join-codes/slip/en"]
    {
        browser.open(&format!("/triage{page}")).await;
        assert_eq!(browser.status(), 200, "{page}");
        shown.keep(&browser);
    }

    let wanted = wanted(&demo, &sheets, &[codes, whole_codes(&demo, second).await], [&right, &wrong]).await;
    let mailbox = demo.folder.join("mail");
    let found = everywhere(&mut demo, &shown, &wanted, &mailbox).await;
    assert!(found.is_empty(), "secrets in clear:\n{}", found.join("\n"));
    let seen = search::search(&mailbox, &wanted, &|_| false);
    assert!(seen.iter().any(|place| place.contains("a second half")), "the search is blind");
    assert!(!seen.iter().any(|place| !place.contains("a second half")), "{seen:#?}");
    fs::remove_file(readable).unwrap();
}
