// SPDX-License-Identifier: AGPL-3.0-or-later
//! A look is a fact of a supervisor of the counter, up to what there was to see.

use super::*;
use sportello::samples::NoteError;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_looked_at_steps_back_until_something_new_comes() {
    let office = Office::open().await;
    let pattern = Pattern::SharedAddresses;
    office.visits(Visits { count: 4, email: "'a@posta.example'", ..Visits::default() }).await;
    let later =
        Visits { count: 4, email: "'b@posta.example'", at: "2026-11-05T09:00:00Z", ..Visits::default() };
    office.visits(later).await;
    let found = office.found(pattern).await;
    assert_eq!(found.len(), 2);
    let newest = found[0].subject;
    office.look(&office.sara, pattern, newest, "è l'ufficio d'appoggio").await.unwrap();
    let found = office.found(pattern).await;
    assert_eq!((found[0].looked_at.is_some(), found[1].looked_at.is_some()), (false, true));
    assert_eq!((found[1].subject, found[1].note.as_deref()), (newest, Some("è l'ufficio d'appoggio")));
    assert_eq!(found[1].looked_by.as_deref(), Some("Rossi SARA"));
    let rules = SupervisionRules::default();
    let counts =
        patterns::overview(&office.desk(), &office.sara.supervisor(), &rules, november()).await.unwrap();
    let count = counts.iter().find(|count| count.pattern == pattern).unwrap();
    assert_eq!((count.to_look, count.looked), (1, 1));
    office
        .visits(Visits { email: "'b@posta.example'", at: "2026-11-06T09:00:00Z", ..Visits::default() })
        .await;
    let found = office.found(pattern).await;
    assert!(found.iter().all(|finding| finding.looked_at.is_none()), "{found:?}");
    assert_eq!(office.day.audited("pattern.look", "done").await, 1);
    assert_eq!(office.day.audited("pattern.list", "done").await, 1);
    assert!(office.day.audited("pattern.run", "done").await > 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_counters_finding_and_an_odd_note_are_refused() {
    let office = Office::open().await;
    let pattern = Pattern::LateHandovers;
    office.visits(Visits { waited: "interval '2 hours'", ..Visits::default() }).await;
    let subject = office.found(pattern).await[0].subject;
    let other = office.look(&office.piera, pattern, subject, "visto").await;
    assert!(matches!(other, Err(NotLooked::Unknown)), "{other:?}");
    let wrong = office.look(&office.sara, Pattern::SkippedChecks, subject, "visto").await;
    assert!(matches!(wrong, Err(NotLooked::Unknown)), "{wrong:?}");
    let silent = office.look(&office.sara, pattern, subject, " ").await;
    assert!(matches!(silent, Err(NotLooked::NoNote)), "{silent:?}");
    let named = office.look(&office.sara, pattern, subject, "071 2345678").await;
    assert!(matches!(named, Err(NotLooked::Note(NoteError::NamesSomebody))), "{named:?}");
    assert_eq!(office.day.refused("pattern.look", "unknown_finding").await, 2);
    assert_eq!(office.day.count("pattern_looks").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_keeps_looks_and_lets_only_the_counters_supervisor_look() {
    let office = Office::open().await;
    office.visits(Visits { waited: "interval '2 hours'", ..Visits::default() }).await;
    let subject = office.found(Pattern::LateHandovers).await[0].subject;
    office.look(&office.sara, Pattern::LateHandovers, subject, "visto").await.unwrap();
    let mut owner = office.day.database.owner().await;
    let look = |by: &str, note: &str| {
        format!(
            "INSERT INTO pattern_looks SELECT gen_random_uuid(), counter_id, pattern, subject, up_to, '{note}', at, o.id, \
             (SELECT id FROM audit_rows WHERE id NOT IN (SELECT audit_row_id FROM pattern_looks) LIMIT 1) \
             FROM pattern_looks, operators o WHERE o.username = '{by}'"
        )
    };
    for (deed, rule) in [
        ("UPDATE pattern_looks SET note = 'x'".to_owned(), "who looked at what stays"),
        ("DELETE FROM pattern_looks".to_owned(), "who looked at what stays"),
        (look("anna", "x"), "by_a_supervisor_of_the_counter"),
        (look("piera", "x"), "by_a_supervisor_of_the_counter"),
        (look("sara", "x@y"), "name_nobody"),
    ] {
        let said = owner.batch_execute(&deed).await.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(said.contains(rule), "{deed}: {said}");
    }
}
