// SPDX-License-Identifier: AGPL-3.0-or-later
//! A `[[version.delegation]]` as it is written.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::{
    ApprovalCause, Conduct, DelegationKind, DelegationRules, EvidenceGroup, HolderAge, Power, Relation,
    TitleRule,
};
use crate::policy::units::Day;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::policy) struct RawDelegation {
    pub(super) kind: Spanned<DelegationKind>,
    pub(super) valid_from: Option<Spanned<Day>>,
    pub(super) valid_to: Option<Spanned<Day>>,
    pub(super) holder: HolderAge,
    holder_from_age: Option<u32>,
    pub(super) impediment_over_months: Option<u32>,
    #[serde(default)]
    pub(super) relations: Vec<Relation>,
    pub(super) capability: Option<String>,
    approval: Vec<ApprovalCause>,
    pub(super) counted: bool,
    pub(super) title: TitleRule,
    pub(super) acts: Option<Conduct>,
    pub(super) assists: Option<Conduct>,
    pub(super) alone: Option<Conduct>,
    pub(super) evidence: Vec<Spanned<EvidenceGroup>>,
}

impl RawDelegation {
    /// First day, given that of the version.
    pub(super) fn first(&self, version: NaiveDate) -> NaiveDate {
        self.valid_from.as_ref().map_or(version, |day| day.as_ref().0)
    }

    /// Last day, given that of the version.
    pub(super) fn last(&self, version: Option<NaiveDate>) -> Option<NaiveDate> {
        self.valid_to.as_ref().map_or(version, |day| Some(day.as_ref().0))
    }

    /// What is written for each power.
    pub(super) fn conducts(&self) -> impl Iterator<Item = (Power, &Conduct)> {
        [(Power::Acts, &self.acts), (Power::Assists, &self.assists), (Power::Alone, &self.alone)]
            .into_iter()
            .filter_map(|(power, written)| written.as_ref().map(|conduct| (power, conduct)))
    }

    /// The rules, in a version with these days.
    pub(in crate::policy) fn into_rules(self, from: NaiveDate, to: Option<NaiveDate>) -> DelegationRules {
        DelegationRules {
            valid_from: self.first(from),
            valid_to: self.last(to),
            conducts: self.conducts().map(|(power, conduct)| (power, conduct.clone())).collect(),
            kind: self.kind.into_inner(),
            holder: self.holder,
            holder_from_age: self.holder_from_age,
            impediment_over_months: self.impediment_over_months,
            relations: self.relations,
            capability: self.capability,
            approval: self.approval,
            counted: self.counted,
            title: self.title,
            evidence: self.evidence.into_iter().map(Spanned::into_inner).collect(),
        }
    }
}
