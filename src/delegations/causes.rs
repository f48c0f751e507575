// SPDX-License-Identifier: AGPL-3.0-or-later
//! Why a supervisor must approve.

use super::alike::DelegateWarning;
use super::delegation::Delegation;
use super::evidence::Evidence;
use super::missing::groups;
use crate::holders::mismatch::Mismatch;
use crate::policy::{AddressRule, ApprovalCause, DelegationRules};
use chrono::NaiveDate;

/// The causes for which the rules want an approval, in the order of the list; nothing where none applies. `ticked` are the
/// warnings that were ticked away for the facts in force.
#[must_use]
pub fn approval_causes(
    rules: &DelegationRules,
    delegation: &Delegation,
    ticked: &[String],
    today: NaiveDate,
) -> Vec<ApprovalCause> {
    let applies = |cause: &ApprovalCause| match cause {
        ApprovalCause::Always => true,
        ApprovalCause::MismatchOverridden => ticked.iter().any(|key| is_mismatch(key)),
        ApprovalCause::DelegateAddress => {
            let rule = delegation.conduct(rules).map(|conduct| conduct.address);
            rule == Some(AddressRule::HolderUnlessInWords) && delegation.address_in_words()
        }
        ApprovalCause::SelfCertified => !self_certified(rules, delegation, today).is_empty(),
        ApprovalCause::Omocodia => {
            let alike = [DelegateWarning::SameBaseCode, DelegateWarning::SamePerson];
            ticked.iter().any(|key| alike.iter().any(|it| it.key() == key))
        }
    };
    let causes = ApprovalCause::ALL.iter().copied().filter(|cause| rules.approval_for(*cause));
    causes.filter(applies).collect()
}

/// Whether a warning says that data of holder, card or delegate do not agree.
fn is_mismatch(key: &str) -> bool {
    let of_delegate = DelegateWarning::all().into_iter();
    Mismatch::from_key(key).is_some()
        || key.starts_with("card_")
        || of_delegate.filter(|it| matches!(it, DelegateWarning::Mismatch(_))).any(|it| it.key() == key)
}

/// The self-certifications on which a group rests alone: marked for the supervisor, whatever the rules on approval.
#[must_use]
pub fn self_certified<'a>(
    rules: &'a DelegationRules,
    delegation: &'a Delegation,
    today: NaiveDate,
) -> Vec<&'a Evidence> {
    let mut found = Vec::new();
    for state in groups(rules, delegation, today) {
        let is_self = |it: &&Evidence| state.group.item(&it.item).is_some_and(|item| item.self_certified);
        // a paper beside it that lacks something, or has run out, shows nothing
        if !state.by_identification && !state.counting.is_empty() && state.counting.iter().all(is_self) {
            found.extend(state.counting);
        }
    }
    found
}
