// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself refuses of a delegation, whoever asks.

use super::visit::{Visit, title, unscanned, years};
use crate::releases::CounterDay;
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use sportello::db;
use sportello::policy::{DelegationKind, HolderAge};

#[tokio::test(flavor = "multi_thread")]
async fn the_database_agrees_of_every_kind_on_what_is_complete_and_what_is_not() {
    let mut day = CounterDay::new().await;
    let policy = day.policy();
    let mut rows = 0;
    for rules in policy.delegations(crate::support::authority::today()) {
        for power in rules.powers() {
            let born = if rules.holder == HolderAge::Minor { years(17) } else { years(50) };
            let visit = Visit::of_another(day, born).await;
            visit.as_kind(rules.kind).await;
            visit.complete(rules.kind, power).await;
            let mut web = db::connection(&visit.day.pool).await.unwrap();
            for piece in visit.case().await.delegation.unwrap().evidence {
                let state =
                    sportello::delegations::groups(rules, &visit.case().await.delegation.unwrap(), years(0))
                        .into_iter()
                        .any(|group| group.group.key == piece.group && group.by_identification);
                visit.take_back(piece.id).await.unwrap();
                let case = visit.case().await;
                assert_eq!(
                    case.delegation.unwrap().complete,
                    state,
                    "{} without {}",
                    rules.kind.key(),
                    piece.item
                );
                let claim = format!("UPDATE cases SET delegation_complete = true WHERE id = '{}'", visit.id);
                let claimed = sql_query(&claim).execute(&mut web).await;
                assert_eq!(
                    claimed.is_ok(),
                    state,
                    "{} without {}: {claimed:?}",
                    rules.kind.key(),
                    piece.item
                );
                let (item, way) = unscanned(rules.group(&piece.group).unwrap().item(&piece.item).unwrap());
                visit.show(item, way).await.unwrap();
                assert!(visit.case().await.delegation.unwrap().complete, "{} with {item}", rules.kind.key());
                rows += 1;
            }
            day = visit.day;
        }
    }
    assert!(rows > 25, "{rows} pieces of evidence");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_restates_the_rules_of_a_delegation() {
    let visit = Visit::of(CounterDay::new().await, years(80)).await;
    visit.as_kind(DelegationKind::HealthImpediment).await;
    let id = visit.id;
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    let copy = |column: &str, value: &str| {
        let columns = ["id", "case_id", "holder_id", "delegate_id", "kind", "policy_version", "at", "by"];
        let values = columns.map(|name| match name {
            "id" => "gen_random_uuid()",
            name if name == column => value,
            name => name,
        });
        format!(
            "INSERT INTO delegations ({}) SELECT {} FROM delegations",
            columns.join(", "),
            values.join(", ")
        )
    };
    let evidence = |way: &str, item: &str| {
        format!(
            "INSERT INTO delegation_evidence (id, delegation_id, case_id, kind, evidence_group, item, way, holder_signed, \
             delegate_signed, at, by) SELECT gen_random_uuid(), id, case_id, kind, 'impediment', '{item}', '{way}', true, \
             true, at, by FROM delegations"
        )
    };
    let operator = visit.worker.operator().id();
    let same_operator = format!(
        "UPDATE cases SET changed_by = '{}' WHERE id = '{id}'",
        visit
            .day
            .worker_with_code("delia", sportello::operators::Role::Operator, "AN01", &delegate(&visit).await)
            .await
            .operator()
            .id()
    );
    let form = format!(
        "UPDATE cases SET signed_form_id = (SELECT id FROM case_forms WHERE case_id = '{id}') WHERE id = '{id}'"
    );
    let print = format!(
        "INSERT INTO case_forms (id, case_id, case_version, fingerprint, printed_at, printed_by) SELECT gen_random_uuid(), \
         '{id}', 1, decode(repeat('00', 32), 'hex'), now(), '{operator}'"
    );
    sql_query(print).execute(&mut web).await.unwrap();
    let young = "UPDATE case_delegates SET birth_date = now()";
    let minor = "INSERT INTO case_delegates SELECT gen_random_uuid(), case_id, surname, name, sex, \
                 (seen_on - interval '18 years' + interval '1 day')::date, birth_place, seen_on FROM case_delegates";
    for (sql, says) in [
        (copy("delegate_id", "holder_id"), "delegations_delegate_is_not_the_holder"),
        (copy("delegate_id", "NULL"), "delegations_check"),
        (copy("kind", "'friend'"), "delegations_kind_check"),
        (evidence("scanned", "medical_certificate"), "delegation_evidence_is_admitted"),
        (evidence("seen", "a_word"), "delegation_evidence_is_admitted"),
        (form, "cases_signed_with_all_evidence"),
        (format!("UPDATE cases SET delegation_complete = true WHERE id = '{id}'"), "is not complete"),
        (
            format!("UPDATE cases SET delegation_id = NULL WHERE id = '{id}'"),
            "was not identified for its delegation",
        ),
        (same_operator, "the operator is the delegate"),
        (minor.to_owned(), "case_delegates_are_of_age"),
        (young.to_owned(), "permission denied"),
        ("UPDATE delegations SET kind = 'guardian'".to_owned(), "permission denied"),
        ("UPDATE delegation_titles SET words = 'x'".to_owned(), "permission denied"),
        ("UPDATE delegation_evidence SET to_on = NULL".to_owned(), "permission denied"),
        ("DELETE FROM delegation_evidence_ends".to_owned(), "permission denied"),
        ("DELETE FROM delegation_requirements".to_owned(), "permission denied"),
    ] {
        let refused = sql_query(&sql).execute(&mut web).await;
        let refused = refused.expect_err(&sql).to_string();
        assert!(refused.contains(says), "{sql}: {refused}");
    }
}

async fn delegate(visit: &Visit) -> String {
    visit.case().await.delegation.unwrap().delegate.unwrap().code.base_code().as_str().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_taken_back_behind_the_counters_back_leaves_no_case_that_calls_itself_complete() {
    let visit = Visit::of(CounterDay::new().await, years(80)).await;
    let kind = DelegationKind::HealthImpediment;
    visit.as_kind(kind).await;
    visit.complete(kind, sportello::policy::Power::Acts).await;
    visit.sign().await.unwrap();
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    for sql in [
        "INSERT INTO delegation_evidence_ends SELECT id, at, by FROM delegation_evidence WHERE item = 'signed_delegation'",
        "INSERT INTO delegation_ends SELECT id, 'withdrawn', 'x', at, by FROM delegations",
    ] {
        let refused = sql_query(sql).execute(&mut web).await.expect_err(sql).to_string();
        assert!(refused.contains("no longer complete"), "{refused}");
    }
    // the use case undoes what rests on it
    let case = visit.case().await;
    let piece =
        case.delegation.as_ref().unwrap().evidence.iter().find(|it| it.item == "signed_delegation").unwrap();
    assert!(case.signed_form.is_some());
    visit.take_back(piece.id).await.unwrap();
    let case = visit.case().await;
    assert!(case.signed_form.is_none() && !case.delegation.unwrap().complete);
    let refused =
        visit.entitle(&sportello::delegations::TitleSaid { address_in_words: true, ..title() }).await;
    assert!(refused.is_ok(), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_three_months_do_not_count_in_the_database_either() {
    let visit = Visit::of(CounterDay::new().await, years(80)).await;
    let kind = DelegationKind::HealthImpediment;
    visit.as_kind(kind).await;
    visit.complete(kind, sportello::policy::Power::Acts).await;
    let evidence = visit.case().await.delegation.unwrap().evidence;
    let certificate = evidence.iter().find(|piece| piece.group == "impediment").unwrap();
    visit.take_back(certificate.id).await.unwrap();
    let from = crate::support::authority::today();
    let to = from + chrono::Months::new(3);
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    for (to, counts) in [(to, false), (to + chrono::Days::new(1), true)] {
        sql_query("BEGIN").execute(&mut web).await.unwrap();
        let row = format!(
            "INSERT INTO delegation_evidence (id, delegation_id, case_id, kind, evidence_group, item, way, holder_signed, \
             delegate_signed, from_on, to_on, at, by) SELECT gen_random_uuid(), d.id, d.case_id, d.kind, 'impediment', \
             'medical_certificate', 'seen', false, false, '{from}', '{to}', d.at, d.by FROM delegations d"
        );
        sql_query(row).execute(&mut web).await.unwrap();
        let claim = format!("UPDATE cases SET delegation_complete = true WHERE id = '{}'", visit.id);
        assert_eq!(sql_query(claim).execute(&mut web).await.is_ok(), counts, "to {to}");
        sql_query("ROLLBACK").execute(&mut web).await.unwrap();
    }
}
