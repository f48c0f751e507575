// SPDX-License-Identifier: AGPL-3.0-or-later
//! Patterns worth a look: what each finds, at whose counter, and who has looked.

mod files;
mod found;
mod hours;
mod looks;
mod pages;
mod plans;

use crate::releases::{CounterDay, Worker};
use chrono::NaiveDate;
use diesel_async::SimpleAsyncConnection;
use sportello::db::Pool;
use sportello::operators::Role;
use sportello::patterns::{self, Finding, NotLooked, Pattern};
use sportello::policy::SupervisionRules;
use sportello::reports::{Desk, Period};
use uuid::Uuid;

/// A counter with people, and the connections that reports are read by.
struct Office {
    day: CounterDay,
    reports: Pool,
    sara: Worker,
    piera: Worker,
}

/// Visits written past the rules: a holder, a case with data and address, a release handed over and its sheet.
struct Visits {
    username: &'static str,
    count: u32,
    /// The first; each other one is a minute later.
    at: &'static str,
    /// SQL, over `n`.
    email: &'static str,
    /// SQL.
    surname: &'static str,
    /// SQL: from printing to hand-over.
    waited: &'static str,
}

impl Default for Visits {
    fn default() -> Self {
        Self {
            username: "anna",
            count: 1,
            at: "2026-11-03T09:00:00Z",
            email: "id::text || '@posta.example'",
            surname: "'Bianchi'",
            waited: "interval '1 minute'",
        }
    }
}

impl Office {
    async fn open() -> Self {
        let day = CounterDay::with_cards(0).await;
        let reports = day.database.pool_of("sportello_reports");
        for name in ["anna", "bruno", "carlo"] {
            day.worker(name, Role::Operator, "AN01").await;
        }
        let sara = day.worker("sara", Role::Supervisor, "AN01").await;
        let piera = day.worker("piera", Role::Supervisor, "PU02").await;
        Self { day, reports, sara, piera }
    }

    fn desk(&self) -> Desk<'_> {
        self.day.counting(&self.reports)
    }

    async fn sql(&self, sql: &str) {
        let sql = format!("SET session_replication_role = replica; {sql}");
        self.day.database.owner().await.batch_execute(&sql).await.unwrap();
    }

    async fn visits(&self, visits: Visits) {
        let Visits { username, count, at, email, surname, waited } = visits;
        self.sql(&format!(
            "CREATE TEMP TABLE visits AS SELECT n, gen_random_uuid() AS id, timestamptz '{at}' + (n - 1) * interval '1 minute' AS at,
               o.id AS operator, c.id AS counter FROM generate_series(1, {count}) n, operators o, counters c
               WHERE o.username = '{username}' AND c.code = 'AN01';
             INSERT INTO holders (id, codice_fiscale, base_code, first_seen_at) SELECT id, id::text, id::text, at FROM visits;
             INSERT INTO cases (id, protocol, counter_id, service, holder_id, policy_version, opened_at, opened_by, changed_at,
                 changed_by, holder_data_id, contact_id, closed_at, closed_by, closure)
               SELECT id, 'P' || id, counter, 'activation', id, '1', at, operator, at, operator, id, id, at, operator, 'done'
               FROM visits;
             INSERT INTO case_holder_data (id, case_id, case_version, surname, name, sex, birth_date, birth_place, at, by)
               SELECT id, id, 1, {surname}, 'Maria', 'F', '1980-01-01', 'A271', at, operator FROM visits;
             INSERT INTO case_contacts (id, case_id, case_version, email, language, at, by)
               SELECT id, id, 2, {email}, 'it', at, operator FROM visits;
             INSERT INTO releases (id, number, case_id, card_number, form_id, fingerprint, reauthentication_id, audit_row_id,
                 recipient, language, requested_at, requested_by, withdraw_after, sealed_at, handed_over_at)
               SELECT id, id::text, id, translate(left(replace(id::text, '-', ''), 20), 'abcdef', '012345'), id, sha256('x'), id, id,
               'x', 'it', at, operator, at, at, at + {waited} FROM visits;
             INSERT INTO sheets (serial, release_id, ordinal, made_at, reauthentication_id, served_at, served_by, served_from,
                 handed_over_at, handed_over_by, handed_over_to)
               SELECT upper(left(replace(id::text, '-', ''), 12)), id, 1, at, id, at, operator, 'x', at + {waited}, operator, 'holder'
               FROM visits;
             DROP TABLE visits"
        ))
        .await;
    }

    async fn found_by(&self, by: &Worker, pattern: Pattern, period: Period) -> Vec<Finding> {
        let rules = SupervisionRules::default();
        let found = patterns::findings(&self.desk(), &by.supervisor(), &rules, (pattern, period), 1).await;
        found.unwrap().1
    }

    /// What Sara finds in November; Piera, of another counter, never finds anything.
    async fn found(&self, pattern: Pattern) -> Vec<Finding> {
        assert_eq!(self.found_by(&self.piera, pattern, november()).await, []);
        self.found_by(&self.sara, pattern, november()).await
    }

    async fn look(&self, by: &Worker, pattern: Pattern, subject: Uuid, note: &str) -> Result<(), NotLooked> {
        let rules = SupervisionRules::default();
        patterns::look_at(&self.desk(), &by.supervisor(), &rules, (pattern, november()), (subject, note))
            .await
    }
}

fn november() -> Period {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    Period::new(day("2026-11-01"), day("2026-11-30")).unwrap()
}
