// SPDX-License-Identifier: AGPL-3.0-or-later
//! The newest release of a case in one query, and its state.

use crate::activation::Kind;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, OperatorId, Reference, ReleaseId, SessionId};
use crate::releases::release::{Covering, Ending, Name, Release, Sheet, State};
use crate::releases::serial::Serial;
use crate::schema::{activations, authority_requests, operators, reauthentications, releases, sheets};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

type Time = DateTime<Utc>;

#[derive(Queryable)]
struct Row {
    release: ReleaseRow,
    requested_by: NameRow,
    active_since: Option<Time>,
    asked: Option<AskedRow>,
    sheet: Option<SheetRow>,
    covering: Option<(OperatorId, SessionId, Time)>,
    served_by: Option<NameRow>,
    voided_by: Option<(OperatorId, NameRow)>,
}

#[derive(Queryable)]
struct ReleaseRow {
    id: ReleaseId,
    number: String,
    card_number: String,
    recipient: String,
    language: String,
    requested_at: Time,
    withdraw_after: Time,
    ended_at: Option<Time>,
    ending: Option<String>,
    refusal: Option<String>,
    handed_over_at: Option<Time>,
    sheet_of: Option<ReleaseId>,
    stopped_by_act: Option<Reference>,
    held_at: Option<Time>,
}

#[derive(Queryable)]
struct NameRow {
    name: String,
    surname: String,
}

#[derive(Queryable)]
struct AskedRow {
    kind: String,
    since: Time,
    attempts: i32,
    trouble: Option<String>,
}

#[derive(Queryable)]
struct SheetRow {
    serial: String,
    ordinal: i32,
    served_at: Option<Time>,
    handed_over_at: Option<Time>,
    voided_at: Option<Time>,
    void_reason: Option<String>,
}

diesel::alias!(operators as server: Server, operators as voider: Voider);

pub(in crate::releases) async fn newest(
    conn: &mut Connection,
    case: CaseId,
) -> Result<Option<Release>, Breakage> {
    let asked =
        authority_requests::release_id.eq(releases::id).and(authority_requests::answered_at.is_null());
    // of an old sheet's release the last one is the one that was handed over
    let of_this_or_old =
        sheets::release_id.eq(releases::id).or(sheets::release_id.nullable().eq(releases::sheet_of));
    let row: Option<Row> = releases::table
        .inner_join(operators::table.on(operators::id.eq(releases::requested_by)))
        .left_join(activations::table.on(activations::card_number.eq(releases::card_number)))
        .left_join(authority_requests::table.on(asked))
        .left_join(sheets::table.on(of_this_or_old))
        .left_join(
            reauthentications::table.on(reauthentications::id.nullable().eq(sheets::reauthentication_id)),
        )
        .left_join(server.on(server.field(operators::id).nullable().eq(sheets::served_by)))
        .left_join(voider.on(voider.field(operators::id).nullable().eq(sheets::voided_by)))
        .filter(releases::case_id.eq(case))
        .order((releases::requested_at.desc(), sheets::ordinal.nullable().desc().nulls_last()))
        .limit(1)
        .select((
            (
                releases::id,
                releases::number,
                releases::card_number,
                releases::recipient,
                releases::language,
                releases::requested_at,
                releases::withdraw_after,
                releases::ended_at,
                releases::ending,
                releases::refusal,
                releases::handed_over_at,
                releases::sheet_of,
                releases::stopped_by_act,
                releases::held_at,
            ),
            (operators::name, operators::surname),
            activations::activated_at.nullable(),
            (
                authority_requests::kind,
                authority_requests::asked_at,
                authority_requests::attempts,
                authority_requests::trouble,
            )
                .nullable(),
            (
                sheets::serial,
                sheets::ordinal,
                sheets::served_at,
                sheets::handed_over_at,
                sheets::voided_at,
                sheets::void_reason,
            )
                .nullable(),
            (reauthentications::operator_id, reauthentications::session_id, reauthentications::at).nullable(),
            server.fields((operators::name, operators::surname)).nullable(),
            voider.fields((operators::id, (operators::name, operators::surname))).nullable(),
        ))
        .get_result(conn)
        .await
        .optional()?;
    row.map(Row::into_release).transpose()
}

impl Row {
    /// The one place where rows become a state.
    fn into_release(mut self) -> Result<Release, Breakage> {
        let state = self.state()?;
        let ReleaseRow { id, number, card_number, recipient, language, .. } = self.release;
        let ReleaseRow { requested_at, withdraw_after, held_at, .. } = self.release;
        let requested_by = self.requested_by.into();
        let active_since = self.active_since;
        Ok(Release {
            id,
            number,
            card_number,
            recipient,
            language,
            requested_at,
            requested_by,
            active_since,
            withdraw_after,
            held: held_at.is_some(),
            state,
        })
    }

    fn state(&mut self) -> Result<State, Breakage> {
        if let (Some(at), Some(how)) = (self.release.ended_at, self.release.ending.as_deref()) {
            let card_ended = self.release.stopped_by_act.is_some();
            // what was handed over before stays handed over: its mail says that it was stopped
            let handed_over = self.release.handed_over_at.filter(|_| card_ended);
            if let (Some(at), Some(sheet)) = (handed_over, self.sheet.take()) {
                return Ok(State::HandedOver { serial: Serial::stored(sheet.serial), at });
            }
            let how = if card_ended { Ending::CardEnded } else { ending(how, self.release.refusal.take())? };
            return Ok(State::Ended { at, how });
        }
        if let Some(asked) = self.asked.take() {
            let AskedRow { kind, since, attempts, trouble } = asked;
            return Ok(State::Asked { kind: Kind::stored(&kind)?, since, attempts, trouble });
        }
        let sheet = self
            .sheet
            .take()
            .ok_or_else(|| Breakage::new("a living release has neither request nor sheet"))?;
        let serial = Serial::stored(sheet.serial);
        if self.release.sheet_of.is_some() {
            return Ok(match self.release.handed_over_at {
                Some(at) => State::HandedOver { serial, at },
                None => State::OldSheet { serial },
            });
        }
        if let Some(at) = sheet.handed_over_at {
            return Ok(State::HandedOver { serial, at });
        }
        if let (Some(at), Some((id, by)), Some(reason)) =
            (sheet.voided_at, self.voided_by.take(), sheet.void_reason)
        {
            return Ok(State::PaperMissing { serial, at, by: (id, by.into()), reason });
        }
        let covering = self.covering.map(|(operator, session, at)| Covering { operator, session, at });
        let current = Sheet { serial, ordinal: sheet.ordinal, covering };
        Ok(match (sheet.served_at, self.served_by.take()) {
            (Some(at), Some(by)) => State::Served { sheet: current, at, by: by.into() },
            _ => State::Ready(current),
        })
    }
}

impl From<NameRow> for Name {
    fn from(row: NameRow) -> Self {
        Self { name: row.name, surname: row.surname }
    }
}

fn ending(word: &str, refusal: Option<String>) -> Result<Ending, Breakage> {
    Ok(match (word, refusal) {
        ("refused", Some(why)) => Ending::Refused(why),
        ("withdrawn", _) => Ending::Withdrawn,
        ("stopped", _) => Ending::Stopped,
        ("superseded", _) => Ending::Superseded,
        _ => return Err(Breakage::new("an unknown ending of a release is stored")),
    })
}
