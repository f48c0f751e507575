// SPDX-License-Identifier: AGPL-3.0-or-later
//! Two at once.

use super::{administrator, kept, permission, with};
use crate::support::house;
use diesel_async::RunQueryDsl;
use sportello::counters::{self, Column, Hand, KeepError};
use sportello::operators::Role;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn two_who_saw_the_same_counter_do_not_both_change_it() {
    let house = house().await;
    let (ada, first) = administrator(&house, "ada").await;
    let (ivo, second) = administrator(&house, "ivo").await;
    let (ada_may, ivo_may) = (permission(&house, &first).await, permission(&house, &second).await);
    let seen = kept(&house, "AN01").await;
    let codes = (house.next_code(&ada), ivo.secret.code_at(house.now()));
    let hand = |administrator, code| Hand { tools: house.tools(), administrator, code, now: house.now() };
    let (ada_wants, ivo_wants) =
        (with(&seen.facts, &[(Column::Name, "Di Ada")]), with(&seen.facts, &[(Column::Monday, "8-12")]));
    let (ada_hand, ivo_hand) = (hand(&ada_may, &codes.0), hand(&ivo_may, &codes.1));
    let (one, other) = tokio::join!(
        counters::change(&ada_hand, seen.version, &ada_wants),
        counters::change(&ivo_hand, seen.version, &ivo_wants)
    );
    let lost = match (one, other) {
        (Ok(()), Err(lost)) | (Err(lost), Ok(())) => lost,
        both => panic!("one and only one: {both:?}"),
    };
    assert!(matches!(lost, KeepError::Changed), "{lost:?}");
    assert_eq!(kept(&house, "AN01").await.version, 2);
    assert_eq!(
        (house.audited("counter.change", "done").await, house.audited("counter.change", "refused").await),
        (1, 1)
    );
}

/// A duty stands for everything that begins at a counter: cases have the same trigger.
#[tokio::test(flavor = "multi_thread")]
async fn what_begins_while_a_counter_closes_is_seen_or_refused() {
    const BEGIN: &str = "INSERT INTO duties (operator_id, counter_id, duty, since) \
        SELECT o.id, c.id, 'supervisor', now() FROM operators o, counters c WHERE c.code = 'PU02' AND o.username = 'anna'";
    const CLOSE: &str = "UPDATE counters SET closed_at = now(), version = version + 1 WHERE code = 'PU02'";
    const LOCK: &str = "SELECT 1 FROM counters WHERE code = 'PU02' FOR UPDATE";
    for duty_first in [true, false] {
        let house = house().await;
        house.hire("anna", Role::Operator, &["AN01"]).await;
        let (mut one, mut other) = (house.database.owner().await, house.database.owner().await);
        let (first, second) = if duty_first { (BEGIN, CLOSE) } else { (CLOSE, BEGIN) };
        run(&mut one, "BEGIN").await.unwrap();
        if !duty_first {
            run(&mut one, LOCK).await.unwrap();
        }
        run(&mut one, first).await.unwrap();
        let waiting = tokio::spawn(async move {
            run(&mut other, "BEGIN").await?;
            if duty_first {
                run(&mut other, LOCK).await?;
            }
            run(&mut other, second).await?;
            run(&mut other, "COMMIT").await
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!waiting.is_finished(), "the second waits for the first");
        run(&mut one, "COMMIT").await.unwrap();
        let said = waiting.await.unwrap().unwrap_err();
        let why = if duty_first { "work is left" } else { "the counter is closed" };
        assert!(said.contains(why), "{said}");
    }
}

async fn run(conn: &mut diesel_async::AsyncPgConnection, sql: &str) -> Result<(), String> {
    diesel::sql_query(sql).execute(conn).await.map(drop).map_err(|error| error.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_not_opened_at_a_counter_that_closed_in_the_meantime() {
    let desk = crate::support::desk::desk().await;
    let mut anna = desk.at_work().await;
    let code = desk.card("ready").codice_fiscale.as_str().to_owned();
    anna.open("/").await.press("Cerca", &[("sought", &code)]).await;
    let mut owner = desk.house.database.owner().await;
    run(&mut owner, "UPDATE duties SET until = now()").await.unwrap();
    run(&mut owner, "UPDATE counters SET closed_at = now(), version = version + 1 WHERE code = 'AN01'")
        .await
        .unwrap();
    anna.open("/").await;
    let cases = diesel::sql_query("SELECT 1 FROM cases").execute(&mut owner).await.unwrap();
    assert!(anna.path() != "/" && cases == 0, "the session has no counter any more: {}", anna.path());
}
