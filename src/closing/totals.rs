// SPDX-License-Identifier: AGPL-3.0-or-later
//! The totals of a day register: each counts rows of it, and all rows are counted once.

use super::register::{Act, ActKind};

/// How many rows of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// What.
    pub kind: ActKind,
    /// How many.
    pub count: usize,
}

/// One total for each kind, in the order of the paper; zeros too.
#[must_use]
pub fn totals(acts: &[Act]) -> Vec<Total> {
    let total =
        |kind: &ActKind| Total { kind: *kind, count: acts.iter().filter(|act| act.kind == *kind).count() };
    ActKind::ALL.iter().map(total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_counted_once() {
        let act = |kind| Act {
            kind,
            at: chrono::Utc::now(),
            protocol: String::new(),
            number: String::new(),
            serial: String::new(),
            operator: String::new(),
            detail: String::new(),
        };
        let acts = [act(ActKind::Voided), act(ActKind::Released), act(ActKind::Voided)];
        let totals = totals(&acts);
        assert_eq!(totals.len(), ActKind::ALL.len());
        assert_eq!(totals.iter().map(|total| total.count).sum::<usize>(), acts.len());
        let of = |kind| totals.iter().find(|total| total.kind == kind).map(|total| total.count);
        assert_eq!(
            (of(ActKind::Voided), of(ActKind::Released), of(ActKind::Opened)),
            (Some(2), Some(1), Some(0))
        );
    }
}
