// SPDX-License-Identifier: AGPL-3.0-or-later
//! A piece of evidence: what was shown or handed in, judged by the rules when it is taken in and again later.

use super::delegation::Delegation;
use super::missing::Lacking;
use crate::identification::document::{DocumentError, IdentityDocument, Shown};
use crate::ids::{EvidenceId, OperatorId, ScanId};
use crate::policy::{DelegationRules, EvidenceGroup, EvidenceItem, EvidenceWay, Policy, Signatory};
use chrono::{DateTime, NaiveDate, Utc};

/// What is recorded of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The group that it belongs to, by the policy's key.
    pub group: String,
    /// The item, by the policy's key.
    pub item: String,
    /// How it was taken in.
    pub way: EvidenceWay,
    /// Who had signed it, as the operator saw.
    pub signed: Vec<Signatory>,
    /// What was typed from an identity document, or from its copy.
    pub document: Option<IdentityDocument>,
    /// First day of the impediment that it attests.
    pub from_on: Option<NaiveDate>,
    /// Last day of the impediment; none where no end is foreseen.
    pub to_on: Option<NaiveDate>,
    /// The scans that show it, in the order of their ids: none that an operator took back, but those whose keeping ended too.
    pub scans: Vec<ScanId>,
}

impl Piece {
    /// Whether it says the same as another that is recorded, whatever scans show the one or the other. An identity document that
    /// the other one typed is not typed again.
    pub(crate) fn is_again(&self, there: &Self) -> bool {
        let said =
            |it: &Self| (it.group.clone(), it.item.clone(), it.way, it.signed.clone(), it.from_on, it.to_on);
        said(self) == said(there) && (self.document.is_none() || self.document == there.document)
    }
}

/// A piece of evidence as recorded. Reads through to the piece.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Its identity.
    pub id: EvidenceId,
    /// What it is.
    pub piece: Piece,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: OperatorId,
    /// Surname and name of who recorded it, where that was in an earlier case; none in the case in hand.
    pub earlier: Option<(String, String)>,
}

impl Evidence {
    /// Whether it must be seen anew: an identity document that was seen, or what is only ever seen (the card), in an earlier
    /// case. What was kept, and titles, stand with their date.
    pub(super) fn is_of_another_day(&self, item: &EvidenceItem) -> bool {
        let only_seen = item.ways.iter().all(|way| *way == EvidenceWay::Seen);
        self.earlier.is_some() && self.way == EvidenceWay::Seen && (only_seen || item.document_of.is_some())
    }
}

impl std::ops::Deref for Evidence {
    type Target = Piece;

    fn deref(&self) -> &Piece {
        &self.piece
    }
}

/// What the operator offers as evidence.
#[derive(Clone, Copy)]
pub struct Offered<'a> {
    /// The item, by the policy's key.
    pub item: &'a str,
    /// How it is taken in.
    pub way: EvidenceWay,
    /// Who has signed it.
    pub signed: &'a [Signatory],
    /// Kind and data of an identity document.
    pub document: Option<(&'a str, Shown<'a>)>,
    /// First day of an impediment.
    pub from_on: Option<NaiveDate>,
    /// Last day of an impediment.
    pub to_on: Option<NaiveDate>,
    /// The scans that show it: of this case and this item, and still kept. Whoever takes the piece in looks that up.
    pub scans: &'a [ScanId],
}

/// Why a piece of evidence is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// The rules know no such item.
    #[error("the rules know no such item")]
    Item,
    /// The rules do not admit this way for the item.
    #[error("it is not taken in like that")]
    Way,
    /// No such kind of document.
    #[error("the kind of document is not known")]
    DocumentKind,
    /// The document does not do.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// It lacks something that the rules want.
    #[error("it lacks something")]
    Lacks(Lacking),
}

/// Takes a piece of evidence in, or names every fault. What the item does not ask for is left out.
///
/// # Errors
/// Each fault; never an empty list.
pub fn taken(
    policy: &Policy,
    rules: &DelegationRules,
    delegation: &Delegation,
    offered: &Offered<'_>,
    today: NaiveDate,
) -> Result<Piece, Vec<EvidenceError>> {
    let found = rules.items().find(|(_, item)| item.key == offered.item);
    let Some((group, item)) = found else { return Err(vec![EvidenceError::Item]) };
    if !item.admits(offered.way) {
        return Err(vec![EvidenceError::Way]);
    }
    let mut faults = Vec::new();
    let at_hand = at_hand(rules, delegation, today);
    let document = match wants_document(item, &at_hand) {
        true => document(policy, offered, today, &mut faults),
        false => None,
    };
    let mut scans = if offered.way == EvidenceWay::Scanned { offered.scans.to_vec() } else { Vec::new() };
    scans.sort();
    scans.dedup();
    let piece = Piece {
        group: group.key.clone(),
        item: item.key.clone(),
        way: offered.way,
        signed: item.signed_by.iter().copied().filter(|who| offered.signed.contains(who)).collect(),
        document,
        from_on: offered.from_on.filter(|_| item.dated),
        to_on: offered.to_on.filter(|_| item.dated),
        scans,
    };
    // a document that was not taken is told of by its own faults
    let lacks = lacks(rules, item, &piece, &at_hand, today).into_iter().filter(|it| *it != Lacking::Document);
    faults.extend(lacks.map(EvidenceError::Lacks));
    if faults.is_empty() { Ok(piece) } else { Err(faults) }
}

fn document(
    policy: &Policy,
    offered: &Offered<'_>,
    today: NaiveDate,
    faults: &mut Vec<EvidenceError>,
) -> Option<IdentityDocument> {
    let typed = offered.document.and_then(|(kind, shown)| Some((policy.document(kind)?, shown)));
    let Some((kind, shown)) = typed else {
        faults.push(EvidenceError::DocumentKind);
        return None;
    };
    match IdentityDocument::judge(kind, &shown, today) {
        Ok((document, _)) => Some(document),
        Err(found) => {
            faults.extend(found.into_iter().map(EvidenceError::Document));
            None
        }
    }
}

/// The person whom the identification step of a kind sees.
pub(super) fn identified(rules: &DelegationRules) -> Signatory {
    if rules.kind.has_delegate() { Signatory::Delegate } else { Signatory::Holder }
}

/// Whose identity document was typed already: the identified person's, and those of pieces whose document is in force.
pub(super) fn at_hand(rules: &DelegationRules, delegation: &Delegation, today: NaiveDate) -> Vec<Signatory> {
    let mut persons = vec![identified(rules)];
    for piece in &delegation.evidence {
        let item = rules.items().find(|(_, item)| item.key == piece.item);
        let in_force = piece.document.as_ref().is_some_and(|it| it.expires().is_none_or(|on| on >= today));
        let counts = item.filter(|(_, item)| in_force && !piece.is_of_another_day(item));
        persons.extend(counts.and_then(|(_, item)| item.document_of));
    }
    persons
}

/// Whether an identity document is to be typed for an item: nobody types one twice.
pub(super) fn wants_document(item: &EvidenceItem, at_hand: &[Signatory]) -> bool {
    item.document_of.is_some_and(|person| !at_hand.contains(&person))
}

/// Whether an identity document is to be typed for an item, as a delegation stands on a day.
#[must_use]
pub fn wants_document_now(
    rules: &DelegationRules,
    delegation: &Delegation,
    item: &EvidenceItem,
    today: NaiveDate,
) -> bool {
    wants_document(item, &at_hand(rules, delegation, today))
}

/// Everything that a piece lacks by the rules of its item on a day.
pub(super) fn lacks(
    rules: &DelegationRules,
    item: &EvidenceItem,
    piece: &Piece,
    at_hand: &[Signatory],
    today: NaiveDate,
) -> Vec<Lacking> {
    let mut lacks = Vec::new();
    if !item.admits(piece.way) {
        lacks.push(Lacking::Way);
    }
    let unsigned = item.signed_by.iter().filter(|who| !piece.signed.contains(who));
    lacks.extend(unsigned.map(|who| Lacking::Signature(*who)));
    match &piece.document {
        None if wants_document(item, at_hand) => lacks.push(Lacking::Document),
        None => {}
        Some(document) => {
            let over = document.expires().filter(|on| *on < today);
            lacks.extend(over.map(|on| Lacking::DocumentExpired { on }));
        }
    }
    if item.dated {
        lacks.extend(impediment(rules, piece.from_on, piece.to_on, today));
    }
    if piece.way == EvidenceWay::Scanned && piece.scans.is_empty() {
        lacks.push(Lacking::Scan);
    }
    lacks
}

fn impediment(
    rules: &DelegationRules,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Lacking> {
    match (from, to) {
        (None, _) => Some(Lacking::ImpedimentDates),
        (Some(from), _) if from > today => Some(Lacking::ImpedimentNotBegun { from }),
        (Some(from), Some(to)) if to <= from => Some(Lacking::ImpedimentDates),
        (Some(_), Some(to)) if to < today => Some(Lacking::ImpedimentOver { on: to }),
        (Some(from), to) if !rules.impediment_is_long_enough(from, to) => {
            Some(Lacking::ImpedimentTooShort { months: rules.impediment_over_months.unwrap_or_default() })
        }
        (Some(_), _) => None,
    }
}

/// The item of a group that a piece is, by today's rules or by those of its case.
pub(super) fn item_of<'r>(group: &'r EvidenceGroup, piece: &Piece) -> Option<&'r EvidenceItem> {
    (group.key == piece.group).then(|| group.item(&piece.item)).flatten()
}
