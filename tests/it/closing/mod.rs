// SPDX-License-Identifier: AGPL-3.0-or-later
//! Closing the day: once, in order, over nothing that has no reason; and the day register that is printed from it.

mod acts;
mod database;
mod day;
mod leaves;
mod pages;
mod paper;
mod races;
mod stop;
mod summer;

use crate::releases::{CounterDay, Worker};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sportello::cases::{self, Acting, OpenRefused, Opened};
use sportello::closing::{self, Desk, Given, NotClosed, OpenEnd, Reason, Standing};
use sportello::db;
use sportello::ids::{CaseId, ClosingId};
use sportello::policy::rome_date;

/// What closings are made with.
fn desk(day: &CounterDay) -> Desk<'_> {
    Desk { tools: day.tools(), now: day.now() }
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One reason for everything.
fn because(reason: Reason, ends: &[OpenEnd]) -> Vec<Given> {
    let given = |end: &OpenEnd| Given { kind: end.kind, subject: end.subject, reason, words: String::new() };
    ends.iter().map(given).collect()
}

impl CounterDay {
    /// Moves the clock to a moment.
    fn it_is(&self, moment: &str) {
        let moment: DateTime<Utc> = moment.parse().unwrap();
        self.later(moment - self.now() + TimeDelta::milliseconds(500));
    }

    async fn try_to_open(&self, worker: &Worker) -> Result<CaseId, OpenRefused> {
        let operator = worker.operator();
        let acting = Acting { operator: &operator, key: &self.audit_key, now: self.now() };
        let mut conn = db::connection(&self.pool).await.unwrap();
        let policy = self.book.on(acting.today()).unwrap();
        let opened = cases::open(&mut conn, &acting, policy, &self.card().codice_fiscale).await?;
        let Opened::New(id) = opened else { panic!("nobody had opened it") };
        Ok(id)
    }

    async fn open_case(&self, worker: &Worker) -> CaseId {
        self.try_to_open(worker).await.unwrap()
    }

    async fn abandon(&self, worker: &Worker, id: CaseId) {
        let operator = worker.operator();
        let acting = Acting { operator: &operator, key: &self.audit_key, now: self.now() };
        let mut conn = db::connection(&self.pool).await.unwrap();
        cases::abandon(&mut conn, &acting, id, cases::Given::Abandoned, "non serve più").await.unwrap();
    }

    async fn day_stands(&self, supervisor: &Worker) -> Standing {
        let mut conn = db::connection(&self.pool).await.unwrap();
        closing::standing(&mut conn, supervisor.supervisor().counter_id(), self.now()).await.unwrap()
    }

    async fn close(&self, by: &Worker, day: NaiveDate, given: &[Given]) -> Result<ClosingId, NotClosed> {
        let code = self.code(by);
        closing::close(&desk(self), &by.supervisor(), day, given, &code).await
    }

    /// Closes the day that comes first, with one reason for everything.
    async fn close_next(&self, by: &Worker) -> NaiveDate {
        let standing = self.day_stands(by).await;
        let day = standing.day().unwrap();
        self.close(by, day, &because(Reason::Time, &standing.ends)).await.unwrap();
        day
    }

    /// What a closed day says.
    async fn closed(&self, by: &Worker, day: NaiveDate) -> closing::DayRegister {
        let mut conn = db::connection(&self.pool).await.unwrap();
        closing::register(&mut conn, by.supervisor().counter_id(), day).await.unwrap()
    }

    fn today(&self) -> NaiveDate {
        rome_date(self.now())
    }
}
