// SPDX-License-Identifier: AGPL-3.0-or-later
//! The form for one more piece of evidence: what may be presented and how, and what was typed.

use super::identification::kind_name;
use super::page::Page;
use super::scan_views::{self, ScanLine, Scans};
use super::warnings::Choice;
use crate::delegations::{Delegation, Evidence, wants_document_now};
use crate::evidence::Shown;
use crate::policy::{DelegationRules, EvidenceGroup, EvidenceItem, EvidenceWay, Policy, Signatory};
use crate::texts;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Default, Serialize, Deserialize, Validate)]
pub(super) struct EvidenceForm {
    pub(super) group: String,
    /// Item and way: `family_status:seen`.
    pub(super) piece: String,
    /// Who has signed it.
    pub(super) signed: Vec<String>,
    pub(super) kind: String,
    pub(super) number: String,
    pub(super) issuer: String,
    pub(super) issued: String,
    pub(super) expires: String,
    pub(super) from_on: String,
    pub(super) to_on: String,
    /// `files`: bring them in and nothing else.
    pub(super) act: String,
    /// The scan that is to be taken back, and nothing else.
    pub(super) remove: String,
}

/// The group whose form is open.
#[derive(Serialize)]
pub(super) struct OpenGroup {
    pub(super) key: String,
    label: String,
    options: Vec<PieceOption>,
    /// Whether an item is dated: no diagnosis is asked for.
    dated: bool,
    document: bool,
    signatories: Vec<Choice>,
    kinds: Vec<Choice>,
    /// What a file may be, in words; empty where nothing is scanned.
    limits: String,
    /// Files that came in and that no piece stands on yet.
    waiting: Vec<ScanLine>,
    form: EvidenceForm,
}

#[derive(Serialize)]
struct PieceOption {
    value: String,
    label: String,
    document: bool,
    dated: bool,
    signed: bool,
    scanned: bool,
}

/// Item and way of what was chosen.
pub(super) fn chosen(piece: &str) -> Option<(&str, EvidenceWay)> {
    let (item, way) = piece.split_once(':')?;
    Some((item, EvidenceWay::from_key(way)?))
}

/// What files are brought in as, by what was chosen; none where that is not scanned.
pub(super) fn shown(policy: &Policy, rules: Option<&DelegationRules>, piece: &str) -> Option<Shown> {
    let (key, way) = chosen(piece)?;
    let (_, item) = rules?.items().find(|(_, item)| item.key == key)?;
    Shown::as_item(policy, item).filter(|_| way == EvidenceWay::Scanned)
}

/// The form for a group, with what was typed.
pub(super) fn open(
    page: &Page,
    policy: &Policy,
    (rules, delegation): (&DelegationRules, &Delegation),
    group: &EvidenceGroup,
    typed: Option<EvidenceForm>,
    scans: &Scans,
    today: NaiveDate,
) -> OpenGroup {
    let language = page.language();
    let keeps = page.app.cabinet.is_some();
    let mut options = Vec::new();
    for item in &group.any_of {
        let name = texts::text(language, &item.text_key());
        let ways = item.ways.iter().filter(|way| keeps || **way != EvidenceWay::Scanned);
        options.extend(ways.map(|way| PieceOption {
            value: value(item, *way),
            label: format!("{name}: {}", texts::text(language, &way.text_key("evidence-way"))),
            document: wants_document_now(rules, delegation, item, today),
            dated: item.dated,
            signed: !item.signed_by.is_empty(),
            scanned: *way == EvidenceWay::Scanned,
        }));
    }
    let mut form = typed.unwrap_or_else(|| begun(delegation, group, scans));
    if let ([only], "") = (&options[..], form.piece.as_str()) {
        form.piece.clone_from(&only.value);
    }
    form.group.clone_from(&group.key);
    let signs = |who: &&Signatory| group.any_of.iter().any(|item| item.signed_by.contains(who));
    let signatory = |who: &Signatory| Choice::of(language, who.key(), &who.text_key("delegation-signatory"));
    let kind = |kind: &crate::policy::DocumentKind| Choice {
        value: kind.code.clone(),
        label: kind_name(language, kind),
        hint: String::new(),
    };
    let scanned = options.iter().any(|option| option.scanned);
    let waiting = group.any_of.iter().flat_map(|item| scans.waiting(delegation, &item.key));
    let waiting: Vec<_> = waiting.map(|scan| scan.id).collect();
    OpenGroup {
        key: group.key.clone(),
        label: texts::text(language, &group.text_key()),
        dated: options.iter().any(|option| option.dated),
        document: options.iter().any(|option| option.document),
        signatories: Signatory::ALL.iter().filter(signs).map(signatory).collect(),
        kinds: policy.documents().iter().map(kind).collect(),
        limits: if scanned { scan_views::limits(language, policy.scans()) } else { String::new() },
        waiting: scans.of(&waiting),
        options,
        form,
    }
}

fn value(item: &EvidenceItem, way: EvidenceWay) -> String {
    format!("{}:{}", item.key, way.key())
}

/// What is begun already: a piece of this case that lost its scans, or files that came in and wait.
fn begun(delegation: &Delegation, group: &EvidenceGroup, scans: &Scans) -> EvidenceForm {
    let lost = |piece: &&Evidence| {
        piece.earlier.is_none() && piece.way == EvidenceWay::Scanned && piece.scans.is_empty()
    };
    let mut form = EvidenceForm::default();
    let lost = delegation.evidence.iter().filter(lost);
    let lost = lost.filter_map(|piece| Some((piece, group.item(&piece.item)?))).next_back();
    let waits = |item: &&EvidenceItem| !scans.waiting(delegation, &item.key).is_empty();
    if let Some((piece, item)) = lost {
        form.piece = value(item, EvidenceWay::Scanned);
        form.signed = piece.signed.iter().map(|who| who.key().to_owned()).collect();
        form.from_on = piece.from_on.map(super::dates::show).unwrap_or_default();
        form.to_on = piece.to_on.map(super::dates::show).unwrap_or_default();
    } else if let Some(item) = group.any_of.iter().find(waits) {
        form.piece = value(item, EvidenceWay::Scanned);
    }
    form
}
