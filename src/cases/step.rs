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
    /// How the citizen is reached.
    Contact,
    /// Check your answers; the request form printed and signed.
    Check,
    /// Activation, code sheet and hand-over.
    Release,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 6] =
        [Self::Holder, Self::Card, Self::Identification, Self::Contact, Self::Check, Self::Release];

    /// Its noun: the last segment of its page's path, and the name of its texts.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Card => "card",
            Self::Identification => "identification",
            Self::Contact => "contact",
            Self::Check => "check",
            Self::Release => "release",
        }
    }

    /// Its place in the order, from 1.
    #[must_use]
    pub const fn number(self) -> usize {
        self as usize + 1
    }
}

/// What the steps before the release have brought together so far, as far as the order of work needs to know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// The holder's data are saved.
    pub holder: bool,
    /// A card is saved that nothing is known against: the authority said yes, or could not be asked yet.
    pub card: bool,
    /// A person was identified.
    pub identification: bool,
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
            Step::Contact => self.contact,
            Step::Check => self.signed,
            Step::Release => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_step_is_the_first_that_is_not_done() {
        let mut done = Progress::default();
        let steps: [fn(&mut Progress); 5] = [
            |done| done.holder = true,
            |done| done.card = true,
            |done| done.identification = true,
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
        let done = Progress { holder: true, card: false, identification: true, contact: true, signed: false };
        assert_eq!(done.next(), Step::Card);
    }
}
