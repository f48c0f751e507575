// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who may call what, and how far it reaches: one row for each route, and a route for each row.
//!
//! The guard of a route is the first argument of its handler ([`super::access`]); this table says the same a second time, for
//! people who read and for tests that walk it. Where the two differ the web process does not start, so neither can be
//! changed alone. The scope is kept by the use cases, and tried by `tests/it/boundaries.rs`.

mod table;

use super::access::Access;
use super::routes::{self, RouteInfo};
use std::fmt;

/// What of the method matters here: whether a route is read or acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verb {
    /// GET, and HEAD with it.
    Get,
    /// POST.
    Post,
}

/// How far a route reaches for whoever may call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// What everybody may know, also without a session.
    Public,
    /// The caller's own session and account, whatever the role.
    OwnSession,
    /// Cases of the counter chosen, and holders who have one there or whom the operator has looked up with a reason. Never
    /// a case in which the operator is holder or delegate.
    OwnCase,
    /// The counter chosen as a whole: its lists, its approvals, its figures.
    Counter,
    /// The whole region, without any citizen's data.
    Region,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permission {
    /// Read or act.
    pub verb: Verb,
    /// The pattern of the path, as it is registered: `/cases/{id}`.
    pub pattern: &'static str,
    /// The role that may call it.
    pub access: Access,
    /// How far it reaches.
    pub scope: Scope,
}

impl Permission {
    /// Whether it is of a registered route.
    fn is_of(&self, route: &RouteInfo) -> bool {
        self.verb.name() == route.method.as_str() && self.pattern == route.pattern
    }

    /// Whether a scope makes sense for a role: whoever has no counter reaches none, whoever has one not beyond it.
    const fn makes_sense(&self) -> bool {
        match self.access {
            Access::Anyone => matches!(self.scope, Scope::Public | Scope::OwnSession),
            Access::SignedIn => matches!(self.scope, Scope::OwnSession | Scope::Counter),
            Access::Operator | Access::Supervisor | Access::CounterStaff => {
                matches!(self.scope, Scope::OwnCase | Scope::Counter)
            }
            Access::Administrator => matches!(self.scope, Scope::Region),
        }
    }
}

impl Verb {
    /// `GET` or `POST`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({:?}, {:?})", self.verb.name(), self.pattern, self.access, self.scope)
    }
}

/// The whole table, in the order of the patterns.
#[must_use]
pub const fn permissions() -> &'static [Permission] {
    table::TABLE
}

/// What is wrong between the table and the routes that pages register; nothing where they agree.
#[must_use]
pub fn differences() -> Vec<String> {
    compare(table::TABLE, routes::registry())
}

fn compare(table: &[Permission], registry: &[RouteInfo]) -> Vec<String> {
    let mut wrong = Vec::new();
    for route in registry {
        let named = format!("{} {}", route.method, route.pattern);
        let mut rows = table.iter().filter(|row| row.is_of(route));
        match (rows.next(), rows.next()) {
            (None, _) => wrong.push(format!(
                "{named} has no row: add row({}, \"{}\", {:?}, SCOPE) to src/web/permissions/table.rs, with the scope that its \
                 use case keeps",
                route.method, route.pattern, route.access
            )),
            (Some(row), None) if row.access == route.access => (),
            (Some(row), None) => {
                wrong.push(format!("{named} is guarded for {:?} and the table says {row}", route.access));
            }
            (Some(_), Some(_)) => wrong.push(format!("{named} has two rows in the table")),
        }
    }
    let unreasonable = table.iter().filter(|row| !row.makes_sense());
    wrong.extend(unreasonable.map(|row| format!("{row}: no such role reaches so far, or less is meant")));
    wrong
}

#[cfg(test)]
mod tests;
