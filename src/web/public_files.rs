// SPDX-License-Identifier: AGPL-3.0-or-later
//! The open counters as files. The CSV has the columns of the import without the staff's mail domain and the capabilities; cells
//! that a spreadsheet would take for a formula have an apostrophe before them.

use crate::counters::export::harmless;
use crate::counters::{Column, Draft, Facts, Span, clock};
use crate::db::Breakage;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;

#[derive(Serialize)]
struct File<'a> {
    /// When it was made.
    at: String,
    timezone: &'static str,
    counters: Vec<CounterEntry<'a>>,
}

#[derive(Serialize)]
struct CounterEntry<'a> {
    code: &'a str,
    name: &'a str,
    body: &'a str,
    municipality: &'a str,
    address: &'a str,
    telephone: &'a str,
    hours: Vec<HoursEntry>,
    exceptions: Vec<ExceptionEntry>,
    services: Vec<&'static str>,
}

#[derive(Serialize)]
struct HoursEntry {
    /// From Monday, 1, to Sunday, 7.
    weekday: usize,
    opens: String,
    closes: String,
}

#[derive(Serialize)]
struct ExceptionEntry {
    date: NaiveDate,
    /// From and to; nothing where it is closed.
    hours: Vec<[String; 2]>,
}

fn entry(facts: &Facts) -> CounterEntry<'_> {
    let pair = |span: &Span| [clock(span.opens()), clock(span.closes())];
    let hours = (0..7).flat_map(|weekday| {
        let line = move |[opens, closes]: [String; 2]| HoursEntry { weekday: weekday + 1, opens, closes };
        facts.weekday(weekday).iter().map(pair).map(line).collect::<Vec<_>>()
    });
    let exception = |date| ExceptionEntry { date, hours: facts.on(date).iter().map(pair).collect() };
    CounterEntry {
        code: &facts.code,
        name: &facts.name,
        body: &facts.body,
        municipality: &facts.municipality,
        address: &facts.address,
        telephone: &facts.telephone,
        hours: hours.collect(),
        exceptions: facts.exceptional_days().into_iter().map(exception).collect(),
        services: facts.services.iter().map(|service| service.key()).collect(),
    }
}

pub(super) fn json(counters: &[Facts], now: DateTime<Utc>) -> Result<Vec<u8>, Breakage> {
    let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    let file = File { at, timezone: "Europe/Rome", counters: counters.iter().map(entry).collect() };
    serde_json::to_vec_pretty(&file).map_err(Breakage::new)
}

pub(super) fn csv(counters: &[Facts]) -> Result<Vec<u8>, Breakage> {
    let columns = || {
        Column::ALL.into_iter().filter(|column| !matches!(column, Column::MailDomain | Column::Capabilities))
    };
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns().map(Column::header)).map_err(Breakage::new)?;
    for facts in counters {
        let draft = Draft::of(facts);
        let cells = columns().map(|column| harmless(&draft.cell(column).replace('\n', " | ")));
        writer.write_record(cells).map_err(Breakage::new)?;
    }
    // the mark makes spreadsheets read it as UTF-8
    let body = writer.into_inner().map_err(|error| Breakage::new(error.to_string()))?;
    Ok([b"\xef\xbb\xbf".as_slice(), &body].concat())
}
