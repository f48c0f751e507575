// SPDX-License-Identifier: AGPL-3.0-or-later
//! From the signed form to the mail, on good days and bad ones.

mod bad_days;
mod constraints;
mod counter_day;
mod handover;
mod interrupted;
pub(crate) mod look;
mod pages;
mod request;
mod sheets;
mod signed_cases;
mod supervisor;
mod without_email;

pub(crate) use counter_day::{CounterDay, Worker};
