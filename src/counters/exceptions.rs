// SPDX-License-Identifier: AGPL-3.0-or-later
//! Days that are not as their weekday: one a line, `25/12/2026 chiuso` or `24/12/2026 08:30-11:00`; in a file divided by `|`.

use super::facts::{DayLine, Facts};
use super::fault::Fault;
use super::hours;
use chrono::NaiveDate;

/// More than a counter has in two years.
const MOST: usize = 100;

/// What says that a day is closed.
const CLOSED: [&str; 3] = ["chiuso", "closed", "-"];

pub(super) fn read(text: &str) -> Result<Vec<DayLine>, Fault> {
    let mut lines: Vec<DayLine> = Vec::new();
    for line in text.split(['\n', '|']).map(str::trim).filter(|line| !line.is_empty()) {
        let short = || line.chars().take(60).collect::<String>();
        let (date, rest) = line.split_once(char::is_whitespace).ok_or_else(|| Fault::Exception(short()))?;
        let day = read_date(date).ok_or_else(|| Fault::Date(date.chars().take(20).collect()))?;
        if lines.iter().any(|known| known.day == day) {
            return Err(Fault::DateTwice(show(day)));
        }
        let rest = rest.trim();
        if CLOSED.iter().any(|word| rest.eq_ignore_ascii_case(word)) {
            lines.push(DayLine { day, opens: 0, closes: 0 });
            continue;
        }
        let spans = hours::read(rest)?;
        if spans.is_empty() {
            return Err(Fault::Exception(short()));
        }
        lines.extend(spans.into_iter().map(|span| DayLine {
            day,
            opens: span.opens(),
            closes: span.closes(),
        }));
        if lines.len() > MOST {
            return Err(Fault::TooMany(MOST));
        }
    }
    lines.sort_unstable();
    Ok(lines)
}

/// `25/12/2026` or `2026-12-25`, of this century.
fn read_date(text: &str) -> Option<NaiveDate> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || b"/-.".contains(&byte));
    let format = if text.contains('-') { "%Y-%m-%d" } else { "%d/%m/%Y" };
    let date = digits.then(|| NaiveDate::parse_from_str(&text.replace('.', "/"), format).ok())??;
    let (first, last) = (NaiveDate::from_ymd_opt(2000, 1, 1)?, NaiveDate::from_ymd_opt(2099, 12, 31)?);
    (first..=last).contains(&date).then_some(date)
}

fn show(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

pub(super) fn write(facts: &Facts) -> String {
    let line = |day: NaiveDate| match facts.on(day) {
        spans if spans.is_empty() => format!("{} chiuso", show(day)),
        spans => format!("{} {}", show(day), hours::write(&spans)),
    };
    facts.exceptional_days().into_iter().map(line).collect::<Vec<_>>().join("\n")
}
