// SPDX-License-Identifier: AGPL-3.0-or-later
//! The CIP of a card, and what a caller says of it.

use super::authority::TestAuthority;
use chrono::Utc;
use sportello::authority::contract::CodesRequest;
use sportello::authority::import::CardRecord;
use sportello::seal::{CodeKind, CodePart, FirstHalf, SecondHalf};
use uuid::Uuid;

/// The CIP, as the citizen joins it from sheet and mail.
pub async fn cip(authority: &TestAuthority, card: &CardRecord) -> String {
    let split = |kind, length, first| sportello::authority::contract::CodeSplit { kind, length, first };
    let order = CodesRequest {
        reference: Uuid::now_v7(),
        release_id: Uuid::now_v7(),
        card_number: card.card_number.to_string(),
        split: vec![split(CodeKind::Cip, 8, 4)],
        recipient: "citizen@example.it".into(),
        language: "it".into(),
        operator: "test".into(),
    };
    let halves = authority.engine.codes(&order, Utc::now()).await.unwrap();
    let first = FirstHalf::open(&authority.sheet, order.release_id, &halves.first).unwrap();
    let second = SecondHalf::open(&authority.mail, order.release_id, &halves.second).unwrap();
    let digits = |codes: &[CodePart]| codes[0].digits().reveal().to_owned();
    digits(&first.codes) + &digits(&second.codes)
}

/// What a caller says to a question.
pub fn said(cip: &str, positions: &[u8]) -> String {
    positions.iter().map(|at| cip.as_bytes()[usize::from(at - 1)] as char).collect()
}

/// Digits of which each is wrong.
pub fn other(digits: &str) -> String {
    digits.bytes().map(|b| char::from(b'0' + (b - b'0' + 1) % 10)).collect()
}
