// SPDX-License-Identifier: AGPL-3.0-or-later
//! What must be shown or handed in: groups of which any one member is enough.

use serde::Deserialize;

use super::{Power, Signatory};
use crate::policy::{RetentionClass, keyed::keyed};

keyed! {
    /// How an item of evidence is taken in.
    EvidenceWay {
        /// The operator saw it and gave it back.
        Seen = "seen",
        /// The paper stays at the counter.
        PaperKept = "paper_kept",
        /// Scanned; the scan is kept encrypted, the paper goes back.
        Scanned = "scanned",
    }
}

/// A piece of evidence that any one of its items provides.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceGroup {
    /// Stable name (`parenthood`), unique in its kind; its text is `evidence-group-…` with hyphens.
    #[serde(rename = "group")]
    pub key: String,
    /// Asked for under this power only; under every power where it names none.
    pub power: Option<Power>,
    /// The items, of which one is enough, the usual one first; at least one.
    pub any_of: Vec<EvidenceItem>,
}

/// Something that is shown or handed in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceItem {
    /// Stable name (`family_status`), unique in its kind; its text is `evidence-item-…` with hyphens.
    #[serde(rename = "item")]
    pub key: String,
    /// How it may be taken in; at least one.
    pub ways: Vec<EvidenceWay>,
    /// Who must have signed it.
    #[serde(default)]
    pub signed_by: Vec<Signatory>,
    /// Whose identity document it is, or a copy of whose: typed and checked like one (kind, number, issuer, issued,
    /// expires), unless the identification step has that person's document already ([`super::Conduct::identifies`]).
    pub document_of: Option<Signatory>,
    /// It tells from when to when an impediment lasts.
    #[serde(default)]
    pub dated: bool,
    /// A self-certification, marked for the supervisor (DPR 445/2000 art. 46, 47, 71).
    #[serde(default)]
    pub self_certified: bool,
    /// It names every holder whom the same delegate acts for (a *stato di famiglia*): in the same visit it is taken over to
    /// another one's case, where the operator sees them named on it.
    #[serde(default)]
    pub names_several: bool,
    /// How long the paper or the scan is kept; none where it is only seen.
    pub retention: Option<RetentionClass>,
}

impl EvidenceItem {
    /// Whether it may be taken in that way.
    pub fn admits(&self, way: EvidenceWay) -> bool {
        self.ways.contains(&way)
    }

    /// The key of its name on pages and papers.
    pub fn text_key(&self) -> String {
        format!("evidence-item-{}", self.key.replace('_', "-"))
    }
}

impl EvidenceGroup {
    /// The item with a key.
    pub fn item(&self, key: &str) -> Option<&EvidenceItem> {
        self.any_of.iter().find(|item| item.key == key)
    }

    /// The key of its name on pages.
    pub fn text_key(&self) -> String {
        format!("evidence-group-{}", self.key.replace('_', "-"))
    }
}
