// SPDX-License-Identifier: AGPL-3.0-or-later
//! Patterns as pages show them: the rule in words with its threshold, and what it found.

use super::super::dates;
use super::super::page::Page;
use super::super::table_file::{self, FileLink};
use super::LookForm;
use super::asked::{self, Asked};
use crate::patterns::{Count, Finding, ON_A_PAGE, Pattern};
use crate::policy::SupervisionRules;
use crate::reports::{Colleague, Period};
use crate::texts::{self, Language};
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
pub(super) struct ListPage {
    asked: Asked,
    /// None where the days made no period.
    period: Option<[String; 2]>,
    patterns: Vec<PatternView>,
    files: Vec<FileLink>,
}

#[derive(Serialize)]
struct PatternView {
    name: String,
    rule: String,
    to_look: i64,
    looked: i64,
    href: String,
}

#[derive(Serialize)]
pub(super) struct ShowPage {
    name: String,
    rule: String,
    period: [String; 2],
    /// As the form sends them back.
    days: [String; 2],
    back: String,
    action: String,
    to_look: i64,
    looked: i64,
    findings: Vec<FindingView>,
    page_number: i64,
    pages: i64,
    earlier: String,
    later: String,
    form: LookForm,
}

#[derive(Serialize)]
struct FindingView {
    subject: Uuid,
    at: String,
    what: String,
    operators: String,
    cases: Vec<CaseView>,
    /// The list of the operator's releases, where cases are too many to name.
    releases: String,
    looked: String,
    note: String,
    typed: bool,
}

#[derive(Serialize)]
struct CaseView {
    id: Uuid,
    protocol: String,
}

/// The rule in words with its threshold.
pub(super) fn rule(language: Language, pattern: Pattern, rules: &SupervisionRules) -> String {
    let (first, second) = pattern.thresholds(rules);
    let numbers = [("first", first.into()), ("second", second.into())];
    texts::text_with(language, &format!("pattern-rule-{}", pattern.name()), &numbers)
}

pub(super) fn days(period: Period) -> [String; 2] {
    [period.first(), period.last()].map(dates::show)
}

/// The page of all patterns.
pub(super) fn list(
    page: &Page,
    asked: &Asked,
    rules: &SupervisionRules,
    made: Option<(Period, &[Count])>,
) -> ListPage {
    list_in(page.language(), asked, rules, made)
}

pub(super) fn list_in(
    language: Language,
    asked: &Asked,
    rules: &SupervisionRules,
    made: Option<(Period, &[Count])>,
) -> ListPage {
    let view = |period: Period, count: &Count| PatternView {
        name: count.pattern.name(),
        rule: rule(language, count.pattern, rules),
        to_look: count.to_look,
        looked: count.looked,
        href: format!("/patterns/{}?{}", count.pattern.name(), asked::address(period)),
    };
    ListPage {
        asked: asked.clone(),
        period: made.map(|(period, _)| days(period)),
        files: made
            .map(|(period, _)| table_file::links("/patterns", &asked::address(period)))
            .unwrap_or_default(),
        patterns: made
            .map(|(period, counts)| counts.iter().map(|count| view(period, count)).collect())
            .unwrap_or_default(),
    }
}

/// The page of one pattern, with what was typed.
pub(super) fn show(
    page: &Page,
    rules: &SupervisionRules,
    asked: (Pattern, Period, i64),
    found: (Count, Vec<Finding>),
    colleagues: &[Colleague],
    form: LookForm,
) -> ShowPage {
    show_in(page.language(), rules, asked, found, colleagues, form)
}

pub(super) fn show_in(
    language: Language,
    rules: &SupervisionRules,
    (pattern, period, at): (Pattern, Period, i64),
    (count, found): (Count, Vec<Finding>),
    colleagues: &[Colleague],
    form: LookForm,
) -> ShowPage {
    let (name, address) = (pattern.name(), asked::address(period));
    let pages = (count.to_look + count.looked + ON_A_PAGE - 1) / ON_A_PAGE;
    let turn = |to: i64| match (1..=pages).contains(&to) {
        true => format!("/patterns/{name}?{address}&page={to}"),
        false => String::new(),
    };
    let who = |id: &Uuid| {
        let known = colleagues.iter().find(|colleague| colleague.id == *id);
        known.map_or_else(|| id.to_string(), |colleague| colleague.name.clone())
    };
    let view = |finding: Finding| FindingView {
        what: texts::text_with(
            language,
            &format!("pattern-found-{name}"),
            &[("count", finding.measure.into())],
        ),
        at: dates::show_time(finding.at),
        operators: finding.operators.iter().map(who).collect::<Vec<_>>().join(", "),
        releases: match pattern {
            Pattern::FarAbove => format!("/reports/releases/facts?{address}&operator={}", finding.subject),
            _ => String::new(),
        },
        looked: match (finding.looked_at, &finding.looked_by) {
            (Some(at), Some(by)) => {
                let said = [("at", dates::show_time(at).into()), ("by", by.as_str().into())];
                texts::text_with(language, "pattern-looked-by", &said)
            }
            _ => String::new(),
        },
        note: finding.note.unwrap_or_default(),
        typed: form.subject == finding.subject.to_string(),
        cases: (finding.cases.into_iter().zip(finding.protocols))
            .map(|(id, protocol)| CaseView { id, protocol })
            .collect(),
        subject: finding.subject,
    };
    ShowPage {
        rule: rule(language, pattern, rules),
        period: days(period),
        days: [period.first().to_string(), period.last().to_string()],
        back: format!("/patterns?{address}"),
        action: format!("/patterns/{name}"),
        to_look: count.to_look,
        looked: count.looked,
        findings: found.into_iter().map(view).collect(),
        page_number: at,
        pages,
        earlier: turn(at + 1),
        later: turn(at - 1),
        name,
        form,
    }
}
