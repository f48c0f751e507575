// SPDX-License-Identifier: AGPL-3.0-or-later
//! Knowing a caller by digits of the CIP: positions are drawn, digits are compared, wrong ones are counted.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::acts::is_operator;
use super::card::{is_card_number, region_of};
use super::questions::{is_locked, question, unsolved};
use super::schema::cip_questions::{self, dsl};
use super::{Engine, EngineError, draw, refuse, store};
use crate::authority::contract::{
    CipAnswer, CipAnswerRequest, CipOutcome, CipQuestion, CipQuestionRequest, CodeSplit, Refusal,
};
use crate::db::{self, Breakage, Connection};
use crate::seal::{CodeKind, CodePart};

/// How many digits are asked for.
const ASKED: usize = 3;
impl Engine {
    /// The positions of a card's CIP that a caller is to say: those that wait for a right answer, or new ones.
    ///
    /// # Errors
    /// A refusal of the contract, or a breakage.
    pub async fn cip_question(
        &self,
        request: &CipQuestionRequest,
        now: DateTime<Utc>,
    ) -> Result<CipQuestion, EngineError> {
        if !is_card_number(&request.card_number) || !is_operator(&request.operator) {
            return refuse(Refusal::Invalid);
        }
        let mut conn = db::connection(self.pool()).await?;
        db::transaction(&mut conn, async |conn| self.draw_question(conn, request, now).await).await
    }

    async fn draw_question(
        &self,
        conn: &mut Connection,
        request: &CipQuestionRequest,
        now: DateTime<Utc>,
    ) -> Result<CipQuestion, EngineError> {
        let number = request.card_number.as_str();
        let foreign = region_of(number) != self.settings.administration.region.as_str();
        let Some(card) = store::lock_card(conn, number).await? else {
            return refuse(if foreign { Refusal::OtherRegion } else { Refusal::Unknown });
        };
        if let Some(objection) = card.objection(&request.codice_fiscale, now) {
            return refuse(objection);
        }
        let Some((cip, split)) = self.cip_of(conn, number).await? else {
            return refuse(Refusal::NoCip);
        };
        let content = [number, &request.codice_fiscale, &request.operator].map(str::as_bytes);
        if let Some(earlier) = question(conn, request.reference).await? {
            let same = self.keys.digests.digest_fits("cip question", &content, &earlier.content_digest);
            let again = CipQuestion { positions: earlier.positions, length: cip.total };
            return if same { Ok(again) } else { refuse(Refusal::ReferenceReused) };
        }
        if is_locked(conn, number, now).await? {
            return refuse(Refusal::CipLocked);
        }
        let positions = match unsolved(conn, number).await? {
            Some(positions) => positions,
            None => draw_across(cip.total, split),
        };
        let new = (
            dsl::reference.eq(request.reference),
            dsl::card_number.eq(number),
            dsl::positions.eq(&positions),
            dsl::operator.eq(&request.operator),
            dsl::asked_at.eq(now),
            dsl::content_digest.eq(self.keys.digests.digest("cip question", &content).to_vec()),
        );
        diesel::insert_into(cip_questions::table).values(new).execute(conn).await?;
        Ok(CipQuestion { positions, length: cip.total })
    }

    /// Compares what the caller said. Tells right, wrong or locked, and nothing else.
    ///
    /// # Errors
    /// A refusal of the contract (`unknown` where there is no such question), or a breakage.
    pub async fn cip_answer(
        &self,
        request: &CipAnswerRequest,
        now: DateTime<Utc>,
    ) -> Result<CipAnswer, EngineError> {
        let digits = request.digits.as_bytes();
        let formed = digits.len() == ASKED && digits.iter().all(u8::is_ascii_digit);
        if !formed || !is_card_number(&request.card_number) || !is_operator(&request.operator) {
            return refuse(Refusal::Invalid);
        }
        let mut conn = db::connection(self.pool()).await?;
        db::transaction(&mut conn, async |conn| self.compare(conn, request, now).await).await
    }

    async fn compare(
        &self,
        conn: &mut Connection,
        request: &CipAnswerRequest,
        now: DateTime<Utc>,
    ) -> Result<CipAnswer, EngineError> {
        let number = request.card_number.as_str();
        // answers about one card are counted one after the other
        let card = store::lock_card(conn, number).await?;
        let asked = question(conn, request.reference).await?;
        let (Some(_), Some(asked)) = (card, asked.filter(|asked| asked.card_number == number)) else {
            return refuse(Refusal::Unknown);
        };
        let said = [request.digits.as_bytes(), request.operator.as_bytes()];
        if let (Some(outcome), Some(digest)) = (&asked.outcome, &asked.answer_digest) {
            let same = self.keys.digests.digest_fits("cip answer", &said, digest);
            let outcome = if outcome == "right" { CipOutcome::Right } else { CipOutcome::Wrong };
            return if same { Ok(CipAnswer { outcome }) } else { refuse(Refusal::ReferenceReused) };
        }
        if is_locked(conn, number, now).await? {
            return Ok(CipAnswer { outcome: CipOutcome::Locked });
        }
        let Some((cip, _)) = self.cip_of(conn, number).await? else {
            return refuse(Refusal::NoCip);
        };
        let right: bool = expected(&cip, &asked.positions)?.ct_eq(request.digits.as_bytes()).into();
        let change = (
            dsl::answered_at.eq(now),
            dsl::outcome.eq(if right { "right" } else { "wrong" }),
            dsl::answer_digest.eq(self.keys.digests.digest("cip answer", &said).to_vec()),
        );
        diesel::update(cip_questions::table.find(request.reference)).set(change).execute(conn).await?;
        Ok(CipAnswer { outcome: if right { CipOutcome::Right } else { CipOutcome::Wrong } })
    }

    /// The card's CIP, and how many of its digits stand in the first half; zero before the first release.
    async fn cip_of(&self, conn: &mut Connection, number: &str) -> Result<Option<(CodePart, u8)>, Breakage> {
        let Some((codes, split)) = store::chip(conn, number).await? else { return Ok(None) };
        let first = |splits: Vec<CodeSplit>| splits.iter().find(|s| s.kind == CodeKind::Cip).map(|s| s.first);
        let split = split.and_then(first).unwrap_or(0);
        let whole = self.open_codes(number, &codes)?;
        Ok(whole.codes.into_iter().find(|code| code.kind == CodeKind::Cip).map(|cip| (cip, split)))
    }
}

/// Draws until both halves are asked for: who holds one half alone must not be lucky.
fn draw_across(length: u8, first: u8) -> Vec<u8> {
    loop {
        let drawn = draw::positions(ASKED, length);
        let in_first = drawn.iter().filter(|&&position| position <= first).count();
        if first == 0 || first >= length || (1..drawn.len()).contains(&in_first) {
            return drawn;
        }
    }
}

fn expected(cip: &CodePart, positions: &[u8]) -> Result<Zeroizing<Vec<u8>>, Breakage> {
    let digits = cip.digits().reveal().as_bytes();
    let mut wanted = Zeroizing::new(Vec::with_capacity(positions.len()));
    for &position in positions {
        let at = usize::from(position).checked_sub(1).and_then(|at| digits.get(at));
        wanted.push(*at.ok_or_else(|| Breakage::new("a question asks for a digit that the CIP lacks"))?);
    }
    Ok(wanted)
}
