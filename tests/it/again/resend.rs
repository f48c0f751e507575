// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same second half to the same address once more.

use super::{FIRST, SECOND, moment, read, told};
use crate::releases::{CounterDay, Worker};
use crate::support::mail::{Act, Faulty};
use chrono::Duration;
use sportello::cases::{Reasons, Service};
use sportello::db;
use sportello::ids::CaseId;
use sportello::operators::{ReauthenticationError, Role};
use sportello::releases::{self, HolderProof, NotResent, Resending};
use sportello::work;
use std::collections::BTreeSet;

async fn resend(day: &CounterDay, worker: &Worker, case: CaseId, sent: u32) -> Result<(), NotResent> {
    let code = day.code(worker);
    resend_with(day, worker, case, sent, &code).await
}

async fn resend_with(
    day: &CounterDay,
    worker: &Worker,
    case: CaseId,
    sent: u32,
    code: &str,
) -> Result<(), NotResent> {
    let words = Resending { sent, proof: Some(HolderProof::Presence), warnings: &[], code };
    releases::resend(&day.desk(), &worker.operator(), case, &words).await
}

#[tokio::test(flavor = "multi_thread")]
async fn three_times_and_no_fourth_each_with_a_message_id_of_its_own() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.visit(&anna, day.card()).await;
    let server = Faulty::start([]).await;
    let post = day.post(&server.url()).await;
    assert!(matches!(resend(&day, &anna, case, 0).await, Err(NotResent::Waiting)), "it has not gone out yet");
    work::drain(&post, moment(&day)).await.unwrap();
    let end = "extract(epoch FROM erase_at)";
    for sent in 0..3 {
        resend(&day, &anna, case, sent).await.unwrap();
        assert_eq!(day.second_halves().await, 1, "moved, never copied");
        day.later(Duration::hours(5));
        work::drain(&post, moment(&day)).await.unwrap();
    }
    let fourth = resend(&day, &anna, case, 3).await;
    assert!(matches!(fourth, Err(NotResent::Limit)), "{:?}", fourth.err());
    assert_eq!(day.refused("mail.send_again", "resend_limit").await, 1);
    assert_eq!(day.audited("mail.send_again", "done").await, 3);
    let mails: Vec<_> = read(&server).iter().map(|mail| told(mail)).collect();
    assert_eq!(mails.len(), 4);
    assert_eq!(mails.iter().map(|(id, _)| id).collect::<BTreeSet<_>>().len(), 4, "four mails, four names");
    assert!(!mails[0].1.is_empty() && mails.iter().all(|(_, codes)| *codes == mails[0].1), "the same digits");
    let windows = format!("(SELECT DISTINCT {end} FROM outbox WHERE kind = 'second_half') ends");
    assert_eq!(day.count(&windows).await, 1, "no sending prolongs the window");
    let mut owner = day.database.owner().await;
    let fourth = "UPDATE outbox SET sending = 4 WHERE sending = 3";
    assert!(diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, fourth).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_was_given_up_is_sent_again_and_leaves_the_troubles() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.visit(&anna, day.card()).await;
    let server = Faulty::start([Act::AnswerRecipient("552 5.2.2 mailbox full")]).await;
    let post = day.post(&server.url()).await;
    work::drain(&post, moment(&day)).await.unwrap();
    let trouble = "outbox WHERE state = 'given_up' AND seen_at IS NULL";
    assert_eq!(day.count(trouble).await, 1);
    resend(&day, &anna, case, 0).await.unwrap();
    assert_eq!(day.count(trouble).await, 0);
    work::drain(&post, moment(&day)).await.unwrap();
    assert_eq!((read(&server).len(), day.letters(FIRST, "accepted").await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_ends_in_the_middle_of_the_page_and_nothing_is_sent() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.visit(&anna, day.card()).await;
    let server = Faulty::start([]).await;
    let post = day.post(&server.url()).await;
    work::drain(&post, moment(&day)).await.unwrap();
    day.later(Duration::days(7) - Duration::seconds(90));
    let anna = day.worker("anja", Role::Operator, "AN01").await; // a week later: a new session, a minute of signing in
    {
        let mut conn = db::connection(&day.pool).await.unwrap();
        let found = sportello::cases::find(&mut conn, &anna.operator(), case).await.unwrap();
        let again = releases::may_resend(&mut conn, &day.desk(), &found).await.unwrap();
        assert_eq!((again.sent, again.left), (0, 3));
        assert!(again.until > day.now() && again.until < day.now() + Duration::seconds(90));
    }
    day.later(Duration::seconds(90)); // the page is open, the clock goes over the end
    assert!(matches!(resend(&day, &anna, case, 0).await, Err(NotResent::WindowOver)));
    assert_eq!(day.refused("mail.send_again", "window_over").await, 1);
    work::run_jobs(&post, moment(&day)).await.unwrap();
    assert_eq!(day.second_halves().await, 0);
    assert!(matches!(resend(&day, &anna, case, 0).await, Err(NotResent::WindowOver)));
    assert_eq!(read(&server).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_sent_again_shortly_before_the_end_is_not_tried_after_it() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.visit(&anna, day.card()).await;
    let server = Faulty::start([]).await;
    work::drain(&day.post(&server.url()).await, moment(&day)).await.unwrap();
    day.later(Duration::days(7) - Duration::minutes(10));
    let anna = day.worker("anja", Role::Operator, "AN01").await;
    resend(&day, &anna, case, 0).await.unwrap();
    assert_eq!(day.count("outbox WHERE sending = 1 AND give_up_at = erase_at").await, 1);
    let away = day.post("smtp://127.0.0.1:1").await;
    day.later(Duration::minutes(30));
    work::drain(&away, moment(&day)).await.unwrap();
    assert_eq!(day.letters(FIRST, "given_up").await, 1);
    work::run_jobs(&away, moment(&day)).await.unwrap();
    assert_eq!(day.second_halves().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_and_a_superseded_release_have_nothing_to_send() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    let old = day.visit(&anna, card).await;
    let case = day.after(&anna, Service::NewRelease, card, FIRST).await;
    day.ask_and_get(&anna, case, false).await;
    assert!(matches!(resend(&day, &anna, old, 0).await, Err(NotResent::Superseded)));
    assert!(matches!(resend(&day, &anna, case, 0).await, Err(NotResent::NothingGiven)));
    day.later(Duration::days(7));
    work::run_jobs(&day.post("smtp://127.0.0.1:1").await, moment(&day)).await.unwrap();
    let anna = day.worker("anja", Role::Operator, "AN01").await;
    assert!(matches!(resend(&day, &anna, case, 0).await, Err(NotResent::Withdrawn)));
    for rule in ["release_superseded", "nothing_given", "release_withdrawn"] {
        assert_eq!(day.refused("mail.send_again", rule).await, 1, "{rule}");
    }
    assert_eq!(day.count("outbox WHERE sending > 0").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_operators_and_two_tabs_send_one_letter() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    let case = day.visit(&anna, day.card()).await;
    let server = Faulty::start([]).await;
    work::drain(&day.post(&server.url()).await, moment(&day)).await.unwrap();
    let (first, second) = (day.code(&anna), day.code(&bruno));
    let outcomes = tokio::join!(
        resend_with(&day, &anna, case, 0, &first),
        resend_with(&day, &bruno, case, 0, &second),
        resend_with(&day, &anna, case, 0, &first),
        resend_with(&day, &bruno, case, 0, &second)
    );
    for outcome in [outcomes.0, outcomes.1, outcomes.2, outcomes.3] {
        outcome.unwrap();
    }
    assert_eq!(day.count("outbox WHERE sending = 1").await, 1);
    assert_eq!(day.audited("mail.send_again", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sends_without_the_holder_a_code_or_the_case() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.visit(&anna, day.card()).await;
    let server = Faulty::start([]).await;
    work::drain(&day.post(&server.url()).await, moment(&day)).await.unwrap();
    let elsewhere = day.worker("paolo", Role::Operator, "PU02").await;
    assert!(matches!(resend(&day, &elsewhere, case, 0).await, Err(NotResent::NoEntry(_))));
    let absent = Resending { sent: 0, proof: None, warnings: &[], code: "000000" };
    let refused = releases::resend(&day.desk(), &anna.operator(), case, &absent).await;
    assert!(matches!(refused, Err(NotResent::Absent)));
    let wrong = Resending { proof: Some(HolderProof::Presence), ..absent };
    let refused = releases::resend(&day.desk(), &anna.operator(), case, &wrong).await;
    assert!(matches!(refused, Err(NotResent::Code(ReauthenticationError::Wrong { .. }))));
    for rule in ["other_counter", "holder_absent"] {
        assert_eq!(day.refused("mail.send_again", rule).await, 1, "{rule}");
    }
    // another holder gave the same address since then
    let other = day.card();
    let shared: Reasons = [("used_for_another_holder".to_owned(), "famiglia".to_owned())].into();
    day.signed_case_of(&anna, other, FIRST, &shared).await;
    assert!(matches!(resend(&day, &anna, case, 0).await, Err(NotResent::Unconfirmed)));
    assert_eq!(day.count("outbox WHERE sending > 0").await, 0);
    assert_eq!(day.letters(SECOND, "waiting").await, 0);
}
