// SPDX-License-Identifier: AGPL-3.0-or-later
//! The month by mail: to whom it goes, once, with the figures of the pages and nobody's name.

mod database;
mod figures;
mod readers;

use crate::releases::{CounterDay, Worker};
use crate::support::mail::{PostRoom, Sink, Taken};
use chrono::{DateTime, Utc};
use diesel_async::SimpleAsyncConnection;
use sportello::db::Pool;
use sportello::reports::{Desk, Filter, Period, Report};
use sportello::work::{self, WorkConfig};
use zeroize::Zeroizing;

/// Nobody's name, codice fiscale or address may be in a mail: these are planted in everything that is counted.
const PLANTED: [&str; 5] =
    ["Garibaldi", "Anita", "GRBNTA80A41A271X", "anita@posta.example", "@comune.prova.example"];

/// Counters with people, a post room and a mail server.
struct Office {
    day: CounterDay,
    reports: Pool,
    room: PostRoom,
    sink: Sink,
}

impl Office {
    async fn open() -> Self {
        let day = CounterDay::with_cards(0).await;
        let reports = day.database.pool_of("sportello_reports");
        let room = PostRoom::new(&day.database);
        Self { day, reports, room, sink: Sink::start() }
    }

    fn desk(&self) -> Desk<'_> {
        self.day.counting(&self.reports)
    }

    fn config(&self) -> WorkConfig {
        WorkConfig {
            reports_url: Some(Zeroizing::new(self.day.database.url_of("sportello_reports"))),
            public_url: Some("https://sportello.example".to_owned()),
            ..self.room.config(&self.sink.url())
        }
    }

    /// Lets a worker do what is due at a moment, and answers all mails that were ever sent.
    async fn work_at(&self, moment: &str) -> Vec<Taken> {
        let worker = self.config().open().await.unwrap();
        let now: DateTime<Utc> = moment.parse().unwrap();
        work::run_jobs(&worker, now).await.unwrap();
        work::drain(&worker, now).await.unwrap();
        self.sink.taken()
    }

    async fn sql(&self, sql: &str) {
        let sql = format!("SET session_replication_role = replica; {sql}");
        self.day.database.owner().await.batch_execute(&sql).await.unwrap();
    }

    /// Why a statement is refused; empty where it is not.
    async fn refusal(&self, sql: &str) -> String {
        let done = self.day.database.owner().await.batch_execute(sql).await;
        done.err().map(|error| error.to_string()).unwrap_or_default()
    }

    async fn long_ago(&self) {
        self.sql("UPDATE duties SET since = '2020-01-01'; UPDATE counters SET opened_at = '2020-01-01'")
            .await;
    }

    /// Visits with a refusal, a sheet made void, no e-mail, and a mail that was given up, at these moments.
    async fn visits(&self, counter: &str, at: &[&str]) {
        let at = at.iter().map(|at| format!("'{at}'")).collect::<Vec<_>>().join(", ");
        self.sql(&format!(
            "CREATE TEMP TABLE visits AS SELECT gen_random_uuid() AS id, at, o.id AS operator, c.id AS counter
               FROM unnest(ARRAY[{at}]::timestamptz[]) AS at, operators o, counters c WHERE o.username = 'anna' AND c.code = '{counter}';
             INSERT INTO holders (id, codice_fiscale, base_code, first_seen_at)
               SELECT id, 'GRBNTA80A41A271X' || id, id::text, at FROM visits;
             INSERT INTO cases (id, protocol, counter_id, service, holder_id, policy_version, opened_at, opened_by, changed_at,
                 changed_by, holder_data_id, contact_id, closed_at, closed_by, closure)
               SELECT id, 'P' || id, counter, 'activation', id, '1', at, operator, at, operator, id, id, at, operator, 'done'
               FROM visits;
             INSERT INTO case_holder_data (id, case_id, case_version, surname, name, sex, birth_date, birth_place, at, by)
               SELECT id, id, 1, 'Garibaldi', 'Anita', 'F', '1980-01-01', 'A271', at, operator FROM visits;
             INSERT INTO case_contacts (id, case_id, case_version, email, language, at, by)
               SELECT id, id, 2, 'anita@posta.example', 'it', at, operator FROM visits;
             INSERT INTO case_refusals (id, case_id, rule, at, by) SELECT id, id, 'minor', at, operator FROM visits;
             INSERT INTO case_no_email (id, case_id, outcome, at, by) SELECT id, id, 'closed', at, operator FROM visits;
             INSERT INTO releases (id, number, case_id, card_number, form_id, fingerprint, reauthentication_id, audit_row_id,
                 recipient, language, requested_at, requested_by, withdraw_after, sealed_at, handed_over_at)
               SELECT id, id::text, id, translate(left(replace(id::text, '-', ''), 20), 'abcdef', '012345'), id, sha256('x'), id, id,
               'anita@posta.example', 'it', at, operator, at, at, at FROM visits;
             INSERT INTO sheets (serial, release_id, ordinal, made_at, reauthentication_id, served_at, served_by, served_from,
                 voided_at, voided_by, void_reason, paper_destroyed)
               SELECT upper(left(replace(id::text, '-', ''), 12)), id, 1, at, id, at, operator, 'x', at, operator, 'Anita', true FROM visits;
             INSERT INTO outbox (id, kind, lane, case_id, release_id, recipient, posted_at, state, next_attempt_at, give_up_at,
                 settled_at, reason)
               SELECT id, 'second_half', 1, id, id, 'anita@posta.example', at, 'given_up', at, at, at, 'expired' FROM visits;
             DROP TABLE visits"
        ))
        .await;
    }

    /// Total of a report on its page.
    async fn total(&self, by: &Worker, report: Report, filter: &Filter) -> i64 {
        let figures = sportello::reports::run(&self.desk(), &by.supervisor(), report, filter).await;
        figures.unwrap().total()
    }
}

fn period(first: &str, last: &str) -> Period {
    Period::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
}

/// The number behind a label in a mail, at a counter or in the whole text.
fn count(text: &str, label: &str) -> i64 {
    let found = text.lines().find_map(|line| line.trim().strip_prefix(label)?.strip_prefix(": "));
    found.unwrap_or_else(|| panic!("{label}: {text}")).trim().parse().unwrap()
}
