// SPDX-License-Identifier: AGPL-3.0-or-later
//! A counter's month, counted by what its pages count with, in one snapshot.

use super::store::{self, Place};
use crate::db::{self, Breakage, Pool};
use crate::outbox::CounterFigures;
use crate::patterns;
use crate::policy::SupervisionRules;
use crate::reports::{self, Filter, Period, Report};
use chrono::{DateTime, Utc};

/// What became of a mail where somebody has to do something.
const TROUBLES: [&str; 3] = ["given_up", "bounced", "alarm"];

/// The figures of a counter in a period; samples and days as they stand at `now`.
pub(super) async fn read(
    pool: &Pool,
    rules: &SupervisionRules,
    place: &Place,
    period: Period,
    now: DateTime<Utc>,
) -> Result<CounterFigures, Breakage> {
    let mut conn = db::connection(pool).await?;
    db::transaction(&mut conn, async |conn| {
        reports::snapshot(conn).await?;
        let filter = Filter::of(period);
        let mut totals = [0; 4];
        let counted = [Report::Releases, Report::Refusals, Report::VoidedSheets, Report::NoEmail];
        for (total, report) in totals.iter_mut().zip(counted) {
            *total = reports::figures_of(conn, report, place.id, &filter).await?.total();
        }
        let mails = reports::figures_of(conn, Report::Mails, place.id, &filter).await?;
        let mails = mails.by(|row| TROUBLES.contains(&row.outcome.as_str()));
        let found = patterns::counts(conn, place.id, rules, period).await?;
        let to_look = found.iter().map(|count| count.to_look).sum();
        let looked: i64 = found.iter().map(|count| count.looked).sum();
        let standing = store::standing(conn, place.id, period, now).await?;
        let [releases, refusals, voided_sheets, no_email] = totals;
        Ok(CounterFigures {
            counter: format!("{} {}", place.code, place.name),
            cases: standing.cases,
            releases,
            refusals,
            mails_in_trouble: mails.get(&true).copied().unwrap_or(0),
            voided_sheets,
            no_email,
            patterns: (to_look + looked, to_look),
            samples_open: standing.samples_open,
            days_not_closed: standing.days_not_closed,
        })
    })
    .await
}
