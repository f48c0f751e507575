// SPDX-License-Identifier: AGPL-3.0-or-later
//! Acts on a certificate: each once per reference, each followed by a new list.

use chrono::{DateTime, SubsecRound, Utc};
use uuid::Uuid;

use super::card::{self, is_card_number, region_of};
use super::store::{self, NewAct};
use super::transition::{self, Act};
use super::{Engine, EngineError, pki, refuse};
use crate::authority::contract::{ActivateRequest, Activated, ChangeReason, ChangeRequest, Changed, Refusal};
use crate::db;

/// An act as ordered, whichever it is.
pub struct ActOrder<'a> {
    /// What is to be done.
    pub act: Act,
    /// Drawn once by the asker.
    pub reference: Uuid,
    /// The twenty digits.
    pub card_number: &'a str,
    /// The holder's codice fiscale.
    pub codice_fiscale: &'a str,
    /// The activation's mode, or the reason's word.
    pub detail: &'a str,
    /// The reason of a change.
    pub reason: Option<ChangeReason>,
    /// Who orders.
    pub operator: &'a str,
}

impl Engine {
    /// Lifts the hold that a certificate is born with.
    ///
    /// # Errors
    /// A refusal of the contract, or a breakage.
    pub async fn activate(
        &self,
        request: &ActivateRequest,
        now: DateTime<Utc>,
    ) -> Result<Activated, EngineError> {
        let order = ActOrder {
            act: Act::Activate,
            reference: request.reference,
            card_number: &request.card_number,
            codice_fiscale: &request.codice_fiscale,
            detail: &request.mode,
            reason: None,
            operator: &request.operator,
        };
        let changed = self.act(&order, now).await?;
        Ok(Activated { certificate_serial: changed.certificate_serial, at: changed.at })
    }

    /// Suspends, reactivates or revokes.
    ///
    /// # Errors
    /// A refusal of the contract, or a breakage.
    pub async fn change(
        &self,
        act: Act,
        request: &ChangeRequest,
        now: DateTime<Utc>,
    ) -> Result<Changed, EngineError> {
        let order = ActOrder {
            act,
            reference: request.reference,
            card_number: &request.card_number,
            codice_fiscale: &request.codice_fiscale,
            detail: pki::reason_word(request.reason),
            reason: Some(request.reason),
            operator: &request.operator,
        };
        self.act(&order, now).await
    }

    async fn act(&self, order: &ActOrder<'_>, now: DateTime<Utc>) -> Result<Changed, EngineError> {
        let mode_fits = (1..=32).contains(&order.detail.len())
            && order.detail.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if !is_card_number(order.card_number) || !is_operator(order.operator) || !mode_fits {
            return refuse(Refusal::Invalid);
        }
        // PostgreSQL keeps microseconds: the first answer must not be finer than its repetition.
        let now = now.trunc_subsecs(6);
        let mut conn = db::connection(self.pool()).await?;
        db::transaction(&mut conn, async |conn| self.act_once(conn, order, now).await).await
    }

    async fn act_once(
        &self,
        conn: &mut db::Connection,
        order: &ActOrder<'_>,
        now: DateTime<Utc>,
    ) -> Result<Changed, EngineError> {
        let card = store::lock_card(conn, order.card_number).await?;
        if let Some(earlier) = store::act(conn, order.reference).await? {
            return self.repeat(conn, order, earlier).await;
        }
        let foreign = region_of(order.card_number) != self.settings.administration.region.as_str();
        let Some(card) = card else {
            return refuse(if foreign { Refusal::OtherRegion } else { Refusal::Unknown });
        };
        if let Some(objection) = card.objection(order.codice_fiscale, now) {
            return refuse(objection);
        }
        if foreign {
            return refuse(Refusal::OtherRegion);
        }
        let Some(certificate) = store::certificate(conn, order.card_number).await? else {
            return refuse(Refusal::NoChip);
        };
        let state = transition::after(certificate.state(now)?, order.act).map_err(EngineError::Refused)?;

        let act = NewAct {
            reference: order.reference,
            card_number: order.card_number,
            act: order.act.word(),
            detail: order.detail,
            operator: order.operator,
            at: now,
            content_digest: self.act_digest(order).to_vec(),
        };
        store::insert_act(conn, &act).await?;
        let reason = pki::list_reason(state, order.reason);
        store::change_state(conn, order.card_number, card::word(state), now, reason).await?;
        store::owe_list(conn, certificate.part).await?;
        Ok(Changed { certificate_serial: certificate.serial_text(), state, at: now })
    }

    /// The answer that was given, or should have arrived, the first time.
    async fn repeat(
        &self,
        conn: &mut db::Connection,
        order: &ActOrder<'_>,
        earlier: store::ActRow,
    ) -> Result<Changed, EngineError> {
        let same = self.keys.digests.digest_fits("act", &act_parts(order), &earlier.content_digest);
        if !same {
            return refuse(Refusal::ReferenceReused);
        }
        let Some(certificate) = store::certificate(conn, order.card_number).await? else {
            return refuse(Refusal::NoChip);
        };
        let state = transition::outcome(order.act);
        Ok(Changed { certificate_serial: certificate.serial_text(), state, at: earlier.at })
    }

    fn act_digest(&self, order: &ActOrder<'_>) -> [u8; 32] {
        self.keys.digests.digest("act", &act_parts(order))
    }
}

fn act_parts<'a>(order: &ActOrder<'a>) -> [&'a [u8]; 5] {
    [order.act.word(), order.card_number, order.codice_fiscale, order.detail, order.operator]
        .map(str::as_bytes)
}

/// An operator is named by 1 to 64 printable ASCII characters.
pub(super) fn is_operator(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}
