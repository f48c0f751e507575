// SPDX-License-Identifier: AGPL-3.0-or-later
//! Cases as they stand, what their steps took, what ends and what is kept, look-ups and refused codes: against facts made by hand.

use super::*;
use crate::support::desk::desk;
use hyper::Method;
use sportello::operators::Role;
use std::collections::BTreeMap;

/// Facts past the rules: only their times and numbers count.
async fn by_hand(office: &Office, facts: &str) {
    let facts =
        format!("SET session_replication_role = replica; {facts}; SET session_replication_role = origin");
    office.day.database.owner().await.batch_execute(&facts).await.unwrap();
}

async fn outcomes(office: &Office, by: &Worker, report: Report, day: &str) -> BTreeMap<String, i64> {
    office.run(by, report, &one_day(day)).await.by(|row| row.outcome.clone())
}

fn told<const N: usize>(outcomes: [(&str, i64); N]) -> BTreeMap<String, i64> {
    outcomes.map(|(outcome, count)| (outcome.to_owned(), count)).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_are_told_as_they_stand_and_steps_by_what_they_took_on_the_day_that_clocks_go_back() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let piera = day.worker("piera", Role::Supervisor, "PU02").await;
    // 02:59:50 of summer time; ten seconds later it is 02:00 again
    for (worker, card) in [(&anna, 10), (&anna, 30), (&bruno, 50)] {
        let case = day.signed_case(worker).await;
        let at = |seconds: i32| format!("timestamptz '2026-10-25 00:59:50Z' + interval '{seconds} s'");
        let facts = format!(
            "UPDATE cases SET opened_at = {}, changed_at = {} WHERE id = '{case}'; \
             UPDATE case_card_checks SET at = {} WHERE case_id = '{case}'; \
             UPDATE case_identifications SET at = {} WHERE case_id = '{case}'; \
             UPDATE case_contacts SET at = {} WHERE case_id = '{case}'; \
             UPDATE case_forms SET printed_at = {}, signed_at = {} WHERE case_id = '{case}'",
            at(0),
            at(900),
            at(card),
            at(card + 60),
            at(card + 90),
            at(card + 91),
            at(card + 110)
        );
        by_hand(&office, &facts).await;
    }
    let bruno_id = bruno.session.operator_id();
    let closed = "closed_at = opened_at + interval '600 s', closed_by = opened_by, closure = 'abandoned', closure_reason = 'x'";
    by_hand(&office, &format!("UPDATE cases SET {closed} WHERE opened_by = '{bruno_id}'")).await;

    let sunday = "2026-10-25";
    let standing = outcomes(&office, &sara, Report::Cases, sunday).await;
    assert_eq!(standing, told([("open", 2), ("abandoned", 1)]));
    assert_eq!(office.run(&sara, Report::Cases, &one_day("2026-10-24")).await.total(), 0);
    let figures = office.run(&sara, Report::Durations, &one_day(sunday)).await;
    assert_eq!(figures.total(), 13, "four steps of three cases and one whole");
    let lines: Vec<_> = figures
        .durations()
        .iter()
        .filter(|line| line.operator.is_none())
        .map(|line| (line.step.as_str(), line.count, line.median, line.p90))
        .collect();
    let expected = [
        ("card", 3, 30, 50),
        ("identification", 3, 60, 60),
        ("contact", 3, 30, 30),
        ("signature", 3, 20, 20),
        ("whole", 1, 600, 600),
    ];
    assert_eq!(lines, expected);
    let annas = figures
        .durations()
        .iter()
        .find(|line| line.step == "card" && line.operator == Some(anna.session.operator_id().uuid()));
    assert_eq!(annas.map(|line| (line.count, line.median, line.p90)), Some((2, 10, 30)));
    for report in [Report::Cases, Report::Durations] {
        assert_eq!(office.run(&piera, report, &one_day(sunday)).await.total(), 0, "{report:?} of AN01");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn times_are_the_same_on_the_page_and_in_its_files() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    desk.signed_case(&mut anna, "ready").await;
    let mut sara = desk.supervised().await;
    sara.open("/reports/durations").await;
    let cell = |n: u8| sara.words_of(&format!("#durations tbody tr:first-child > :nth-child({n})"));
    assert_eq!([cell(1), cell(2), cell(3)], ["tessera", "tutti insieme", "1"]);
    let lines = sara.count("#durations tbody tr");
    assert_eq!(lines, 8, "four steps, of all together and of anna");
    let file = async |browser: &mut crate::support::browser::Browser, format: &str| {
        browser.send(Method::GET, &format!("/reports/durations/figures/{format}"), b"").await
    };
    let csv = file(&mut sara, "csv").await.text();
    assert!(
        csv.starts_with(
            "Sportello,Passo,Operatore,Numero,Mediana (secondi),Nove su dieci (secondi)\r\nAN01,tessera,,1,"
        ),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), lines + 1);
    let paper = super::files::pdf_words(&file(&mut sara, "pdf").await.body);
    assert!(paper.contains("Tempi per passo e operatore"), "{paper}");
}

#[tokio::test(flavor = "multi_thread")]
async fn minors_come_of_age_on_their_birthday_and_those_of_29_february_the_day_after() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let case = day.signed_case(&anna).await;
    for (born, of_age) in [
        ("2012-02-29", "2030-03-01"),
        ("2012-02-28", "2030-02-28"),
        ("2010-03-01", "2028-03-01"),
        ("2010-02-28", "2028-02-28"),
        ("2010-10-31", "2028-10-31"),
    ] {
        by_hand(
            &office,
            &format!("UPDATE case_holder_data SET birth_date = '{born}' WHERE case_id = '{case}'"),
        )
        .await;
        let date: NaiveDate = of_age.parse().unwrap();
        for (beside, expected) in [(date.pred_opt(), 0), (Some(date), 1), (date.succ_opt(), 0)] {
            let beside = beside.unwrap().to_string();
            let total = office.run(&sara, Report::OfAge, &one_day(&beside)).await.total();
            assert_eq!(total, expected, "born {born}, on {beside}");
        }
    }
    by_hand(
        &office,
        &format!("UPDATE case_holder_data SET birth_date = '1990-10-31' WHERE case_id = '{case}'"),
    )
    .await;
    assert_eq!(office.run(&sara, Report::OfAge, &one_day("2008-10-31")).await.total(), 0, "long of age");
}

#[tokio::test(flavor = "multi_thread")]
async fn decrees_end_on_their_day_and_scans_are_overdue_after_theirs() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let (case, by) = (day.signed_case(&anna).await, anna.session.operator_id());
    let facts = format!(
        "INSERT INTO delegations (id, case_id, holder_id, delegate_id, kind, policy_version, at, by) \
           SELECT id, id, id, gen_random_uuid(), 'guardian', '1', now(), '{by}' FROM cases WHERE id = '{case}'; \
         INSERT INTO delegation_titles (id, delegation_id, power, decree_court, decree_number, decree_on, decree_ends_on, \
             holder_present, address_in_words, at, by) \
           SELECT gen_random_uuid(), '{case}', 'acts', 'x', '1', '2020-01-01', ends, true, true, at, '{by}' \
           FROM (VALUES (date '2027-03-28', now() - interval '1 h'), ('2027-09-30', now())) AS t (ends, at); \
         INSERT INTO scans (id, case_id, ordinal, item, media, bytes, pages, sha256, retention, keep_days, uploaded_at, uploaded_by) \
           SELECT md5('scan' || n)::uuid, '{case}', n, 'decree', 'pdf', 1, 1, sha256('x'), 'titles', keep, \
             '2026-05-05 10:00Z', '{by}' FROM (VALUES (1, 10), (2, 10), (3, 9000)) AS s (n, keep); \
         INSERT INTO scan_deletions (scan_id, why, at) VALUES (md5('scan2')::uuid, 'retention', '2026-08-01'); \
         UPDATE cases SET opened_at = '2026-05-05', changed_at = '2026-05-06', closed_at = '2026-05-06', closed_by = '{by}', \
           closure = 'abandoned', closure_reason = 'x' WHERE id = '{case}'"
    );
    by_hand(&office, &facts).await;
    let ending = async |date| outcomes(&office, &sara, Report::DelegationsEnding, date).await;
    assert_eq!(ending("2027-09-30").await, told([("running", 1)]));
    assert_eq!(ending("2027-03-28").await, told([]), "a newer title took its place");
    let ended = format!(
        "INSERT INTO delegation_ends (delegation_id, reason, words, at, by) VALUES ('{case}', 'ended', 'x', now(), '{by}')"
    );
    by_hand(&office, &ended).await;
    assert_eq!(ending("2027-09-30").await, told([("ended", 1)]));
    let scans = outcomes(&office, &sara, Report::Scans, "2026-05-05").await;
    assert_eq!(scans, told([("kept", 1), ("overdue", 1), ("retention", 1)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn look_ups_are_with_a_case_or_without_and_refused_sign_ins_are_of_the_counter_of_their_account() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let paolo = day.worker("paolo", Role::Operator, "PU02").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let piera = day.worker("piera", Role::Supervisor, "PU02").await;
    let case = day.signed_case(&anna).await;
    let row = |operator: &Worker, counter: &str, holder: &str, act: &str, outcome: &str| {
        format!(
            "INSERT INTO audit_rows (id, version, at, nonce, act, outcome, operator_id, counter_id, holder_id, canonical, key_id, \
               signature) \
             SELECT gen_random_uuid(), 1, '{}', decode(repeat('00', 16), 'hex'), '{act}', '{outcome}', '{}', n.id, {holder}, 'x', 'x', \
               decode(repeat('00', 64), 'hex') FROM cases c, counters n WHERE c.id = '{case}' AND n.code = '{counter}';",
            day.now(),
            operator.session.operator_id()
        )
    };
    let facts = [
        row(&anna, "AN01", "c.holder_id", "holder.look_up", "done"),
        row(&anna, "AN01", "gen_random_uuid()", "holder.look_up", "done"),
        row(&anna, "AN01", "NULL", "holder.look_up", "refused"),
        // the same holder, and nothing to do with the case
        row(&paolo, "PU02", "c.holder_id", "holder.look_up", "done"),
        row(&anna, "AN01", "NULL", "sign_in.code", "refused"),
        row(&paolo, "PU02", "NULL", "sign_in.code", "refused"),
        row(&paolo, "PU02", "NULL", "sign_in.code", "done"),
    ];
    by_hand(&office, &facts.concat()).await;
    for (username, tries) in [("anna", 6), ("paolo", 1), ("nobody", 2)] {
        for _ in 0..tries {
            assert!(day.try_password(username, "wrong wrong wrong").await.is_err());
        }
    }
    let filter = office.these_days();
    let outcomes = async |by, report| office.run(by, report, &filter).await.by(|row| row.outcome.clone());
    let ours = outcomes(&sara, Report::LookUps).await;
    assert_eq!(ours, told([("with_case", 1), ("without_case", 1), ("refused", 1)]));
    assert_eq!(outcomes(&piera, Report::LookUps).await, told([("without_case", 1)]));
    let refused = told([("code", 1), ("password", 5), ("locked", 1)]);
    assert_eq!(outcomes(&sara, Report::SignInsRefused).await, refused);
    assert_eq!(outcomes(&piera, Report::SignInsRefused).await, told([("code", 1), ("password", 1)]));
    let annas = office.run(&sara, Report::SignInsRefused, &filter).await.by(|row| row.operator);
    assert_eq!(annas, [(anna.session.operator_id().uuid(), 7)].into(), "whose account it was");
    let (total, facts) =
        reports::facts(&office.desk(), &sara.supervisor(), Report::LookUps, &filter, 1).await.unwrap();
    let without: Vec<_> = facts.iter().filter(|fact| fact.case.is_none()).collect();
    assert_eq!((total, without.len()), (3, 2));
    assert!(without.iter().all(|fact| fact.protocol.is_empty()));
}
