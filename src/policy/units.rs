// SPDX-License-Identifier: AGPL-3.0-or-later
//! How days, spans of time and mail domains are written in a policy file.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Deserializer, de::Error};
use toml::value::Datetime;

/// A TOML local date, without time.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "Datetime")]
pub(super) struct Day(pub(super) NaiveDate);

impl TryFrom<Datetime> for Day {
    type Error = &'static str;

    fn try_from(written: Datetime) -> Result<Self, Self::Error> {
        match written {
            Datetime { date: Some(date), time: None, offset: None } => {
                NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
                    .map(Self)
                    .ok_or("no such day")
            }
            _ => Err("a date without time is expected"),
        }
    }
}

/// A date that may be missing.
pub(super) fn optional_day<'de, D: Deserializer<'de>>(value: D) -> Result<Option<NaiveDate>, D::Error> {
    Day::deserialize(value).map(|day| Some(day.0))
}

fn span<'de, D: Deserializer<'de>>(value: D, seconds: i64) -> Result<TimeDelta, D::Error> {
    let count = u16::deserialize(value)?;
    if count == 0 {
        return Err(D::Error::custom("must be at least 1"));
    }
    Ok(TimeDelta::seconds(i64::from(count) * seconds))
}

/// Whole minutes, at least one.
pub(super) fn minutes<'de, D: Deserializer<'de>>(value: D) -> Result<TimeDelta, D::Error> {
    span(value, 60)
}

/// Whole hours, at least one.
pub(super) fn hours<'de, D: Deserializer<'de>>(value: D) -> Result<TimeDelta, D::Error> {
    span(value, 60 * 60)
}

/// Whole days of 24 hours, at least one.
pub(super) fn days<'de, D: Deserializer<'de>>(value: D) -> Result<TimeDelta, D::Error> {
    span(value, 24 * 60 * 60)
}

/// A number that is at least one.
pub(super) fn at_least_one<'de, D: Deserializer<'de>>(value: D) -> Result<u32, D::Error> {
    match u32::deserialize(value)? {
        0 => Err(D::Error::custom("must be at least 1")),
        count => Ok(count),
    }
}

/// Mail domains: lower case, with a dot, without `@`.
pub(super) fn domains<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<String>, D::Error> {
    let list = Vec::<String>::deserialize(value)?;
    let wrong = |domain: &&String| {
        !domain.contains('.')
            || domain.split('.').any(str::is_empty)
            || !domain.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
    };
    match list.iter().find(wrong) {
        Some(domain) => Err(D::Error::custom(format!("{domain:?} is not a mail domain in lower case"))),
        None => Ok(list),
    }
}
