// SPDX-License-Identifier: AGPL-3.0-or-later
//! The form of a counter: one field a column, and the number of the counter that was seen.

use super::error::PageError;
use super::form::{FieldErrors, Form};
use super::one_time_code;
use super::page::Page;
use super::warnings::Choice;
use crate::counters::{Column, Draft, Fault, Kept, Service};
use crate::texts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use validator::Validate;

/// What is typed; the fields stand in the order of the page.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
pub(super) struct CounterForm {
    code: String,
    name: String,
    body: String,
    municipality: String,
    address: String,
    telephone: String,
    mail_domain: String,
    monday: String,
    tuesday: String,
    wednesday: String,
    thursday: String,
    friday: String,
    saturday: String,
    sunday: String,
    exceptions: String,
    capabilities: Vec<String>,
    services: Vec<String>,
    version: String,
    totp: String,
}

/// What `counters/edit.html` shows.
#[derive(Serialize)]
pub(super) struct FormPage {
    form: CounterForm,
    /// The code of the counter that is changed; empty for a new one.
    code: String,
    week: Vec<DayField>,
    capability_choices: Vec<Choice>,
    service_choices: Vec<Choice>,
    wait: i64,
}

#[derive(Serialize)]
struct DayField {
    name: &'static str,
    label: String,
    value: String,
}

impl CounterForm {
    /// A new counter's: it gives every service.
    pub(super) fn fresh() -> Self {
        Self { services: Service::ALL.map(|service| service.key().to_owned()).into(), ..Self::default() }
    }

    /// A counter's as it is kept.
    pub(super) fn of(kept: &Kept) -> Self {
        let draft = Draft::of(&kept.facts);
        let mut form = Self {
            capabilities: kept.facts.capabilities.clone(),
            services: kept.facts.services.iter().map(|service| service.key().to_owned()).collect(),
            version: kept.version.to_string(),
            ..Self::default()
        };
        for column in Column::ALL {
            if let Some(field) = form.field(column) {
                draft.cell(column).clone_into(field);
            }
        }
        form
    }

    fn field(&mut self, column: Column) -> Option<&mut String> {
        Some(match column {
            Column::Code => &mut self.code,
            Column::Name => &mut self.name,
            Column::Body => &mut self.body,
            Column::Municipality => &mut self.municipality,
            Column::Address => &mut self.address,
            Column::Telephone => &mut self.telephone,
            Column::MailDomain => &mut self.mail_domain,
            Column::Monday => &mut self.monday,
            Column::Tuesday => &mut self.tuesday,
            Column::Wednesday => &mut self.wednesday,
            Column::Thursday => &mut self.thursday,
            Column::Friday => &mut self.friday,
            Column::Saturday => &mut self.saturday,
            Column::Sunday => &mut self.sunday,
            Column::Exceptions => &mut self.exceptions,
            Column::Capabilities | Column::Services => return None,
        })
    }

    /// What is typed, to be judged; the code of a counter that is changed is its own, whatever the form says.
    pub(super) fn draft(&self, code: Option<&str>) -> Draft {
        let (mut form, mut draft) = (self.clone(), Draft::default());
        for column in Column::ALL {
            let typed = match column {
                Column::Capabilities => self.capabilities.join(","),
                Column::Services => self.services.join(","),
                other => form.field(other).map(std::mem::take).unwrap_or_default(),
            };
            draft.set(column, typed);
        }
        if let Some(code) = code {
            draft.set(Column::Code, code);
        }
        draft
    }

    /// The one-time code as it was typed.
    pub(super) fn code_typed(&self) -> &str {
        &self.totp
    }

    /// The number of the counter that its writer saw.
    pub(super) fn seen(&self) -> Result<i32, PageError> {
        self.version.parse().ok().filter(|version| *version > 0).ok_or(PageError::Unreadable)
    }
}

/// Everything that is wrong with the form, in the order of the page.
pub(super) fn fields_wrong(form: &Form<CounterForm>, faults: Option<&Vec<(Column, Fault)>>) -> FieldErrors {
    let mut errors = form.check().err().unwrap_or_default();
    for (column, fault) in faults.into_iter().flatten() {
        let key = match (column, fault) {
            (Column::Code | Column::Name | Column::Body | Column::Municipality, Fault::Missing) => {
                format!("{}-missing", super::counter_views::label(*column))
            }
            (_, fault) => fault.key().to_owned(),
        };
        errors.add_with(column.field(), key, fault.arguments());
    }
    if let Err(error) = one_time_code::six_digits(&form.totp) {
        errors.add("totp", error.code);
    }
    errors
}

/// The page of the form.
pub(super) fn form_page(page: &Page, mut form: CounterForm, code: Option<&str>, wait: i64) -> FormPage {
    let today = page.app.policies.on(crate::policy::rome_date(page.now()));
    let rules = today.map(crate::policy::Policy::all_delegations).unwrap_or_default();
    let mut known: BTreeSet<String> =
        form.capabilities.iter().filter(|word| word.len() <= 40).cloned().collect();
    known.extend(rules.iter().filter_map(|rules| rules.capability.clone()));
    // a word without words is told by its name
    let capability = |word: String| match format!("counter-capability-{word}") {
        key if texts::exists(&key) => Choice::of(page.language(), &word, &key),
        _ => Choice { label: word.clone(), value: word, hint: String::new() },
    };
    let mut day = |column: Column| {
        let value = form.field(column).cloned().unwrap_or_default();
        DayField { name: column.field(), label: super::counter_views::label(column), value }
    };
    let week = Column::WEEK.map(&mut day).into();
    let service = |service: Service| {
        Choice::of(page.language(), service.key(), &format!("counter-service-{}", service.key()))
    };
    form.totp.clear();
    FormPage {
        form,
        code: code.unwrap_or_default().to_owned(),
        week,
        capability_choices: known.into_iter().map(capability).collect(),
        service_choices: Service::ALL.map(service).into(),
        wait,
    }
}
