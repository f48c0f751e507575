// SPDX-License-Identifier: AGPL-3.0-or-later
//! `kill -9` of each process while a release, a hand-over and its mail are on their way: nothing is lost, nothing is done
//! twice. Where the moments fall is chance; `releases::interrupted` goes through every single one of them.

use crate::support::browser::{Browser, encode};
use crate::support::running_demo::{Clerk, RunningDemo, mails};
use crate::support::visit::{Holder, Shown, holders, print, serial_of, to_the_card, to_the_signature};
use diesel::sql_query;
use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

async fn count(demo: &RunningDemo, sql: &str) -> i64 {
    sql_query(sql).get_result::<Count>(&mut demo.database().await).await.unwrap().count
}

/// Sends a form and kills a process so many milliseconds later. Waits until it is back.
async fn cut(
    demo: &RunningDemo,
    browser: &Browser,
    form: (String, Vec<(String, String)>),
    process: &str,
    after: u64,
) {
    let (action, fields) = form;
    let mut hands = Browser::new(demo.address);
    hands.jar = browser.jar.clone();
    let sent = tokio::spawn(async move {
        let headers = [("sec-fetch-site", "same-origin")];
        hands
            .try_send(hyper::Method::POST, &action, &encode(&fields), &headers)
            .await
            .map(|answer| answer.status)
            .ok()
    });
    tokio::time::sleep(Duration::from_millis(after)).await;
    let former = demo.pid(process);
    demo.kill(process);
    let _answered_or_cut = sent.await.unwrap();
    demo.wait_for_another(process, &former).await;
}

/// One citizen, with a process killed in the middle of the release and again in the middle of the hand-over.
async fn serve(demo: &RunningDemo, clerk: &mut Clerk, holder: &Holder, process: &str, after: u64) {
    let mut shown = Shown::default();
    let mut browser = demo.sign_in(clerk).await;
    to_the_card(&mut browser, holder, &mut shown).await;
    let email = format!("{process}{after}@posta.example");
    let case = to_the_signature(&mut browser, &email, &mut shown).await;

    let code = clerk.code().await;
    let asking = browser.form("Attiva e rilascia", &[("totp", &code)]);
    cut(demo, &browser, asking, process, after).await;
    browser.open(&format!("{case}/release")).await;
    if browser.count("#totp") > 0 && browser.path().ends_with("/release") {
        // killed before anything was recorded: the operator asks again
        let code = clerk.code().await;
        browser.press("Attiva e rilascia", &[("totp", &code)]).await;
    }
    let sheet = print(&mut browser, clerk, &case).await;

    browser.open(&format!("{case}/sheet")).await;
    let serial = serial_of(&sheet);
    let given = [("serial", &*serial), ("taken_by", "holder")];
    cut(demo, &browser, browser.form("Consegna il foglio", &given), process, after).await;
    browser.open(&format!("{case}/sheet")).await;
    if browser.path().ends_with("/sheet") {
        browser.press("Consegna il foglio", &given).await;
    }
    assert!(
        browser.path().ends_with("/handover"),
        "{process} {after}: {} {}",
        browser.path(),
        browser.text()
    );
}

/// Mails by the recipient that they are for, and their `Message-ID`s.
fn message_ids(demo: &RunningDemo) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for mail in mails(&demo.folder.join("mail")) {
        let line = |name: &str| {
            mail.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned())
        };
        if let (Some(to), Some(id)) = (line("To:"), line("Message-ID:")) {
            found.entry(to).or_default().insert(id);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_killed_in_the_middle_loses_nothing_and_does_nothing_twice() {
    let demo = RunningDemo::start("killed", &[]).await;
    let ready = holders(&demo, "s.state = 'on_hold' AND c.expires > now() + interval '1 day'").await;
    let moments = [
        ("serve", 8),
        ("work", 5),
        ("authority", 20),
        ("postgres", 15),
        ("serve", 35),
        ("work", 60),
        ("authority", 45),
        ("postgres", 50),
    ];
    let served = i64::try_from(moments.len()).unwrap();
    for (number, ((process, after), holder)) in moments.into_iter().zip(&ready).enumerate() {
        let mut clerk = demo.clerk(u32::try_from(number).unwrap() + 1).await;
        serve(&demo, &mut clerk, holder, process, after).await;
    }
    for _ in 0..300 {
        if count(&demo, "SELECT count(*) FROM outbox WHERE state IN ('accepted', 'perhaps_twice')").await
            == served
        {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    for (what, sql) in [
        ("activations", "SELECT count(*) FROM activations"),
        ("cards activated", "SELECT count(DISTINCT card_number) FROM activations"),
        ("releases that live", "SELECT count(*) FROM releases WHERE ended_at IS NULL"),
        ("releases at all", "SELECT count(*) FROM releases"),
        ("sheets handed over", "SELECT count(*) FROM sheets WHERE handed_over_at IS NOT NULL"),
        ("sheets at all", "SELECT count(*) FROM sheets"),
        ("first halves erased", "SELECT count(*) FROM sheets WHERE first_half IS NULL"),
        ("mails posted", "SELECT count(*) FROM outbox WHERE kind = 'second_half'"),
        ("mails accepted", "SELECT count(*) FROM outbox WHERE state IN ('accepted', 'perhaps_twice')"),
        (
            "activations in the authority",
            "SELECT count(*) FROM authority.acts JOIN activations USING (card_number) WHERE act = 'activate'",
        ),
        (
            "hand-overs in the register",
            "SELECT count(*) FROM audit_rows WHERE act = 'sheet.hand_over' AND outcome = 'done'",
        ),
        ("cases done", "SELECT count(*) FROM cases WHERE closure = 'done'"),
    ] {
        assert_eq!(count(&demo, sql).await, served, "{what}");
    }
    let mails = message_ids(&demo);
    assert_eq!(mails.len(), moments.len(), "{mails:#?}");
    assert!(
        mails.values().all(|ids| ids.len() == 1),
        "a mail that goes out again is the same mail: {mails:#?}"
    );
}
