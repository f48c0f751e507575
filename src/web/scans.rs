// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans of a case: brought in several at once, looked at one by one, taken back until the request is signed.

use super::case_page::Head;
use super::dates;
use super::error::{Answer, PageError};
use super::form::{Button, FieldErrors, Form, Pairs};
use super::page::Page;
use super::routes::Routes;
use super::scan_intake::take_in;
use super::scan_upload::Upload;
use super::scan_views::{self, ScanLine, Scans};
use super::warnings::Choice;
use crate::cases::{self, Case};
use crate::db::{Breakage, Connection};
use crate::evidence::{self, Scan, ScanDesk, ScanRefused, Shown, Why};
use crate::ids::{CaseId, ScanId};
use crate::operators::{CounterStaff, Operator};
use crate::policy::rome_date;
use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Bytes, Path};
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use validator::Validate;

const TEMPLATE: &str = "scans/show.html";

#[derive(Serialize)]
pub(super) struct ScansPage {
    case: Head,
    scans: Vec<ScanLine>,
    items: Vec<Choice>,
    /// The item chosen.
    item: String,
    /// What a file may be, in words.
    limits: String,
    /// Whether files can be kept at all.
    ready: bool,
    /// Whether scans may be taken back.
    removable: bool,
}

#[derive(Serialize, Deserialize, Validate)]
struct Removal {
    /// The page that it was asked for on; the case's scans where it is not said.
    back: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/scans", show);
    routes.post("/cases/{id}/scans", add);
    // An act, and no page: a look is registered, and nothing that a browser fetches by itself may count as one.
    routes.post("/cases/{id}/scans/{scan}", open);
    routes.post("/cases/{id}/scans/{scan}/removal", remove);
}

impl Page {
    /// What the use cases of scans work with; a refusal where this installation keeps none.
    pub(super) fn scan_desk(&self, back: &str) -> Result<ScanDesk<'_>, PageError> {
        let cabinet = self.app.cabinet.as_ref();
        let cabinet = cabinet.ok_or_else(|| PageError::refused("refused-no-scans", back.to_owned()))?;
        Ok(ScanDesk { pool: &self.app.pool, cabinet, key: &self.app.audit_key, now: self.now() })
    }

    /// The scans that a case was decided on, where somebody acts for its holder; of others nothing is asked.
    pub(super) async fn scans_decided_on(
        &self,
        conn: &mut Connection,
        case: &Case,
    ) -> Result<Vec<ScanLine>, Breakage> {
        match case.delegation {
            Some(_) => Ok(self.scans(conn, case).await?.standing()),
            None => Ok(Vec::new()),
        }
    }

    /// The scans of a case as pages list them, with those of other cases that its delegation stands on.
    pub(super) async fn scans(&self, conn: &mut Connection, case: &Case) -> Result<Scans, Breakage> {
        let pieces = case.delegation.iter().flat_map(|delegation| &delegation.evidence);
        let earlier = pieces.filter(|piece| piece.earlier.is_some());
        let earlier: Vec<ScanId> = earlier.flat_map(|piece| piece.scans.iter().copied()).collect();
        let listed = evidence::listed(conn, &[case.id], &earlier).await?;
        Ok(Scans { language: self.language(), counter: case.counter.id, case: case.id, listed })
    }
}

async fn context(
    page: &Page,
    conn: &mut Connection,
    case: &Case,
    item: String,
) -> Result<ScansPage, PageError> {
    let (policy, today) = (page.policy_of(case)?, rome_date(page.now()));
    Ok(ScansPage {
        case: Head::of(page, case, case.step()),
        scans: page.scans(conn, case).await?.of_case(),
        items: scan_views::items(page.language(), policy, today),
        item,
        limits: scan_views::limits(page.language(), policy.scans()),
        ready: page.app.cabinet.is_some() && case.is_open(),
        removable: case.is_open() && case.signed_form.is_none(),
    })
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, *id).await?;
    let context = context(&page, &mut conn, &case, String::new()).await?;
    page.render(TEMPLATE, &context)
}

async fn add(operator: Operator, mut upload: Upload, page: Page, id: Path<CaseId>) -> Answer {
    let case = page.case(&mut *page.connection().await?, &operator, *id).await?;
    let (policy, today) = (page.policy_of(&case)?, rome_date(page.now()));
    let shown = |fields: &Pairs| Shown::by_key(policy, today, fields.first("item"));
    let intake = take_in(&page, &operator, &case, &mut upload, shown).await?;
    let mut errors = intake.errors;
    if shown(upload.fields()).is_none() {
        errors = FieldErrors::of("item", "scans-no-item");
    } else if intake.files == 0 {
        errors.add("files", "scans-no-file");
    }
    if errors.is_empty() {
        return page.see_with(format!("/cases/{id}/scans"), "notice-scans-added");
    }
    let mut conn = page.connection().await?;
    let item = upload.fields().first("item").to_owned();
    let context = context(&page, &mut conn, &case, item).await?;
    page.invalid(TEMPLATE, &context, &errors)
}

async fn open(staff: CounterStaff, _: Form<Button>, page: Page, ids: Path<(CaseId, ScanId)>) -> Answer {
    let (id, scan) = ids.into_inner();
    let desk = page.scan_desk(&format!("/cases/{id}"))?;
    // a supervisor has no page of the case to go back to
    let back =
        if staff.session().operates() { format!("/cases/{id}/scans") } else { "/approvals".to_owned() };
    let opened = evidence::view(&desk, &staff, id, scan).await;
    let opened = opened.map_err(|refused| answer_to(back, id, refused))?;
    let Scan { ordinal, media, bytes, .. } = opened.scan;
    let chunks = opened.chunks()?.map_ok(Bytes::from);
    Ok(HttpResponse::Ok()
        .content_type(media.mime())
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"scansione-{ordinal}.{}\"", media.key()),
        ))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(SizedStream::new(bytes, chunks)))
}

async fn remove(operator: Operator, form: Form<Removal>, page: Page, ids: Path<(CaseId, ScanId)>) -> Answer {
    let (id, scan) = ids.into_inner();
    let case = page.case(&mut *page.connection().await?, &operator, id).await?;
    take_back(&page, &operator, &case, scan).await?;
    let back = if form.back == "delegation" { "delegation" } else { "scans" };
    page.see_with(format!("/cases/{id}/{back}"), "notice-scan-removed")
}

/// Takes a scan of a case back, with what stood on it.
pub(super) async fn take_back(
    page: &Page,
    operator: &Operator,
    case: &Case,
    scan: ScanId,
) -> Result<(), PageError> {
    let desk = page.scan_desk(&format!("/cases/{}", case.id))?;
    let policy = page.policy_of(case)?;
    let removed = cases::remove_scan(&desk, operator, policy, case.id, scan).await;
    removed.map_err(|refused| answer(case.id, refused))
}

/// The page of a refusal, which is in the register already.
pub(super) fn answer(id: CaseId, refused: ScanRefused) -> PageError {
    answer_to(format!("/cases/{id}/scans"), id, refused)
}

fn answer_to(back: String, id: CaseId, refused: ScanRefused) -> PageError {
    match refused {
        ScanRefused::NoSuchCase | ScanRefused::OtherCounter | ScanRefused::NoSuchScan => PageError::NotFound,
        ScanRefused::OwnCase => PageError::refused("refused-own-case", "/"),
        ScanRefused::OwnDelegation => PageError::refused("refused-own-delegation", "/"),
        ScanRefused::Closed => PageError::refused("refused-case-closed", format!("/cases/{id}")),
        ScanRefused::Signed => PageError::refused("refused-scan-signed", back),
        ScanRefused::Deleted(deleted) => {
            let key = match deleted.why {
                Why::Removed => "refused-scan-removed",
                Why::Retention => "refused-scan-expired",
            };
            PageError::refused_with(key, vec![("at", dates::show_time(deleted.at))], back)
        }
        ScanRefused::Damaged => PageError::refused("refused-scan-damaged", back),
        ScanRefused::TooMany(_) => PageError::refused("refused-scan-too-many", back),
        ScanRefused::Unfit(_) => PageError::refused("refused-scan-unfit", back),
        ScanRefused::NoRoom => PageError::refused("refused-scan-no-room", back),
        ScanRefused::Broken(breakage) => breakage.into(),
    }
}

#[cfg(test)]
#[path = "scans_tests.rs"]
mod tests;
