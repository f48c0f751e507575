// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who acted for the holder of a claimed second half: both names and the kind come with the row, the rest from the rules.

use super::Worker;
use super::store::Claimed;
use crate::mail::{Acting, Mailbox};
use crate::policy::{AddressRule, Conduct, DelegationKind, Policy, Power, Signatory, rome_date};
use chrono::{DateTime, Utc};

/// Holder and delegate of a letter; none where the holder was alone, or where the letter is no second half.
pub(super) fn of<'a>(worker: &Worker, letter: &'a Claimed, now: DateTime<Utc>) -> Option<Acting<'a>> {
    let kind = DelegationKind::from_key(letter.delegation_kind.as_deref()?)?;
    let (holder, delegate) = (letter.holder_name.as_deref()?, letter.delegate_name.as_deref()?);
    let policy = worker.policy(letter.policy_version.as_deref(), now);
    let conduct = policy.and_then(|policy| conduct(policy, letter, kind, now));
    // rules that nobody has any more keep no letter back: then it speaks to neither of the two
    let beside = conduct
        .is_some_and(|(power, conduct)| power == Power::Assists || conduct.takes_sheet == Signatory::Holder);
    let in_words = letter.address_in_words.unwrap_or_default();
    let mailbox = match conduct.map(|(_, conduct)| conduct.address) {
        _ if letter.trusted.unwrap_or_default() => Mailbox::Other,
        Some(AddressRule::Holder) => Mailbox::Holder,
        Some(AddressRule::HolderUnlessInWords) if in_words => Mailbox::Delegate,
        Some(AddressRule::HolderUnlessInWords) => Mailbox::Holder,
        Some(AddressRule::DelegateMayOwn) | None => Mailbox::Other,
    };
    Some(Acting { holder, delegate, kind, assisted: beside, mailbox })
}

/// How the case went: by the title's power, or by the only one that the kind has.
fn conduct<'p>(
    policy: &'p Policy,
    letter: &Claimed,
    kind: DelegationKind,
    now: DateTime<Utc>,
) -> Option<(Power, &'p Conduct)> {
    let rules = policy.delegation(kind, rome_date(letter.opened_at.unwrap_or(now)))?;
    let said = letter.power.as_deref().and_then(Power::from_key);
    let power = said.or_else(|| rules.only_power())?;
    Some((power, rules.conduct(power)?))
}
