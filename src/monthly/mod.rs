// SPDX-License-Identifier: AGPL-3.0-or-later
//! The monthly report: once a month is over, each supervisor of that time gets a mail with the figures of the own counters, the same
//! as their pages have, and a link to them. It names nobody.

mod figures;
mod store;

use crate::audit::{self, AuditKey, Entry};
use crate::contacts::email::EmailAddress;
use crate::db::{self, Breakage, Connection, Pool};
use crate::ids::{CounterId, OutboxId};
use crate::outbox::{self, CounterFigures, MonthlyReport};
use crate::policy::{PolicyBook, rome_date};
use crate::reports::Period;
use crate::seal::PublicKey;
use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use std::collections::hash_map::{self, HashMap};
use store::Reader;

/// What the worker sends reports with.
pub struct Sender<'a> {
    /// Connections of the worker's role, which writes.
    pub pool: &'a Pool,
    /// Connections of the role that reads reports.
    pub reports: &'a Pool,
    /// Signs the register's rows.
    pub audit_key: &'a AuditKey,
    /// Mails are sealed to it.
    pub mail_key: &'a PublicKey,
    /// The rules: thresholds of patterns, how long a mail is tried.
    pub policies: &'a PolicyBook,
    /// Where the pages are, without a slash at the end.
    pub public_url: &'a str,
}

/// Owes every report of the last month that is due at `now` and not owed yet; answers how many. Each is a transaction of its own
/// with its row of the register: what stopped halfway goes on where it stood. Where two workers send at the same time one of
/// them finds it done.
///
/// # Errors
/// A [`Breakage`] of the database, or where no policy is known.
pub async fn send_due(sender: &Sender<'_>, now: DateTime<Utc>) -> Result<usize, Breakage> {
    let mut conn = db::connection(sender.pool).await?;
    let readers = store::due(&mut conn, now).await?;
    if readers.is_empty() {
        return Ok(0);
    }
    let policies = sender.policies;
    let policy = policies.on(rome_date(now)).or_else(|| policies.versions().last());
    let policy = policy.ok_or_else(|| Breakage::new("no policy is known"))?;
    // read once for each counter, however many supervisors it has
    let mut known: HashMap<CounterId, CounterFigures> = HashMap::new();
    let mut sent = 0;
    for reader in readers {
        let Ok(recipient) = reader.recipient.parse::<EmailAddress>() else {
            tracing::warn!(supervisor = %reader.id, "a supervisor has no address that a monthly report can go to");
            continue;
        };
        let period = month(reader.month)?;
        let mut counters = Vec::new();
        for counter in &reader.counters {
            counters.push(match known.entry(counter.id) {
                hash_map::Entry::Occupied(read) => read.get().clone(),
                hash_map::Entry::Vacant(place) => {
                    let rules = policy.supervision();
                    place.insert(figures::read(sender.reports, rules, counter, period, now).await?).clone()
                }
            });
        }
        let report = MonthlyReport {
            id: OutboxId::new(now),
            month: reader.month,
            supervisor: reader.id,
            recipient,
            counters,
            link: link(sender.public_url, period),
            give_up_at: now + policy.mail().retry_for,
        };
        let owed = db::transaction(&mut conn, async |conn| owe(conn, sender, &reader, report, now).await);
        sent += usize::from(owed.await?);
    }
    Ok(sent)
}

/// The days of a month, by its first.
fn month(first: NaiveDate) -> Result<Period, Breakage> {
    Period::new(first, first + Months::new(1) - Days::new(1)).map_err(Breakage::new)
}

/// The page of releases in the same days, from where all others are one step away.
fn link(public_url: &str, period: Period) -> String {
    format!("{public_url}/reports/releases?from={}&to={}", period.first(), period.last())
}

/// Answers whether it was owed here.
async fn owe(
    conn: &mut Connection,
    sender: &Sender<'_>,
    reader: &Reader,
    report: MonthlyReport,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    if !store::is_still_due(conn, reader).await? {
        return Ok(false);
    }
    let codes: Vec<&str> = reader.counters.iter().map(|counter| counter.code.as_str()).collect();
    let entry = Entry::new("report.mail")
        .plain("month", reader.month)
        .plain("supervisor", reader.id)
        .plain("counters", codes.join(" "))
        .plain("letter", report.id);
    let row = audit::record(conn, sender.audit_key, entry, now).await?;
    outbox::post_monthly_report(conn, sender.mail_key, report, row, now).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_all_its_days_and_the_link_says_them() {
        for (first, last, hours) in [
            ("2026-12-01", "2026-12-31", 744),
            ("2026-02-01", "2026-02-28", 672),
            ("2028-02-01", "2028-02-29", 696),
            ("2026-03-01", "2026-03-31", 743),
            ("2026-10-01", "2026-10-31", 745),
        ] {
            let period = month(first.parse().unwrap()).unwrap();
            let (from, to) = period.moments();
            assert_eq!((period.last().to_string().as_str(), (to - from).num_hours()), (last, hours));
            let link = link("https://sportello.example", period);
            assert_eq!(link, format!("https://sportello.example/reports/releases?from={first}&to={last}"));
        }
    }
}
