// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the web process keeps scans with, and who comes to it.

use super::{Checker, Folder};
use crate::audit::{AuditKey, Who};
use crate::db::Pool;
use crate::ids::{CounterId, OperatorId};
use crate::operators::{CounterStaff, Operator};
use crate::seal::SecretBox;
use chrono::{DateTime, Utc};

/// The cabinet that scans are kept in: the folder, the keys to its files, and the one who looks at what comes in.
pub struct Cabinet {
    /// Where the files lie.
    pub folder: Folder,
    /// The ring that seals the key of each file.
    pub keys: SecretBox,
    /// Looks at what comes in.
    pub checker: Checker,
}

/// What a use case of scans works with. It takes connections itself: none is held while a file is looked at or written.
#[derive(Clone, Copy)]
pub struct ScanDesk<'a> {
    /// Connections.
    pub pool: &'a Pool,
    /// Where scans are kept.
    pub cabinet: &'a Cabinet,
    /// Signs the register's rows.
    pub key: &'a AuditKey,
    /// When.
    pub now: DateTime<Utc>,
}

/// Somebody at a counter, as far as scans ask.
pub(super) struct Person {
    pub id: OperatorId,
    pub counter: CounterId,
    pub base_code: String,
    /// Name and surname.
    pub name: String,
    pub who: Who,
}

impl From<&Operator> for Person {
    fn from(operator: &Operator) -> Self {
        let (base_code, name) = (operator.base_code().to_owned(), operator.session().full_name());
        Self { id: operator.id(), counter: operator.counter_id(), base_code, name, who: operator.who() }
    }
}

impl From<&CounterStaff> for Person {
    fn from(staff: &CounterStaff) -> Self {
        let (base_code, name) = (staff.base_code().to_owned(), staff.session().full_name());
        Self { id: staff.id(), counter: staff.counter_id(), base_code, name, who: staff.who() }
    }
}
