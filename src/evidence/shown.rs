// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a scan shows, by the policy's own list: nothing else can be brought in.

use crate::policy::{EvidenceItem, EvidenceWay, Policy, RetentionClass};
use chrono::{NaiveDate, TimeDelta};

/// What a scan is brought in as, and how long it is kept.
#[derive(Debug, Clone)]
pub struct Shown {
    item: String,
    class: RetentionClass,
    keep_for: TimeDelta,
}

impl Shown {
    /// As this item of the policy. None for an item that is not scanned under it.
    #[must_use]
    pub fn as_item(policy: &Policy, item: &EvidenceItem) -> Option<Self> {
        let class = item.retention.filter(|_| item.admits(EvidenceWay::Scanned))?;
        Some(Self { item: item.key.clone(), class, keep_for: policy.retention(class) })
    }

    /// As the item of that key in any kind of delegation in force on a day. None where no kind has it scanned. Where two kinds keep it
    /// for different times the longer one counts.
    #[must_use]
    pub fn by_key(policy: &Policy, day: NaiveDate, key: &str) -> Option<Self> {
        let rules = policy.delegations(day);
        let items = rules.flat_map(|rules| rules.items()).filter(|(_, item)| item.key == key);
        items.filter_map(|(_, item)| Self::as_item(policy, item)).max_by_key(|shown| shown.keep_for)
    }

    /// The item, as the policy names it.
    #[must_use]
    pub fn item(&self) -> &str {
        &self.item
    }

    /// The class of its keeping.
    #[must_use]
    pub fn class(&self) -> RetentionClass {
        self.class
    }

    /// Whole days that it is kept from the end of its case.
    #[must_use]
    pub fn keep_days(&self) -> i32 {
        i32::try_from(self.keep_for.num_days()).unwrap_or(i32::MAX)
    }
}

/// Everything that may be scanned under a policy on a day, each item once, in the policy's order.
#[must_use]
pub fn scannable(policy: &Policy, day: NaiveDate) -> Vec<&EvidenceItem> {
    let mut found: Vec<&EvidenceItem> = Vec::new();
    for (_, item) in policy.delegations(day).flat_map(|rules| rules.items()) {
        if Shown::as_item(policy, item).is_some() && found.iter().all(|other| other.key != item.key) {
            found.push(item);
        }
    }
    found
}
