// SPDX-License-Identifier: AGPL-3.0-or-later
//! A duty for somebody: given, or in the place of another one. A second administrator confirms it.

use super::LIST;
use super::refused::told;
use super::views::{self, begins, counter_choices, day_or_nothing, some_words};
use crate::ids::{CounterId, OperatorId};
use crate::operators::Administrator;
use crate::operators::staff::{self, Duty, Said, Standing, Wanted};
use crate::policy::rome_date;
use crate::web::dates;
use crate::web::error::{Answer, PageError};
use crate::web::form::{FieldErrors, Form, invalid};
use crate::web::one_time_code::six_digits;
use crate::web::page::Page;
use crate::web::routes::Routes;
use crate::web::warnings::Choice;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

#[derive(Clone, Default, Serialize, Deserialize, Validate)]
struct DutyForm {
    #[validate(custom(function = one_of_both))]
    duty: String,
    #[validate(custom(function = a_counter))]
    counter: String,
    #[validate(custom(function = day_or_nothing))]
    since: String,
    #[validate(custom(function = day_or_nothing))]
    until: String,
    in_place_of: String,
    #[validate(custom(function = some_words))]
    reason: String,
    #[validate(custom(function = six_digits))]
    #[serde(skip_serializing)]
    totp: String,
}

#[derive(Serialize)]
struct DutyPage<'a> {
    name: String,
    back: String,
    form: &'a DutyForm,
    duties: Vec<Choice>,
    counters: Vec<Choice>,
    /// Duties that may end in its favour.
    held: Vec<Choice>,
    wait: i64,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/administration/staff/{id}/duty", ask);
    routes.post("/administration/staff/{id}/duty", take);
}

/// A duty as its word.
pub(super) fn duty_of(word: &str) -> Option<Duty> {
    [Duty::Operator, Duty::Supervisor].into_iter().find(|duty| duty.word() == word)
}

fn one_of_both(word: &str) -> Result<(), ValidationError> {
    duty_of(word).map(drop).ok_or_else(|| invalid("staff-duty-needed"))
}

pub(super) fn a_counter(id: &str) -> Result<(), ValidationError> {
    id.parse::<CounterId>().map(drop).map_err(|_| invalid("staff-counter-needed"))
}

/// Both duties to choose from.
pub(super) fn duty_choices(page: &Page) -> Vec<Choice> {
    let choice = |duty: Duty| Choice::new(duty.word(), views::role(page.language(), duty.word()));
    [Duty::Operator, Duty::Supervisor].map(choice).into()
}

async fn answer(
    page: &Page,
    id: OperatorId,
    status: StatusCode,
    (form, wait): (&DutyForm, i64),
    errors: &FieldErrors,
) -> Answer {
    let (line, _) = views::person(page, id).await?;
    let back = format!("{LIST}/{id}");
    if line.administrator {
        return Err(PageError::refused("staff-never-both", back));
    }
    if line.standing == Standing::Ended {
        return Err(PageError::refused("staff-changed", back));
    }
    let counters = staff::counters(&mut *page.connection().await?).await?;
    let lasting = line.duties.iter().filter(|held| held.lasts(page.now()));
    let view = DutyPage {
        name: format!("{} {}", line.name, line.surname),
        back,
        form,
        duties: duty_choices(page),
        counters: counter_choices(&counters),
        held: lasting
            .map(|held| Choice::new(held.id, views::duty(page.language(), &line, held, page.now()).words))
            .collect(),
        wait,
    };
    page.render_with(status, "staff/duty.html", &view, errors)
}

async fn ask(_: Administrator, page: Page, id: Path<OperatorId>) -> Answer {
    let form = DutyForm { since: dates::show(rome_date(page.now())), ..DutyForm::default() };
    answer(&page, *id, StatusCode::OK, (&form, 0), &FieldErrors::default()).await
}

/// The duty that a checked form asks for.
pub(super) fn wanted(page: &Page, duty: &str, counter: &str, since: &str, until: &str) -> Option<Wanted> {
    Some(Wanted::Duty {
        duty: duty_of(duty)?,
        counter: counter.parse().ok()?,
        since: begins(dates::parse(since).unwrap_or_else(|| rome_date(page.now()))),
        until: dates::parse(until).and_then(|day| day.succ_opt()).map(begins),
        in_place_of: None,
    })
}

async fn take(by: Administrator, form: Form<DutyForm>, page: Page, id: Path<OperatorId>) -> Answer {
    let again = async |errors: FieldErrors, wait| {
        answer(&page, *id, StatusCode::UNPROCESSABLE_ENTITY, (&form, wait), &errors).await
    };
    if let Err(errors) = form.check() {
        return again(errors, 0).await;
    }
    let wanted = wanted(&page, &form.duty, &form.counter, &form.since, &form.until);
    let wanted = match (wanted, form.in_place_of.as_str()) {
        (Some(wanted), "") => wanted,
        (Some(Wanted::Duty { duty, counter, since, until, .. }), former) => Wanted::Duty {
            duty,
            counter,
            since,
            until,
            in_place_of: Some(former.parse().map_err(|_| PageError::Unreadable)?),
        },
        _ => return Err(PageError::Unreadable),
    };
    let said = Said { reason: &form.reason, code: &form.totp };
    match staff::ask(&page.staff_office()?, &by, *id, wanted, said, page.now()).await {
        Ok(_) => page.see_with(format!("{LIST}/{id}"), "notice-staff-asked"),
        Err(error) => {
            let (errors, wait) = told(error, format!("{LIST}/{id}"))?;
            again(errors, wait).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_renders_with_and_without_a_duty_to_leave() {
        for held in [vec![], vec![Choice::new("1", "Operatore, AN01".to_owned())]] {
            let form = DutyForm { reason: "<b>".into(), ..DutyForm::default() };
            let (name, back, duties, counters) = ("A".into(), "/b".into(), vec![], vec![]);
            let view = DutyPage { name, back, form: &form, duties, counters, held, wait: 0 };
            assert!(rendered("staff/duty.html", &view).contains("&lt;b&gt;"));
        }
        assert!(one_of_both("administrator").is_err() && a_counter("AN01").is_err());
    }
}
