// SPDX-License-Identifier: AGPL-3.0-or-later
//! The hand-over: all or nothing, once.

use super::CounterDay;
use super::look::DONE;
use sportello::ids::ReleaseId;
use sportello::operators::Role;
use sportello::outbox::{self, Kind};
use sportello::releases::{NotHandedOver, State};
use sportello::seal::{Sealed, SecondHalf};

#[derive(diesel::QueryableByName)]
struct Letter {
    #[diesel(sql_type = diesel::sql_types::Bytea)]
    payload: Vec<u8>,
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    release_id: ReleaseId,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hand_over_erases_the_half_posts_the_mail_and_closes_the_case() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.served_case(&anna).await;
    let ending = day.ending(case).await;
    day.hand_over(&anna, case, &ending.to_lowercase()).await.unwrap();
    assert_eq!(day.tally(case).await, DONE);
    assert_eq!(day.count(&format!("cases WHERE id = '{case}' AND closure = 'done'")).await, 1);
    let by = "sheets WHERE handed_over_to = 'holder' AND handed_over_by IS NOT NULL AND first_half IS NULL";
    assert_eq!(day.count(by).await, 1);
    // what waits in the outbox is the other half, for the address that was signed for
    let mut owner = day.database.owner().await;
    let query = diesel::sql_query("SELECT payload, release_id FROM outbox");
    let letter: Letter = diesel_async::RunQueryDsl::get_result(query, &mut owner).await.unwrap();
    let sealed = Sealed::from_bytes(&letter.payload).unwrap();
    let half = SecondHalf::open(&day.authority.mail, letter.release_id.uuid(), &sealed).ok().unwrap();
    assert_eq!(half.recipient, "maria.bianchi@posta.example");
    assert_eq!(half.codes[0].positions(), 3..=5);
    let mut conn = sportello::db::connection(&day.pool).await.unwrap();
    let letters = outbox::letters_of_case(&mut conn, case).await.unwrap();
    assert!(letters.len() == 1 && letters[0].kind == Kind::SecondHalf && letters[0].state.may_change());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_hand_over_twice_and_at_once_posts_one_mail() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    let case = day.served_case(&anna).await;
    let ending = day.ending(case).await;
    let all = tokio::join!(
        day.hand_over(&anna, case, &ending),
        day.hand_over(&bruno, case, &ending),
        day.hand_over(&anna, case, &ending),
    );
    assert!(all.0.is_ok() && all.1.is_ok() && all.2.is_ok(), "{all:?}");
    assert_eq!(day.tally(case).await, DONE);
    assert_eq!(day.audited("sheet.hand_over", "done").await, 1);
    assert!(matches!(day.hand_over(&anna, case, "ZZZZ").await, Err(NotHandedOver::WrongSerial)));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_sheet_than_the_cases_is_not_handed_over() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.served_case(&anna).await;
    let other = day.signed_case_of(&anna, day.card(), "altra@posta.example", &[].into()).await;
    day.release_codes(&anna, other).await;
    day.serve(&anna, other, "").await.unwrap();
    let State::Served { sheet, .. } = day.state(other).await else { panic!("served") };
    for wrong in [sheet.serial.as_str(), "", "2222", "'; DROP TABLE sheets; --"] {
        assert!(
            matches!(day.hand_over(&anna, case, wrong).await, Err(NotHandedOver::WrongSerial)),
            "{wrong}"
        );
    }
    assert_eq!(day.refused("sheet.hand_over", "wrong_serial").await, 4);
    assert_eq!(day.count("outbox").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_was_not_printed_is_not_handed_over() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    let ending = day.ending(case).await;
    assert!(matches!(day.hand_over(&anna, case, &ending).await, Err(NotHandedOver::NoSheet)));
    assert_eq!(day.count("outbox").await, 0);
}
