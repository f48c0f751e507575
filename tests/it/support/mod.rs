// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the tests share.

#![allow(dead_code, unused_imports)] // each test takes what it needs

#[allow(dead_code)] // not every test needs all of it
pub mod authority;
pub mod browser;
pub mod cip;
mod database;
#[allow(dead_code)] // the same
pub mod delegated;
pub mod desk;
pub mod files;
mod five_years;
mod house;
#[allow(dead_code)] // the same
pub mod lossy;
pub mod mail;
pub mod process;
#[allow(dead_code)] // what the whole-system test of secrets uses
pub mod running_demo;
pub mod search;
pub mod visit;

pub use browser::{Answer, Browser, encode};
pub use database::{Database, database};
pub use five_years::FIVE_YEARS;
pub use house::{House, Person, Plan, house, house_with};
