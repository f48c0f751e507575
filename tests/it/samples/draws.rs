// SPDX-License-Identifier: AGPL-3.0-or-later
//! The draw: whole, once, of the month that is over.

use super::*;
use sportello::operators::Role;
use sportello::samples::Kind;

#[tokio::test(flavor = "multi_thread")]
async fn of_each_operators_month_two_of_a_hundred_are_drawn_once() {
    let office = Office::open().await;
    let anna = office.day.worker("anna", Role::Operator, "AN01").await;
    let _bruno = office.day.worker("bruno", Role::Operator, "AN01").await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    let earlier = "SET session_replication_role = replica; UPDATE counters SET opened_at = opened_at - interval '10 months'";
    office.sql(earlier).await.unwrap();
    office.handed_over(&anna).await;
    office.many("anna", 100, midnight(office.month())).await;
    office.many("bruno", 50, midnight(office.month())).await;
    // the month before, and one that was never handed over
    office.many("bruno", 7, midnight(day_before(office.month()))).await;
    assert_eq!(
        office.draw_at(office.after() - TimeDelta::hours(2)).await,
        3 * 4,
        "three months back, this one not yet"
    );
    assert_eq!(office.day.count("sample_draws WHERE population = 7").await, 1);
    assert_eq!(office.draw().await, 4, "two counters, two kinds");
    assert_eq!(office.draw().await, 0, "nothing is drawn twice");
    let month = office.month();
    let overview = office.overview(&sara).await;
    let of = |kind, month| {
        let figures = overview.figures.iter().filter(move |it| it.kind == kind && it.month == month);
        figures.map(|it| (it.operator.clone(), it.population, it.sample, it.open)).collect::<Vec<_>>()
    };
    let anna = Some("Rossi ANNA".to_owned());
    let bruno = Some("Rossi BRUNO".to_owned());
    assert_eq!(of(Kind::Telephone, month), [(anna, 101, 3, 3), (bruno.clone(), 50, 1, 1)]);
    assert_eq!(of(Kind::Telephone, month_of(day_before(month))), [(bruno, 7, 1, 1)]);
    assert_eq!(of(Kind::SelfCertification, month), [(None, 0, 0, 0)]);
    assert_eq!(overview.open.len(), 5);
    assert_eq!(office.day.count("samples").await, 5);
    assert_eq!(office.day.count("(SELECT DISTINCT release_id FROM samples) s").await, 5);
    let told = "audit_rows WHERE act = 'sample.draw' AND encode(canonical, 'escape') LIKE '%\"population\":\"151\"%'";
    assert_eq!(office.day.count(told).await, 1, "the register knows the population");
    assert_eq!(office.day.audited("sample.draw", "done").await, office.day.count("sample_draws").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_draws_at_the_same_time_make_one() {
    let office = Office::open().await;
    let _anna = office.day.worker("anna", Role::Operator, "AN01").await;
    office.many("anna", 60, midnight(office.month())).await;
    let (one, other, third) = tokio::join!(office.draw(), office.draw(), office.draw());
    assert_eq!(one + other + third, i32::try_from(office.day.count("sample_draws").await).unwrap() as usize);
    assert_eq!(office.day.count("samples").await, 2);
    assert_eq!(office.day.audited("sample.draw", "done").await, office.day.count("sample_draws").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_drawn_differs_from_house_to_house() {
    let (one, other) = tokio::join!(Office::open(), Office::open());
    let mut drawn = Vec::new();
    for office in [&one, &other] {
        let _anna = office.day.worker("anna", Role::Operator, "AN01").await;
        office.many("anna", 2_000, midnight(office.month())).await;
        office.draw().await;
        let mut minutes = Vec::new();
        for minute in 1..=2_000 {
            let at = midnight(office.month()) + TimeDelta::minutes(minute);
            let rows =
                format!("samples s JOIN releases r ON r.id = s.release_id WHERE r.handed_over_at = '{at}'");
            if minute <= 200 && office.day.count(&rows).await == 1 {
                minutes.push(minute);
            }
        }
        assert_eq!(office.day.count("samples").await, 40);
        drawn.push(minutes);
    }
    assert_ne!(drawn[0], drawn[1], "the same forty of two thousand");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_begins_and_ends_at_midnight_in_italy() {
    let office = Office::open().await;
    let _anna = office.day.worker("anna", Role::Operator, "AN01").await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    office
        .sql("SET session_replication_role = replica; UPDATE counters SET opened_at = '2026-01-01'")
        .await
        .unwrap();
    // `many` begins a minute later: the first and last minute of March, which loses an hour, and their neighbours outside
    for at in ["2026-02-28T22:58:00Z", "2026-02-28T22:59:00Z", "2026-03-31T21:58:00Z", "2026-03-31T21:59:00Z"]
    {
        office.many("anna", 1, at.parse().unwrap()).await;
    }
    let early: DateTime<Utc> = "2026-03-31T22:30:00Z".parse().unwrap();
    office.draw_at(early).await;
    assert_eq!(office.day.count("sample_draws WHERE month = '2026-03-01'").await, 0, "an hour is waited for");
    office.draw_at(early + TimeDelta::minutes(31)).await;
    let figures = office.overview(&sara).await.figures;
    let of = |month: &str| {
        let drawn = figures.iter().filter(|it| it.month.to_string() == month && it.kind == Kind::Telephone);
        drawn.map(|it| it.population).sum::<i32>()
    };
    assert_eq!((of("2026-02-01"), of("2026-03-01"), of("2026-04-01")), (1, 2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn self_certifications_are_drawn_by_the_share_of_the_policy_without_those_taken_back() {
    let office = Office::open().await;
    let _anna = office.day.worker("anna", Role::Operator, "AN01").await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    office.many("anna", 13, midnight(office.month())).await;
    office
        .sql(
            "SET session_replication_role = replica;
             INSERT INTO delegation_requirements (case_id, kind, evidence_group, item, way, by_identification, holder_signs,
                 delegate_signs, dated, self_certified, names_several)
               SELECT id, 'parent', 'parenthood', item, 'paper_kept', false, false, true, false, item LIKE 'parenthood%', true
               FROM cases, (VALUES ('parenthood_self_certification'), ('family_status')) v (item);
             INSERT INTO delegation_evidence (id, delegation_id, case_id, kind, evidence_group, item, way, holder_signed,
                 delegate_signed, at, by)
               SELECT gen_random_uuid(), id, id, 'parent', 'parenthood', item, 'paper_kept', false, true, opened_at, opened_by
               FROM cases, (VALUES ('parenthood_self_certification'), ('family_status')) v (item);
             INSERT INTO delegation_evidence_ends (evidence_id, at, by)
               SELECT id, at + interval '1 minute', by FROM delegation_evidence WHERE item LIKE 'parenthood%' LIMIT 2",
        )
        .await
        .unwrap();
    office.draw().await;
    let figures = office.overview(&sara).await.figures;
    let declared = figures.iter().find(|it| it.kind == Kind::SelfCertification && it.population > 0).unwrap();
    assert_eq!((declared.population, declared.sample), (11, 2), "a tenth of eleven, rounded up");
    let others =
        "samples s JOIN delegation_evidence e ON e.id = s.evidence_id WHERE e.item = 'family_status'";
    assert_eq!(office.day.count(others).await, 0);
}
