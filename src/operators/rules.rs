// SPDX-License-Identifier: AGPL-3.0-or-later
//! The numbers of the sign-in, in one place.

use chrono::Duration;

/// How long, how often, how costly.
#[derive(Debug, Clone)]
pub struct Rules {
    /// A session ends when nothing was done for so long.
    pub idle: Duration,
    /// The end is announced so long before.
    pub announced: Duration,
    /// A session ends after so long in any case.
    pub absolute: Duration,
    /// Between the right password and the one-time code.
    pub code_within: Duration,
    /// Wrong passwords of one account from one address until that pair is locked.
    pub wrong_passwords: i32,
    /// Wrong passwords of one account from everywhere until it is slowed down.
    pub wrong_passwords_everywhere: i32,
    /// A slowed account takes one try in so long from addresses that it never signed in from.
    pub slowed_to: Duration,
    /// Wrong one-time codes after a right password until the account is locked.
    pub wrong_codes: i32,
    /// How long the lock of such a pair lasts.
    pub locked_for: Duration,
    /// How long an account is locked after its wrong one-time codes.
    pub codes_locked_for: Duration,
    /// How long wrong tries are remembered.
    pub counted_for: Duration,
    /// Wrong one-time codes in re-authentication until the session ends.
    pub wrong_reauthentications: i32,
    /// How long a parked form waits.
    pub parked_for: Duration,
    /// Memory of one password check, in KiB.
    pub argon2_memory: u32,
    /// Passes over that memory.
    pub argon2_passes: u32,
}

impl Default for Rules {
    /// Times of the specification; argon2id as OWASP's Password Storage Cheat Sheet advises (19 MiB, two passes, one lane).
    fn default() -> Self {
        Self {
            idle: Duration::minutes(15),
            announced: Duration::minutes(2),
            absolute: Duration::hours(10),
            code_within: Duration::minutes(5),
            wrong_passwords: 5,
            wrong_passwords_everywhere: 10,
            slowed_to: Duration::seconds(10),
            wrong_codes: 5,
            locked_for: Duration::minutes(15),
            codes_locked_for: Duration::minutes(30),
            counted_for: Duration::minutes(60),
            wrong_reauthentications: 5,
            parked_for: Duration::minutes(30),
            argon2_memory: 19_456,
            argon2_passes: 2,
        }
    }
}
