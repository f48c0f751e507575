// SPDX-License-Identifier: AGPL-3.0-or-later
//! A case that goes on as the service that its card asks for.

use super::error::{Answer, PageError};
use super::form::{Button, Form};
use super::page::Page;
use super::routes::Routes;
use crate::cases::{self, Service, TurnRefused};
use crate::ids::CaseId;
use crate::operators::Operator;
use actix_web::web::Path;

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/cases/{id}/service", turn);
}

async fn turn(operator: Operator, _: Form<Button>, page: Page, id: Path<CaseId>) -> Answer {
    let turned = {
        let mut conn = page.connection().await?;
        cases::turn(&mut conn, &page.acting(&operator), *id).await
    };
    match turned {
        Ok(Service::Activation) => page.see_with(format!("/cases/{id}"), "notice-service-activation"),
        Ok(Service::NewRelease | Service::CorrectedAddress) => {
            page.see_with(format!("/cases/{id}"), "notice-service-new-release")
        }
        Err(TurnRefused::Blocked(blocked)) => Err(page.blocked(&operator, *id, "case.turn", blocked).await?),
        Err(TurnRefused::NoReason) => {
            page.note_refused(cases::refused("case.turn", &operator, *id, "no_other_service")).await?;
            Err(PageError::refused("refused-no-other-service", format!("/cases/{id}")))
        }
    }
}
