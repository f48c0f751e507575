// SPDX-License-Identifier: AGPL-3.0-or-later
//! A sheet whose paper is missing, and one that nobody took.

use super::look::{READY, Tally};
use super::{CounterDay, Worker};
use chrono::Duration;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use sportello::cases;
use sportello::ids::CaseId;
use sportello::operators::Role;
use sportello::releases::{self, Decision, Ending, NotDecided, State, Void};

/// A sheet that was printed and voided without its paper.
async fn missing(day: &CounterDay, worker: &Worker) -> CaseId {
    let case = day.served_case(worker).await;
    let State::Served { sheet, .. } = day.state(case).await else { panic!("served") };
    let code = day.code(worker);
    let words = Void { serial: &sheet.serial, reason: "non si trova", paper_destroyed: false, code: &code };
    releases::void(&day.desk(), &worker.operator(), case, &words).await.unwrap();
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_paper_nothing_is_printed_and_nothing_is_mailed() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = missing(&day, &anna).await;
    assert!(matches!(day.state(case).await, State::PaperMissing { .. }));
    let (ending, code) = (day.ending(case).await, day.code(&anna));
    assert!(day.serve(&anna, case, &code).await.is_err());
    assert!(day.hand_over(&anna, case, &ending).await.is_err());
    assert_eq!(day.tally(case).await, READY, "the half is kept for the decision");
    let mut conn = sportello::db::connection(&day.pool).await.unwrap();
    let list = releases::undecided(&mut conn, anna.operator().counter_id()).await.unwrap();
    assert!(list.len() == 1 && list[0].case == case && list[0].reason.as_deref() == Some("non si trova"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_supervisor_may_allow_a_new_print_and_it_takes_a_code() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let elsewhere = day.worker("paolo", Role::Supervisor, "PU02").await;
    let case = missing(&day, &anna).await;
    let far = releases::decide(&day.desk(), &elsewhere.supervisor(), case, Decision::Anew).await;
    assert!(matches!(far, Err(NotDecided::Nothing)));
    releases::decide(&day.desk(), &clara.supervisor(), case, Decision::Anew).await.unwrap();
    let twice = releases::decide(&day.desk(), &clara.supervisor(), case, Decision::End).await;
    assert!(matches!(twice, Err(NotDecided::Nothing)));
    assert!(matches!(day.serve(&anna, case, "").await, Err(releases::NotServed::CodeNeeded)));
    let code = day.code(&anna);
    let paper = day.serve(&anna, case, &code).await.unwrap();
    assert!(paper.starts_with("duplicate: true"), "the missing sheet still fits, and the new one says so");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_decides_on_a_sheet_that_they_voided() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = missing(&day, &anna).await;
    let mut owner = day.database.owner().await;
    let both = "INSERT INTO duties (operator_id, counter_id, duty, since) SELECT operator_id, counter_id, 'supervisor', \
        since FROM duties WHERE duty = 'operator'";
    diesel::sql_query(both).execute(&mut owner).await.unwrap();
    let anna = day.again(&anna).await;
    let own = releases::decide(&day.desk(), &anna.supervisor(), case, Decision::Anew).await;
    assert!(matches!(own, Err(NotDecided::OwnAct)), "{own:?}");
    assert_eq!(day.refused("sheet.decide", "own_act").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_may_end_the_release_and_a_new_one_gives_the_codes() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let case = missing(&day, &anna).await;
    releases::decide(&day.desk(), &clara.supervisor(), case, Decision::End).await.unwrap();
    assert!(matches!(day.state(case).await, State::Ended { how: Ending::Stopped, .. }));
    let empty =
        Tally { activations: 1, live_releases: 0, sheets_with_half: 0, waiting_halves: 0, letters: 0 };
    assert_eq!(day.tally(case).await, empty, "both halves are gone, the certificate stays active");
    day.release_codes(&anna, case).await;
    assert!(day.serve(&anna, case, "").await.unwrap().starts_with("duplicate: true"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_nobody_took_is_withdrawn_with_both_halves() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (printed, lost) = (day.served_case(&anna).await, {
        let card = day.card();
        let case = day.signed_case_of(&anna, card, "altra@posta.example", &[].into()).await;
        day.release_codes(&anna, case).await;
        case
    });
    let until = day.release(printed).await.withdraw_after;
    assert!(until > day.now() && until <= day.now() + Duration::days(6), "{until}");
    day.later(until - day.now() + Duration::seconds(1));
    let mut worker = day.database.pool_of("sportello_worker").get().await.unwrap();
    for case in [printed, lost] {
        let id = day.release(case).await.id;
        let withdraw = diesel::sql_query("SELECT withdraw_release($1, $2)")
            .bind::<diesel::sql_types::Uuid, _>(id)
            .bind::<diesel::sql_types::Timestamptz, _>(day.now());
        withdraw.execute(&mut worker).await.unwrap();
        assert!(matches!(day.state(case).await, State::Ended { how: Ending::Withdrawn, .. }));
        let empty =
            Tally { activations: 1, live_releases: 0, sheets_with_half: 0, waiting_halves: 0, letters: 0 };
        assert_eq!(day.tally(case).await, empty);
    }
    let anna = day.worker("anna.due", Role::Operator, "AN01").await;
    day.release_codes(&anna, printed).await;
    assert_eq!(day.tally(printed).await, READY);
    assert!(day.release(printed).await.number.ends_with("-R2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_cases_release_is_found_however_many_came_since() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let case = day.served_case(&anna).await;
    let mut owner = day.database.owner().await;
    // a hundred and twenty in a later case of the same holder
    owner
        .batch_execute(
            "SET session_replication_role = replica;
             INSERT INTO cases SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'protocol', 'AN01-2026-009999',
                 'closed_at', now(), 'closed_by', c.opened_by, 'closure', 'done'))).* FROM cases c;
             INSERT INTO releases SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'number', 'later-' || n,
                 'case_id', later.id, 'reauthentication_id', gen_random_uuid(), 'audit_row_id', gen_random_uuid(),
                 'requested_at', r.requested_at + n * interval '1 minute', 'ended_at', now(), 'ending', 'withdrawn'))).*
               FROM releases r, cases later, generate_series(1, 120) n WHERE later.protocol = 'AN01-2026-009999'",
        )
        .await
        .unwrap();
    let (tools, now) = (day.tools(), day.now());
    let read =
        cases::inspect(tools.pool, tools.audit_key, &clara.supervisor(), case, now).await.map_err(|_| case);
    let [release] = read.unwrap().releases.try_into().unwrap();
    assert_eq!((release.case, release.ending, release.number.starts_with("later")), (case, None, false));
}
