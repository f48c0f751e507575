// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans as pages show them, for `templates/components/scans.html`.

use super::dates;
use super::warnings::Choice;
use crate::evidence::{Scan, ScanRefused, ScanView, Why, scannable};
use crate::policy::{Policy, ScanRules};
use crate::texts::{self, Language};
use chrono::NaiveDate;
use serde::Serialize;

/// A scan of the component `scans.list`.
#[derive(Serialize)]
pub(super) struct ScanLine {
    id: String,
    ordinal: i32,
    /// The item that it shows, in words.
    item: String,
    /// What it is and how large, in words.
    about: String,
    /// When it came in and by whom.
    at: String,
    by: String,
    /// How many looked at it.
    looks: usize,
    /// When and why it was deleted, in words; empty for one that is there.
    deleted: String,
}

impl ScanLine {
    /// The scans of a case, each with the looks at it.
    pub(super) fn of(language: Language, scans: &[Scan], views: &[ScanView]) -> Vec<Self> {
        scans.iter().map(|scan| Self::line(language, scan, views)).collect()
    }

    fn line(language: Language, scan: &Scan, views: &[ScanView]) -> Self {
        let say = |key: &str, said: &[(&'static str, String)]| {
            let said = said.iter().map(|(name, value)| ((*name).into(), value.as_str().into())).collect();
            texts::text_named(language, key, &said)
        };
        let deleted = scan.deleted.map(|deleted| {
            let key = match deleted.why {
                Why::Removed => "scan-deleted-removed",
                Why::Retention => "scan-deleted-retention",
            };
            say(key, &[("at", dates::show_time(deleted.at))])
        });
        let kibibytes = scan.bytes.div_ceil(1024).to_string();
        let about = match scan.size {
            Some((width, height)) => say(
                "scan-about-image",
                &[
                    ("kind", scan.media.key().to_uppercase()),
                    ("width", width.to_string()),
                    ("height", height.to_string()),
                    ("size", kibibytes),
                ],
            ),
            None => say("scan-about-pdf", &[("pages", scan.pages.to_string()), ("size", kibibytes)]),
        };
        Self {
            id: scan.id.to_string(),
            ordinal: scan.ordinal,
            item: item(language, &scan.item),
            about,
            at: dates::show_time(scan.at),
            by: scan.by_name.clone(),
            looks: views.iter().filter(|view| view.scan == scan.id).count(),
            deleted: deleted.unwrap_or_default(),
        }
    }
}

/// The name of an item; its key where a later policy has no words for it any more.
pub(super) fn item(language: Language, key: &str) -> String {
    let text = format!("evidence-item-{}", key.replace('_', "-"));
    if texts::exists(&text) { texts::text(language, &text) } else { key.to_owned() }
}

/// What may be scanned, to choose from.
pub(super) fn items(language: Language, policy: &Policy, day: NaiveDate) -> Vec<Choice> {
    scannable(policy, day).into_iter().map(|item| Choice::of(language, &item.key, &item.text_key())).collect()
}

/// What a file may be, in one sentence.
pub(super) fn limits(language: Language, rules: &ScanRules) -> String {
    let said =
        [("megabytes", (rules.bytes / 1_000_000).max(1)), ("pages", rules.pages), ("scans", rules.per_case)];
    let said = said.map(|(name, value)| (name.into(), value.to_string().into())).into_iter().collect();
    texts::text_named(language, "scans-limits", &said)
}

/// The sentence about a file that was not taken; none where nobody chose it or something broke.
pub(super) fn why_not(refused: &ScanRefused) -> Option<String> {
    match refused {
        ScanRefused::Unfit(unfit) => Some(format!("scan-unfit-{}", unfit.key().replace('_', "-"))),
        ScanRefused::TooMany(_) => Some("scan-too-many".to_owned()),
        ScanRefused::NoRoom => Some("scan-no-room".to_owned()),
        ScanRefused::NoSuchCase
        | ScanRefused::OtherCounter
        | ScanRefused::OwnCase
        | ScanRefused::Closed
        | ScanRefused::Signed
        | ScanRefused::NoSuchScan
        | ScanRefused::Deleted(_)
        | ScanRefused::Damaged
        | ScanRefused::Broken(_) => None,
    }
}
