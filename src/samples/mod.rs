// SPDX-License-Identifier: AGPL-3.0-or-later
//! Checks by sample: of each operator's month the worker draws releases to check by telephone and self-certifications to check
//! with who keeps the facts; a supervisor of the counter who had no hand in the case records what came out.
//!
//! A draw is a fact, one for each counter, kind and month; a result is a fact, a correction is another one.

mod draw;
mod figures;
mod kind;
mod look;
mod note;
mod pick;
mod reading;
mod record;
mod store;

pub use draw::draw_due;
pub use figures::{Figure, Line, Overview, Which, export, overview};
pub use kind::{Kind, Outcome};
pub use look::{Drawn, Look, NotShown, Recorded, Thing, look};
pub use note::{NoteError, check as check_note};
pub use record::{NotRecorded, Said, record};

use crate::audit::AuditKey;
use crate::db::Pool;
use chrono::{DateTime, Utc};

/// What samples are looked at and judged with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Connections of the web process.
    pub pool: &'a Pool,
    /// Signs the register's rows.
    pub audit_key: &'a AuditKey,
    /// The time of the act.
    pub now: DateTime<Utc>,
}
