// SPDX-License-Identifier: AGPL-3.0-or-later
//! Rules on the giving of codes and on their mail.

use chrono::{DateTime, TimeDelta, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::{
    rome_date,
    units::{at_least_one, days, hours},
    working_days,
};

/// Rules on the giving of codes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRules {
    /// How long after the receiving server took the mail the second half may be sent again.
    #[serde(rename = "resend_window_days", deserialize_with = "days")]
    pub resend_window: TimeDelta,
    /// How many times the second half may be sent again to the same address within that window.
    #[serde(default = "three", deserialize_with = "at_most_three")]
    pub resend_limit: u32,
    /// How the holder must be known before it is sent again.
    #[serde(default)]
    pub resend_proof: ResendProof,
    /// A release not handed over by the end of this working day, counted from the day after it was made, is withdrawn.
    #[serde(deserialize_with = "at_least_one")]
    pub withdrawn_after_working_days: u32,
    /// Most releases of an operator within an hour.
    #[serde(deserialize_with = "at_least_one")]
    pub per_operator_and_hour: u32,
}

/// How the holder must be known before the second half is sent again to the same address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum ResendProof {
    /// The holder stands at the counter; nothing else will do.
    #[default]
    Presence,
    /// Digits of the CIP will do, on the telephone or anywhere; so will the holder's presence, because who never got the mail
    /// does not know the whole CIP.
    Cip,
}

impl TryFrom<String> for ResendProof {
    type Error = &'static str;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.as_str() {
            "presence" => Ok(Self::Presence),
            "cip" => Ok(Self::Cip),
            _ => Err("must be \"presence\" or \"cip\""),
        }
    }
}

const fn three() -> u32 {
    3
}

/// The database keeps three at most, whatever a policy says.
fn at_most_three<'de, D: Deserializer<'de>>(value: D) -> Result<u32, D::Error> {
    match u32::deserialize(value)? {
        limit @ 0..=3 => Ok(limit),
        _ => Err(D::Error::custom("must be at most 3")),
    }
}

impl ReleaseRules {
    /// The moment from which a release made at `made` and not handed over is withdrawn: midnight in Rome after the last
    /// working day it may wait.
    pub fn withdrawal(&self, made: DateTime<Utc>) -> DateTime<Utc> {
        let last = working_days::after(rome_date(made), self.withdrawn_after_working_days);
        working_days::end_of(last)
    }
}

/// Rules on the sending of mail.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailRules {
    /// How long a mail is tried again before it is given up.
    #[serde(rename = "retry_hours", deserialize_with = "hours")]
    pub retry_for: TimeDelta,
}
