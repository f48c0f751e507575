// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans of a case: brought in several at once, looked at one by one, taken back until the request is signed.

use super::case_page::Head;
use super::dates;
use super::error::{Answer, PageError};
use super::form::{Button, FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use super::scan_upload::{Part, Sent, Upload};
use super::scan_views::{self, ScanLine};
use super::warnings::Choice;
use crate::cases::Case;
use crate::db::{Breakage, Connection};
use crate::evidence::{self, Scan, ScanDesk, ScanRefused, Shown, Unfit, Why};
use crate::ids::{CaseId, ScanId};
use crate::operators::{CounterStaff, Operator};
use crate::policy::rome_date;
use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Bytes, Path};
use futures_util::TryStreamExt;
use serde::Serialize;

const TEMPLATE: &str = "scans/show.html";

/// Files of one request at most.
const AT_ONCE: usize = 20;

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

/// Why a request ends with the page again: the field, the sentence, its arguments.
type Trouble = (&'static str, String, Vec<(String, String)>);

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

    /// The scans of a case as the component `scans.list` takes them.
    pub(super) async fn scan_lines(
        &self,
        conn: &mut Connection,
        case: CaseId,
    ) -> Result<Vec<ScanLine>, Breakage> {
        let scans = evidence::of_case(conn, case).await?;
        let views = evidence::views(conn, case).await?;
        Ok(ScanLine::of(self.language(), &scans, &views))
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
        scans: page.scan_lines(conn, case.id).await?,
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
    let desk = page.scan_desk(&format!("/cases/{id}/scans"))?;
    let (policy, today) = (page.policy_of(&case)?, rome_date(page.now()));
    let (mut item, mut files, mut troubles) = (String::new(), 0, Vec::<Trouble>::new());
    while let Some(part) = upload.next(policy.scans().bytes as usize).await? {
        let sent = match part {
            Part::Text(name, value) => {
                if name == "item" {
                    item = value;
                }
                continue;
            }
            // a browser sends an empty file where none was chosen
            Part::File(Sent { name, bytes: Some(bytes) }) if name.is_empty() && bytes.is_empty() => continue,
            Part::File(sent) => sent,
        };
        files += 1;
        let Some(shown) = Shown::by_key(policy, today, &item) else { continue };
        if files > AT_ONCE {
            continue;
        }
        let taken = match &sent.bytes {
            Some(bytes) => evidence::receive(&desk, &operator, policy.scans(), *id, &shown, bytes).await,
            None => Err(Unfit::TooLarge.into()),
        };
        if let Err(refused) = taken {
            troubles.push(trouble(&page, &case, refused, files, &sent.name)?);
        }
    }
    if files == 0 {
        troubles.push(("files", "scans-no-file".to_owned(), Vec::new()));
    }
    if files > AT_ONCE {
        troubles.push((
            "files",
            "scans-too-many-at-once".to_owned(),
            vec![("most".into(), AT_ONCE.to_string())],
        ));
    }
    if Shown::by_key(policy, today, &item).is_none() {
        troubles = vec![("item", "scans-no-item".to_owned(), Vec::new())];
    }
    if troubles.is_empty() {
        return page.see_with(format!("/cases/{id}/scans"), "notice-scans-added");
    }
    let mut conn = page.connection().await?;
    let context = context(&page, &mut conn, &case, item).await?;
    page.invalid(TEMPLATE, &context, &errors(troubles))
}

/// One sentence for each file on top; at the field stands the first.
fn errors(troubles: Vec<Trouble>) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (field, key, arguments) in troubles {
        errors.also(field, key, arguments);
    }
    errors
}

/// A file that was not taken stands on the page with its name; what is wrong with the case ends the request.
fn trouble(
    page: &Page,
    case: &Case,
    refused: ScanRefused,
    number: usize,
    name: &str,
) -> Result<Trouble, PageError> {
    let Some(key) = scan_views::why_not(&refused) else { return Err(answer(case.id, refused)) };
    let rules = page.policy_of(case)?.scans();
    let arguments = [
        ("number", number.to_string()),
        ("name", name.to_owned()),
        ("megabytes", (rules.bytes / 1_000_000).max(1).to_string()),
        ("pages", rules.pages.to_string()),
        ("scans", rules.per_case.to_string()),
    ];
    Ok(("files", key, arguments.map(|(name, value)| (name.to_owned(), value)).into()))
}

async fn open(staff: CounterStaff, _: Form<Button>, page: Page, ids: Path<(CaseId, ScanId)>) -> Answer {
    let (id, scan) = ids.into_inner();
    let desk = page.scan_desk(&format!("/cases/{id}"))?;
    let opened = evidence::view(&desk, &staff, id, scan).await.map_err(|refused| answer(id, refused))?;
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

async fn remove(operator: Operator, _: Form<Button>, page: Page, ids: Path<(CaseId, ScanId)>) -> Answer {
    let (id, scan) = ids.into_inner();
    let desk = page.scan_desk(&format!("/cases/{id}"))?;
    evidence::remove(&desk, &operator, id, scan).await.map_err(|refused| answer(id, refused))?;
    page.see_with(format!("/cases/{id}/scans"), "notice-scan-removed")
}

/// The page of a refusal, which is in the register already.
fn answer(id: CaseId, refused: ScanRefused) -> PageError {
    let back = format!("/cases/{id}/scans");
    match refused {
        ScanRefused::NoSuchCase | ScanRefused::OtherCounter | ScanRefused::NoSuchScan => PageError::NotFound,
        ScanRefused::OwnCase => PageError::refused("refused-own-case", "/"),
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
