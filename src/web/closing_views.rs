// SPDX-License-Identifier: AGPL-3.0-or-later
//! The page on which a day is closed, as its template sees it.

use super::dates;
use super::form::FieldErrors;
use super::page::Page;
use super::warnings::Choice;
use crate::closing::{EndKind, Given, OpenEnd, Reason, Standing};
use crate::policy::rome_date;
use crate::texts::Language;
use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

/// What was said of one thing that the page listed.
pub(super) struct Typed {
    pub(super) kind: EndKind,
    pub(super) subject: Uuid,
    pub(super) reason: Option<Reason>,
    pub(super) words: String,
}

impl Typed {
    /// The reason, where one was chosen.
    pub(super) fn given(&self) -> Option<Given> {
        let Self { kind, subject, reason, words } = self;
        reason.map(|reason| Given { kind: *kind, subject: *subject, reason, words: words.clone() })
    }

    fn is_of(&self, end: &OpenEnd) -> bool {
        (self.kind, self.subject) == (end.kind, end.subject)
    }
}

#[derive(Serialize)]
pub(super) struct ClosingPage {
    /// The day that is closed next, as `2026-11-22`; empty where today is closed.
    day: String,
    shown: String,
    /// Whether that day is over.
    late: bool,
    /// The days that follow it.
    then: Vec<String>,
    groups: Vec<GroupView>,
    reasons: Vec<Choice>,
    /// Seconds until the next one-time code.
    wait: i64,
    /// Days that were closed, the newest first.
    past: Vec<PastView>,
}

#[derive(Serialize)]
struct GroupView {
    kind: &'static str,
    ends: Vec<EndView>,
}

#[derive(Serialize)]
struct EndView {
    /// Its place on the page, from 1: fields are called by it.
    number: usize,
    value: String,
    protocol: String,
    since: String,
    detail: String,
    /// Where it is dealt with, or read.
    href: String,
    reason: &'static str,
    words: String,
}

#[derive(Serialize)]
pub(super) struct PastView {
    pub(super) href: String,
    pub(super) day: String,
}

/// What is missing of the reasons: of what was shown, and of what turned up since.
pub(super) fn faults(ends: &[OpenEnd], typed: &[Typed]) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (number, end) in (1..).zip(ends) {
        let told = |key: &str| (key.to_owned(), vec![("case".to_owned(), end.protocol.clone())]);
        let (key, arguments) = match typed.iter().find(|typed| typed.is_of(end)) {
            None => told("closing-new-end"),
            Some(typed) => match typed.given() {
                None => told("closing-reason-missing"),
                Some(given) if given.is_whole() => continue,
                Some(_) => {
                    let (key, arguments) = told("closing-words-missing");
                    errors.add_with(format!("words-{number}"), key, arguments);
                    continue;
                }
            },
        };
        errors.add_with(format!("reason-{number}"), key, arguments);
    }
    errors
}

pub(super) fn of(
    page: &Page,
    standing: &Standing,
    past: &[NaiveDate],
    typed: &[Typed],
    operates: bool,
    wait: i64,
) -> ClosingPage {
    view(page.language(), rome_date(page.now()), standing, past, typed, (operates, wait))
}

fn view(
    language: Language,
    today: NaiveDate,
    standing: &Standing,
    past: &[NaiveDate],
    typed: &[Typed],
    (operates, wait): (bool, i64),
) -> ClosingPage {
    let day = standing.day();
    let mut groups: Vec<GroupView> = Vec::new();
    for (number, end) in (1..).zip(&standing.ends) {
        let said = typed.iter().find(|typed| typed.is_of(end));
        let one = EndView {
            number,
            value: format!("{}:{}", end.kind.key(), end.subject),
            protocol: end.protocol.clone(),
            since: dates::show_time(end.since),
            detail: detail(end),
            href: href(end, operates),
            reason: said.and_then(|typed| typed.reason).map_or("", Reason::key),
            words: said.map(|typed| typed.words.clone()).unwrap_or_default(),
        };
        match groups.last_mut() {
            Some(group) if group.kind == end.kind.key() => group.ends.push(one),
            _ => groups.push(GroupView { kind: end.kind.key(), ends: vec![one] }),
        }
    }
    let reason =
        |reason: Reason| Choice::of(language, reason.key(), &format!("closing-reason-{}", reason.key()));
    ClosingPage {
        day: day.map(|day| day.to_string()).unwrap_or_default(),
        shown: day.map(dates::show).unwrap_or_default(),
        late: day.is_some_and(|day| day < today),
        then: standing.days.iter().skip(1).map(|day| dates::show(*day)).collect(),
        groups,
        reasons: Reason::ALL.map(reason).into(),
        wait,
        past: past.iter().map(PastView::of).collect(),
    }
}

impl PastView {
    fn of(day: &NaiveDate) -> Self {
        Self { href: format!("{}/{day}", super::closing::PAGE), day: dates::show(*day) }
    }
}

/// For the first page of a supervisor: how many things are open, and the day that waits for its closing where it is over.
#[derive(Serialize)]
pub(super) struct OpenDay {
    open: usize,
    late: String,
}

impl OpenDay {
    /// What the first page says of a counter's day; nothing where today is closed.
    pub(super) fn of(standing: &Standing, today: NaiveDate) -> Option<Self> {
        let day = standing.day()?;
        let late = if day < today { dates::show(day) } else { String::new() };
        Some(Self { open: standing.ends.len(), late })
    }
}

/// A serial, or the key of the text that says how a letter stands.
fn detail(end: &OpenEnd) -> String {
    match end.kind {
        EndKind::Mail => format!("closing-mail-{}", end.detail.replace('_', "-")),
        EndKind::Reply => format!("mail-reply-{}", end.detail),
        EndKind::Sheet | EndKind::Decision | EndKind::Approval | EndKind::Case => end.detail.clone(),
    }
}

/// Where it is dealt with: cases are operators', which a supervisor reads; decisions and approvals are supervisors'.
fn href(end: &OpenEnd, operates: bool) -> String {
    match end.kind {
        EndKind::Decision => "/sheets/undecided".to_owned(),
        EndKind::Approval => format!("/approvals/{}", end.subject),
        EndKind::Sheet if operates => format!("/cases/{}/sheet", end.case),
        EndKind::Mail | EndKind::Reply if operates => "/".to_owned(),
        EndKind::Case if operates => format!("/cases/{}", end.case),
        EndKind::Sheet | EndKind::Mail | EndKind::Reply | EndKind::Case => {
            format!("/cases/{}/inspection", end.case)
        }
    }
}

#[cfg(test)]
#[path = "closing_tests.rs"]
mod tests;
