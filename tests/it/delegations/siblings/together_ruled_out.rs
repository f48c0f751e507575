// SPDX-License-Identifier: AGPL-3.0-or-later
//! One code for a list, as the database holds on to it.

use super::Family;
use chrono::Duration;
use sha2::{Digest, Sha256};
use sportello::ids::{CaseId, ReauthenticationId};
use sportello::operators::Role;
use sportello::releases::Listed;

/// The sum over a list, made here anew.
fn sum(list: &[Listed]) -> String {
    let mut lines: Vec<String> = list.iter().map(|it| format!("{} {}", it.case, it.fingerprint)).collect();
    lines.sort();
    hex::encode(Sha256::digest(lines.join("\n")))
}

impl Family {
    /// The rows of a list, as they stand when the process dies before its releases.
    pub async fn list_alone(&self, first: CaseId, list: &[Listed], code: &str) -> ReauthenticationId {
        let id = self.code_given(first, list, code).await;
        self.writes(&self.list_rows(id, first, list).await).await.unwrap();
        id
    }

    /// A code that was given for a list.
    async fn code_given(&self, first: CaseId, list: &[Listed], code: &str) -> ReauthenticationId {
        let mut conn = self.conn().await;
        let fingerprint = hex::decode(sum(list)).unwrap();
        let act = sportello::operators::Act {
            name: "release.request_joint",
            case: Some(first),
            fingerprint: Some(&fingerprint),
        };
        let session = &self.anna.session;
        let now = self.day.now();
        sportello::operators::reauthenticate(&mut conn, self.day.tools(), session, code, act, now)
            .await
            .unwrap()
    }

    /// One statement, so that it is one transaction.
    async fn list_rows(&self, id: ReauthenticationId, first: CaseId, list: &[Listed]) -> String {
        let delegate = self.case(first).await.delegation.unwrap().delegate.unwrap().id;
        let (by, now) = (self.anna.operator().id(), self.day.now());
        let rows: Vec<String> = (1..)
            .zip(list)
            .map(|(ordinal, it): (i32, _)| {
                format!("('{id}'::uuid, {ordinal}, '{}'::uuid, '\\x{}'::bytea)", it.case, it.fingerprint)
            })
            .collect();
        format!(
            "DO $$ BEGIN INSERT INTO joint_releases VALUES ('{id}', '{first}', '{delegate}', '{now}', '{by}'); \
             INSERT INTO joint_release_cases VALUES {}; END $$",
            rows.join(", ")
        )
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_exactly_the_one_that_the_code_was_given_for_and_of_five_at_most() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(3)).await;
    let list = family.shown(visit[0]).await;
    let code = family.day.code(&family.anna);
    let id = family.code_given(visit[0], &list[..2], &code).await;
    // another set, and another fingerprint
    family.is_ruled_out(&family.list_rows(id, visit[0], &list).await, "for another list").await;
    let changed = [list[0], Listed { fingerprint: list[0].fingerprint, ..list[1] }];
    family.is_ruled_out(&family.list_rows(id, visit[0], &changed).await, "for another list").await;
    family.writes(&family.list_rows(id, visit[0], &list[..2]).await).await.unwrap();
    // nothing is added later, and no sixth ever
    let more = |ordinal: i32| {
        let third = list[2];
        format!(
            "INSERT INTO joint_release_cases VALUES ('{id}', {ordinal}, '{}', '\\x{}')",
            third.case, third.fingerprint
        )
    };
    family.is_ruled_out(&more(3), "for another list").await;
    family.is_ruled_out(&more(6), "joint_releases_of_five_at_most").await;
    family.is_ruled_out("UPDATE joint_release_cases SET ordinal = 4", "permission denied").await;
    family.is_ruled_out("DELETE FROM joint_releases", "permission denied").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_two_visits_is_ruled_out() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(2)).await;
    let alone = family.day.signed_case(&family.anna).await;
    let mut list = family.shown(visit[0]).await;
    list.push(Listed { case: alone, fingerprint: family.case(alone).await.fingerprint().unwrap() });
    let code = family.day.code(&family.anna);
    let id = family.code_given(visit[0], &list, &code).await;
    family.is_ruled_out(&family.list_rows(id, visit[0], &list).await, "is not of the visit").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_of_a_list_releases_nothing_else_for_nobody_else_and_not_later() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(3)).await;
    let list = family.shown(visit[0]).await;
    let code = family.day.code(&family.anna);
    let id = family.list_alone(visit[0], &list[..2], &code).await;
    let bruno = family.day.worker("bruno", Role::Operator, "AN01").await;
    let (anna, bruno) = (family.anna.operator().id(), bruno.operator().id());
    let now = family.day.now();
    let release = |case: CaseId, joint: &str, by, at: chrono::DateTime<chrono::Utc>| {
        format!(
            "INSERT INTO releases (id, number, case_id, card_number, form_id, fingerprint, reauthentication_id, joint_id, \
               audit_row_id, recipient, language, requested_at, requested_by, withdraw_after) \
             SELECT gen_random_uuid(), c.protocol || '-R9', c.id, k.card_number, f.id, f.fingerprint, '{id}', {joint}, \
               (SELECT a.id FROM audit_rows a LIMIT 1), 'x@example.org', 'it', '{at}', '{by}', '{at}'::timestamptz + interval '1 day' \
             FROM cases c JOIN case_forms f ON f.id = c.signed_form_id JOIN case_card_checks k ON k.id = c.card_check_id \
             WHERE c.id = '{case}'"
        )
    };
    let listed = format!("'{id}'");
    family.is_ruled_out(&release(visit[2], &listed, anna, now), "releases_of_the_list").await;
    family.is_ruled_out(&release(visit[0], "NULL", anna, now), "is that of a list").await;
    let stale = "another operator's, for another delegate, or stale";
    family.is_ruled_out(&release(visit[0], &listed, bruno, now), stale).await;
    family.is_ruled_out(&release(visit[0], &listed, anna, now + Duration::minutes(6)), stale).await;
    let two = format!("{}; {}", release(visit[0], &listed, anna, now), release(visit[0], &listed, anna, now));
    let two = format!("DO $$ BEGIN {}; END $$", two.replace("-R9'", "-R' || gen_random_uuid()"));
    family.is_ruled_out(&two, "duplicate key").await;
}
