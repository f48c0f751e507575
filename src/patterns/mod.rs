// SPDX-License-Identifier: AGPL-3.0-or-later
//! Patterns worth a look at the counter chosen: each with its rule and threshold, what it finds in a period, and who has looked.
//!
//! The role `sportello_reports` asks functions of the schema `reports`; addresses and names are compared inside them and never
//! leave. Each run is in the register first, with its period.

mod look;
mod pattern;
mod store;

pub use look::{NotLooked, look_at};
pub use pattern::Pattern;
pub use store::Finding;

use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::CounterId;
use crate::operators::Supervisor;
use crate::policy::SupervisionRules;
use crate::reports::files::Format;
use crate::reports::{Desk, Period};
use store::Question;

/// Findings on one page.
pub const ON_A_PAGE: i64 = 20;

/// How many findings a pattern has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Which.
    pub pattern: Pattern,
    /// Nobody has looked at them yet.
    pub to_look: i64,
    /// Somebody has.
    pub looked: i64,
}

/// How many findings each pattern has in a period.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn overview(
    desk: &Desk<'_>,
    by: &Supervisor,
    rules: &SupervisionRules,
    period: Period,
) -> Result<Vec<Count>, Breakage> {
    told(desk, asked("pattern.list", by, period)).await?;
    count_all(desk, by, rules, period).await
}

/// The same, to be taken away.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn export(
    desk: &Desk<'_>,
    by: &Supervisor,
    rules: &SupervisionRules,
    period: Period,
    format: Format,
) -> Result<Vec<Count>, Breakage> {
    told(desk, asked("pattern.export", by, period).plain("format", format.key())).await?;
    count_all(desk, by, rules, period).await
}

async fn count_all(
    desk: &Desk<'_>,
    by: &Supervisor,
    rules: &SupervisionRules,
    period: Period,
) -> Result<Vec<Count>, Breakage> {
    let mut conn = db::connection(desk.reports).await?;
    db::transaction(&mut conn, async |conn| {
        store::begin(conn).await?;
        counts(conn, by.counter_id(), rules, period).await
    })
    .await
}

/// How many findings each pattern has at a counter in a period, in the caller's snapshot of the role of reports.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn counts(
    conn: &mut Connection,
    counter: CounterId,
    rules: &SupervisionRules,
    period: Period,
) -> Result<Vec<Count>, Breakage> {
    let mut counts = Vec::new();
    for pattern in Pattern::ALL {
        let asked = Question { pattern, counter, rules, period, subject: None, beyond: 0, most: 1 };
        let (all, looked) = sums(&store::findings(conn, asked).await?);
        counts.push(Count { pattern, to_look: all - looked, looked });
    }
    Ok(counts)
}

/// What a pattern finds in a period: how many nobody has looked at, and a page of all from page 1, those first.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn findings(
    desk: &Desk<'_>,
    by: &Supervisor,
    rules: &SupervisionRules,
    (pattern, period): (Pattern, Period),
    page: i64,
) -> Result<(Count, Vec<Finding>), Breakage> {
    told(desk, asked("pattern.run", by, period).plain("pattern", pattern.key())).await?;
    let (counter, beyond) = (by.counter_id(), ON_A_PAGE * (page - 1));
    let asked = Question { pattern, counter, rules, period, subject: None, beyond, most: ON_A_PAGE };
    let mut conn = db::connection(desk.reports).await?;
    let found = db::transaction(&mut conn, async |conn| {
        store::begin(conn).await?;
        store::findings(conn, asked).await
    })
    .await?;
    let (all, looked) = sums(&found);
    Ok((Count { pattern, to_look: all - looked, looked }, found))
}

/// All, and those that somebody has looked at; each row says both.
fn sums(found: &[Finding]) -> (i64, i64) {
    found.first().map_or((0, 0), |finding| (finding.of, finding.looked_of))
}

/// What was asked for, as the register has it.
fn asked(act: &'static str, by: &Supervisor, period: Period) -> Entry {
    Entry::new(act).by(by.who()).plain("from", period.first()).plain("to", period.last())
}

async fn told(desk: &Desk<'_>, entry: Entry) -> Result<(), Breakage> {
    let conn = db::connection(desk.pool).await?;
    audit::record(&conn, desk.audit_key, entry, desk.now).await?;
    Ok(())
}
