// SPDX-License-Identifier: AGPL-3.0-or-later
//! The draw: by the worker, once a month's end has passed, so that nobody chooses its moment or tries again until it pleases.

use super::kind::Kind;
use super::pick::{self, Subject};
use super::store;
use crate::audit::{self, AuditKey, Entry, Who};
use crate::db::{self, Breakage, Connection, Pool};
use crate::ids::{CounterId, DrawId};
use crate::policy::{Policy, PolicyBook, rome_date};
use chrono::{DateTime, Days, Months, NaiveDate, Utc};

/// How many months back are drawn where the worker stood still, or where there were no draws before.
const MONTHS_BACK: i32 = 3;

/// What is to be drawn: of a counter, a kind, and a month that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) counter: CounterId,
    pub(super) kind: Kind,
    /// Its first day.
    pub(super) month: NaiveDate,
}

/// A draw as it is written down.
pub(super) struct NewDraw {
    pub(super) id: DrawId,
    pub(super) due: Due,
    pub(super) percent: u8,
    pub(super) population: usize,
    pub(super) size: usize,
    pub(super) at: DateTime<Utc>,
    pub(super) due_on: NaiveDate,
}

/// Draws of every counter, kind and month that is over and has no draw yet; answers how many draws were made. Each is a
/// transaction of its own. Where two workers draw at the same time one of them finds it drawn. For the worker's role.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn draw_due(
    pool: &Pool,
    key: &AuditKey,
    policies: &PolicyBook,
    now: DateTime<Utc>,
) -> Result<usize, Breakage> {
    let mut conn = db::connection(pool).await?;
    let mut drawn = 0;
    for due in store::due(&mut conn, now, MONTHS_BACK).await? {
        let last = due.month + Months::new(1) - Days::new(1);
        // a month without rules has no shares
        let Some(policy) = policies.on(last) else { continue };
        let made = db::transaction(&mut conn, async |conn| draw(conn, key, policy, due, now).await).await?;
        drawn += usize::from(made);
    }
    Ok(drawn)
}

/// Answers whether it was drawn here.
async fn draw(
    conn: &mut Connection,
    key: &AuditKey,
    policy: &Policy,
    due: Due,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    if !store::is_still_due(conn, due).await? {
        return Ok(false);
    }
    let rules = policy.supervision();
    let percent = match due.kind {
        Kind::Telephone => rules.telephone_percent,
        Kind::SelfCertification => rules.self_certification_percent,
    };
    // one statement is one snapshot; the database counts again when this is committed
    let population: Vec<Subject> = store::population(conn, due).await?;
    let shares = {
        let mut rng = rand::rand_core::UnwrapErr(rand::rngs::SysRng);
        pick::pick(&mut rng, &population, percent)
    };
    let new = NewDraw {
        id: DrawId::new(now),
        due,
        percent,
        population: population.len(),
        size: shares.iter().map(|share| share.drawn.len()).sum(),
        at: now,
        due_on: rome_date(now + rules.check_within()),
    };
    let entry = Entry::new("sample.draw")
        .by(Who { counter: Some(due.counter), ..Who::default() })
        .plain("draw", new.id)
        .plain("kind", due.kind.key())
        .plain("month", due.month)
        .plain("percent", percent)
        .plain("population", new.population)
        .plain("sample", new.size);
    let row = audit::record(conn, key, entry, now).await?;
    store::write(conn, &new, &shares, row).await?;
    Ok(true)
}
