// SPDX-License-Identifier: AGPL-3.0-or-later
//! The number of a card that nobody has shown here, for what is done to a card that was stolen or lost.

use super::card;
use super::card_life;
use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use crate::authority::contract::FindOutcome;
use crate::cards::number::CardNumber;
use crate::cases::{self, NotNamed};
use crate::holders::{self, Holder};
use crate::ids::HolderId;
use crate::operators::Operator;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/holders/{id}/cards", show);
    routes.post("/holders/{id}/cards", name);
}

#[derive(Default, Serialize, Deserialize, Validate)]
struct NameForm {
    #[validate(custom(function = card::number))]
    number: String,
}

#[derive(Serialize)]
struct NamePage<'a> {
    holder: HolderId,
    code: String,
    form: &'a NameForm,
}

/// The holder, where the operator has a reason on record to see them; none where it is still to be given.
async fn met(page: &Page, operator: &Operator, id: HolderId) -> Result<Option<Holder>, PageError> {
    let mut conn = page.connection().await?;
    let holder = holders::find(&conn, id).await?.ok_or(PageError::NotFound)?;
    let may_see = cases::may_see(&mut conn, &page.acting(operator), holder.id).await?;
    Ok(may_see.then_some(holder))
}

async fn show(operator: Operator, page: Page, id: Path<HolderId>) -> Answer {
    let Some(holder) = met(&page, &operator, *id).await? else {
        return page.see(format!("/holders/{id}"));
    };
    page.render("named_card/edit.html", &context(&holder, &NameForm::default()))
}

fn context<'a>(holder: &Holder, form: &'a NameForm) -> NamePage<'a> {
    NamePage { holder: holder.id, code: holder.code.to_string(), form }
}

async fn name(operator: Operator, form: Form<NameForm>, page: Page, id: Path<HolderId>) -> Answer {
    let Some(holder) = met(&page, &operator, *id).await? else {
        return page.see(format!("/holders/{id}"));
    };
    let again = |errors: FieldErrors| page.invalid("named_card/edit.html", &context(&holder, &form), &errors);
    if let Err(errors) = form.check() {
        return again(errors);
    }
    let (number, _) = CardNumber::parse_scan(&form.number).map_err(|_| PageError::Unreadable)?;
    let (region, acting) = (page.policy_today()?.region(), page.acting(&operator));
    let app = &page.app;
    match cases::name_card(&app.pool, &*app.authority, &acting, region, &holder, number).await {
        Ok(card) => page.see(card_life::path(holder.id, card)),
        Err(NotNamed::OwnCard) => Err(PageError::refused("refused-own-data", "/")),
        Err(NotNamed::NotTheirs(outcome)) => again(FieldErrors::of("number", no(outcome))),
        Err(NotNamed::Away) => again(FieldErrors::of("number", "named-card-away")),
        Err(NotNamed::Broken(breakage)) => Err(breakage.into()),
    }
}

const fn no(outcome: FindOutcome) -> &'static str {
    match outcome {
        FindOutcome::AnotherHolder => "named-card-another-holder",
        FindOutcome::OtherRegion => "named-card-other-region",
        FindOutcome::NoChip => "named-card-no-chip",
        FindOutcome::Unknown
        | FindOutcome::Activatable
        | FindOutcome::Expired
        | FindOutcome::AlreadyActive
        | FindOutcome::Suspended
        | FindOutcome::Revoked => "named-card-unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_says_where_the_number_stands_and_every_no_has_words() {
        let form = NameForm { number: "8038".to_owned() };
        let holder = HolderId::new(chrono::Utc::now());
        let page = NamePage { holder, code: "BNCMRA80B41A271K".to_owned(), form: &form };
        let page = rendered("named_card/edit.html", &page);
        assert!(page.contains("ricevuta") && page.contains("value=\"8038\""), "{page}");
        for outcome in [FindOutcome::AnotherHolder, FindOutcome::OtherRegion, FindOutcome::NoChip] {
            assert!(texts::exists(no(outcome)), "{outcome:?}");
        }
        assert!(texts::exists(no(FindOutcome::Unknown)) && texts::exists("named-card-away"));
    }
}
