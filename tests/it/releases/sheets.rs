// SPDX-License-Identifier: AGPL-3.0-or-later
//! A sheet is served once; a spoilt one is voided.

use super::CounterDay;
use super::look::READY;
use chrono::Duration;
use sportello::db::Breakage;
use sportello::operators::Role;
use sportello::releases::{self, NotServed, NotVoided, State, Void};

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_shows_the_first_positions_and_is_served_once() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    let paper = day.serve(&anna, case, "").await.unwrap();
    let lines: Vec<&str> = paper.lines().collect();
    assert_eq!(lines[0], "duplicate: false");
    let shapes: Vec<(usize, usize)> = lines[1..]
        .iter()
        .map(|line| (line.chars().filter(char::is_ascii_digit).count(), line.chars().count()))
        .collect();
    assert_eq!(shapes, [(2, 5), (4, 8), (4, 8)]);
    assert!(lines[1].ends_with("•••"));
    for worker in [&anna, &bruno] {
        assert!(matches!(day.serve(worker, case, "").await, Err(NotServed::Before)));
    }
    assert_eq!(
        (day.audited("sheet.serve", "done").await, day.refused("sheet.serve", "served_before").await),
        (1, 2)
    );
    let State::Served { by, .. } = day.state(case).await else { panic!("served") };
    assert_eq!(by.to_string(), "ANNA Rossi");
    assert_eq!(day.count("sheets WHERE served_from = '192.0.2.7'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_ask_at_once_one_gets_the_sheet() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    let all = futures_util::future::join_all((0..6).map(|_| day.serve(&anna, case, ""))).await;
    assert_eq!(all.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(all.iter().all(|outcome| matches!(outcome, Ok(_) | Err(NotServed::Before))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_releases_code_covers_its_own_operator_for_five_minutes() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    assert!(matches!(day.serve(&bruno, case, "").await, Err(NotServed::CodeNeeded)), "another operator");
    day.later(Duration::minutes(5));
    assert!(matches!(day.serve(&anna, case, "").await, Err(NotServed::CodeNeeded)), "too late");
    assert!(matches!(day.serve(&anna, case, "000000").await, Err(NotServed::Code(_))));
    let code = day.code(&bruno);
    assert!(day.serve(&bruno, case, &code).await.is_ok());
    let kept = "sheets s JOIN reauthentications r ON r.id = s.reauthentication_id AND r.operator_id = s.served_by \
        AND r.act = 'sheet.serve'";
    assert_eq!(day.count(kept).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_cannot_be_drawn_was_never_served() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    let broken =
        releases::serve(&day.desk(), &anna.operator(), case, "", |_| Err(Breakage::new("no glyph"))).await;
    assert!(matches!(broken, Err(NotServed::Broken(_))));
    assert!(matches!(day.state(case).await, State::Ready(_)));
    assert!(day.serve(&anna, case, "").await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spoilt_sheet_in_hand_gives_a_new_serial_with_the_same_digits() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    let first = day.serve(&anna, case, "").await.unwrap();
    let State::Served { sheet: old, .. } = day.state(case).await else { panic!("served") };
    let code = day.code(&anna);
    let words = Void { serial: &old.serial, reason: "carta inceppata", paper_destroyed: true, code: &code };
    releases::void(&day.desk(), &anna.operator(), case, &words).await.unwrap();
    assert_eq!(day.tally(case).await, READY);
    let State::Ready(new) = day.state(case).await else { panic!("a new sheet is ready") };
    assert!(new.serial != old.serial && new.ordinal == 2);
    assert!(day.hand_over(&anna, case, old.serial.as_str()).await.is_err(), "the old paper is void");
    assert_eq!(day.serve(&anna, case, "").await.unwrap(), first, "the voiding's code covers the new print");
    // the same form again: its sheet is voided already
    let code = day.code(&anna);
    let again = releases::void(&day.desk(), &anna.operator(), case, &Void { code: &code, ..words }).await;
    assert!(matches!(again, Err(NotVoided::NoSheet)));
    day.hand_over(&anna, case, new.serial.as_str()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_voids_no_sheet() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.served_case(&anna).await;
    let State::Served { sheet, .. } = day.state(case).await else { panic!("served") };
    let words = Void { serial: &sheet.serial, reason: "macchiato", paper_destroyed: true, code: "000000" };
    let no = releases::void(&day.desk(), &anna.operator(), case, &words).await;
    assert!(matches!(no, Err(NotVoided::Code(_))), "{no:?}");
    let State::Served { sheet: still, .. } = day.state(case).await else { panic!("still served") };
    assert_eq!((still.serial, day.count("sheets").await), (sheet.serial, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_releases_code_ends_with_its_session() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    let anna_elsewhere = day.elsewhere(&anna).await;
    assert!(matches!(day.serve(&anna_elsewhere, case, "").await, Err(NotServed::CodeNeeded)));
    assert!(day.serve(&anna, case, "").await.is_ok(), "the session that released may print");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_void_at_once_one_does() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    let case = day.served_case(&anna).await;
    let State::Served { sheet, .. } = day.state(case).await else { panic!("served") };
    let (one, two) = (day.code(&anna), day.code(&bruno));
    let words = |code| Void { serial: &sheet.serial, reason: "macchiato", paper_destroyed: true, code };
    let (one, two) = (words(one.as_str()), words(two.as_str()));
    let (desk, a, b) = (day.desk(), anna.operator(), bruno.operator());
    let both = tokio::join!(releases::void(&desk, &a, case, &one), releases::void(&desk, &b, case, &two));
    assert!(both.0.is_ok() != both.1.is_ok(), "{both:?}");
    assert_eq!(day.count("sheets").await, 2);
    assert_eq!(day.tally(case).await, READY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_was_not_printed_is_not_voided() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    let State::Ready(sheet) = day.state(case).await else { panic!("ready") };
    let code = day.code(&anna);
    let words = Void { serial: &sheet.serial, reason: "prova", paper_destroyed: true, code: &code };
    let refused = releases::void(&day.desk(), &anna.operator(), case, &words).await;
    assert!(matches!(refused, Err(NotVoided::NoSheet)));
    assert_eq!(day.tally(case).await, READY);
}
