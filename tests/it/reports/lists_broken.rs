// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lists and bad luck: a worker killed, a disk full, a paper too long, and what the database says to a wrong hand.

use super::*;
use chrono::TimeDelta;
use diesel_async::RunQueryDsl;
use sportello::operators::Role;
use sportello::reports::exports::Failure;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_whose_worker_was_killed_is_begun_anew_and_made_once() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    office.warnings(&anna, "2026-11-10", 30_000).await;
    let id = office.ask(&sara, "2026-11-10", Format::Csv).await;
    let (_room, killed) = office.maker().await;
    let (_other_room, other) = office.maker().await;
    let dead = tokio::time::timeout(Duration::from_millis(150), work::make_exports(&killed, day.now())).await;
    assert!(dead.is_err(), "it was killed in the middle");
    assert!(matches!(office.state(&sara, id).await, State::Running { .. }));
    assert_eq!(day.count("report_export_pieces").await, 0, "nothing of it is there");
    assert_eq!(work::make_exports(&other, day.now()).await.unwrap(), 0, "it may be alive");
    let later = day.now() + TimeDelta::seconds(60);
    let (one, two) = tokio::join!(work::make_exports(&killed, later), work::make_exports(&other, later));
    assert_eq!(one.unwrap() + two.unwrap(), 1, "one of two workers takes it");
    assert!(matches!(office.state(&sara, id).await, State::Ready { rows: 30_000, .. }));
    let text = String::from_utf8(office.bytes(id).await).unwrap();
    assert_eq!(text.lines().count(), 30_001);
    assert_eq!(day.audited("report.make_list", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_the_list_can_be_asked_for_again() {
    let office = Office::open().await;
    let day = &office.day;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let (_room, worker) = office.maker().await;
    let full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
        RAISE EXCEPTION 'could not extend file \"base/1/2\": No space left on device' USING ERRCODE = 'disk_full'; END $$; \
        CREATE TRIGGER full_disk BEFORE INSERT ON report_export_pieces FOR EACH ROW EXECUTE FUNCTION full_disk()";
    let mut owner = day.database.owner().await;
    owner.batch_execute(full).await.unwrap();
    for format in [Format::Csv, Format::Xlsx, Format::Pdf] {
        let id = office.ask(&sara, "2026-11-10", format).await;
        work::make_exports(&worker, day.now()).await.unwrap();
        assert_eq!(office.state(&sara, id).await, State::Failed(Failure::NoRoom), "{format:?}");
    }
    owner.batch_execute("DROP TRIGGER full_disk ON report_export_pieces").await.unwrap();
    let again = office.ask(&sara, "2026-11-10", Format::Xlsx).await;
    work::make_exports(&worker, day.now()).await.unwrap();
    assert!(matches!(office.state(&sara, again).await, State::Ready { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_of_more_than_five_thousand_facts_is_not_drawn() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    office.warnings(&anna, "2026-11-10", 5_001).await;
    office.warnings(&anna, "2026-11-11", 120).await;
    let (_room, worker) = office.maker().await;
    let long = office.ask(&sara, "2026-11-10", Format::Pdf).await;
    let short = office.ask(&sara, "2026-11-11", Format::Pdf).await;
    assert_eq!(work::make_exports(&worker, day.now()).await.unwrap(), 2);
    assert_eq!(office.state(&sara, long).await, State::Failed(Failure::TooLong));
    assert!(matches!(office.state(&sara, short).await, State::Ready { rows: 120, .. }));
    let words = super::files::pdf_words(&office.bytes(short).await);
    assert_eq!(words.matches("AN01-2026-").count(), 120, "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_keeps_what_was_asked_and_hands_out_no_half_file() {
    let office = Office::open().await;
    let day = &office.day;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (_room, worker) = office.maker().await;
    let id = office.ask(&sara, "2026-11-10", Format::Csv).await;
    let asked = format!(
        "INSERT INTO report_exports (id, counter_id, asked_by, asked_at, report, first_day, last_day, format, language) \
         SELECT gen_random_uuid(), counter_id, '{}', asked_at, report, first_day, last_day, format, language FROM report_exports",
        anna.session.operator_id()
    );
    let ready = "UPDATE report_exports SET state = 'ready', holder = NULL, leased_until = NULL, rows_done = 0, rows_all = 0, \
        bytes = 5, made_at = asked_at, expires_at = asked_at + interval '1 day'";
    let mut owner = day.database.owner().await;
    for (deed, rule) in [
        (&*asked, "asked_by_a_supervisor"),
        ("UPDATE report_exports SET asked_by = asked_by, outcome = 'other'", "go_forward"),
        ("UPDATE report_exports SET state = 'ready'", "go_forward"),
        ("DELETE FROM report_exports", "stays"),
        (ready, "go_forward"),
    ] {
        let said = diesel::sql_query(deed).execute(&mut owner).await.unwrap_err().to_string();
        assert!(said.contains(rule), "{deed}: {said}");
    }
    let running =
        "UPDATE report_exports SET state = 'running', holder = gen_random_uuid(), leased_until = now()";
    diesel::sql_query(running).execute(&mut owner).await.unwrap();
    let said = diesel::sql_query(ready).execute(&mut owner).await.unwrap_err().to_string();
    assert!(said.contains("whole_or_gone"), "{said}");
    // a refusal is told before its transaction lets go of the row, and a worker passes over a row that somebody holds
    diesel::sql_query("SELECT 1").execute(&mut owner).await.unwrap();
    work::make_exports(&worker, day.now() + TimeDelta::days(1)).await.unwrap();
    assert!(matches!(office.state(&sara, id).await, State::Ready { .. } | State::Expired));
    let said = diesel::sql_query("UPDATE report_exports SET state = 'expired'").execute(&mut owner).await;
    assert!(said.unwrap_err().to_string().contains("whole_or_gone"), "its pieces are there");
    let said = diesel::sql_query("UPDATE report_export_pieces SET bytes = 'x'").execute(&mut owner).await;
    assert!(said.unwrap_err().to_string().contains("stays"));
}
