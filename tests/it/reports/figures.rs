// SPDX-License-Identifier: AGPL-3.0-or-later
//! Figures agree with the facts, with each other and with the register.

use super::*;
use sportello::operators::Role;
use sportello::reports::Kind;

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_the_facts_of_the_counter_and_the_registers_rows() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    let paolo = day.worker("paolo", Role::Operator, "PU02").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let piera = day.worker("piera", Role::Supervisor, "PU02").await;
    for (worker, cases) in [(&anna, 3), (&bruno, 2), (&paolo, 1)] {
        for _ in 0..cases {
            let case = day.signed_case(worker).await;
            day.release_codes(worker, case).await;
        }
    }
    let filter = office.these_days();
    for (report, act) in [(Report::Releases, "release.request"), (Report::Activations, "card.activate")] {
        let ours = office.run(&sara, report, &filter).await;
        let theirs = office.run(&piera, report, &filter).await;
        assert_eq!((ours.total(), theirs.total()), (5, 1), "{report:?}");
        assert_eq!(
            ours.total() + theirs.total(),
            day.audited(act, "done").await,
            "{report:?} and the register"
        );
        let by_operator = ours.by(|row| row.operator);
        let of = |worker: &Worker| by_operator.get(&worker.session.operator_id().uuid()).copied();
        assert_eq!((of(&anna), of(&bruno), of(&paolo)), (Some(3), Some(2), None));
        assert_eq!(ours.by(|row| row.kind.clone()), [("direct".to_owned(), 5)].into());
        assert_eq!(ours.by(|row| row.day).values().sum::<i64>(), 5);
        // each filter gives the part of the whole that its line shows, and the list has as many facts
        let mut mine = filter.clone();
        mine.operator = Some(anna.session.operator_id());
        assert_eq!(office.run(&sara, report, &mine).await.total(), 3);
        let (total, facts) =
            reports::facts(&office.desk(), &sara.supervisor(), report, &mine, 1).await.unwrap();
        assert_eq!((total, facts.len()), (3, 3));
        assert!(facts.iter().all(|fact| fact.protocol.starts_with("AN01-")));
        let mut direct = filter.clone();
        direct.kind = Some(Kind::Direct);
        assert_eq!(office.run(&sara, report, &direct).await, ours);
    }
    let releases = office.run(&sara, Report::Releases, &filter).await;
    assert_eq!(releases.by(|row| row.outcome.clone()), [("to_hand_over".to_owned(), 5)].into());
    let handed = filter.clone().with_outcome("handed_over").unwrap();
    assert_eq!(office.run(&sara, Report::Releases, &handed).await.total(), 0);
    for report in [Report::Duplicates, Report::VoidedSheets, Report::Mails, Report::NoEmail, Report::Refusals]
    {
        assert_eq!(office.run(&sara, report, &filter).await.total(), 0, "{report:?}");
    }
    assert_eq!(day.count("audit_rows WHERE act = 'case.open'").await, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handed_over_release_has_its_mail_in_the_figures() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let case = day.served_case(&anna).await;
    let ending = day.ending(case).await;
    day.hand_over(&anna, case, &ending).await.unwrap();
    let filter = office.these_days();
    let outcomes = async |report| office.run(&sara, report, &filter).await.by(|row| row.outcome.clone());
    assert_eq!(outcomes(Report::Releases).await, [("handed_over".to_owned(), 1)].into());
    assert_eq!(outcomes(Report::Mails).await, [("unclaimed".to_owned(), 1)].into());
    let tried = "UPDATE outbox SET attempts = 1, reason = 'try_later'";
    day.database.owner().await.batch_execute(tried).await.unwrap();
    assert_eq!(outcomes(Report::Mails).await, [("waiting".to_owned(), 1)].into());
    assert_eq!(day.audited("sheet.hand_over", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_run_list_and_export_is_in_the_register_with_its_filters() {
    let office = Office::open().await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    let mut filter = one_day("2026-11-22");
    filter.kind = Some(Kind::Direct);
    let filter = filter.with_outcome("handed_over").unwrap();
    let (desk, by) = (office.desk(), sara.supervisor());
    reports::run(&desk, &by, Report::Releases, &filter).await.unwrap();
    reports::facts(&desk, &by, Report::Releases, &filter, 1).await.unwrap();
    reports::export(&desk, &by, Report::Releases, &filter, Format::Pdf).await.unwrap();
    for act in ["report.run", "report.facts", "report.export"] {
        let said = "encode(canonical, 'escape') LIKE '%releases%' AND encode(canonical, 'escape') LIKE '%2026-11-22%' \
            AND encode(canonical, 'escape') LIKE '%direct%' AND encode(canonical, 'escape') LIKE '%handed_over%'";
        let rows = format!("audit_rows WHERE act = '{act}' AND operator_id IS NOT NULL AND {said}");
        assert_eq!(office.day.count(&rows).await, 1, "{act}");
    }
}
