// SPDX-License-Identifier: AGPL-3.0-or-later
//! Accounts of the people who work here: sign-in, sessions, permissions, one-time codes.

mod finding;
mod key;
mod password;
mod rules;
mod session;
mod store;

pub use finding::{Found, find_session};
pub use key::SessionKey;
pub use password::{Hasher, Password, PasswordError};
pub use rules::Rules;
pub use session::{Administrator, CounterStaff, Operator, Place, Session, SignedIn, Step, Supervisor};
