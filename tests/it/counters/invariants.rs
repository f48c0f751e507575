// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself refuses, to its owner too.

use crate::support::house;
use diesel_async::RunQueryDsl;
use sportello::db;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn the_database_keeps_each_rule_of_a_counter() {
    let house = house().await;
    house.hire("anna", Role::Operator, &["AN01"]).await;
    let mut owner = house.database.owner().await;
    let of = "(SELECT id FROM counters WHERE code = 'AN01')";
    for allowed in [
        format!("INSERT INTO counter_hours VALUES ({of}, 1, 480, 720), ({of}, 1, 720, 780)"),
        format!(
            "INSERT INTO counter_exceptions VALUES ({of}, '2028-02-29', 0, 0), ({of}, '2026-12-24', 480, 600)"
        ),
    ] {
        diesel::sql_query(allowed).execute(&mut owner).await.unwrap();
    }
    for (refused, why) in [
        ("UPDATE counters SET code = 'XX01', version = version + 1".to_owned(), "never changes"),
        ("UPDATE counters SET opened_at = now(), version = version + 1".to_owned(), "never changes"),
        ("UPDATE counters SET name = 'x'".to_owned(), "has its number"),
        ("UPDATE counters SET name = ' ', version = version + 1".to_owned(), "counters_have_a_name"),
        ("UPDATE counters SET services = '{passport}', version = version + 1".to_owned(), "services"),
        ("DELETE FROM counters WHERE code = 'PU02'".to_owned(), "never deleted"),
        (
            "UPDATE counters SET closed_at = now(), version = version + 1 WHERE code = 'AN01'".to_owned(),
            "work is left",
        ),
        (format!("INSERT INTO counter_hours VALUES ({of}, 1, 700, 730)"), "overlap"),
        (format!("INSERT INTO counter_hours VALUES ({of}, 2, 600, 600)"), "check"),
        (format!("INSERT INTO counter_hours VALUES ({of}, 8, 0, 60)"), "check"),
        (format!("INSERT INTO counter_hours VALUES ({of}, 2, 600, 1441)"), "check"),
        (format!("INSERT INTO counter_exceptions VALUES ({of}, '2028-02-29', 480, 600)"), "overlap"),
        (format!("INSERT INTO counter_exceptions VALUES ({of}, '2026-12-24', 590, 660)"), "overlap"),
        ("UPDATE counter_changes SET after = '{}'".to_owned(), "stays as it was told"),
        ("DELETE FROM counter_changes".to_owned(), "stays as it was told"),
        (
            "INSERT INTO counter_changes SELECT counter_id, 9, 'change', o.id, true, now(), after, after \
          FROM counter_changes, operators o WHERE NOT o.administrator"
                .to_owned(),
            "foreign key",
        ),
    ] {
        let said = diesel::sql_query(&refused).execute(&mut owner).await.unwrap_err().to_string();
        assert!(said.contains(why), "{refused}: {said}");
    }
    let closed = "UPDATE counters SET closed_at = now(), version = version + 1 WHERE code = 'PU02'";
    assert_eq!(diesel::sql_query(closed).execute(&mut owner).await.unwrap(), 1);
    let after = [
        "UPDATE counters SET closed_at = NULL, version = version + 1 WHERE code = 'PU02'",
        "UPDATE counters SET name = 'x', version = version + 1 WHERE code = 'PU02'",
        "INSERT INTO duties (operator_id, counter_id, duty, since) SELECT o.id, c.id, 'supervisor', now() \
         FROM operators o, counters c WHERE c.code = 'PU02'",
    ];
    for refused in after {
        let said = diesel::sql_query(refused).execute(&mut owner).await.unwrap_err().to_string();
        assert!(said.contains("closed counter") || said.contains("counter is closed"), "{refused}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_web_process_writes_counters_for_living_administrators_alone() {
    let house = house().await;
    house.hire("anna", Role::Operator, &["AN01"]).await;
    house.hire("ada", Role::Administrator, &[]).await;
    house.hire("alba", Role::Administrator, &[]).await; // one stays, whoever ends
    let pool = house.database.pool_of("sportello_web");
    let mut web = db::connection(&pool).await.unwrap();
    let write = |by: &str| {
        format!(
            "SELECT write_counter(id, 1, counter_facts(id) || '{{\"name\": \"x\"}}', {by}, now()) FROM counters"
        )
    };
    let of = |name: &str| format!("(SELECT id FROM operators WHERE username = '{name}')");
    let mut owner = house.database.owner().await;
    for by in ["NULL".to_owned(), "gen_random_uuid()".to_owned(), of("anna")] {
        let said = diesel::sql_query(write(&by)).execute(&mut web).await.unwrap_err().to_string();
        assert!(said.contains("permission denied"), "{by}: {said}");
        let close = format!("SELECT close_counter(id, 1, {by}, now()) FROM counters");
        let said = diesel::sql_query(close).execute(&mut web).await.unwrap_err().to_string();
        assert!(said.contains("permission denied"), "{by}: {said}");
    }
    diesel::sql_query(write(&of("ada"))).execute(&mut web).await.unwrap();
    let ended = "UPDATE operators SET ended_at = now() WHERE username = 'ada'";
    diesel::sql_query(ended).execute(&mut owner).await.unwrap();
    let said = diesel::sql_query(write(&of("ada"))).execute(&mut web).await.unwrap_err().to_string();
    assert!(said.contains("permission denied"), "{said}");
}
