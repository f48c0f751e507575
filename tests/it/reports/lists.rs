// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lists made in the background: whole, from one snapshot, for their asker alone, and gone after their time.

use super::*;
use crate::support::desk::desk;
use diesel_async::RunQueryDsl;
use hyper::Method;
use sportello::operators::Role;
use sportello::reports::exports::AskRefused;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_has_every_fact_and_is_its_askers_alone() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let sofia = day.worker("sofia", Role::Supervisor, "AN01").await;
    let piera = day.worker("piera", Role::Supervisor, "PU02").await;
    office.warnings(&anna, "2026-11-10", 20_000).await;
    let (_room, worker) = office.maker().await;
    let csv = office.ask(&sara, "2026-11-10", Format::Csv).await;
    let other = office.ask(&piera, "2026-11-10", Format::Csv).await;
    assert_eq!(office.state(&sara, csv).await, State::Waiting);
    assert_eq!(work::make_exports(&worker, day.now()).await.unwrap(), 2);
    let State::Ready { rows, bytes, .. } = office.state(&sara, csv).await else { panic!("it is ready") };
    let file = office.bytes(csv).await;
    assert_eq!((rows, bytes), (20_000, i64::try_from(file.len()).unwrap()));
    let text = String::from_utf8(file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 20_001);
    assert_eq!(lines[0], "Sportello,Quando,Protocollo,Operatore,Chi agisce,Esito");
    assert!(lines[1].starts_with("AN01,2026-11-10T13:00:20+01:00,AN01-"), "the newest first: {}", lines[1]);
    let whole = office.run(&sara, Report::Overrides, &one_day("2026-11-10")).await;
    assert_eq!(whole.total(), rows, "the figures say the same");
    assert!(matches!(office.state(&piera, other).await, State::Ready { rows: 0, .. }), "nothing of AN01");
    for stranger in [&sofia, &piera] {
        assert!(office.export(stranger, csv).await.is_none(), "another's list is not there");
    }
    assert!(!exports::list(&office.desk(), &sofia.supervisor()).await.unwrap().iter().any(|e| e.id == csv));
    for (act, times) in [("report.export_list", 2), ("report.make_list", 2)] {
        assert_eq!(day.audited(act, "done").await, times, "{act}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_that_come_while_a_list_is_made_are_not_half_in_it() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    office.warnings(&anna, "2026-11-10", 30_000).await;
    let (_room, worker) = office.maker().await;
    let id = office.ask(&sara, "2026-11-10", Format::Csv).await;
    let mut owner = day.database.owner().await;
    let more = async {
        for number in 0..100_000 {
            let fact = format!(
                "INSERT INTO case_overrides (id, case_id, case_version, warning, reason, at, by) SELECT gen_random_uuid(), \
                 id, {}, 'surname', 'visto', '2026-11-10 10:00Z', opened_by FROM cases LIMIT 1",
                500_000 + number
            );
            diesel::sql_query(fact).execute(&mut owner).await.unwrap();
        }
    };
    tokio::select! {
        made = work::make_exports(&worker, day.now()) => assert_eq!(made.unwrap(), 1),
        () = more => panic!("the list was not made while facts came"),
    }
    let State::Ready { rows, .. } = office.state(&sara, id).await else {
        panic!("{:?}", office.state(&sara, id).await)
    };
    let lines = String::from_utf8(office.bytes(id).await).unwrap().lines().count();
    assert_eq!(i64::try_from(lines).unwrap(), rows + 1, "the total is what was written");
    let now = office.run(&sara, Report::Overrides, &one_day("2026-11-10")).await.total();
    assert!((30_000..now).contains(&rows), "{rows} of {now}: some came too late");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_has_three_lists_made_at_once_and_no_more() {
    let office = Office::open().await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    let wish = Wish {
        report: Report::Releases,
        filter: one_day("2026-11-10"),
        format: Format::Csv,
        language: Language::English,
    };
    let (desk, by) = (office.desk(), sara.supervisor());
    let asked = futures_util::future::join_all((0..6).map(|_| exports::ask(&desk, &by, &wish))).await;
    assert_eq!(asked.iter().filter(|asked| asked.is_ok()).count(), 3);
    assert_eq!(asked.iter().filter(|asked| matches!(asked, Err(AskRefused::TooMany))).count(), 3);
    assert_eq!(office.day.audited("report.export_list", "refused").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_gone_when_its_time_is_over() {
    let office = Office::open().await;
    let day = &office.day;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let (_room, worker) = office.maker().await;
    let id = office.ask(&sara, "2026-11-10", Format::Xlsx).await;
    work::make_exports(&worker, day.now()).await.unwrap();
    let State::Ready { until, .. } = office.state(&sara, id).await else { panic!("it is ready") };
    assert_eq!((until - day.now() + chrono::TimeDelta::minutes(1)).num_hours(), 24);
    assert_eq!(day.count("report_export_pieces").await, 1);
    work::run_jobs(&worker, until - chrono::TimeDelta::minutes(1)).await.unwrap();
    assert_eq!(day.count("report_export_pieces").await, 1, "not before");
    work::run_jobs(&worker, until + chrono::TimeDelta::minutes(10)).await.unwrap();
    assert_eq!(day.count("report_export_pieces").await, 0);
    assert_eq!(office.state(&sara, id).await, State::Expired);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_how_far_a_list_is_and_hands_it_out() {
    let desk = desk().await;
    let house = &desk.house;
    let _anna = desk.released().await;
    let mut sara = desk.supervised().await;
    let today = sportello::policy::rome_date(house.now());
    let days = format!("from={}&to={today}", today.pred_opt().unwrap());
    sara.open(&format!("/reports/releases/facts?{days}")).await;
    sara.press("Prepara (CSV)", &[]).await.says("In attesa");
    let place = sara.path().to_owned();
    assert!(place.starts_with("/reports/exports/"), "{place}");
    assert_eq!(sara.header("refresh"), "2", "a page without script looks again");
    sara.open(&format!("{place}/file")).await.says("non si può scaricare");

    let room = PostRoom::new(&house.database);
    let url = Some(Zeroizing::new(house.database.url_of("sportello_reports")));
    let config = WorkConfig { reports_url: url, ..room.config("smtp://127.0.0.1:9") };
    work::make_exports(&config.open().await.unwrap(), house.now()).await.unwrap();
    sara.open(&place).await.says("Pronto");
    sara.says("Una riga");
    assert_eq!(sara.header("refresh"), "", "there is nothing to wait for");
    let file = sara.send(Method::GET, &format!("{place}/file"), b"").await;
    assert_eq!((file.status, file.text().lines().count()), (200, 2), "{}", file.text());
    assert!(file.header("content-disposition").contains("releases-list-AN01-"));
    assert_eq!(file.header("cache-control"), "no-store");
    assert_eq!(house.audited("report.fetch_list", "done").await, 1);
    sara.open("/reports/exports").await.says("Rilasci dei codici");

    // another supervisor of the counter, and one of another counter, have the address and nothing more
    for (name, counter) in [("sofia", "AN01"), ("piera", "PU02")] {
        let other = house.hire(name, Role::Supervisor, &[counter]).await;
        let mut other = house.signed_in(&other).await;
        for path in [place.clone(), format!("{place}/file")] {
            assert_eq!(other.send(Method::GET, &path, b"").await.status, 404, "{name} {path}");
        }
        other.open("/reports/exports").await.says("Non ha ancora chiesto");
    }
}
