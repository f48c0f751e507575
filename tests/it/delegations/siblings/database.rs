// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the database itself holds on to, whoever writes.

use super::Family;
use chrono::Duration;
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use sportello::cases::Opened;
use sportello::operators::Role;

impl Family {
    /// What the web process would write by hand; the database's no where it says one.
    pub async fn writes(&self, sql: &str) -> Result<usize, String> {
        sql_query(sql).execute(&mut *self.conn().await).await.map_err(|error| error.to_string())
    }

    pub async fn is_ruled_out(&self, sql: &str, why: &str) {
        let told = self.writes(sql).await.expect_err(sql);
        assert!(told.contains(why), "{told}\n{sql}");
    }

    /// The operator signed out and in again: the session has begun anew.
    pub async fn signed_out_and_in(&self) {
        let later = self.day.now();
        let id = self.anna.session.id();
        self.writes(&format!("UPDATE sessions SET began_at = '{later}' WHERE id = '{id}'")).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_of_two_operators_two_counters_or_two_days_is_ruled_out() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let bruno = family.day.worker("bruno", Role::Operator, "AN01").await;
    let carla = family.day.worker("carla", Role::Operator, "PU02").await;
    let (card, other) = (family.card("second_child"), family.card("third_child"));
    let here = family.day.case_with_card(&family.anna, sportello::cases::Service::Activation, &card).await;
    let there = family.day.case_with_card(&carla, sportello::cases::Service::Activation, &other).await;
    let mother = family.case(first).await.delegation.unwrap().delegate.unwrap().id;
    let holder = family.case(first).await.holder.id;
    let row = |case, delegate, worker: &crate::releases::Worker, at: chrono::DateTime<chrono::Utc>| {
        let (session, by) = (worker.session.id(), worker.operator().id());
        format!(
            "INSERT INTO sibling_cases VALUES ('{case}', '{first}', '{delegate}', '{session}', 120, '{at}', '{by}')"
        )
    };
    let now = family.day.now();
    let another = "is not of the same visit";
    family.is_ruled_out(&row(here, mother, &bruno, now), another).await;
    family.is_ruled_out(&row(here, holder, &family.anna, now), another).await;
    family.is_ruled_out(&row(here, mother, &family.anna, now + Duration::days(1)), another).await;
    family.is_ruled_out(&row(here, mother, &family.anna, now + Duration::minutes(121)), another).await;
    family.is_ruled_out(&row(there, mother, &family.anna, now), "a visit is of one counter").await;
    family.writes(&row(here, mother, &family.anna, now)).await.unwrap();
    let back = row(first, mother, &family.anna, now).replacen(
        &format!("'{first}', '{first}'"),
        &format!("'{first}', '{here}'"),
        1,
    );
    family.is_ruled_out(&back, "a visit has one first case").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_that_say_something_else_than_what_was_seen_are_not_called_taken_over() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let second = family.sibling(first, "second_child").await;
    family.carry(second).await.unwrap();
    family.writes("DELETE FROM carried_facts").await.expect_err("nobody deletes them");
    let (card, opened) = (family.card("third_child"), family.card("third_child").codice_fiscale);
    let Opened::New(third) = family.open_from(first, &opened).await.unwrap() else { panic!("new") };
    family.hand_in(third, &card).await;
    family.identify_in(third, sportello::policy::DelegationKind::Parent).await;
    let (now, by) = (family.day.now(), family.anna.operator().id());
    let carried = |columns: &str, fact: &str, from: &str, more: &str| {
        format!(
            "INSERT INTO carried_facts (id, case_id, first_id, {columns}, at, by) \
             SELECT gen_random_uuid(), '{third}', '{first}', ({fact}), ({from}){more}, '{now}', '{by}'"
        )
    };
    let of = |case, column: &str| format!("SELECT {column} FROM cases WHERE id = '{case}'");
    // the document that was typed for the third child is another one
    let (seen, from) = (of(third, "identification_id"), of(first, "identification_id"));
    let sql = carried("identification_id, from_identification_id", &seen, &from, "");
    family.is_ruled_out(&sql, "takes over what was not seen like that").await;
    // the card was seen, and is the first child's own
    family.show(third, "card", sportello::policy::EvidenceWay::Seen).await;
    let piece = |case| {
        format!("SELECT e.id FROM delegation_evidence e WHERE e.case_id = '{case}' AND e.item = 'card'")
    };
    let sql =
        carried("evidence_id, from_evidence_id, names_the_holder", &piece(third), &piece(first), ", true");
    family.is_ruled_out(&sql, "takes over what was not seen like that").await;
    // and where nobody saw the child named, the word is missing
    let family_status = |case| piece(case).replace("'card'", "'family_status'");
    family.show(third, "family_status", sportello::policy::EvidenceWay::Seen).await;
    let sql = carried(
        "evidence_id, from_evidence_id, names_the_holder",
        &family_status(third),
        &family_status(first),
        ", false",
    );
    family.is_ruled_out(&sql, "carried_facts_name_the_holder").await;
    family.writes(&sql.replace(", false,", ", true,")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_calls_an_address_proven_that_was_not_proven_in_this_visit() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    let second = family.sibling(first, "second_child").await;
    let (now, by) = (family.day.now(), family.anna.operator().id());
    let claim = |case, from: &str, how: &str, at: &str| {
        format!(
            "INSERT INTO case_ownerships (case_id, email, how, carried_from, at, by) \
             VALUES ('{case}', '{}', '{how}', {from}, '{at}', '{by}')",
            super::ADDRESS
        )
    };
    let from = format!("'{first}'");
    family.is_ruled_out(&claim(second, &from, "proven", &now.to_string()), "nothing was proved").await;
    family.is_ruled_out(&claim(second, "NULL", "proven", &now.to_string()), "proven_by_a_code").await;
    let late = (now + Duration::minutes(121)).to_string();
    let skipped =
        claim(second, &from, "skipped", &late).replace("carried_from, at", "carried_from, reason, at");
    let skipped = skipped
        .replace(&format!("{from}, '{late}'"), &format!("{from}, 'legge la posta solo a casa', '{late}'"));
    family.is_ruled_out(&skipped, "nothing was proved").await;
}
