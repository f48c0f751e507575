// SPDX-License-Identifier: AGPL-3.0-or-later
//! What supervisors count, against the facts that the use cases made and the register's rows.

mod days;
mod figures;
mod pages;
mod plans;
mod role;

use crate::releases::{CounterDay, Worker};
use chrono::NaiveDate;
use sportello::db::Pool;
use sportello::policy::rome_date;
use sportello::reports::{self, Desk, Figures, Filter, Period, Report};

/// A counter's day with the connections that reports are read by.
struct Office {
    day: CounterDay,
    reports: Pool,
}

impl Office {
    async fn open() -> Self {
        let day = CounterDay::with_cards(40).await;
        let reports = day.database.pool_of("sportello_reports");
        Self { day, reports }
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            pool: &self.day.pool,
            reports: &self.reports,
            audit_key: &self.day.audit_key,
            now: self.day.now(),
        }
    }

    /// The filter of today and its neighbours, for a test that runs at midnight.
    fn these_days(&self) -> Filter {
        let today = rome_date(self.day.now());
        Filter::of(Period::new(today.pred_opt().unwrap(), today.succ_opt().unwrap()).unwrap())
    }

    async fn run(&self, by: &Worker, report: Report, filter: &Filter) -> Figures {
        reports::run(&self.desk(), &by.supervisor(), report, filter).await.unwrap()
    }
}

fn one_day(day: &str) -> Filter {
    let day: NaiveDate = day.parse().unwrap();
    Filter::of(Period::new(day, day).unwrap())
}
