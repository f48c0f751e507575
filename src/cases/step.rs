// SPDX-License-Identifier: AGPL-3.0-or-later
//! The steps of a case, in the order of the counter's work.

/// A step, named like its page, its folder of templates and its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The holder's personal data.
    Holder,
    /// The card in hand, and what the authority says of it.
    Card,
    /// Who is at the counter, with which document.
    Identification,
    /// By which title and on which evidence somebody acts for the holder; only where somebody does.
    Delegation,
    /// How the citizen is reached.
    Contact,
    /// Check your answers; the request form printed and signed.
    Check,
    /// Activation, code sheet and hand-over.
    Release,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 7] = [
        Self::Holder,
        Self::Card,
        Self::Identification,
        Self::Delegation,
        Self::Contact,
        Self::Check,
        Self::Release,
    ];

    /// The steps of a case in order: the delegation is one only where there is a delegation.
    pub fn of(delegated: bool) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |step| delegated || *step != Self::Delegation)
    }

    /// Its noun: the last segment of its page's path, and the name of its texts.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Card => "card",
            Self::Identification => "identification",
            Self::Delegation => "delegation",
            Self::Contact => "contact",
            Self::Check => "check",
            Self::Release => "release",
        }
    }

    /// Its place among the steps of a case, from 1.
    #[must_use]
    pub fn number(self, delegated: bool) -> usize {
        Self::of(delegated).take_while(|step| *step <= self).count()
    }
}

/// What the steps before the release have brought together so far, as far as the order of work needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The holder's data are saved.
    pub holder: bool,
    /// A card is saved that nothing is known against: the authority said yes, or could not be asked yet.
    pub card: bool,
    /// A person was identified.
    pub identification: bool,
    /// Nobody acts for the holder, or title and evidence are complete.
    pub delegation: bool,
    /// A contact is saved, and its ownership proven or skipped with a reason.
    pub contact: bool,
    /// The request form in force is signed.
    pub signed: bool,
}

impl Progress {
    /// The first step that still has work.
    #[must_use]
    pub const fn next(self) -> Step {
        match self {
            Self { holder: false, .. } => Step::Holder,
            Self { card: false, .. } => Step::Card,
            Self { identification: false, .. } => Step::Identification,
            Self { delegation: false, .. } => Step::Delegation,
            Self { contact: false, .. } => Step::Contact,
            Self { signed: false, .. } => Step::Check,
            Self { .. } => Step::Release,
        }
    }

    /// Whether a step is done.
    #[must_use]
    pub const fn has(self, step: Step) -> bool {
        match step {
            Step::Holder => self.holder,
            Step::Card => self.card,
            Step::Identification => self.identification,
            Step::Delegation => self.delegation,
            Step::Contact => self.contact,
            Step::Check => self.signed,
            Step::Release => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Progress = Progress {
        holder: false,
        card: false,
        identification: false,
        delegation: false,
        contact: false,
        signed: false,
    };

    #[test]
    fn the_next_step_is_the_first_that_is_not_done() {
        let mut done = NOTHING;
        let steps: [fn(&mut Progress); 6] = [
            |done| done.holder = true,
            |done| done.card = true,
            |done| done.identification = true,
            |done| done.delegation = true,
            |done| done.contact = true,
            |done| done.signed = true,
        ];
        for (step, finish) in Step::ALL.into_iter().zip(steps) {
            assert_eq!(done.next(), step);
            assert!(!done.has(step));
            finish(&mut done);
            assert!(done.has(step));
        }
        assert_eq!(done.next(), Step::Release);
    }

    #[test]
    fn a_step_that_is_undone_is_next_again() {
        let all = Progress { holder: true, identification: true, delegation: true, contact: true, ..NOTHING };
        assert_eq!(all.next(), Step::Card);
    }

    #[test]
    fn who_comes_in_person_has_six_steps_and_who_comes_for_another_seven() {
        assert_eq!([false, true].map(|delegated| Step::of(delegated).count()), [6, 7]);
        assert_eq!([false, true].map(|delegated| Step::Identification.number(delegated)), [3, 3]);
        assert_eq!([false, true].map(|delegated| Step::Release.number(delegated)), [6, 7]);
        assert_eq!(Step::Delegation.number(true), 4);
    }
}
