// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who acts for whom, and as what.

use super::evidence::Evidence;
use super::title::Title;
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person::Person;
use crate::ids::{CaseId, DelegationId, DelegationTitleId, HolderId};
use crate::policy::{AddressRule, Conduct, DelegationKind, DelegationRules, Power, Signatory};
use chrono::NaiveDate;

/// Who acts for the holder, as identified in the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegate {
    /// The person, as known here.
    pub id: HolderId,
    /// Their own code.
    pub code: FiscalCode,
    /// Their data, as on the document that was shown.
    pub person: Person,
}

/// A delegation as a case has it, with the title and the evidence in force.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// Its identity.
    pub id: DelegationId,
    /// The kind.
    pub kind: DelegationKind,
    /// The case in which it was made; another one where it is used again.
    pub made_in: CaseId,
    /// Who acts; nobody for an emancipated minor, who acts alone.
    pub delegate: Option<Delegate>,
    /// The title, once told; kinds whose rules ask for nothing have none.
    pub title: Option<Title>,
    pub(crate) title_id: Option<DelegationTitleId>,
    /// What was shown or handed in and not taken back, the oldest first.
    pub evidence: Vec<Evidence>,
    /// Whether it was ended or withdrawn.
    pub ended: bool,
    /// Whether nothing was missing when it was last changed.
    pub complete: bool,
}

impl Delegation {
    /// What the delegate does: as the title says, or as the kind says where it leaves no choice.
    #[must_use]
    pub fn power(&self, rules: &DelegationRules) -> Option<Power> {
        self.title.as_ref().map(|title| title.power).or_else(|| rules.only_power())
    }

    /// Who is there, who signs, who takes the sheet, whose address it is; none until the power is known.
    #[must_use]
    pub fn conduct<'r>(&self, rules: &'r DelegationRules) -> Option<&'r Conduct> {
        rules.conduct(self.power(rules)?)
    }

    /// Who takes the sheet: the delegate until more is known.
    #[must_use]
    pub fn takes_sheet(&self, rules: &DelegationRules) -> Signatory {
        self.conduct(rules).map_or(Signatory::Delegate, |conduct| conduct.takes_sheet)
    }

    /// Whether the address must be the holder's: what the signed delegation says in words lifts it.
    #[must_use]
    pub fn wants_holders_address(&self, rules: &DelegationRules) -> bool {
        match self.conduct(rules).map(|conduct| conduct.address) {
            None | Some(AddressRule::DelegateMayOwn) => false,
            Some(AddressRule::Holder) => true,
            Some(AddressRule::HolderUnlessInWords) => !self.address_in_words(),
        }
    }

    /// Whether the signed delegation says in words that the address is the delegate's.
    #[must_use]
    pub fn address_in_words(&self) -> bool {
        self.title.as_ref().is_some_and(|title| title.address_in_words)
    }

    /// The last day on which it holds by its own papers: the end of the decree or of the impediment.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        let decree = self.title.as_ref().and_then(|title| title.decree.as_ref()).and_then(|it| it.ends_on);
        let impediment = self.evidence.iter().filter_map(|it| it.to_on).max();
        [decree, impediment].into_iter().flatten().min()
    }
}
