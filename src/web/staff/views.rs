// SPDX-License-Identifier: AGPL-3.0-or-later
//! Accounts, duties and changes as the templates take them, and the checks that several forms share.

use crate::operators::Place;
use crate::operators::staff::{Change, DutyLine, Line};
use crate::texts::{Language, text, text_with};
use crate::web::dates::{show, show_time};
use crate::web::error::PageError;
use crate::web::form::invalid;
use crate::web::page::Page;
use crate::web::warnings::Choice;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Rome;
use serde::Serialize;
use validator::ValidationError;

#[derive(Serialize)]
pub(super) struct LineView {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) username: String,
    /// The word of its standing, the end of a text key.
    pub(super) standing: &'static str,
    /// What it may do now or will, in words.
    pub(super) roles: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct DutyView {
    pub(super) words: String,
    pub(super) since: String,
    pub(super) until: String,
    /// Where it is ended; empty where it has ended.
    pub(super) end: String,
}

#[derive(Serialize)]
pub(super) struct ChangeView {
    pub(super) href: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) reason: String,
    pub(super) asked: String,
    pub(super) by: String,
    /// Whether the reader has asked for it: somebody else confirms.
    pub(super) own: bool,
}

pub(super) fn line(language: Language, line: &Line, now: DateTime<Utc>) -> LineView {
    let mut roles: Vec<String> = line
        .duties
        .iter()
        .filter(|duty| duty.lasts(now))
        .map(|duty| format!("{}, {}", role(language, &duty.duty), duty.counter))
        .collect();
    if line.administrator {
        roles.push(role(language, "administrator"));
    }
    LineView {
        href: format!("{}/{}", super::LIST, line.id),
        name: format!("{} {}", line.surname, line.name),
        username: line.username.clone(),
        standing: line.standing.word(),
        roles,
    }
}

pub(super) fn role(language: Language, word: &str) -> String {
    text(language, &format!("staff-role-{word}"))
}

pub(super) fn duty(language: Language, person: &Line, duty: &DutyLine, now: DateTime<Utc>) -> DutyView {
    let ends = duty.lasts(now) && person.standing != crate::operators::staff::Standing::Ended;
    DutyView {
        words: format!("{}, {}", role(language, &duty.duty), duty.counter),
        since: show(rome_day(duty.since)),
        until: duty.until.map(|until| show(last_day(until))).unwrap_or_default(),
        end: if ends {
            format!("{}/{}/duties/{}/end", super::LIST, person.id, duty.id)
        } else {
            String::new()
        },
    }
}

pub(super) fn change(page: &Page, change: &Change) -> ChangeView {
    let language = page.language();
    let what = match change.kind.as_str() {
        "duty" => {
            let key = if change.former.is_empty() { "staff-change-duty" } else { "staff-change-move" };
            let days = [
                ("role", role(language, &change.duty).into()),
                ("counter", change.counter.as_str().into()),
                ("former", change.former.as_str().into()),
                ("since", change.since.map(|at| show(rome_day(at))).unwrap_or_default().into()),
            ];
            let mut what = text_with(language, key, &days);
            if let Some(until) = change.until {
                let until = show(last_day(until));
                what = format!(
                    "{what} {}",
                    text_with(language, "staff-change-until", &[("until", until.into())])
                );
            }
            what
        }
        kind => text(language, &format!("staff-change-{}", kind.replace('_', "-"))),
    };
    let own = page.visitor().session.as_ref().is_some_and(|session| session.operator_id() == change.asked_by);
    ChangeView {
        href: format!("{}/{}/changes/{}", super::LIST, change.operator, change.id),
        who: change.who.clone(),
        what,
        reason: change.reason.clone(),
        asked: show_time(change.asked_at),
        by: change.asker.clone(),
        own,
    }
}

fn rome_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Rome).date_naive()
}

/// The last day on which something is in force that ends at this moment.
fn last_day(until: DateTime<Utc>) -> NaiveDate {
    rome_day(until - TimeDelta::seconds(1))
}

/// The first moment of a day at the counters.
pub(super) fn begins(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN).and_local_timezone(Rome).earliest();
    // in Italy every day has its midnight
    midnight.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |at| at.with_timezone(&Utc))
}

/// The open counters to choose from.
pub(super) fn counter_choices(counters: &[Place]) -> Vec<Choice> {
    let choice = |place: &Place| Choice::new(place.id, format!("{} {}", place.code, place.name));
    counters.iter().map(choice).collect()
}

/// A reason: some words, 500 characters at most.
pub(super) fn some_words(reason: &str) -> Result<(), ValidationError> {
    match reason.trim().chars().count() {
        0 => Err(invalid("staff-reason-needed")),
        1..=500 => Ok(()),
        _ => Err(invalid("field-too-long")),
    }
}

/// A day that may be left out.
pub(super) fn day_or_nothing(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() { Ok(()) } else { crate::web::dates::check(text) }
}

/// A person that is not there is a page that is not there.
pub(super) async fn person(
    page: &Page,
    id: crate::ids::OperatorId,
) -> Result<(Line, Vec<crate::operators::staff::Event>), PageError> {
    let mut conn = page.connection().await?;
    crate::operators::staff::person(&mut conn, id).await?.ok_or(PageError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_and_ends_at_midnight_in_italy_in_summer_and_in_winter() {
        for (day, moment) in [("2026-07-01", "2026-06-30T22:00:00Z"), ("2026-12-01", "2026-11-30T23:00:00Z")]
        {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(begins(day), moment.parse::<DateTime<Utc>>().unwrap());
            assert_eq!(last_day(begins(day)), day.pred_opt().unwrap());
            assert_eq!(rome_day(begins(day)), day);
        }
    }

    #[test]
    fn a_reason_has_words_and_a_day_may_be_left_out() {
        assert!(some_words("maternità").is_ok() && some_words(" \n").is_err());
        assert!(some_words(&"x".repeat(501)).is_err());
        assert!(day_or_nothing("").is_ok() && day_or_nothing("31/02/2026").is_err());
    }
}
