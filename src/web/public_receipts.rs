// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the code on a citizen's receipt leads to: that the register holds the hand-over, shown to everybody who has the code, and a
//! file with which anybody can check it alone. No word of a person, a case or a card.

use super::access::Anyone;
use super::dates::show_time;
use super::error::{Answer, PageError};
use super::page::Page;
use super::routes::Routes;
use crate::counters;
use crate::db::Breakage;
use crate::register::{self, Inclusion, Place, Receipt};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::Path;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Rome;
use serde::Serialize;

const TEMPLATE: &str = "public/receipt.html";

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/receipts/{code}", show);
    routes.get("/receipts/{code}/proof", proof);
}

#[derive(Serialize)]
struct ReceiptPage {
    /// `unknown`, `waiting`, `contradicted` or `included`.
    standing: &'static str,
    code: String,
    /// When the sheet was handed over, in Rome.
    at: String,
    /// The counter's name; empty where none is known.
    counter: String,
    included: Option<IncludedView>,
}

#[derive(Serialize)]
struct IncludedView {
    number: u64,
    size: u64,
    /// The root in base64, as the checkpoint has it.
    root: String,
    signed_at: String,
}

async fn show(_: Anyone, page: Page, code: Path<String>) -> Answer {
    let Some((hash, mut conn, receipt)) = found(&page, &code).await? else {
        let view = ReceiptPage {
            standing: "unknown",
            code: String::new(),
            at: String::new(),
            counter: String::new(),
            included: None,
        };
        return page.render_with(StatusCode::NOT_FOUND, TEMPLATE, &view, &Default::default());
    };
    let counter = match receipt.counter {
        Some(id) => counters::find(&mut conn, id).await?.name,
        None => String::new(),
    };
    let (standing, included) = match &receipt.place {
        Place::Waiting => ("waiting", None),
        Place::Contradicted => ("contradicted", None),
        Place::Under(inclusion) => ("included", Some(IncludedView::of(inclusion))),
    };
    let (code, at) = (hex::encode(hash), exact(receipt.at));
    page.render(TEMPLATE, &ReceiptPage { standing, code, at, counter, included })
}

/// The proof as a file; there is none before the row is under a checkpoint.
async fn proof(_: Anyone, page: Page, code: Path<String>) -> Answer {
    let (_, _, receipt) = found(&page, &code).await?.ok_or(PageError::NotFound)?;
    let Place::Under(inclusion) = receipt.place else { return Err(PageError::NotFound) };
    let proof = serde_json::to_vec_pretty(&inclusion.proof).map_err(Breakage::new)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"ricevuta.json\""))
        .body(proof))
}

type Found = (register::tree::Hash, crate::db::Lent, Receipt);

async fn found(page: &Page, code: &str) -> Result<Option<Found>, PageError> {
    let Some(hash) = register::read_receipt_code(code) else { return Ok(None) };
    let mut conn = page.connection().await?;
    let receipt = register::receipt(&mut conn, &hash).await?;
    Ok(receipt.map(|receipt| (hash, conn, receipt)))
}

impl IncludedView {
    fn of(inclusion: &Inclusion) -> Self {
        let checkpoint = &inclusion.note.checkpoint;
        Self {
            number: inclusion.number,
            size: checkpoint.size,
            root: STANDARD.encode(checkpoint.root),
            signed_at: exact(checkpoint.at),
        }
    }
}

/// `31/01/2026 10:32:05`, in Italy.
fn exact(time: DateTime<Utc>) -> String {
    format!("{}{}", show_time(time), time.with_timezone(&Rome).format(":%S"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn the_page_of_a_receipt_renders_whatever_its_standing() {
        for (standing, says) in [
            ("unknown", "non corrisponde"),
            ("waiting", "Aspetti"),
            ("contradicted", "Avvisi"),
            ("included", "proof"),
        ] {
            let view = IncludedView {
                number: 7,
                size: 12,
                root: "CsUY=".to_owned(),
                signed_at: "31/01/2026 10:32:05".to_owned(),
            };
            let page = rendered(
                TEMPLATE,
                &ReceiptPage {
                    standing,
                    code: "ab".repeat(32),
                    at: "31/01/2026 10:32:04".to_owned(),
                    counter: "Ancona <centro>".to_owned(),
                    included: (standing == "included").then_some(view),
                },
            );
            assert!(page.contains(says), "{standing}: {page}");
        }
    }
}
