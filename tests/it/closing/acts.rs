// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a closing takes down of releases, sheets and mails, and what stands open of them.

use super::because;
use crate::releases::CounterDay;
use diesel_async::SimpleAsyncConnection;
use sportello::closing::{ActKind, EndKind, Reason};
use sportello::operators::Role;
use sportello::releases::{self, State, Void};

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_waits_is_carried_over_and_its_hand_over_is_the_next_days() {
    let day = CounterDay::with_cards(20).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let case = day.served_case(&anna).await;
    let standing = day.day_stands(&clara).await;
    let [end] = &standing.ends[..] else {
        panic!("one line for the case and its sheet: {:?}", standing.ends)
    };
    assert_eq!((end.kind, end.case), (EndKind::Sheet, case));
    let State::Served { sheet, .. } = day.state(case).await else { panic!("served") };
    assert_eq!(end.detail, sheet.serial.as_str());
    let today = day.today();
    day.close(&clara, today, &because(Reason::Returns, &standing.ends)).await.unwrap();
    let first = day.closed(&clara, today).await;
    let released = first.acts.iter().find(|act| act.kind == ActKind::Released).unwrap();
    assert_eq!((released.serial.as_str(), released.operator.as_str()), (sheet.serial.as_str(), "anna"));
    assert!(!first.acts.iter().any(|act| act.kind == ActKind::HandedOver));

    let ending = day.ending(case).await;
    day.hand_over(&anna, case, &ending).await.unwrap();
    day.later(chrono::TimeDelta::days(1));
    day.close_next(&clara).await;
    let second = day.closed(&clara, day.today()).await;
    let kinds: Vec<_> = second.acts.iter().map(|act| act.kind).collect();
    assert!(kinds.contains(&ActKind::HandedOver) && kinds.contains(&ActKind::Closed), "{kinds:?}");
    assert!(!kinds.contains(&ActKind::Released), "each thing stands in one register");
    let handed = second.acts.iter().find(|act| act.kind == ActKind::HandedOver).unwrap();
    assert_eq!(handed.serial, sheet.serial.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_voided_without_its_paper_waits_for_a_decision() {
    let day = CounterDay::with_cards(20).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let case = day.served_case(&anna).await;
    let State::Served { sheet, .. } = day.state(case).await else { panic!("served") };
    let code = day.code(&anna);
    let words = Void { serial: &sheet.serial, reason: "non si trova", paper_destroyed: false, code: &code };
    releases::void(&day.desk(), &anna.operator(), case, &words).await.unwrap();
    let ends = day.day_stands(&clara).await.ends;
    assert_eq!(ends.iter().map(|end| end.kind).collect::<Vec<_>>(), [EndKind::Decision], "{ends:?}");
    releases::decide(&day.desk(), &clara.supervisor(), case, releases::Decision::End).await.unwrap();
    let ends = day.day_stands(&clara).await.ends;
    assert!(!ends.iter().any(|end| end.kind == EndKind::Decision), "{ends:?}");
    let today = day.today();
    day.close(&clara, today, &because(Reason::Time, &ends)).await.unwrap();
    let acts = day.closed(&clara, today).await.acts;
    let detail = |kind| acts.iter().find(|act| act.kind == kind).map(|act| act.detail.as_str());
    assert_eq!(detail(ActKind::Voided), Some("paper_missing"));
    assert_eq!(detail(ActKind::Decided), Some("end"));
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_in_trouble_are_open_until_somebody_takes_note() {
    let day = CounterDay::with_cards(20).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let case = day.served_case(&anna).await;
    let ending = day.ending(case).await;
    day.hand_over(&anna, case, &ending).await.unwrap();
    let kinds = async || day.day_stands(&clara).await.ends.iter().map(|end| end.kind).collect::<Vec<_>>();
    assert_eq!(kinds().await, [], "a letter that has just been posted is in no trouble");
    let mut owner = day.database.owner().await;
    owner.batch_execute("UPDATE outbox SET attempts = 3").await.unwrap();
    day.later(chrono::TimeDelta::minutes(61));
    assert_eq!(kinds().await, [EndKind::Mail], "tried for more than an hour");
    let bounced =
        "UPDATE outbox SET state = 'given_up', settled_at = now(), reason = 'no_answer', payload = NULL";
    owner.batch_execute(bounced).await.unwrap();
    let [end] = &day.day_stands(&clara).await.ends[..] else { panic!("one") };
    assert_eq!((end.kind, end.detail.as_str()), (EndKind::Mail, "given_up"));
    owner.batch_execute("UPDATE outbox SET seen_at = now()").await.unwrap();
    assert_eq!(kinds().await, []);
}
