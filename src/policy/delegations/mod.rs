// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who may act for a holder, on which evidence and under which conditions.
//!
//! Regions differ, and their rules change: all of it is data, with dates inside the version.

mod evidence;
mod faults;
mod kinds;
mod outline;
mod raw;
#[cfg(test)]
mod tests;

use chrono::{Months, NaiveDate, TimeDelta};
use serde::Deserialize;

use super::units::{at_least_one, days, minutes};
pub use evidence::{EvidenceGroup, EvidenceItem, EvidenceWay};
pub(super) use faults::{OfVersion, faults};
pub use kinds::{
    AddressRule, ApprovalCause, DelegationKind, HolderAge, Power, Relation, Signatory, TitleRule,
};
pub use outline::DelegationOutline;
pub(super) use raw::RawDelegation;

/// How a case goes under a power: who is there, who signs, who gets what.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conduct {
    /// Whether the holder must be at the counter.
    pub holder_present: bool,
    /// Who signs the request form; at least one.
    pub signatures: Vec<Signatory>,
    /// Who takes the sheet with the first half.
    pub takes_sheet: Signatory,
    /// Who may come back for a duplicate; at least one.
    pub duplicate_to: Vec<Signatory>,
    /// Whose address the second half goes to.
    pub address: AddressRule,
}

impl Conduct {
    /// Whether somebody stands at the counter, so that the identification step has their document. A delegate always does;
    /// of a kind without delegate nothing is asked of one.
    pub fn identifies(&self, person: Signatory) -> bool {
        person == Signatory::Delegate || self.holder_present
    }

    /// Whether the delegate may come back for codes: because the rules say so, or because the holder comes too.
    pub fn lets_delegate_back(&self) -> bool {
        self.holder_present || self.duplicate_to.contains(&Signatory::Delegate)
    }
}

/// The rules of a kind from one day to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegationRules {
    /// The kind.
    pub kind: DelegationKind,
    /// First day; the version's where the file names none.
    pub valid_from: NaiveDate,
    /// Last day; the version's where the file names none, and none where that has no end.
    pub valid_to: Option<NaiveDate>,
    /// Of which age the holder must be.
    pub holder: HolderAge,
    /// Completed years that the holder must have at least.
    pub holder_from_age: Option<u32>,
    /// An impediment must last for MORE than so many months; none where any length counts or there is no impediment.
    pub impediment_over_months: Option<u32>,
    /// Who the delegate must be to the holder, one of these; empty where anyone may.
    pub relations: Vec<Relation>,
    /// The capability that a counter must have to handle the kind.
    pub capability: Option<String>,
    /// Why a supervisor must approve; empty where never.
    pub approval: Vec<ApprovalCause>,
    /// Whether the delegate's holders count for [`DelegationLimits`].
    pub counted: bool,
    /// What must be told of the power.
    pub title: TitleRule,
    /// What must be shown: one item of each group that the power asks for.
    pub evidence: Vec<EvidenceGroup>,
    conducts: Vec<(Power, Conduct)>,
}

impl DelegationRules {
    /// Whether they hold on a day.
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The powers that the kind knows: one, or acts and assists where the decree says which.
    pub fn powers(&self) -> impl Iterator<Item = Power> {
        self.conducts.iter().map(|(power, _)| *power)
    }

    /// The power, where the kind leaves no choice; none where the decree must say it.
    pub fn only_power(&self) -> Option<Power> {
        match &self.conducts[..] {
            [(power, _)] => Some(*power),
            _ => None,
        }
    }

    /// How a case goes under a power; none where the kind does not know it.
    pub fn conduct(&self, power: Power) -> Option<&Conduct> {
        self.conducts.iter().find(|(known, _)| *known == power).map(|(_, conduct)| conduct)
    }

    /// The group with a key.
    pub fn group(&self, key: &str) -> Option<&EvidenceGroup> {
        self.evidence.iter().find(|group| group.key == key)
    }

    /// The groups that are asked for under a power.
    pub fn groups(&self, power: Power) -> impl Iterator<Item = &EvidenceGroup> {
        self.evidence.iter().filter(move |group| group.power.is_none_or(|only| only == power))
    }

    /// All items, each with its group.
    pub fn items(&self) -> impl Iterator<Item = (&EvidenceGroup, &EvidenceItem)> {
        self.evidence.iter().flat_map(|group| group.any_of.iter().map(move |item| (group, item)))
    }

    /// Whether a supervisor must approve for a cause.
    pub fn approval_for(&self, cause: ApprovalCause) -> bool {
        self.approval.contains(&cause)
    }

    /// Whether an impediment lasts long enough: `to` lies behind the day that is so many months after `from`. Exactly
    /// three months are not more than three months; without an end it is always long enough.
    pub fn impediment_is_long_enough(&self, from: NaiveDate, to: Option<NaiveDate>) -> bool {
        let (Some(months), Some(to)) = (self.impediment_over_months, to) else { return true };
        from.checked_add_months(Months::new(months)).is_some_and(|last| to > last)
    }
}

/// What raises an alarm: a delegate of more holders than this within that time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelegationLimits {
    /// Holders that a delegate may have without alarm.
    #[serde(deserialize_with = "at_least_one")]
    pub holders_per_delegate: u32,
    /// Within which time they count.
    #[serde(rename = "within_days", deserialize_with = "days")]
    pub within: TimeDelta,
    /// For how long after a delegate was identified a case for another holder of theirs takes over what was seen.
    #[serde(rename = "same_visit_minutes", deserialize_with = "minutes")]
    pub same_visit: TimeDelta,
}
