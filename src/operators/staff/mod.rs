// SPDX-License-Identifier: AGPL-3.0-or-later
//! Staff, looked after by administrators: invited by a one-time link, given duties that a second administrator confirms,
//! suspended, moved, ended, never deleted.
//!
//! What an administrator does asks for a one-time code, is in the register with before and after, stands in the history of
//! the account and is told to its person by mail, all in one transaction. What gives power, a role or a new second factor,
//! is drawn by the database from a row of `staff_changes` that a second administrator has confirmed: nothing else can.

mod accepting;
mod asking;
mod deciding;
mod error;
mod inviting;
mod looking;
mod own_sessions;
mod recovery;
mod standing;
mod strength;
mod telling;
mod token;

pub use accepting::{
    AcceptError, OpenInvitation, Purpose, accept, open_invitation, prove_password, set_password,
};
pub use asking::{Duty, Wanted, ask};
pub use deciding::{Decision, decide};
pub use error::StaffError;
pub use inviting::{NewPerson, invite, send_link};
pub use looking::{Change, DutyLine, Event, Filter, Line, PAGE, Standing, changes, counters, list, person};
pub use own_sessions::{OwnSession, end_own_session, own_sessions};
pub use recovery::{RecoveryCodes, check_recovery_code};
pub use standing::{Said, end, end_duty, restore, suspend};
pub use strength::{Strength, Weak, judge};
pub use telling::Office;
pub use token::Token;
