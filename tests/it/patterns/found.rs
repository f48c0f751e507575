// SPDX-License-Identifier: AGPL-3.0-or-later
//! What each pattern finds, and what just below its threshold it does not.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn one_address_for_more_than_three_holders_is_found_whatever_its_capitals() {
    let office = Office::open().await;
    office.visits(Visits { count: 3, email: "'Famiglia@posta.example'", ..Visits::default() }).await;
    office.visits(Visits { count: 10, ..Visits::default() }).await;
    assert_eq!(office.found(Pattern::SharedAddresses).await, []);
    // the fourth in another month and by another operator: within a year it counts, long before it does not
    let other = Visits { username: "bruno", email: "'famiglia@POSTA.example'", ..Visits::default() };
    office.visits(Visits { at: "2025-10-03T09:00:00Z", ..other }).await;
    assert_eq!(office.found(Pattern::SharedAddresses).await, []);
    let other = Visits { username: "bruno", email: "'famiglia@POSTA.example'", ..Visits::default() };
    office.visits(Visits { at: "2026-06-03T09:00:00Z", ..other }).await;
    let found = office.found(Pattern::SharedAddresses).await;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].measure, found[0].cases.len(), found[0].operators.len()), (4, 4, 2));
    // the same holder by another form of the code is one holder
    office.sql("UPDATE holders SET base_code = 'one'").await;
    assert_eq!(office.found(Pattern::SharedAddresses).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_delegate_for_more_than_five_holders_is_found_but_no_guardian() {
    let office = Office::open().await;
    office.visits(Visits { count: 7, ..Visits::default() }).await;
    let delegated = "INSERT INTO delegations (id, case_id, holder_id, delegate_id, kind, policy_version, at, by)
          SELECT c.id, c.id, c.holder_id, (SELECT id FROM holders ORDER BY id LIMIT 1), 'guardian', '1', c.opened_at, c.opened_by
          FROM cases c WHERE c.holder_id <> (SELECT id FROM holders ORDER BY id LIMIT 1);
        UPDATE cases SET delegation_id = id WHERE id IN (SELECT id FROM delegations)";
    office.sql(delegated).await;
    assert_eq!(office.found(Pattern::SharedDelegates).await, []);
    office.sql("UPDATE delegations SET kind = 'fiduciary'").await;
    let found = office.found(Pattern::SharedDelegates).await;
    assert_eq!((found.len(), found[0].measure), (1, 6));
    office.sql("UPDATE delegations SET kind = 'guardian' WHERE id = (SELECT max(id::text)::uuid FROM delegations)").await;
    assert_eq!(office.found(Pattern::SharedDelegates).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_far_above_the_median_is_found() {
    let office = Office::open().await;
    office.visits(Visits { username: "bruno", count: 7, ..Visits::default() }).await;
    office.visits(Visits { username: "carlo", count: 3, ..Visits::default() }).await;
    office.visits(Visits { count: 21, ..Visits::default() }).await;
    assert_eq!(office.found(Pattern::FarAbove).await, [], "three times the median of seven is not above it");
    office.visits(Visits { count: 1, ..Visits::default() }).await;
    let found = office.found(Pattern::FarAbove).await;
    assert_eq!((found.len(), found[0].measure), (1, 22));
    assert_eq!(found[0].operators, [found[0].subject]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operators_own_surname_is_found_however_it_is_written() {
    let office = Office::open().await;
    office.sql("UPDATE operators SET surname = 'D''Alò' WHERE username = 'anna'").await;
    for surname in ["'D’ALO'''", "'d alo'", "'Dalò'"] {
        office.visits(Visits { surname, ..Visits::default() }).await;
    }
    office.visits(Visits { surname: "'Dallo'", ..Visits::default() }).await;
    office.visits(Visits { username: "bruno", surname: "'D''Alò'", ..Visits::default() }).await;
    assert_eq!(office.found(Pattern::SameSurnames).await.len(), 3);
    let delegate = "INSERT INTO case_delegates (identification_id, case_id, surname, name, sex, birth_date, birth_place, seen_on)
          SELECT id, id, 'Dalo', 'Ugo', 'M', '1950-01-01', 'A271', '2026-11-03' FROM case_holder_data WHERE surname = 'Dallo';
        UPDATE cases SET identification_id = id WHERE id IN (SELECT case_id FROM case_delegates)";
    office.sql(delegate).await;
    assert_eq!(office.found(Pattern::SameSurnames).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_handed_over_more_than_an_hour_after_its_printing_is_found() {
    let office = Office::open().await;
    office.visits(Visits { count: 5, waited: "interval '60 minutes'", ..Visits::default() }).await;
    assert_eq!(office.found(Pattern::LateHandovers).await, []);
    office.visits(Visits { waited: "interval '61 minutes'", ..Visits::default() }).await;
    // handed over in December
    let late = Visits { at: "2026-11-30T22:30:00Z", waited: "interval '2 hours'", ..Visits::default() };
    office.visits(late).await;
    let found = office.found(Pattern::LateHandovers).await;
    assert_eq!((found.len(), found[0].measure), (1, 61));
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_abandoned_again_and_checks_skipped_are_found() {
    let office = Office::open().await;
    office.visits(Visits { count: 5, ..Visits::default() }).await;
    let skipped = "INSERT INTO case_ownerships (case_id, email, how, reason, at, by)
        SELECT id, 'x', 'skipped', 'x', opened_at, opened_by FROM cases ORDER BY opened_at LIMIT ";
    office.sql(&format!("{skipped} 4")).await;
    assert_eq!(office.found(Pattern::SkippedChecks).await, []);
    office.sql(&format!("DELETE FROM case_ownerships; {skipped} 5")).await;
    let found = office.found(Pattern::SkippedChecks).await;
    assert_eq!((found.len(), found[0].measure, found[0].cases.len()), (1, 5, 5));
    office.sql("UPDATE case_ownerships SET carried_from = case_id WHERE case_id = (SELECT max(id::text)::uuid FROM cases)").await;
    assert_eq!(office.found(Pattern::SkippedChecks).await, [], "what a sibling's case took over is no skip");

    office.sql("UPDATE cases SET closure = 'abandoned', closure_reason = 'x'").await;
    assert_eq!(office.found(Pattern::AbandonedAgain).await, [], "each of another holder");
    office.sql("UPDATE cases SET holder_id = (SELECT min(id::text)::uuid FROM holders) WHERE protocol IN (SELECT protocol FROM cases ORDER BY protocol LIMIT 2)").await;
    let found = office.found(Pattern::AbandonedAgain).await;
    assert!(found.len() == 1 && (2..=3).contains(&found[0].measure), "{found:?}");
}
