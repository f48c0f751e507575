// SPDX-License-Identifier: AGPL-3.0-or-later
//! A counter as somebody typed it, cell by cell: in a form or in a file. What passes [`Draft::judge`] are facts.

use super::exceptions;
use super::facts::{Facts, Service, WeekLine};
use super::fault::Fault;
use super::hours;
use super::{Capability, Column, CounterCode};
use std::collections::BTreeSet;

/// Cells by their column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    cells: [String; Column::ALL.len()],
}

impl Draft {
    /// What was typed in a column.
    #[must_use]
    pub fn cell(&self, column: Column) -> &str {
        &self.cells[column as usize]
    }

    /// Types something; several capabilities or services are divided by commas.
    pub fn set(&mut self, column: Column, text: impl Into<String>) {
        self.cells[column as usize] = text.into();
    }

    /// A counter's facts as somebody would type them.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let mut draft = Self::default();
        for column in Column::ALL {
            draft.set(
                column,
                match column {
                    Column::Code => facts.code.clone(),
                    Column::Name => facts.name.clone(),
                    Column::Body => facts.body.clone(),
                    Column::Municipality => facts.municipality.clone(),
                    Column::Address => facts.address.clone(),
                    Column::Telephone => facts.telephone.clone(),
                    Column::MailDomain => facts.mail_domain.clone(),
                    Column::Exceptions => exceptions::write(facts),
                    Column::Capabilities => facts.capabilities.join(", "),
                    Column::Services => {
                        facts.services.iter().map(|service| service.key()).collect::<Vec<_>>().join(", ")
                    }
                    day => hours::write(&facts.weekday(day.weekday().unwrap_or_default())),
                },
            );
        }
        draft
    }

    /// The facts, or everything that is wrong with them, in the order of the columns.
    ///
    /// # Errors
    /// What is wrong in which column.
    pub fn judge(&self) -> Result<Facts, Vec<(Column, Fault)>> {
        let mut faults = Vec::new();
        let mut note = |column: Column, fault: Fault| faults.push((column, fault));
        let mut plain = |column: Column, most: usize, needed: bool| {
            let text = self.cell(column).split_whitespace().collect::<Vec<_>>().join(" ");
            match text.chars().count() {
                0 if needed => note(column, Fault::Missing),
                length if length > most => note(column, Fault::TooLong(most)),
                _ if text.chars().any(odd) => note(column, Fault::Odd),
                _ => {}
            }
            text
        };
        let code = self.cell(Column::Code).trim().to_owned();
        let name = plain(Column::Name, 80, true);
        let body = plain(Column::Body, 80, true);
        let municipality = plain(Column::Municipality, 60, true);
        let address = plain(Column::Address, 120, false);
        let telephone = plain(Column::Telephone, 30, false);
        let mail_domain = plain(Column::MailDomain, 120, false).to_lowercase();
        if code.parse::<CounterCode>().is_err() {
            faults.push((Column::Code, if code.is_empty() { Fault::Missing } else { Fault::Code }));
        }
        if telephone.chars().any(|c| !(c.is_ascii_digit() || " +-/.()".contains(c))) {
            faults.push((Column::Telephone, Fault::Telephone));
        }
        if !mail_domain.is_empty() && !is_domain(&mail_domain) {
            faults.push((Column::MailDomain, Fault::Domain));
        }
        let mut week = Vec::new();
        for (weekday, column) in (1..).zip(Column::WEEK) {
            match hours::read(self.cell(column)) {
                Ok(spans) => week.extend(spans.into_iter().map(|span| WeekLine {
                    weekday,
                    opens: span.opens(),
                    closes: span.closes(),
                })),
                Err(error) => faults.push((column, error.into())),
            }
        }
        let exceptions = exceptions::read(self.cell(Column::Exceptions)).unwrap_or_else(|fault| {
            faults.push((Column::Exceptions, fault));
            Vec::new()
        });
        let capabilities = words(self.cell(Column::Capabilities), |word| {
            word.parse::<Capability>().ok().map(|found| found.to_string())
        });
        let services = words(self.cell(Column::Services), Service::from_key);
        let capabilities = capabilities.unwrap_or_else(|word| {
            faults.push((Column::Capabilities, Fault::Capability(word)));
            BTreeSet::new()
        });
        let services = services.unwrap_or_else(|word| {
            faults.push((Column::Services, Fault::Service(word)));
            BTreeSet::new()
        });
        // the first of a column is the one to mend first
        faults.sort_by_key(|(column, _)| *column as usize);
        faults.dedup_by_key(|(column, _)| *column);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Facts {
            code,
            name,
            body,
            municipality,
            address,
            telephone,
            mail_domain,
            hours: week,
            exceptions,
            capabilities: capabilities.into_iter().collect(),
            services: services.into_iter().collect(),
        })
    }
}

/// What no name or address holds: controls, and marks that turn or hide what stands beside them.
fn odd(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffd}')
}

/// The words of a list, once each and in order; the first that is none.
fn words<T: Ord>(text: &str, known: impl Fn(&str) -> Option<T>) -> Result<BTreeSet<T>, String> {
    let words = text.split([',', '|', '\n']).map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| known(word).ok_or_else(|| word.chars().take(40).collect())).collect()
}

/// A domain with at least one dot: letters, digits and dashes between dots, as in `comune.example.it`.
fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.contains('.') && text.split('.').all(label)
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
