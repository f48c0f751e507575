// SPDX-License-Identifier: AGPL-3.0-or-later
//! Delegations in PostgreSQL.

mod ends;
mod known;
mod load;
mod rules;
mod save;

pub(crate) use ends::{insert_end, whose};
pub(crate) use known::{holders_of, of_holder};
pub(crate) use load::load;
pub(crate) use rules::keep_rules;
pub(crate) use save::{Made, insert, insert_evidence, insert_scans, insert_title, take_back};
