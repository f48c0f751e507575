// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the tests share.

#![allow(dead_code, unused_imports)] // each test takes what it needs

mod browser;
mod database;
mod house;
pub mod mail;
pub mod search;

pub use browser::{Browser, encode};
pub use database::{Database, database};
pub use house::{House, Person, Plan, house, house_with};
