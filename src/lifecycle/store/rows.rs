// SPDX-License-Identifier: AGPL-3.0-or-later
//! An act as a row, to go in and as it is asked again.

use super::LEASE;
use crate::db::{Breakage, Connection};
use crate::ids::{AuditRowId, CounterId, HolderId, OperatorId, ReauthenticationId, Reference};
use crate::lifecycle::act::{CardAct, Reason};
use crate::lifecycle::call::Ask;
use crate::schema::{card_acts, holders};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// An act about to be recorded.
#[derive(Insertable)]
#[diesel(table_name = card_acts)]
pub(in crate::lifecycle) struct NewAct<'a> {
    pub(in crate::lifecycle) reference: Reference,
    pub(in crate::lifecycle) card_number: &'a str,
    pub(in crate::lifecycle) holder_id: HolderId,
    pub(in crate::lifecycle) counter_id: CounterId,
    pub(in crate::lifecycle) act: &'a str,
    pub(in crate::lifecycle) reason: &'a str,
    pub(in crate::lifecycle) way: &'a str,
    pub(in crate::lifecycle) proof: Option<&'a str>,
    pub(in crate::lifecycle) proof_reference: Option<&'a str>,
    pub(in crate::lifecycle) document_kind: Option<&'a str>,
    pub(in crate::lifecycle) document_number: Option<&'a str>,
    pub(in crate::lifecycle) document_issuer: Option<&'a str>,
    pub(in crate::lifecycle) document_issued: Option<NaiveDate>,
    pub(in crate::lifecycle) document_expires: Option<NaiveDate>,
    pub(in crate::lifecycle) cip_check: Option<Reference>,
    pub(in crate::lifecycle) newer_card: Option<&'a str>,
    pub(in crate::lifecycle) reauthentication_id: Option<ReauthenticationId>,
    pub(in crate::lifecycle) audit_row_id: AuditRowId,
    pub(in crate::lifecycle) asked_at: DateTime<Utc>,
    pub(in crate::lifecycle) asked_by: Option<OperatorId>,
    pub(in crate::lifecycle) attempts: i32,
    pub(in crate::lifecycle) next_attempt_at: DateTime<Utc>,
}

impl<'a> NewAct<'a> {
    /// An act without words: act, reason and way are still to be said. The first attempt belongs to who records it.
    pub(in crate::lifecycle) fn of(
        reference: Reference,
        card_number: &'a str,
        holder_id: HolderId,
        counter_id: CounterId,
        audit_row_id: AuditRowId,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            reference,
            card_number,
            holder_id,
            counter_id,
            act: "",
            reason: "",
            way: "",
            proof: None,
            proof_reference: None,
            document_kind: None,
            document_number: None,
            document_issuer: None,
            document_issued: None,
            document_expires: None,
            cip_check: None,
            newer_card: None,
            reauthentication_id: None,
            audit_row_id,
            asked_at: now,
            asked_by: None,
            attempts: 1,
            next_attempt_at: now + LEASE,
        }
    }
}

type Row = ((String, String, String), (HolderId, String), CounterId, Option<OperatorId>, DateTime<Utc>, i32);

/// The act, as whoever asks takes it.
pub(super) async fn ask(conn: &mut Connection, reference: Reference) -> Result<Ask, Breakage> {
    let row: Row = card_acts::table
        .inner_join(holders::table.on(holders::id.eq(card_acts::holder_id)))
        .filter(card_acts::reference.eq(reference))
        .select((
            (card_acts::act, card_acts::reason, card_acts::card_number),
            (holders::id, holders::codice_fiscale),
            card_acts::counter_id,
            card_acts::asked_by,
            card_acts::asked_at,
            card_acts::attempts,
        ))
        .first(conn)
        .await?;
    let ((act, reason, card_number), (holder, codice_fiscale), counter, asked_by, asked_at, attempts) = row;
    Ok(Ask {
        reference,
        act: CardAct::from_key(&act).ok_or_else(unknown)?,
        reason: Reason::from_key(&reason).ok_or_else(unknown)?,
        card_number,
        holder,
        codice_fiscale,
        counter,
        asked_by,
        asked_at,
        attempts,
    })
}

pub(super) fn unknown() -> Breakage {
    Breakage::new("a stored word of a card's life has no meaning")
}
