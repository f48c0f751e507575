// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the people who work here are told of their accounts.

use super::moment::local;
use super::words::Told;
use crate::outbox::{AccountEvent, CounterFigures, ToldRole};
use crate::texts::{FluentValue, Language, text, text_with};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// A counter's figures, as the templates set them.
#[derive(Serialize)]
pub(super) struct FigureTable {
    caption: String,
    lines: Vec<FigureLine>,
}

#[derive(Serialize)]
struct FigureLine {
    label: String,
    count: i64,
}

/// Something happened to an account.
pub(super) fn notice(
    language: Language,
    username: &str,
    event: AccountEvent,
    at: DateTime<Utc>,
    role: Option<&ToldRole>,
) -> Told {
    let role = role.map(|role| named(language, role)).unwrap_or_default();
    let told: [(&'static str, FluentValue<'_>); 3] =
        [("username", username.into()), ("when", local(language, at).into()), ("role", role.into())];
    let what = text_with(language, &format!("mail-account_notice-{}", event.word()), &told);
    (vec![what], vec![], vec![text(language, "mail-account_notice-not_you")])
}

/// A role in the language's own words, with its counter.
fn named(language: Language, told: &ToldRole) -> String {
    let role = text(language, &format!("mail-role-{}", told.role));
    if told.counter.is_empty() { role } else { format!("{role} ({})", told.counter) }
}

/// A one-time link; the address itself stands apart.
pub(super) fn invitation(language: Language, username: &str, expires_at: DateTime<Utc>, first: bool) -> Told {
    let key = if first { "mail-invitation-what" } else { "mail-invitation-second_factor" };
    let what = text_with(language, key, &[("username", username.into())]);
    let until = local(language, expires_at);
    let valid = text_with(language, "mail-invitation-valid", &[("until", until.into())]);
    (
        vec![what],
        vec![],
        vec![valid, text(language, "mail-invitation-nobody"), text(language, "mail-account_notice-not_you")],
    )
}

/// `10/2026`, for a sentence.
pub(super) fn month(first: NaiveDate) -> (&'static str, FluentValue<'static>) {
    ("month", first.format("%m/%Y").to_string().into())
}

/// What stands around the figures of a month.
pub(super) fn monthly(language: Language, first: NaiveDate) -> Told {
    let what = text_with(language, "mail-monthly_report-what", &[month(first)]);
    let after =
        ["standing", "nobody"].map(|word| text(language, &format!("mail-monthly_report-{word}"))).into();
    (vec![what, text(language, "mail-monthly_report-link")], vec![], after)
}

/// The figures, each with the words of its page.
pub(super) fn tables(language: Language, counters: &[CounterFigures]) -> Vec<FigureTable> {
    let table = |of: &CounterFigures| {
        let (found, to_look) = of.patterns;
        let lines = [
            ("cases", of.cases),
            ("releases", of.releases),
            ("refusals", of.refusals),
            ("mails", of.mails_in_trouble),
            ("voided", of.voided_sheets),
            ("no_email", of.no_email),
            ("patterns", found),
            ("to_look", to_look),
            ("samples", of.samples_open),
            ("days", of.days_not_closed),
        ];
        let line = |(word, count)| FigureLine {
            label: text(language, &format!("mail-monthly_report-count-{word}")),
            count,
        };
        FigureTable { caption: of.counter.clone(), lines: lines.map(line).into() }
    };
    counters.iter().map(table).collect()
}
