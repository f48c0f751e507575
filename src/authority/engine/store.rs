// SPDX-License-Identifier: AGPL-3.0-or-later
//! Cards, certificates, acts and orders in PostgreSQL.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::card::{CertificateRow, NewCard};
use super::schema::{acts, cards, certificates, chips, crl_due, orders};
use crate::authority::contract::CodeSplit;
use crate::db::{Breakage, Connection, Keep};

type Done = Result<(), Breakage>;

pub(super) async fn card_with_certificate(
    conn: &mut Connection,
    number: &str,
) -> Result<Option<(NewCard, Option<CertificateRow>)>, Breakage> {
    let found = cards::table
        .left_join(certificates::table)
        .filter(cards::card_number.eq(number))
        .select((NewCard::as_select(), Option::<CertificateRow>::as_select()))
        .first(conn)
        .await
        .optional()?;
    Ok(found)
}

/// Everything that is decided about a card is decided while its row is held.
pub(super) async fn lock_card(conn: &mut Connection, number: &str) -> Result<Option<NewCard>, Breakage> {
    let card = cards::table.find(number).select(NewCard::as_select()).for_no_key_update().first(conn).await;
    Ok(card.optional()?)
}

pub(super) async fn certificate(
    conn: &mut Connection,
    number: &str,
) -> Result<Option<CertificateRow>, Breakage> {
    Ok(certificates::table.find(number).select(CertificateRow::as_select()).first(conn).await.optional()?)
}

#[derive(Insertable)]
#[diesel(table_name = acts)]
pub(super) struct NewAct<'a> {
    pub reference: Uuid,
    pub card_number: &'a str,
    pub act: &'a str,
    pub detail: &'a str,
    pub operator: &'a str,
    pub at: DateTime<Utc>,
    pub content_digest: Vec<u8>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = acts)]
pub(super) struct ActRow {
    pub at: DateTime<Utc>,
    pub content_digest: Vec<u8>,
}

pub(super) async fn act(conn: &mut Connection, reference: Uuid) -> Result<Option<ActRow>, Breakage> {
    Ok(acts::table.find(reference).select(ActRow::as_select()).first(conn).await.optional()?)
}

pub(super) async fn insert_act(conn: &mut Connection, act: &NewAct<'_>) -> Done {
    diesel::insert_into(acts::table).values(act).kept().execute(conn).await?;
    Ok(())
}

pub(super) async fn change_state(
    conn: &mut Connection,
    number: &str,
    state: &str,
    now: DateTime<Utc>,
    reason: Option<i16>,
) -> Done {
    let change =
        (certificates::state.eq(state), certificates::since.eq(now), certificates::reason.eq(reason));
    diesel::update(certificates::table.find(number)).set(change).kept().execute(conn).await?;
    Ok(())
}

/// A part of the list must be signed anew.
pub(super) async fn owe_list(conn: &mut Connection, part: i32) -> Done {
    diesel::insert_into(crl_due::table).values(crl_due::part.eq(part)).execute(conn).await?;
    Ok(())
}

/// The sealed codes of a card, and how they were divided the first time.
pub(super) async fn chip(
    conn: &mut Connection,
    number: &str,
) -> Result<Option<(Vec<u8>, Option<Vec<CodeSplit>>)>, Breakage> {
    let found: Option<(Vec<u8>, Option<serde_json::Value>)> =
        chips::table.find(number).select((chips::codes, chips::first_split)).first(conn).await.optional()?;
    found
        .map(|(codes, split)| {
            Ok((codes, split.map(serde_json::from_value).transpose().map_err(Breakage::new)?))
        })
        .transpose()
}

pub(super) async fn keep_split(conn: &mut Connection, number: &str, split: &[CodeSplit]) -> Done {
    let split = serde_json::to_value(split).map_err(Breakage::new)?;
    diesel::update(chips::table.find(number)).set(chips::first_split.eq(split)).kept().execute(conn).await?;
    Ok(())
}

/// One operator's orders are counted one after the other.
pub(super) async fn lock_operator(conn: &mut Connection, operator: &str) -> Done {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended('authority.orders ' || $1, 0))")
        .bind::<diesel::sql_types::Text, _>(operator)
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn orders_within_an_hour(
    conn: &mut Connection,
    operator: &str,
    now: DateTime<Utc>,
) -> Result<i64, Breakage> {
    let since = now - TimeDelta::hours(1);
    let counted = orders::table
        .filter(orders::operator.eq(operator))
        .filter(orders::at.gt(since))
        .count()
        .get_result(conn)
        .await?;
    Ok(counted)
}

#[derive(Insertable)]
#[diesel(table_name = orders)]
pub(super) struct NewOrder<'a> {
    pub reference: Uuid,
    pub release_id: Uuid,
    pub operator: &'a str,
    pub at: DateTime<Utc>,
    pub card_digest: Vec<u8>,
    pub content_digest: Vec<u8>,
}

/// The digest of an order's content, if the reference was used.
pub(super) async fn order(conn: &mut Connection, reference: Uuid) -> Result<Option<Vec<u8>>, Breakage> {
    Ok(orders::table.find(reference).select(orders::content_digest).first(conn).await.optional()?)
}

pub(super) async fn insert_order(conn: &mut Connection, order: &NewOrder<'_>) -> Done {
    diesel::insert_into(orders::table).values(order).kept().execute(conn).await?;
    Ok(())
}
