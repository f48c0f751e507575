// SPDX-License-Identifier: AGPL-3.0-or-later
//! Checks by sample: the draw after the month's end, who may check what, and what the database keeps.

mod database;
mod draws;
mod files;
mod pages;
mod refused;
mod results;

use crate::releases::{CounterDay, Worker};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Rome;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use sportello::ids::{CaseId, SampleId};
use sportello::policy::rome_date;
use sportello::samples::{self, Desk, NotRecorded, Outcome, Overview, Said, Which};

/// Anna's account has ended, and she works with another one.
const SAME_PERSON: &str = "SET session_replication_role = replica; UPDATE operators SET ended_at = now() WHERE username = 'anna'; \
    UPDATE operators SET base_code = 'WORKER:anna' WHERE username = 'twin'";

/// The first day of the month of a day.
fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap()
}

/// The first moment of a day in Italy.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    Rome.from_local_datetime(&day.and_hms_opt(0, 0, 0).unwrap()).unwrap().to_utc()
}

/// A counter whose month is over.
struct Office {
    day: CounterDay,
}

impl Office {
    async fn open() -> Self {
        Self { day: CounterDay::with_cards(40).await }
    }

    fn month(&self) -> NaiveDate {
        month_of(rome_date(self.day.now()))
    }

    /// Two hours into the month that follows.
    fn after(&self) -> DateTime<Utc> {
        midnight(self.month() + Months::new(1)) + TimeDelta::hours(2)
    }

    /// What the worker's job does.
    async fn draw(&self) -> usize {
        self.draw_at(self.after()).await
    }

    async fn draw_at(&self, now: DateTime<Utc>) -> usize {
        let pool = self.day.database.pool_of("sportello_worker");
        samples::draw_due(&pool, &self.day.database.worker_key, self.day.book, now).await.unwrap()
    }

    /// A release handed over by somebody.
    async fn handed_over(&self, worker: &Worker) -> CaseId {
        let case = self.day.served_case(worker).await;
        let ending = self.day.ending(case).await;
        self.day.hand_over(worker, case, &ending).await.unwrap();
        case
    }

    fn desk(&self) -> Desk<'_> {
        Desk { pool: &self.day.pool, audit_key: &self.day.audit_key, now: self.after() }
    }

    async fn overview(&self, by: &Worker) -> Overview {
        samples::overview(&self.desk(), &by.supervisor(), Which::default()).await.unwrap()
    }

    /// The only thing drawn.
    async fn only(&self) -> SampleId {
        #[derive(diesel::QueryableByName)]
        struct Found {
            #[diesel(sql_type = diesel::sql_types::Uuid)]
            id: SampleId,
        }
        let mut owner = self.day.database.owner().await;
        diesel::sql_query("SELECT id FROM samples").get_result::<Found>(&mut owner).await.unwrap().id
    }

    async fn record(
        &self,
        by: &Worker,
        id: SampleId,
        (outcome, seen): (Outcome, usize),
        note: &str,
    ) -> Result<(), NotRecorded> {
        samples::record(&self.desk(), &by.supervisor(), id, &Said { outcome, note, seen }).await
    }

    async fn sql(&self, sql: &str) -> Result<(), diesel::result::Error> {
        self.day.database.owner().await.batch_execute(sql).await
    }

    /// Why a statement is refused; empty where it is not.
    async fn refusal(&self, sql: &str) -> String {
        self.sql(sql).await.err().map(|error| error.to_string()).unwrap_or_default()
    }

    /// Releases of a month, past the rules: only their number, their maker and their time count.
    async fn many(&self, username: &str, count: u32, from: DateTime<Utc>) {
        let sql = format!(
            "SET session_replication_role = replica;
             CREATE TEMP TABLE visits AS SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS release,
               timestamptz '{from}' + n * interval '1 minute' AS at, o.id AS operator, c.id AS counter
               FROM generate_series(1, {count}) n, operators o, counters c WHERE o.username = '{username}' AND c.code = 'AN01';
             INSERT INTO cases (id, protocol, counter_id, service, holder_id, policy_version, opened_at, opened_by, changed_at,
                 changed_by, closed_at, closed_by, closure)
               SELECT id, 'P' || left(id::text, 13), counter, 'activation', id, '1', at, operator, at, operator, at, operator, 'done'
               FROM visits;
             INSERT INTO releases (id, number, case_id, card_number, form_id, fingerprint, reauthentication_id, audit_row_id,
                 recipient, language, requested_at, requested_by, withdraw_after, sealed_at, handed_over_at)
               SELECT release, release::text, id, translate(left(id::text, 20), '-abcdef', '0123456'), id, sha256('x'), release,
               release, 'x', 'it', at, operator, at, at, at FROM visits;
             DROP TABLE visits"
        );
        self.sql(&sql).await.unwrap();
    }
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day - Days::new(1)
}
