// SPDX-License-Identifier: AGPL-3.0-or-later
//! Knowing a caller by some digits of the card's CIP. The code itself never leaves the authority.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroize;

/// Asks which positions of a card's CIP the caller is to say. No `Debug`: personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CipQuestionRequest {
    /// Drawn once by the asker for this question.
    pub reference: Uuid,
    /// The twenty digits.
    pub card_number: String,
    /// The holder's codice fiscale.
    pub codice_fiscale: String,
    /// Who asks at the counter: a stable id, 1 to 64 characters.
    pub operator: String,
}

/// Which digits the caller is to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CipQuestion {
    /// Positions counted from 1, each once, in ascending order. They stay the same, whatever the reference, until they
    /// were answered rightly: nobody asks until the positions suit.
    pub positions: Vec<u8>,
    /// Length of the whole code.
    pub length: u8,
}

/// What the caller said. Has no `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CipAnswerRequest {
    /// The question's.
    pub reference: Uuid,
    /// The twenty digits of the question's card.
    pub card_number: String,
    /// One digit per position, in the question's order.
    pub digits: String,
    /// Who asks at the counter: a stable id, 1 to 64 characters.
    pub operator: String,
}

impl Drop for CipAnswerRequest {
    fn drop(&mut self) {
        self.digits.zeroize();
    }
}

/// Whether the digits are right, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CipOutcome {
    /// They are.
    Right,
    /// At least one is not.
    Wrong,
    /// Too many wrong answers for this card within a day: these digits were not looked at.
    Locked,
}

/// The answer to [`CipAnswerRequest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CipAnswer {
    /// Whether the digits are right.
    pub outcome: CipOutcome,
}
