// SPDX-License-Identifier: AGPL-3.0-or-later
//! What supervisors count, against the facts that the use cases made and the register's rows.

mod days;
mod figures;
pub(crate) mod files;
mod lists;
mod lists_broken;
mod more;
mod pages;
mod plans;
mod role;
mod saved;

use crate::releases::{CounterDay, Worker};
use crate::support::mail::PostRoom;
use chrono::NaiveDate;
use diesel_async::SimpleAsyncConnection;
use sportello::db::Pool;
use sportello::ids::ExportId;
use sportello::policy::rome_date;
use sportello::reports::exports::{self, Export, State, Wish};
use sportello::reports::files::Format;
use sportello::reports::{self, Desk, Figures, Filter, Period, Report};
use sportello::texts::Language;
use sportello::work::{self, WorkConfig};
use zeroize::Zeroizing;

/// The view of each report, in the schema `reports`.
fn views() -> impl Iterator<Item = String> {
    Report::ALL.iter().map(|report| report.key().replace('-', "_"))
}

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
        self.day.counting(&self.reports)
    }

    /// The filter of today and its neighbours, for a test that runs at midnight.
    fn these_days(&self) -> Filter {
        let today = rome_date(self.day.now());
        Filter::of(Period::new(today.pred_opt().unwrap(), today.succ_opt().unwrap()).unwrap())
    }

    async fn run(&self, by: &Worker, report: Report, filter: &Filter) -> Figures {
        reports::run(&self.desk(), &by.supervisor(), report, filter).await.unwrap()
    }

    /// A worker that makes lists.
    async fn maker(&self) -> (PostRoom, work::Worker) {
        let room = PostRoom::new(&self.day.database);
        let url = self.day.database.url_of("sportello_reports");
        let config =
            WorkConfig { reports_url: Some(Zeroizing::new(url)), ..room.config("smtp://127.0.0.1:9") };
        let worker = config.open().await.unwrap();
        (room, worker)
    }

    /// Asks for the list of warnings of one day.
    async fn ask(&self, by: &Worker, day: &str, format: Format) -> ExportId {
        let wish =
            Wish { report: Report::Overrides, filter: one_day(day), format, language: Language::Italian };
        exports::ask(&self.desk(), &by.supervisor(), &wish).await.unwrap()
    }

    async fn state(&self, by: &Worker, id: ExportId) -> State {
        self.export(by, id).await.unwrap().state
    }

    async fn export(&self, by: &Worker, id: ExportId) -> Option<Export> {
        exports::find(&self.desk(), &by.supervisor(), id).await.unwrap()
    }

    /// A file as its asker fetches it.
    async fn bytes(&self, id: ExportId) -> Vec<u8> {
        let mut bytes = Vec::new();
        for ordinal in 0.. {
            match exports::piece(&self.day.pool, id, ordinal).await.unwrap() {
                Some(piece) => bytes.extend(piece),
                None => break,
            }
        }
        bytes
    }

    /// Writes `count` warnings into a new case of the worker, at noon of a day.
    async fn warnings(&self, worker: &Worker, day: &str, count: i64) {
        let case = self.day.signed_case(worker).await;
        let facts = format!(
            "SET session_replication_role = replica; \
             INSERT INTO case_overrides (id, case_id, case_version, warning, reason, at, by) \
             SELECT gen_random_uuid(), c.id, 1000 + n, 'surname', 'visto', '{day} 12:00Z'::timestamptz + n * interval '1 ms', \
             c.opened_by FROM cases c, generate_series(1, {count}) n WHERE c.id = '{case}'; \
             SET session_replication_role = origin; ANALYZE case_overrides"
        );
        self.day.database.owner().await.batch_execute(&facts).await.unwrap();
    }
}

fn one_day(day: &str) -> Filter {
    let day: NaiveDate = day.parse().unwrap();
    Filter::of(Period::new(day, day).unwrap())
}
