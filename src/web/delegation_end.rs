// SPDX-License-Identifier: AGPL-3.0-or-later
//! A delegation ended or withdrawn, from its holder's page.

use super::error::{Answer, PageError};
use super::form::{FieldErrors, Form};
use super::holder_delegations::{standing, who};
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::cases::{self, EndRefused};
use crate::delegations::{self, End, EndKind, KnownDelegation, WordsError};
use crate::ids::{DelegationId, HolderId};
use crate::operators::Operator;
use crate::policy::rome_date;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Default, Serialize, Deserialize, Validate)]
struct EndForm {
    kind: String,
    words: String,
}

#[derive(Serialize)]
struct EndPage<'a> {
    holder: HolderId,
    delegation: DelegationId,
    who: String,
    standing: String,
    kinds: Vec<Choice>,
    form: &'a EndForm,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/holders/{id}/delegations/{delegation}/end", ask);
    routes.post("/holders/{id}/delegations/{delegation}/end", end);
}

/// The delegation, for who has a reason on record to see its holder and where nobody has ended it; none else.
async fn met(
    page: &Page,
    operator: &Operator,
    (holder, id): (HolderId, DelegationId),
) -> Result<Option<KnownDelegation>, PageError> {
    let mut conn = page.connection().await?;
    if crate::holders::find(&conn, holder).await?.is_none() {
        return Err(PageError::NotFound);
    }
    if !cases::may_see(&mut conn, &page.acting(operator), holder).await? {
        return Ok(None);
    }
    let known = delegations::of_holder(&conn, holder).await?;
    let known = known.into_iter().find(|it| it.id == id).ok_or(PageError::NotFound)?;
    Ok(Some(known).filter(|it| it.end.is_none()))
}

async fn ask(operator: Operator, page: Page, ids: Path<(HolderId, DelegationId)>) -> Answer {
    match met(&page, &operator, *ids).await? {
        Some(known) => {
            let form = EndForm::default();
            page.render("delegation/end.html", &context(&page, ids.0, &known, &form)?)
        }
        None => page.see(format!("/holders/{}", ids.0)),
    }
}

fn context<'a>(
    page: &Page,
    holder: HolderId,
    known: &KnownDelegation,
    form: &'a EndForm,
) -> Result<EndPage<'a>, PageError> {
    let language = page.language();
    let kind = |kind: EndKind| Choice::of(language, kind.key(), &format!("delegation-end-as-{}", kind.key()));
    let stands = known.standing(page.policy_today()?.adult_age(), rome_date(page.now()));
    Ok(EndPage {
        holder,
        delegation: known.id,
        who: who(language, known),
        standing: standing(language, stands),
        kinds: EndKind::ALL.map(kind).into(),
        form,
    })
}

async fn end(
    operator: Operator,
    form: Form<EndForm>,
    page: Page,
    ids: Path<(HolderId, DelegationId)>,
) -> Answer {
    let (holder, id) = *ids;
    let Some(known) = met(&page, &operator, *ids).await? else {
        return page.see(format!("/holders/{holder}")); // ended before, it is ended
    };
    let mut errors = FieldErrors::default();
    let kind = EndKind::from_key(&form.kind);
    if kind.is_none() {
        errors.add("kind", "delegation-end-kind-needed");
    }
    let said = End::because(kind.unwrap_or(EndKind::Ended), &form.words);
    match said {
        Ok(_) => {}
        Err(WordsError::Empty) => errors.add("words", "field-required"),
        Err(WordsError::TooLong) => errors.add("words", "field-too-long"),
        Err(WordsError::Character { position }) => {
            let at = vec![("position".to_owned(), position.to_string())];
            errors.add_with("words", "delegation-character", at);
        }
    }
    let (Ok(said), true) = (said, errors.is_empty()) else {
        return page.invalid("delegation/end.html", &context(&page, holder, &known, &form)?, &errors);
    };
    match cases::end_delegation(&page.app.pool, &page.acting(&operator), holder, id, &said).await {
        Ok(_) => page.see(format!("/holders/{holder}")),
        Err(EndRefused::Unknown) => Err(PageError::NotFound),
        Err(EndRefused::Own) => {
            Err(PageError::refused("refused-own-delegation", format!("/holders/{holder}")))
        }
        Err(EndRefused::Broken(breakage)) => Err(breakage.into()),
    }
}
