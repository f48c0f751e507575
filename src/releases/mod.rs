// SPDX-License-Identifier: AGPL-3.0-or-later
//! One giving of PIN, PUK and CIP in two halves.

mod serial;

pub use serial::{NotASerial, Serial};
