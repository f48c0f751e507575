// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans as pages show them, for `templates/components/scans.html`.

use super::dates;
use super::warnings::Choice;
use crate::delegations::Delegation;
use crate::evidence::{Listed, Scan, ScanRefused, Why, scannable};
use crate::ids::{CaseId, CounterId, ScanId};
use crate::policy::{Policy, ScanRules};
use crate::texts::{self, Language};
use chrono::NaiveDate;
use serde::Serialize;

/// A scan of the component `scans.list`.
#[derive(Serialize)]
pub(super) struct ScanLine {
    id: String,
    /// The case that it came to.
    case: String,
    ordinal: i32,
    /// The item that it shows, in words.
    item: String,
    /// What it is and how large, in words.
    about: String,
    /// When it came in and by whom.
    at: String,
    by: String,
    /// How many looked at it.
    looks: i64,
    /// When and why it was deleted, in words; empty for one that is there.
    deleted: String,
    /// Whether this counter may open it.
    opens: bool,
    /// Whether it came to this case: one of an earlier case is not taken back here.
    of_this_case: bool,
}

/// The scans of a case, and those of earlier cases that its delegation stands on.
pub(super) struct Scans {
    pub(super) language: Language,
    /// The counter at which they are listed.
    pub(super) counter: CounterId,
    /// The case in which they are listed.
    pub(super) case: CaseId,
    pub(super) listed: Vec<Listed>,
}

impl Scans {
    /// All of the case.
    pub(super) fn of_case(&self) -> Vec<ScanLine> {
        self.lines(|scan| scan.case == self.case)
    }

    /// Those of these ids.
    pub(super) fn of(&self, ids: &[ScanId]) -> Vec<ScanLine> {
        self.lines(|scan| ids.contains(&scan.id))
    }

    /// Those of the case that are there, show an item, and that no piece of evidence stands on yet.
    pub(super) fn waiting(&self, delegation: &Delegation, item: &str) -> Vec<&Scan> {
        let used = |scan: &Scan| delegation.evidence.iter().any(|piece| piece.scans.contains(&scan.id));
        let scans = self.listed.iter().map(|listed| &listed.scan).filter(|scan| scan.case == self.case);
        scans.filter(|scan| scan.deleted.is_none() && scan.item == item && !used(scan)).collect()
    }

    /// All but those that an operator took back: what a case was decided on.
    pub(super) fn standing(&self) -> Vec<ScanLine> {
        self.lines(|scan| scan.deleted.is_none_or(|deleted| deleted.why != Why::Removed))
    }

    fn lines(&self, which: impl Fn(&Scan) -> bool) -> Vec<ScanLine> {
        let there = self.listed.iter().filter(|listed| which(&listed.scan));
        there.map(|listed| ScanLine::of(self.language, (self.counter, self.case), listed)).collect()
    }
}

impl ScanLine {
    /// A scan as listed at a counter, on a page of a case.
    pub(super) fn of(
        language: Language,
        (here, case): (CounterId, CaseId),
        Listed { scan, looks, counter }: &Listed,
    ) -> Self {
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
        Self {
            id: scan.id.to_string(),
            case: scan.case.to_string(),
            ordinal: scan.ordinal,
            item: item(language, &scan.item),
            about: about(scan, say),
            at: dates::show_time(scan.at),
            by: scan.by_name.clone(),
            looks: *looks,
            opens: deleted.is_none() && *counter == here,
            deleted: deleted.unwrap_or_default(),
            of_this_case: scan.case == case,
        }
    }
}

fn about(scan: &Scan, say: impl Fn(&str, &[(&'static str, String)]) -> String) -> String {
    let kibibytes = scan.bytes.div_ceil(1024).to_string();
    let Some((width, height)) = scan.size else {
        return say("scan-about-pdf", &[("pages", scan.pages.to_string()), ("size", kibibytes)]);
    };
    let said = [
        ("kind", scan.media.key().to_uppercase()),
        ("width", width.to_string()),
        ("height", height.to_string()),
        ("size", kibibytes),
    ];
    say("scan-about-image", &said)
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
        | ScanRefused::OwnDelegation
        | ScanRefused::Closed
        | ScanRefused::Signed
        | ScanRefused::NoSuchScan
        | ScanRefused::Deleted(_)
        | ScanRefused::Damaged
        | ScanRefused::Broken(_) => None,
    }
}
