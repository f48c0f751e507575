// SPDX-License-Identifier: AGPL-3.0-or-later
//! A supervisor's yes before the release, where the rules of a delegation want it.
//!
//! It is asked for over the facts in force ([`ask`]), before the citizen signs, so that nobody signs what is rejected. A
//! supervisor of the counter who had no hand in those facts decides ([`decide`]), once and with a one-use code. Any other fact,
//! piece of evidence or ticked warning makes another case of it: the former decision stays on record and counts for nothing.
//! [`standing`] says how a case stands; for a holder in person it asks the database nothing. The database restates all of it:
//! who decides, over which facts, and that no release comes without.

mod ask;
mod decide;
mod desk;
mod look;
mod refusal;
mod request;
mod standing;
mod store;

pub use ask::{Asked, NotAsked, ask};
pub use decide::{NotDecided, Said, decide};
pub use desk::Desk;
pub use look::{Look, NotShown, Waiting, look, waiting, who};
pub use request::{Decision, Request, Verdict};
pub use standing::{Standing, standing};
