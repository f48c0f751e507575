// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a check brings is recorded line after line; the newest holds, and figures follow it.

use super::*;
use sportello::operators::Role;
use sportello::samples::NoteError;

#[tokio::test(flavor = "multi_thread")]
async fn calls_are_counted_corrections_are_new_lines_and_the_newest_holds() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    office.handed_over(&anna).await;
    office.draw().await;
    let id = office.only().await;
    let early = office.record(&sara, id, (Outcome::Unreachable, 0), "").await;
    assert!(matches!(early, Err(NotRecorded::TooFewCalls)), "{early:?}");
    for seen in 0..2 {
        office.record(&sara, id, (Outcome::NotReached, seen), "").await.unwrap();
    }
    let figure = office.overview(&sara).await.figures.into_iter().find(|it| it.sample == 1).unwrap();
    assert_eq!((figure.done, figure.open, figure.overdue), (0, 1, 0));
    office.record(&sara, id, (Outcome::Unreachable, 2), "").await.unwrap();
    let stale = office.record(&sara, id, (Outcome::Confirmed, 2), "").await;
    assert!(matches!(stale, Err(NotRecorded::Changed)), "{stale:?}");
    office.record(&sara, id, (Outcome::NotRecognised, 3), "non era qui").await.unwrap();
    let look = samples::look(&office.desk(), &sara.supervisor(), id).await.unwrap();
    let told: Vec<_> = look.results.iter().map(|it| (it.outcome, it.attempts)).collect();
    assert_eq!(
        told,
        [
            (Outcome::NotReached, Some(1)),
            (Outcome::NotReached, Some(2)),
            (Outcome::Unreachable, Some(3)),
            (Outcome::NotRecognised, None)
        ]
    );
    let overview = office.overview(&sara).await;
    let figure = overview.figures.iter().find(|it| it.sample == 1).unwrap();
    assert_eq!((figure.done, figure.open), (1, 0));
    assert_eq!(figure.outcomes, [(Outcome::NotRecognised, 1)].into());
    assert_eq!((overview.open.len(), overview.done.len()), (0, 1));
    assert_eq!(day.audited("sample.record", "done").await, 4);
    assert_eq!(day.audited("sample.show", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_names_nobody_and_what_is_wrong_is_said() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    office.handed_over(&anna).await;
    office.draw().await;
    let id = office.only().await;
    let silent = office.record(&sara, id, (Outcome::NotRecognised, 0), " ").await;
    assert!(matches!(silent, Err(NotRecorded::NoNote)), "{silent:?}");
    for note in ["scrive da x@posta.example", "071 2345678", "RSSMRA80A01H501U"] {
        let named = office.record(&sara, id, (Outcome::Confirmed, 0), note).await;
        assert!(matches!(named, Err(NotRecorded::Note(NoteError::NamesSomebody))), "{note}: {named:?}");
    }
    let kind = office.record(&sara, id, (Outcome::False, 0), "x").await;
    assert!(matches!(kind, Err(NotRecorded::OtherKind)), "{kind:?}");
    office.record(&sara, id, (Outcome::Confirmed, 0), "dice: «l'ho avuto»").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_results_at_the_same_moment_one_is_told_of_the_other() {
    let office = Office::open().await;
    let anna = office.day.worker("anna", Role::Operator, "AN01").await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    let clara = office.day.worker("clara", Role::Supervisor, "AN01").await;
    office.handed_over(&anna).await;
    office.draw().await;
    let id = office.only().await;
    let (one, other) = tokio::join!(
        office.record(&sara, id, (Outcome::Confirmed, 0), ""),
        office.record(&clara, id, (Outcome::NotRecognised, 0), "altro"),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "{one:?} {other:?}");
    let refused = one.err().or(other.err()).unwrap();
    assert!(matches!(refused, NotRecorded::Changed), "{refused:?}");
    assert_eq!(office.day.count("sample_results").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_check_is_overdue_after_its_last_day() {
    let office = Office::open().await;
    let _anna = office.day.worker("anna", Role::Operator, "AN01").await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    office.many("anna", 1, midnight(office.month())).await;
    office.draw().await;
    for (days, overdue) in [(30, 0), (31, 1), (600, 1)] {
        let desk = Desk { now: office.after() + TimeDelta::days(days), ..office.desk() };
        let overview = samples::overview(&desk, &sara.supervisor(), Which::default()).await.unwrap();
        assert_eq!(overview.open.len(), 1, "after {days} days it is still to be done");
        assert_eq!(overview.open.iter().filter(|line| line.overdue).count(), overdue, "{days}");
    }
}
