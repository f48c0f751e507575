// SPDX-License-Identifier: AGPL-3.0-or-later
//! Closing the day of a counter: what is open is dealt with or carried over with a reason, and what was done stands in one
//! closing and no other.
//!
//! A closing covers the time from the end of the one before up to its own moment, or up to midnight in Rome where its day is
//! over: what is done after it on the same day belongs to the closing that follows. The database takes down what was done and
//! works out the time by itself; [`close`] gives reasons for what is open, and [`register`] reads the day register, which is
//! printed from these facts alone.

mod close;
mod day;
mod end;
mod register;
mod store;
mod totals;

pub use close::{Desk, NotClosed, close};
pub use day::{Standing, past, standing};
pub use end::{Carried, EndKind, Given, OpenEnd, Reason};
pub use register::{Act, ActKind, Closing, DayRegister, NotShown, Signed, print, register};
pub use totals::{Total, totals};
