// SPDX-License-Identifier: AGPL-3.0-or-later
//! Accounts of the people who work here: sign-in, sessions, permissions, one-time codes.

mod accounts;
mod finding;
mod key;
mod locking;
mod parked;
mod password;
mod reauthentication;
mod reseal;
mod rules;
mod second_step;
mod session;
mod sign_in;
pub mod staff;
mod store;
mod tools;
mod totp;

pub use accounts::{AccountError, Credentials, NewAccount, Role, add, reset_password, reset_totp};
pub use finding::{Found, find_session};
pub use key::SessionKey;
pub use locking::{UnlockError, lock, sign_out, unlock};
pub use parked::{ParkedForm, park, parked_forms, take_parked};
pub use password::{Hasher, Password, PasswordError};
pub use reauthentication::{Act, ReauthenticationError, reauthenticate};
pub use reseal::reseal_totp;
pub use rules::Rules;
pub use second_step::{ChoiceError, CodeError, check_code, choose_counter, places};
pub use session::{Administrator, CounterStaff, Operator, Place, Session, SignedIn, Step, Supervisor};
pub use sign_in::{Attempt, SignInError, check_password};
pub use tools::Tools;
pub use totp::{TotpSecret, seconds_to_next};
