// SPDX-License-Identifier: AGPL-3.0-or-later
//! The files of a form go into the case one after the other; what is wrong with one is said in words, and the others are taken.

use super::error::PageError;
use super::form::{FieldErrors, Pairs};
use super::page::Page;
use super::scan_upload::{Sent, Upload};
use super::{scan_views, scans};
use crate::cases::Case;
use crate::evidence::{self, ScanRefused, Shown, Unfit};
use crate::operators::Operator;

/// The field of the files.
const FIELD: &str = "files";

/// Files of one request at most.
const AT_ONCE: usize = 20;

/// What became of the files of a form.
#[derive(Default)]
pub(super) struct Intake {
    /// Files that came, whether or not they were taken.
    pub(super) files: usize,
    /// What is wrong with those that were not: one sentence for each on top, at the field the first.
    pub(super) errors: FieldErrors,
}

/// Reads a form to its end and takes its files in as what `shown` says by the fields before them; where that is nothing they are left.
///
/// # Errors
/// Where the case takes no file, or the body is cut: what came whole before is in the case then.
pub(super) async fn take_in(
    page: &Page,
    operator: &Operator,
    case: &Case,
    upload: &mut Upload,
    shown: impl Fn(&Pairs) -> Option<Shown>,
) -> Result<Intake, PageError> {
    let rules = page.policy_of(case)?.scans();
    let mut intake = Intake::default();
    while let Some(sent) = upload.file(rules.bytes as usize).await? {
        let Some(shown) = shown(upload.fields()) else { continue };
        intake.files += 1;
        if intake.files > AT_ONCE {
            continue;
        }
        let desk = page.scan_desk(&format!("/cases/{}", case.id))?;
        let taken = match &sent.bytes {
            Some(bytes) => evidence::receive(&desk, operator, rules, case.id, &shown, bytes).await,
            None => Err(Unfit::TooLarge.into()),
        };
        if let Err(refused) = taken {
            trouble(page, case, refused, &sent, &mut intake)?;
        }
    }
    if intake.files > AT_ONCE {
        let most = vec![("most".to_owned(), AT_ONCE.to_string())];
        intake.errors.also(FIELD, "scans-too-many-at-once", most);
    }
    Ok(intake)
}

/// A file that was not taken stands on the page with its name; what is wrong with the case ends the request.
fn trouble(
    page: &Page,
    case: &Case,
    refused: ScanRefused,
    sent: &Sent,
    intake: &mut Intake,
) -> Result<(), PageError> {
    let Some(key) = scan_views::why_not(&refused) else { return Err(scans::answer(case.id, refused)) };
    let rules = page.policy_of(case)?.scans();
    let arguments = [
        ("number", intake.files.to_string()),
        ("name", sent.name.clone()),
        ("megabytes", (rules.bytes / 1_000_000).max(1).to_string()),
        ("pages", rules.pages.to_string()),
        ("scans", rules.per_case.to_string()),
    ];
    intake.errors.also(FIELD, key, arguments.map(|(name, value)| (name.to_owned(), value)).into());
    Ok(())
}
