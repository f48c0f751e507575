// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whose address the page of the contact asks for, where somebody acts for the holder.

use super::error::PageError;
use super::page::Page;
use crate::cases::{self, Case};
use crate::delegations::Delegation;
use crate::policy::{AddressRule, DelegationRules};
use serde::Serialize;

/// Told above the field.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct WhoseAddress {
    /// The key of the sentence.
    text: String,
    /// The key of the words on the way to where it is said otherwise; empty where the rules leave no choice.
    link: &'static str,
}

/// None for a holder in person.
pub(super) fn of(page: &Page, case: &Case) -> Result<Option<WhoseAddress>, PageError> {
    let acting = cases::delegation_of(page.policy_of(case)?, case)?;
    Ok(acting.filter(|(it, _)| it.delegate.is_some()).and_then(|(it, rules)| told(it, rules)))
}

fn told(delegation: &Delegation, rules: &DelegationRules) -> Option<WhoseAddress> {
    let rule = delegation.conduct(rules)?.address;
    let text = rule.text_key("delegation-address");
    Some(match rule {
        AddressRule::Holder | AddressRule::DelegateMayOwn => WhoseAddress { text, link: "" },
        AddressRule::HolderUnlessInWords if delegation.address_in_words() => {
            WhoseAddress { text: "delegation-address-alarm".to_owned(), link: "shell-change" }
        }
        AddressRule::HolderUnlessInWords => WhoseAddress { text, link: "delegation-address-says-so" },
    })
}
