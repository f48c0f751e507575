// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rules on sign-in and sessions.

use chrono::TimeDelta;
use serde::Deserialize;

use super::units::{at_least_one, hours, minutes};

/// How long a session lasts.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, try_from = "RawSessionRules")]
pub struct SessionRules {
    /// Without a request it ends after this.
    pub idle: TimeDelta,
    /// The end is announced this long before.
    pub announced: TimeDelta,
    /// It ends after this in any case.
    pub absolute: TimeDelta,
    /// How long a form posted into an ended session waits for its operator.
    pub parked_form: TimeDelta,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSessionRules {
    #[serde(deserialize_with = "minutes")]
    idle_minutes: TimeDelta,
    #[serde(deserialize_with = "minutes")]
    announced_minutes: TimeDelta,
    #[serde(deserialize_with = "hours")]
    absolute_hours: TimeDelta,
    #[serde(deserialize_with = "minutes")]
    parked_form_minutes: TimeDelta,
}

impl TryFrom<RawSessionRules> for SessionRules {
    type Error = &'static str;

    fn try_from(raw: RawSessionRules) -> Result<Self, Self::Error> {
        if raw.announced_minutes >= raw.idle_minutes || raw.idle_minutes > raw.absolute_hours {
            return Err("announced before idle, idle before absolute");
        }
        Ok(Self {
            idle: raw.idle_minutes,
            announced: raw.announced_minutes,
            absolute: raw.absolute_hours,
            parked_form: raw.parked_form_minutes,
        })
    }
}

/// What failed sign-ins lead to.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInRules {
    /// Wrong passwords for one account from one address until that pair is locked.
    #[serde(deserialize_with = "at_least_one")]
    pub wrong_passwords_per_address: u32,
    /// How long the pair is locked.
    #[serde(rename = "address_lock_minutes", deserialize_with = "minutes")]
    pub address_lock: TimeDelta,
    /// Wrong passwords for one account from anywhere until each further try has to wait.
    #[serde(deserialize_with = "at_least_one")]
    pub wrong_passwords_per_account: u32,
    /// How long wrong passwords count.
    #[serde(rename = "counted_minutes", deserialize_with = "minutes")]
    pub counted: TimeDelta,
    /// Wrong one-use codes after a right password until the account is locked.
    #[serde(deserialize_with = "at_least_one")]
    pub wrong_codes: u32,
    /// How long the account is locked.
    #[serde(rename = "account_lock_minutes", deserialize_with = "minutes")]
    pub account_lock: TimeDelta,
    /// Wrong one-use codes in re-authentication until the session ends.
    #[serde(deserialize_with = "at_least_one")]
    pub wrong_reauthentications: u32,
}
