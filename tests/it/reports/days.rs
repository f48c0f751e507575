// SPDX-License-Identifier: AGPL-3.0-or-later
//! A day is a day in Italy, also when clocks change, and a period may be empty.

use super::*;
use diesel_async::RunQueryDsl;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_fact_belongs_to_the_day_of_the_clock_on_the_counters_wall() {
    let office = Office::open().await;
    let day = &office.day;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    let case = day.signed_case(&anna).await;
    let mut owner = day.database.owner().await;
    // the last second of the 24th, and the first and last of the 25th, which has 25 hours; the same around 29 March, which has 23
    let moments = [
        ("2026-10-24 21:59:59Z", "2026-10-24"),
        ("2026-10-24 22:00:00Z", "2026-10-25"),
        ("2026-10-25 00:30:00Z", "2026-10-25"),
        ("2026-10-25 01:30:00Z", "2026-10-25"),
        ("2026-10-25 22:59:59Z", "2026-10-25"),
        ("2026-10-25 23:00:00Z", "2026-10-26"),
        ("2026-03-28 22:59:59Z", "2026-03-28"),
        ("2026-03-28 23:00:00Z", "2026-03-29"),
        ("2026-03-29 21:59:59Z", "2026-03-29"),
        ("2026-03-29 22:00:00Z", "2026-03-30"),
    ];
    for (number, (moment, _)) in moments.iter().enumerate() {
        let fact = format!(
            "INSERT INTO case_overrides (id, case_id, case_version, warning, reason, at, by) \
             SELECT gen_random_uuid(), '{case}', {}, 'surname', 'visto', '{moment}', opened_by FROM cases WHERE id = '{case}'",
            1000 + number
        );
        diesel::sql_query(fact).execute(&mut owner).await.unwrap();
    }
    for wanted in ["2026-10-24", "2026-10-25", "2026-10-26", "2026-03-28", "2026-03-29", "2026-03-30"] {
        let figures = office.run(&sara, Report::Overrides, &one_day(wanted)).await;
        let expected = moments.iter().filter(|(_, day)| *day == wanted).count();
        assert_eq!(figures.total(), i64::try_from(expected).unwrap(), "{wanted}");
        assert!(figures.rows().iter().all(|row| row.day.to_string() == wanted), "{wanted}");
    }
    let october = Period::new("2026-10-24".parse().unwrap(), "2026-10-26".parse().unwrap()).unwrap();
    let whole = office.run(&sara, Report::Overrides, &Filter::of(october)).await;
    assert_eq!(whole.by(|row| row.day).into_values().collect::<Vec<_>>(), [1, 4, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_without_anything_has_figures_of_nothing() {
    let office = Office::open().await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    for report in Report::ALL {
        let figures = office.run(&sara, report, &one_day("2020-02-29")).await;
        assert_eq!((figures.total(), figures.rows()), (0, &[][..]), "{report:?}");
        let (total, facts) =
            reports::facts(&office.desk(), &sara.supervisor(), report, &one_day("2020-02-29"), 1)
                .await
                .unwrap();
        assert_eq!((total, facts), (0, vec![]), "{report:?}");
    }
}
