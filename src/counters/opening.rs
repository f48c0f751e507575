// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whether a counter is open, and the week that people see. By the clock on the wall in Italy: in the hour that comes twice in
//! October it is open both times, and the hour that is left out in March is nobody's.

use super::facts::Facts;
use super::hours::{self, Span};
use crate::texts::{Language, text};
use chrono::{DateTime, Datelike, Days, NaiveDate, Timelike, Utc};
use chrono_tz::Europe::Rome;

/// How many days ahead an opening is looked for.
const AHEAD: u64 = 21;

/// How a counter stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is open until this minute of the day.
    OpenUntil(u16),
    /// It opens later today, at this minute.
    OpensToday(u16),
    /// It opens on a later day.
    Opens(NaiveDate, u16),
    /// It has no hours in the next weeks.
    NoHours,
}

/// A day of the week shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayHours {
    /// The date.
    pub date: NaiveDate,
    /// Its hours; none where it is closed.
    pub spans: Vec<Span>,
    /// Whether they are not those of the weekday.
    pub exceptional: bool,
}

/// How a counter stands now.
#[must_use]
pub fn standing(facts: &Facts, now: DateTime<Utc>) -> Standing {
    let local = now.with_timezone(&Rome);
    let (today, minute) = (local.date_naive(), (local.hour() * 60 + local.minute()) as u16);
    let spans = facts.on(today);
    if let Some(open) = spans.iter().find(|span| span.holds(minute)) {
        // a line that begins where another ends is the same opening
        let until = spans
            .iter()
            .fold(open.closes(), |until, next| if next.opens() == until { next.closes() } else { until });
        return Standing::OpenUntil(until);
    }
    if let Some(next) = spans.iter().find(|span| span.opens() > minute) {
        return Standing::OpensToday(next.opens());
    }
    let later = (1..=AHEAD).filter_map(|days| today.checked_add_days(Days::new(days)));
    let mut found = later.filter_map(|day| Some((day, facts.on(day).first()?.opens())));
    found.next().map_or(Standing::NoHours, |(day, minute)| Standing::Opens(day, minute))
}

/// The week of a moment, from Monday.
#[must_use]
pub fn week(facts: &Facts, now: DateTime<Utc>) -> Vec<DayHours> {
    let today = now.with_timezone(&Rome).date_naive();
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    monday
        .iter_days()
        .take(7)
        .map(|date| DayHours { date, spans: facts.on(date), exceptional: facts.exception(date).is_some() })
        .collect()
}

/// The week in one line, days alike together: `lun–mer 08:30–12:30; gio 08:30–12:30, 15:00–17:00`. Empty without hours.
#[must_use]
pub fn summary(facts: &Facts, language: Language) -> String {
    let mut groups: Vec<(usize, usize, Vec<Span>)> = Vec::new();
    for weekday in 0..7 {
        let spans = facts.weekday(weekday);
        match groups.last_mut() {
            Some((_, last, same)) if *last + 1 == weekday && *same == spans => *last = weekday,
            _ => groups.push((weekday, weekday, spans)),
        }
    }
    let name = |weekday: usize| text(language, &format!("weekday-{}-short", weekday + 1));
    let said = |(first, last, spans): &(usize, usize, Vec<Span>)| {
        let days = if first == last { name(*first) } else { format!("{}–{}", name(*first), name(*last)) };
        format!("{days} {}", hours::write(spans).replace('-', "–"))
    };
    groups.iter().filter(|(_, _, spans)| !spans.is_empty()).map(said).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Draft};
    use super::*;

    fn counter(cells: &[(Column, &str)]) -> Facts {
        let mut draft = Draft::default();
        let named =
            [(Column::Code, "AN01"), (Column::Name, "A"), (Column::Body, "B"), (Column::Municipality, "C")];
        for (column, text) in named.iter().chain(cells) {
            draft.set(*column, *text);
        }
        draft.judge().unwrap()
    }

    fn at(facts: &Facts, time: &str) -> Standing {
        standing(facts, time.parse().unwrap())
    }

    #[test]
    fn a_counter_is_open_from_the_first_minute_to_the_one_before_the_last() {
        let facts =
            counter(&[(Column::Monday, "8:30-12, 12-13, 15-17"), (Column::Exceptions, "30/11/2026 9-10")]);
        // Monday 23 November 2026, an hour behind Rome
        assert_eq!(at(&facts, "2026-11-23T07:29:59Z"), Standing::OpensToday(510));
        assert_eq!(at(&facts, "2026-11-23T07:30:00Z"), Standing::OpenUntil(780));
        assert_eq!(at(&facts, "2026-11-23T12:00:00Z"), Standing::OpensToday(900));
        let next = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        assert_eq!(at(&facts, "2026-11-23T16:00:00Z"), Standing::Opens(next, 540), "by the exception");
        assert_eq!(at(&counter(&[]), "2026-11-23T16:00:00Z"), Standing::NoHours);
    }

    #[test]
    fn the_hours_are_those_of_the_wall_on_the_days_when_the_clocks_change() {
        let facts = counter(&[(Column::Sunday, "2:15-2:45, 9-12")]);
        // 29 March 2026: from 2 to 3 there is no minute; 9 o'clock is 7 in UTC from now on
        assert_eq!(at(&facts, "2026-03-29T00:59:00Z"), Standing::OpensToday(135));
        assert_eq!(at(&facts, "2026-03-29T01:00:00Z"), Standing::OpensToday(540));
        assert_eq!(at(&facts, "2026-03-29T07:00:00Z"), Standing::OpenUntil(720));
        assert_eq!(at(&facts, "2026-03-22T07:00:00Z"), Standing::OpensToday(540), "the Sunday before");
        // 25 October 2026: the hour from 2 to 3 comes twice
        for twice in ["2026-10-25T00:20:00Z", "2026-10-25T01:20:00Z"] {
            assert_eq!(at(&facts, twice), Standing::OpenUntil(165), "{twice}");
        }
        assert_eq!(at(&facts, "2026-10-25T08:00:00Z"), Standing::OpenUntil(720));
    }

    #[test]
    fn a_week_has_its_exceptions_and_a_summary_its_days_together() {
        let facts = counter(&[
            (Column::Monday, "8-12"),
            (Column::Tuesday, "8-12"),
            (Column::Thursday, "8-12,15-17"),
            (Column::Exceptions, "08/12/2026 chiuso"),
        ]);
        assert_eq!(summary(&facts, Language::Italian), "lun–mar 08:00–12:00; gio 08:00–12:00, 15:00–17:00");
        let week = week(&facts, "2026-12-13T22:59:00Z".parse().unwrap()); // still Sunday in Rome
        assert_eq!(week.first().unwrap().date.to_string(), "2026-12-07");
        assert!(week[1].exceptional && week[1].spans.is_empty() && !week[0].exceptional);
        assert_eq!(summary(&counter(&[]), Language::Italian), "");
    }
}
