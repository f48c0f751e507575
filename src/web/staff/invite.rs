// SPDX-License-Identifier: AGPL-3.0-or-later
//! Inviting somebody, with a first role that a second administrator confirms.

use super::LIST;
use super::duty::{duty_choices, wanted};
use super::refused::told;
use super::views::{counter_choices, day_or_nothing, role, some_words};
use crate::contacts::email::EmailAddress;
use crate::holders::codice_fiscale::CodiceFiscale;
use crate::operators::Administrator;
use crate::operators::staff::{self, NewPerson, Said, Wanted};
use crate::policy::rome_date;
use crate::web::dates;
use crate::web::error::{Answer, PageError};
use crate::web::form::{FieldErrors, Form, checked, invalid};
use crate::web::one_time_code::six_digits;
use crate::web::page::Page;
use crate::web::routes::Routes;
use crate::web::warnings::Choice;
use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

const INVITE: &str = "/administration/staff/invite";
const ADMINISTRATOR: &str = "administrator";

#[derive(Clone, Default, Serialize, Deserialize, Validate)]
struct InviteForm {
    #[validate(custom(function = a_name))]
    name: String,
    #[validate(custom(function = a_name))]
    surname: String,
    #[validate(custom(function = a_code))]
    codice_fiscale: String,
    #[validate(custom(function = an_address))]
    contact_address: String,
    #[validate(length(min = 1, code = "staff-username-wrong"))]
    username: String,
    #[validate(length(min = 1, code = "staff-duty-needed"))]
    role: String,
    counter: String,
    #[validate(custom(function = day_or_nothing))]
    since: String,
    #[validate(custom(function = day_or_nothing))]
    until: String,
    #[validate(custom(function = some_words))]
    reason: String,
    #[validate(custom(function = six_digits))]
    #[serde(skip_serializing)]
    totp: String,
}

#[derive(Serialize)]
struct InvitePage<'a> {
    form: &'a InviteForm,
    roles: Vec<Choice>,
    counters: Vec<Choice>,
    wait: i64,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get(INVITE, ask);
    routes.post(INVITE, take);
}

fn a_name(text: &str) -> Result<(), ValidationError> {
    match text.trim().chars().count() {
        0 => Err(invalid("field-required")),
        1..=100 => Ok(()),
        _ => Err(invalid("field-too-long")),
    }
}

fn a_code(text: &str) -> Result<(), ValidationError> {
    checked::<CodiceFiscale>(text, |_| "staff-codice-fiscale-wrong")
}

fn an_address(text: &str) -> Result<(), ValidationError> {
    checked::<EmailAddress>(text, |_| "staff-address-wrong")
}

async fn answer(
    page: &Page,
    status: StatusCode,
    (form, wait): (&InviteForm, i64),
    errors: &FieldErrors,
) -> Answer {
    let counters = staff::counters(&mut *page.connection().await?).await?;
    let mut roles = duty_choices(page);
    roles.push(Choice::new(ADMINISTRATOR, role(page.language(), ADMINISTRATOR)));
    let view = InvitePage { form, roles, counters: counter_choices(&counters), wait };
    page.render_with(status, "staff/invite.html", &view, errors)
}

async fn ask(_: Administrator, page: Page) -> Answer {
    let form = InviteForm { since: dates::show(rome_date(page.now())), ..InviteForm::default() };
    answer(&page, StatusCode::OK, (&form, 0), &FieldErrors::default()).await
}

async fn take(by: Administrator, form: Form<InviteForm>, page: Page) -> Answer {
    let again = async |errors: FieldErrors, wait| {
        answer(&page, StatusCode::UNPROCESSABLE_ENTITY, (&form, wait), &errors).await
    };
    let mut errors = form.check().err().unwrap_or_default();
    let wanted = match form.role.as_str() {
        ADMINISTRATOR if form.counter.is_empty() => Some(Wanted::Administrator),
        ADMINISTRATOR => {
            errors.add("counter", "staff-counter-not-for-administrators");
            None
        }
        role => wanted(&page, role, &form.counter, &form.since, &form.until),
    };
    if wanted.is_none() && !form.role.is_empty() {
        errors.add("counter", "staff-counter-needed");
    }
    let (Some(wanted), true) = (wanted, errors.is_empty()) else { return again(errors, 0).await };
    let code: CodiceFiscale = form.codice_fiscale.parse().map_err(|_| PageError::Unreadable)?;
    let address: EmailAddress = form.contact_address.parse().map_err(|_| PageError::Unreadable)?;
    let person = NewPerson {
        username: form.username.trim().to_lowercase(),
        name: form.name.trim().to_owned(),
        surname: form.surname.trim().to_owned(),
        codice_fiscale: code.as_str().to_owned(),
        base_code: code.base_code().as_str().to_owned(),
        contact_address: address.to_string(),
        wanted,
    };
    let said = Said { reason: &form.reason, code: &form.totp };
    match staff::invite(&page.staff_office()?, &by, &person, said, page.now()).await {
        Ok(id) => page.see_with(format!("{LIST}/{id}"), "notice-staff-invited"),
        Err(error) => {
            let (errors, wait) = told(error, LIST.to_owned())?;
            again(errors, wait).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_renders_and_keeps_what_was_typed() {
        let form = InviteForm { name: "D'Alò <b>".into(), totp: "123456".into(), ..InviteForm::default() };
        let view = InvitePage { form: &form, roles: vec![], counters: vec![], wait: 2 };
        let page = rendered("staff/invite.html", &view);
        assert!(page.contains("D&#39;Alò &lt;b&gt;") && !page.contains("123456"), "{page}");
    }

    #[test]
    fn names_codes_and_addresses_are_checked_at_the_door() {
        assert!(a_name(" ").is_err() && a_name(&"x".repeat(101)).is_err() && a_name("Anna").is_ok());
        assert!(a_code("BNCLRA85E52A271O").is_ok() && a_code("BNCLRA85E52A271X").is_err());
        assert!(an_address("a@example.org").is_ok() && an_address("a b@example.org").is_err());
    }
}
