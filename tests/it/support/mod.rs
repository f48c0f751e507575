// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the tests share.

mod database;

#[allow(unused_imports)] // a test may name the type
pub use database::{Database, database};
