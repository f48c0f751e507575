// SPDX-License-Identifier: AGPL-3.0-or-later
//! A question, and what was said to it.

use super::line::Line;
use super::store;
use crate::activation::operator_name;
use crate::audit::{self, Entry};
use crate::authority::client::AuthorityError;
use crate::authority::contract::{CipAnswerRequest, CipOutcome, CipQuestionRequest, Refusal};
use crate::db::{self, Breakage, Connection};
use crate::holders::Holder;
use crate::ids::{OperatorId, Reference};
use crate::operators::Operator;
use chrono::{DateTime, Utc};

/// A question put to a caller. No `Debug`: personal data.
#[derive(Clone)]
pub struct Caller {
    /// The question.
    pub reference: Reference,
    /// The twenty digits.
    pub card_number: String,
    /// Which digits of the CIP are to be said, counted from 1.
    pub positions: Vec<u8>,
    /// Length of the whole CIP.
    pub length: i32,
    /// Who asked.
    pub asked_by: OperatorId,
    /// When the authority answered, and what: `right`, `wrong`, `locked`.
    pub answered: Option<(DateTime<Utc>, String)>,
}

/// What the caller's digits were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Right: the caller is known, for a quarter of an hour, for one act.
    Right,
    /// Wrong: a new question may be asked.
    Wrong,
}

/// Why a caller is not asked, or not known.
#[derive(Debug, thiserror::Error)]
pub enum NotKnown {
    /// It is the operator's own card.
    #[error("nobody acts on a card of their own")]
    OwnCard,
    /// The card has no CIP: the holder comes to the counter.
    #[error("the card has no CIP")]
    NoCip,
    /// Too many wrong answers: not by telephone today.
    #[error("too many wrong answers for this card")]
    Locked,
    /// The authority says no for another reason.
    #[error("the authority refuses: {0}")]
    Refused(Refusal),
    /// This question has its answer, or is another's.
    #[error("there is no such question")]
    NoQuestion,
    /// The authority cannot be reached: without it nobody is known.
    #[error("the authority is away")]
    Away,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl NotKnown {
    const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::OwnCard => Some("own_card"),
            Self::NoCip => Some("no_cip"),
            Self::Locked => Some("cip_locked"),
            Self::Refused(_) => Some("authority_refused"),
            Self::NoQuestion => Some("no_question"),
            Self::Away | Self::Broken(_) => None,
        }
    }
}

/// Has positions drawn for a caller who says to be the holder.
///
/// # Errors
/// A [`NotKnown`]; refusals are in the register.
pub async fn ask(
    line: &Line<'_>,
    operator: &Operator,
    holder: &Holder,
    card_number: &str,
) -> Result<Reference, NotKnown> {
    let entry = || entry(operator, holder, card_number);
    let outcome = draw(line, operator, holder, card_number).await;
    kept(line, entry(), outcome).await
}

async fn draw(
    line: &Line<'_>,
    operator: &Operator,
    holder: &Holder,
    card_number: &str,
) -> Result<Reference, NotKnown> {
    if holder.code.base_code().as_str() == operator.base_code() {
        return Err(NotKnown::OwnCard);
    }
    let now = line.now();
    let reference = Reference::new(now);
    let request = CipQuestionRequest {
        reference: reference.uuid(),
        card_number: card_number.to_owned(),
        codice_fiscale: holder.code.as_str().to_owned(),
        operator: operator_name(operator.id()),
    };
    let question = line.authority.cip_question(&request).await.map_err(no)?;
    let mut conn = db::connection(line.pool).await?;
    store::keep_question(&mut conn, reference, operator, holder.id, card_number, &question, now).await?;
    Ok(reference)
}

/// A question of this operator's, to show it and to act on its answer.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn caller(
    conn: &mut Connection,
    operator: &Operator,
    holder: &Holder,
    reference: Reference,
) -> Result<Option<Caller>, Breakage> {
    let found = store::question(conn, reference, holder.id).await?;
    Ok(found.filter(|caller| caller.asked_by == operator.id()))
}

/// Has the authority compare what the caller said. Both outcomes are in the register; the digits are not.
///
/// # Errors
/// A [`NotKnown`]; refusals are in the register.
pub async fn answer(
    line: &Line<'_>,
    operator: &Operator,
    holder: &Holder,
    caller: &Caller,
    digits: &str,
) -> Result<Said, NotKnown> {
    let outcome = compare(line, operator, holder, caller, digits).await;
    kept(line, entry(operator, holder, &caller.card_number), outcome).await
}

async fn compare(
    line: &Line<'_>,
    operator: &Operator,
    holder: &Holder,
    caller: &Caller,
    digits: &str,
) -> Result<Said, NotKnown> {
    if caller.answered.is_some() {
        return Err(NotKnown::NoQuestion);
    }
    let request = CipAnswerRequest {
        reference: caller.reference.uuid(),
        card_number: caller.card_number.clone(),
        digits: digits.to_owned(),
        operator: operator_name(operator.id()),
    };
    let answer = line.authority.cip_answer(&request).await.map_err(no)?;
    let (word, said) = match answer.outcome {
        CipOutcome::Right => ("right", Ok(Said::Right)),
        CipOutcome::Wrong => ("wrong", Ok(Said::Wrong)),
        CipOutcome::Locked => ("locked", Err(NotKnown::Locked)),
    };
    let now = line.now();
    let entry = entry(operator, holder, &caller.card_number).plain("reference", caller.reference);
    let entry = if word == "right" { entry } else { entry.rule(format!("cip_{word}")) };
    let mut conn = db::connection(line.pool).await?;
    db::transaction(&mut conn, async |conn| {
        if !store::keep_answer(conn, caller.reference, word, now).await? {
            return Err(NotKnown::NoQuestion);
        }
        if word != "locked" {
            audit::record(conn, line.audit_key, entry, now).await?;
        }
        Ok(())
    })
    .await?;
    said
}

fn no(error: AuthorityError) -> NotKnown {
    match error {
        AuthorityError::Refused(Refusal::NoCip) => NotKnown::NoCip,
        AuthorityError::Refused(Refusal::CipLocked) => NotKnown::Locked,
        AuthorityError::Refused(refusal) => NotKnown::Refused(refusal),
        AuthorityError::Unreachable(_) | AuthorityError::Unanswered(_) | AuthorityError::Broken(_) => {
            tracing::warn!(%error, "the card authority could not be asked about a caller");
            NotKnown::Away
        }
    }
}

fn entry(operator: &Operator, holder: &Holder, card_number: &str) -> Entry {
    let entry = Entry::new("card.know_caller").by(operator.who()).holder(holder.id);
    entry.personal("card_number", card_number)
}

async fn kept<T>(line: &Line<'_>, entry: Entry, outcome: Result<T, NotKnown>) -> Result<T, NotKnown> {
    if let Some(rule) = outcome.as_ref().err().and_then(NotKnown::rule) {
        audit::refuse(line.pool, line.audit_key, entry.rule(rule), line.now()).await?;
    }
    outcome
}
