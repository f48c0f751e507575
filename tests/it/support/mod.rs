// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the tests share.

mod database;
#[allow(dead_code)] // each set of tests uses what it needs
pub mod mail;
#[allow(dead_code)] // what the whole-system test of secrets uses
pub mod search;

#[allow(unused_imports)] // a test may name the type
pub use database::{Database, database};
