// SPDX-License-Identifier: AGPL-3.0-or-later
//! The second half at another address: in person, signed anew, and never both letters.

use super::{FIRST, SECOND, moment, read, told};
use crate::releases::CounterDay;
use crate::support::mail::{Act, Faulty};
use chrono::Duration;
use sportello::cases::{self, Acting, OpenRefused, Service};
use sportello::db;
use sportello::operators::Role;
use sportello::releases::{self, Ending, NotConfirmed, NotRequested, State};
use sportello::work;

#[tokio::test(flavor = "multi_thread")]
async fn with_the_old_sheet_at_hand_the_mail_alone_goes_to_the_new_address() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    let before = day.visit(&anna, card).await;
    let (number, ending) = (day.release(before).await.number, day.ending(before).await);
    let server = Faulty::start([]).await;
    let post = day.post(&server.url()).await;
    work::drain(&post, moment(&day)).await.unwrap();

    let case = day.after(&anna, Service::CorrectedAddress, card, SECOND).await;
    day.ask_and_get(&anna, case, true).await;
    assert!(matches!(day.state(case).await, State::OldSheet { .. }));
    assert_eq!(
        (day.first_halves().await, day.count("sheets").await),
        (0, 1),
        "the new first half went unseen"
    );
    assert_eq!(day.second_halves().await, 1, "the old second half is erased");
    assert!(matches!(day.state(before).await, State::Ended { how: Ending::Superseded, .. }));
    let wrong = releases::confirm(&day.desk(), &anna.operator(), case, "ZZZZ").await;
    assert!(matches!(wrong, Err(NotConfirmed::WrongSheet)));
    assert_eq!(day.refused("sheet.confirm", "wrong_serial").await, 1);
    assert_eq!(day.letters(SECOND, "waiting").await, 0, "no mail without the sheet");

    releases::confirm(&day.desk(), &anna.operator(), case, &ending.to_lowercase()).await.unwrap();
    releases::confirm(&day.desk(), &anna.operator(), case, &number).await.unwrap();
    assert!(matches!(day.state(case).await, State::HandedOver { .. }));
    work::drain(&post, moment(&day)).await.unwrap();
    let mails = read(&server);
    let to = |address: &str| mails.iter().filter(|mail| mail.contains(&format!("To: {address}"))).count();
    assert_eq!((to(SECOND), to(FIRST)), (1, 2), "the codes there, here the first mail and a notice");
    let [old, new] = [FIRST, SECOND].map(|address| {
        let of = |mail: &&String| mail.contains(&format!("To: {address}")) && mail.contains('•');
        mails.iter().find(of).unwrap()
    });
    assert_eq!(told(old).1, told(new).1, "the digits of the chip stay, and the old sheet fits");
    assert!(new.contains(&number), "the mail names the release that stands on the sheet: {new}");
    assert_eq!(day.count("outbox WHERE kind = 'address_notice'").await, 1);
    assert_eq!(day.audited("sheet.confirm", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_old_sheet_a_new_one_is_printed_and_says_that_it_is_a_duplicate() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    day.visit(&anna, card).await;
    let case = day.after(&anna, Service::CorrectedAddress, card, SECOND).await;
    day.ask_and_get(&anna, case, true).await;
    releases::miss(&day.desk(), &anna.operator(), case).await.unwrap();
    releases::miss(&day.desk(), &anna.operator(), case).await.unwrap();
    assert!(matches!(day.state(case).await, State::Ended { how: Ending::Stopped, .. }));
    assert_eq!((day.second_halves().await, day.audited("sheet.miss", "done").await), (0, 1));
    day.ask_and_get(&anna, case, false).await;
    assert!(day.serve(&anna, case, "").await.unwrap().starts_with("duplicate: true"));
    let ending = day.ending(case).await;
    day.hand_over(&anna, case, &ending).await.unwrap();
    assert_eq!((day.letters(SECOND, "waiting").await, day.letters(FIRST, "stopped").await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn corrected_while_the_old_mail_is_being_sent_it_waits_for_its_end() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    day.visit(&anna, card).await;
    let case = day.after(&anna, Service::CorrectedAddress, card, SECOND).await;
    let server = Faulty::start([Act::Take(std::time::Duration::from_millis(1500))]).await;
    let (post, now) = (day.post(&server.url()).await, moment(&day) + Duration::seconds(45));
    let sending = tokio::spawn(async move { work::drain(&post, now).await.unwrap() });
    while day.count("outbox WHERE leased_until IS NOT NULL").await == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let early = day.ask(&anna, case, true).await;
    assert!(matches!(early, Err(NotRequested::BeingSent)), "{:?}", early.err());
    assert_eq!(day.refused("release.request", "letter_being_sent").await, 1);
    assert_eq!((day.ended("superseded").await, day.count("releases").await), (0, 1), "nothing was recorded");
    assert_eq!(sending.await.unwrap(), 1);
    assert_eq!(day.letters(FIRST, "accepted").await, 1, "it was at the server already");
    {
        let mut conn = db::connection(&day.pool).await.unwrap();
        let found = cases::find(&mut conn, &anna.operator(), case).await.unwrap();
        let former = releases::former(&mut conn, &found).await.unwrap().unwrap();
        let accepted = former.letter.unwrap().state;
        assert!(matches!(accepted, sportello::outbox::LetterState::Accepted { .. }), "the page says so");
    }
    day.ask_and_get(&anna, case, true).await;
    assert_eq!((day.ended("superseded").await, day.second_halves().await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn once_the_correction_is_recorded_no_worker_sends_the_old_mail() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    day.visit(&anna, card).await;
    let case = day.after(&anna, Service::CorrectedAddress, card, SECOND).await;
    let server = Faulty::start([]).await;
    let posts = [day.post(&server.url()).await, day.post(&server.url()).await];
    // whoever comes first: either the letter is in hand and nothing is recorded, or it is stopped
    let now = moment(&day) + Duration::seconds(45);
    let raced =
        tokio::join!(day.ask(&anna, case, true), work::drain(&posts[0], now), work::drain(&posts[1], now));
    let (sent, stopped) = (day.letters(FIRST, "accepted").await, day.letters(FIRST, "stopped").await);
    match raced.0 {
        Ok(_) => assert_eq!(read(&server).iter().filter(|mail| mail.contains('•')).count() as i64, sent),
        Err(NotRequested::BeingSent) => assert_eq!((sent, stopped), (1, 0)),
        Err(error) => panic!("{error}"),
    }
    assert_eq!(sent + stopped, 1);
    if stopped == 1 {
        work::drain(&posts[0], moment(&day) + Duration::hours(1)).await.unwrap();
        assert!(read(&server).iter().all(|mail| !mail.contains('•')), "the old mail never goes out");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_sheet_that_nobody_confirms_is_withdrawn_with_its_release() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    let before = day.visit(&anna, card).await;
    let ending = day.ending(before).await;
    let case = day.after(&anna, Service::CorrectedAddress, card, SECOND).await;
    day.ask_and_get(&anna, case, true).await;
    day.later(Duration::days(7));
    work::run_jobs(&day.post("smtp://127.0.0.1:1").await, moment(&day)).await.unwrap();
    assert_eq!((day.ended("withdrawn").await, day.second_halves().await), (1, 0));
    let anna = day.worker("anja", Role::Operator, "AN01").await;
    let late = releases::confirm(&day.desk(), &anna.operator(), case, &ending).await;
    assert!(matches!(late, Err(NotConfirmed::NoSheet)));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_codes_were_given_there_is_no_address_to_correct() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    let operator = anna.operator();
    let acting = Acting { operator: &operator, key: &day.audit_key, now: day.now() };
    let mut conn = db::connection(&day.pool).await.unwrap();
    let service = Service::CorrectedAddress;
    let refused = cases::open_for(&mut conn, &acting, day.policy(), service, &card.codice_fiscale).await;
    assert!(matches!(refused, Err(OpenRefused::NothingToCorrect)));
    assert_eq!(day.count("cases").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sheet_is_ever_kept_beside_an_old_one() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let card = day.card();
    day.visit(&anna, card).await;
    let case = day.after(&anna, Service::CorrectedAddress, card, SECOND).await;
    day.ask_and_get(&anna, case, true).await;
    let release = day.release(case).await.id;
    let mut conn = db::connection(&day.pool).await.unwrap();
    let sheet = format!(
        "INSERT INTO sheets (serial, release_id, ordinal, first_half, made_at) VALUES ('ABCDEFGHJKLM', '{release}', 1, 'x', now())"
    );
    let said = diesel_async::SimpleAsyncConnection::batch_execute(&mut *conn, &sheet).await;
    assert!(said.unwrap_err().to_string().contains("has an old sheet"));
}
