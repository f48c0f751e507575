// SPDX-License-Identifier: AGPL-3.0-or-later
//! What was drawn at a counter and what came out: the figures are sums over the very lines below them.

use super::Desk;
use super::kind::{Kind, Outcome};
use super::reading::{self, ItemRow, ShareRow};
use super::store::known;
use crate::audit::{self, Entry};
use crate::db::{self, Breakage};
use crate::ids::SampleId;
use crate::operators::Supervisor;
use crate::policy::rome_date;
use crate::reports::files::Format;
use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use diesel_async::SimpleAsyncConnection;
use std::collections::BTreeMap;

/// Months shown where none is chosen; open checks of earlier ones are always shown.
const MONTHS: Months = Months::new(12);

/// Which samples are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Which {
    /// The first day of a month; none for the last twelve.
    pub month: Option<NaiveDate>,
    /// Of one kind alone.
    pub kind: Option<Kind>,
}

/// An operator's part of a draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The month's first day.
    pub month: NaiveDate,
    /// What was drawn.
    pub kind: Kind,
    /// Surname and name; none where the counter had nothing to draw from.
    pub operator: Option<String>,
    /// How many there were.
    pub population: i32,
    /// How many were drawn.
    pub sample: i32,
    /// Checks that are over, by outcome.
    pub outcomes: BTreeMap<Outcome, i32>,
    /// Checks that are over.
    pub done: i32,
    /// Checks still to be made.
    pub open: i32,
    /// … of which the last day has passed.
    pub overdue: i32,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub id: SampleId,
    /// What.
    pub kind: Kind,
    /// Of which month, by its first day.
    pub month: NaiveDate,
    /// The last day for its check.
    pub due_on: NaiveDate,
    /// Whether that day has passed and the check is not over.
    pub overdue: bool,
    /// The case's protocol number.
    pub protocol: String,
    /// When it was handed over or declared.
    pub at: DateTime<Utc>,
    /// Whose act it was: surname and name.
    pub operator: String,
    /// What was recorded last.
    pub outcome: Option<Outcome>,
}

/// A counter's samples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// By month, kind and operator, the newest month first.
    pub figures: Vec<Figure>,
    /// Still to be checked, the overdue ones first.
    pub open: Vec<Line>,
    /// Checked, the latest due first.
    pub done: Vec<Line>,
}

/// What was drawn at the supervisor's counter. The look is in the register.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn overview(desk: &Desk<'_>, by: &Supervisor, which: Which) -> Result<Overview, Breakage> {
    told(desk, by, which, Entry::new("sample.list").by(by.who())).await
}

/// The same, to be taken away.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn export(
    desk: &Desk<'_>,
    by: &Supervisor,
    which: Which,
    format: Format,
) -> Result<Overview, Breakage> {
    told(desk, by, which, Entry::new("sample.export").by(by.who()).plain("format", format.key())).await
}

async fn told(
    desk: &Desk<'_>,
    by: &Supervisor,
    which: Which,
    mut entry: Entry,
) -> Result<Overview, Breakage> {
    if let Some(month) = which.month {
        entry = entry.plain("month", month);
    }
    if let Some(kind) = which.kind {
        entry = entry.plain("kind", kind.key());
    }
    let mut conn = db::connection(desk.pool).await?;
    audit::record(&conn, desk.audit_key, entry, desk.now).await?;
    let today = rome_date(desk.now);
    let since = today.with_day(1).unwrap_or(today) - MONTHS;
    let (shares, items) = db::transaction(&mut conn, async |conn| {
        conn.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        let shares = reading::shares(conn, by.counter_id(), which, since).await?;
        Ok::<_, Breakage>((shares, reading::items(conn, by.counter_id(), which, since).await?))
    })
    .await?;
    put_together(shares, items, today)
}

fn put_together(shares: Vec<ShareRow>, items: Vec<ItemRow>, today: NaiveDate) -> Result<Overview, Breakage> {
    let mut places = BTreeMap::new();
    let mut figures = Vec::new();
    for share in shares {
        let kind = known(Kind::from_key(&share.kind))?;
        places.insert((share.month, kind, share.operator), figures.len());
        figures.push(Figure {
            month: share.month,
            kind,
            operator: share.operator.map(|_| share.name),
            population: share.population,
            sample: share.size,
            outcomes: BTreeMap::new(),
            done: 0,
            open: 0,
            overdue: 0,
        });
    }
    let (mut open, mut done) = (Vec::new(), Vec::new());
    for item in items {
        let kind = known(Kind::from_key(&item.kind))?;
        let outcome = item.outcome.as_deref().map(|key| known(Outcome::from_key(key))).transpose()?;
        let over = outcome.filter(|outcome| outcome.is_done());
        let overdue = over.is_none() && item.due_on < today;
        let figure = places.get(&(item.month, kind, Some(item.operator))).map(|at| &mut figures[*at]);
        if let Some(figure) = figure {
            match over {
                Some(outcome) => {
                    figure.done += 1;
                    *figure.outcomes.entry(outcome).or_default() += 1;
                }
                None => {
                    figure.open += 1;
                    figure.overdue += i32::from(overdue);
                }
            }
        }
        let line = Line {
            id: item.id,
            kind,
            month: item.month,
            due_on: item.due_on,
            overdue,
            protocol: item.protocol,
            at: item.at,
            operator: item.name,
            outcome,
        };
        if over.is_some() { done.push(line) } else { open.push(line) }
    }
    done.reverse();
    Ok(Overview { figures, open, done })
}
