// SPDX-License-Identifier: AGPL-3.0-or-later
//! Kind × evidence × way → outcome, made from the policies that ship, by the use case and against the database behind it.

use super::regions::{MARCHE, SARDEGNA, book};
use super::scans_kept::cabinet;
use super::visit::{Visit, title, years};
use crate::releases::CounterDay;
use crate::support::authority::today;
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use sportello::cases::DelegationRefused;
use sportello::db;
use sportello::delegations::{self, EvidenceError, Lacking, TitleSaid};
use sportello::evidence::Cabinet;
use sportello::policy::{DelegationRules, EvidenceGroup, EvidenceItem, EvidenceWay, HolderAge, PolicyBook};

/// What a piece comes to that is shown that way: `taken`, `refused`, or `taken with its scan` where it is not without one.
async fn outcome(visit: &Visit, cabinet: &Cabinet, item: &EvidenceItem, way: EvidenceWay) -> &'static str {
    let (id, outcome) = match visit.show(&item.key, way).await {
        Ok(id) => (id, "taken"),
        Err(DelegationRefused::Evidence(why)) if why == [EvidenceError::Way] => return "refused",
        Err(DelegationRefused::Evidence(why)) if why == [EvidenceError::Lacks(Lacking::Scan)] => {
            let scan = visit.scan(cabinet, &item.key, &item.key).await;
            (visit.show_scanned(&item.key, &[scan]).await.unwrap().1, "taken with its scan")
        }
        Err(other) => panic!("{} {}: {other:?}", item.key, way.key()),
    };
    assert!(is_satisfied(visit, &item.key).await, "{}", item.key);
    visit.take_back(id).await.unwrap();
    outcome
}

/// Whether the group of an item has what it wants.
async fn is_satisfied(visit: &Visit, item: &str) -> bool {
    let delegation = visit.case().await.delegation.unwrap();
    let rules = visit.rules(delegation.kind);
    delegations::groups(rules, &delegation, today())
        .iter()
        .any(|state| state.satisfied && state.group.item(item).is_some())
}

/// Whether the database by itself lets the row in; it does not stay.
async fn is_let_in(visit: &Visit, group: &EvidenceGroup, item: &EvidenceItem, way: EvidenceWay) -> bool {
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    sql_query("BEGIN").execute(&mut web).await.unwrap();
    let row = format!(
        "INSERT INTO delegation_evidence (id, delegation_id, case_id, kind, evidence_group, item, way, holder_signed, \
         delegate_signed, at, by) SELECT gen_random_uuid(), d.id, d.case_id, d.kind, '{}', '{}', '{}', true, true, d.at, \
         d.by FROM delegations d WHERE d.case_id = '{}'",
        group.key,
        item.key,
        way.key(),
        visit.id
    );
    let said = sql_query(row).execute(&mut web).await;
    sql_query("ROLLBACK").execute(&mut web).await.unwrap();
    match said {
        Ok(rows) => rows == 1,
        Err(error) => {
            assert!(error.to_string().contains("delegation_evidence_is_admitted"), "{error}");
            false
        }
    }
}

/// The rows of one kind, as `region kind/power group item way: outcome`.
async fn rows(visit: &Visit, rules: &DelegationRules, about: &str) -> usize {
    let (mut rows, cabinet) = (0, cabinet());
    for power in rules.powers() {
        visit.entitle(&TitleSaid { power: Some(power), ..title() }).await.unwrap();
        for group in rules.groups(power) {
            for item in &group.any_of {
                for way in EvidenceWay::ALL.iter().copied() {
                    let about = format!(
                        "{about} {}/{} {} {} {}",
                        rules.kind.key(),
                        power.key(),
                        group.key,
                        item.key,
                        way.key()
                    );
                    let wanted = match (item.admits(way), way) {
                        (false, _) => "refused",
                        (true, EvidenceWay::Scanned) => "taken with its scan",
                        (true, EvidenceWay::Seen | EvidenceWay::PaperKept) => "taken",
                    };
                    assert_eq!(outcome(visit, &cabinet, item, way).await, wanted, "{about}");
                    assert_eq!(is_let_in(visit, group, item, way).await, item.admits(way), "{about}");
                    rows += 1;
                }
            }
        }
    }
    rows
}

async fn table(book: &'static PolicyBook) -> usize {
    let (mut day, mut all) = (CounterDay::under(book, 0).await, 0);
    for rules in book.on(today()).unwrap().delegations(today()) {
        let born = if rules.holder == HolderAge::Minor { years(17) } else { years(50) };
        let visit = Visit::of_another(day, born).await;
        visit.as_kind(rules.kind).await;
        all += rows(&visit, rules, book.name()).await;
        day = visit.day;
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn each_item_of_marche_is_taken_or_refused_as_the_policy_says_in_each_way() {
    // 5 + 6 + 7 + 2 × 7 - 1 + 6 + 8 + 4 items, each in three ways
    assert_eq!(Box::pin(table(book(MARCHE))).await, 3 * 49);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_item_of_sardegna_is_taken_or_refused_as_the_policy_says_in_each_way() {
    // 3 + 3 + 3 + 6 + 4 items, each in three ways
    assert_eq!(Box::pin(table(book(SARDEGNA))).await, 3 * 19);
}
