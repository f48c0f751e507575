// SPDX-License-Identifier: AGPL-3.0-or-later
//! How many are drawn, and which.

use crate::ids::{CaseId, OperatorId};
use rand::Rng;
use std::collections::BTreeMap;
use uuid::Uuid;

/// One of a population: a release or a piece of evidence, its case, and who made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) id: Uuid,
    pub(super) case: CaseId,
    pub(super) operator: OperatorId,
}

/// What was drawn of an operator's.
pub(super) struct Share {
    pub(super) operator: OperatorId,
    pub(super) population: usize,
    pub(super) drawn: Vec<Subject>,
}

/// So many of 100, rounded up: at least one of any.
pub(super) const fn size(population: usize, percent: u8) -> usize {
    (population * percent as usize).div_ceil(100)
}

/// Draws of each operator's for itself, each subject with the same chance.
pub(super) fn pick(rng: &mut impl Rng, population: &[Subject], percent: u8) -> Vec<Share> {
    let mut of_each: BTreeMap<OperatorId, Vec<Subject>> = BTreeMap::new();
    for subject in population {
        of_each.entry(subject.operator).or_default().push(*subject);
    }
    let share = |(operator, subjects): (OperatorId, Vec<Subject>)| {
        let chosen = rand::seq::index::sample(rng, subjects.len(), size(subjects.len(), percent));
        let drawn = chosen.into_iter().map(|index| subjects[index]).collect();
        Share { operator, population: subjects.len(), drawn }
    };
    of_each.into_iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;
    use std::collections::HashSet;

    fn population(of_each: &[usize]) -> Vec<Subject> {
        let mut next = 0;
        let mut subject = |operator: usize| {
            next += 1;
            let operator = Uuid::from_u128(operator as u128).into();
            Subject { id: Uuid::from_u128(next), case: Uuid::from_u128(next).into(), operator }
        };
        of_each.iter().enumerate().flat_map(|(who, n)| (0..*n).map(move |_| who)).map(&mut subject).collect()
    }

    proptest! {
        #[test]
        fn of_each_operator_the_share_rounded_up_is_drawn_each_once_and_of_their_own(
            of_each in prop::collection::vec(0_usize..300, 0..6), percent in 1_u8..=100, seed: u64,
        ) {
            let all = population(&of_each);
            let shares = pick(&mut StdRng::seed_from_u64(seed), &all, percent);
            prop_assert_eq!(shares.len(), of_each.iter().filter(|n| **n > 0).count());
            prop_assert_eq!(shares.iter().map(|share| share.population).sum::<usize>(), all.len());
            for share in shares {
                let exact = share.population as f64 * f64::from(percent) / 100.0;
                prop_assert!(share.drawn.len() as f64 >= exact && (share.drawn.len() as f64) < exact + 1.0);
                prop_assert!(!share.drawn.is_empty() && share.drawn.len() <= share.population);
                let ids: HashSet<_> = share.drawn.iter().map(|subject| subject.id).collect();
                prop_assert_eq!(ids.len(), share.drawn.len());
                prop_assert!(share.drawn.iter().all(|it| it.operator == share.operator && all.contains(it)));
            }
        }
    }

    #[test]
    fn two_of_a_hundred_are_rounded_up() {
        let sizes = [0, 1, 49, 50, 51, 100, 101, 5_000].map(|n| size(n, 2));
        assert_eq!(sizes, [0, 1, 1, 1, 2, 2, 3, 100]);
    }

    #[test]
    fn other_seeds_draw_others_and_everybody_is_drawn_some_day() {
        let all = population(&[100]);
        let drawn = |seed| pick(&mut StdRng::seed_from_u64(seed), &all, 2)[0].drawn.clone();
        assert_eq!(drawn(1), drawn(1));
        let ids: HashSet<Uuid> = (0..2_000).flat_map(drawn).map(|subject| subject.id).collect();
        assert_eq!(ids.len(), 100, "2,000 draws of two reach each of a hundred");
        assert!((0..20).any(|seed| drawn(seed) != drawn(seed + 1)));
    }
}
