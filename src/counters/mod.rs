// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters: the offices enabled to activate cards.

mod book;
mod capability;
mod column;
mod counter;
mod draft;
mod enabling;
mod exceptions;
pub mod export;
mod facts;
mod fault;
mod hours;
pub mod import;
mod keep;
mod opening;
mod store;

pub use book::{Change, Kept, WorkLeft, all, by_code, history, work_left};
pub use capability::{Capability, CapabilityError};
pub use column::Column;
pub use counter::{Counter, CounterCode, CounterCodeError, NewCounter};
pub use draft::Draft;
pub use enabling::{EnablingError, disable, enable, has};
pub use facts::{Facts, Service};
pub use fault::Fault;
pub use hours::{HoursError, Span, clock};
pub use keep::{Hand, KeepError, change, close, open};
pub use opening::{DayHours, Standing, standing, summary, week};

use crate::audit::{self, AuditKey};
use crate::db::{self, Breakage, Connection};
use crate::ids::CounterId;
use crate::texts::Language;
use chrono::{DateTime, Utc};
use store::Written;

/// Why a counter is not added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The code belongs to another counter, open or closed: it stands in protocol numbers for ever.
    #[error("the code {0} is taken")]
    CodeTaken(CounterCode),
    /// What was typed is not what a counter has.
    #[error("{}: {}", .0.field(), .1.said(Language::English))]
    Wrong(Column, Fault),
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// A counter.
///
/// # Errors
/// A [`Breakage`] of the database; also where there is no such counter, because ids of counters are never typed.
pub async fn find(conn: &mut Connection, id: CounterId) -> Result<Counter, Breakage> {
    store::find(conn, id).await
}

/// Opens a counter. For the owner's database role.
///
/// # Errors
/// See [`AddError`].
pub async fn add(
    conn: &mut Connection,
    audit_key: &AuditKey,
    counter: &NewCounter,
    now: DateTime<Utc>,
) -> Result<CounterId, AddError> {
    let id = CounterId::new(now);
    let judged = Draft::of(&counter.into()).judge();
    let facts = judged.map_err(|faults| match faults.into_iter().next() {
        Some((column, fault)) => AddError::Wrong(column, fault),
        None => Breakage::new("a counter is refused without a fault").into(),
    })?;
    db::transaction(conn, async |conn| {
        if store::write(conn, id, 0, &facts, None, now).await? != Written::Done {
            return Err(AddError::CodeTaken(counter.code.clone()));
        }
        audit::record(conn, audit_key, keep::changed("counter.add", id, None, &facts), now).await?;
        Ok(id)
    })
    .await
}
