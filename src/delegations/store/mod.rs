// SPDX-License-Identifier: AGPL-3.0-or-later
//! Delegations in PostgreSQL.

mod load;
mod rules;
mod save;

pub(crate) use load::load;
pub(crate) use rules::keep_rules;
pub(crate) use save::{Made, insert, insert_evidence, insert_title, take_back};
