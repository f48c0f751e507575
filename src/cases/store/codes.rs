// SPDX-License-Identifier: AGPL-3.0-or-later
//! Ownership codes and what they proved.

use crate::cases::acting::Acting;
use crate::cases::ownership::CodesSent;
use crate::contacts::email::EmailAddress;
use crate::contacts::ownership::CodeDigest;
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{CaseId, OwnershipCodeId};
use crate::schema::{case_ownerships, ownership_codes};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// The code that counts for an address: the newest.
pub(in crate::cases) struct NewestCode {
    pub(in crate::cases) id: OwnershipCodeId,
    pub(in crate::cases) kept: CodeDigest,
    pub(in crate::cases) expires_at: DateTime<Utc>,
    pub(in crate::cases) tries: u32,
}

fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

pub(in crate::cases) async fn codes_sent(
    conn: &mut Connection,
    case: CaseId,
    email: &EmailAddress,
) -> Result<CodesSent, Breakage> {
    let rows: Vec<(String, DateTime<Utc>, i32)> = ownership_codes::table
        .filter(ownership_codes::case_id.eq(case))
        .order(ownership_codes::ordinal.desc())
        .select((ownership_codes::email, ownership_codes::expires_at, ownership_codes::tries))
        .load(conn)
        .await?;
    let newest = rows.iter().find(|(to, ..)| to == email.as_str());
    Ok(CodesSent {
        sent: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        until: newest.map(|(_, until, _)| *until),
        tries: newest.map_or(0, |(.., tries)| count(*tries)),
    })
}

pub(in crate::cases) async fn newest_code(
    conn: &mut Connection,
    case: CaseId,
    email: &EmailAddress,
) -> Result<Option<NewestCode>, Breakage> {
    type Row = (OwnershipCodeId, Vec<u8>, Vec<u8>, DateTime<Utc>, i32);
    let row: Option<Row> = ownership_codes::table
        .filter(ownership_codes::case_id.eq(case))
        .filter(ownership_codes::email.eq(email.as_str()))
        .order(ownership_codes::ordinal.desc())
        .select((
            ownership_codes::id,
            ownership_codes::salt,
            ownership_codes::digest,
            ownership_codes::expires_at,
            ownership_codes::tries,
        ))
        .first(conn)
        .await
        .optional()?;
    let Some((id, salt, digest, expires_at, tries)) = row else { return Ok(None) };
    let bytes = |stored: Vec<u8>| <[u8; 32]>::try_from(stored).map_err(|_| Breakage::new("not 32 bytes"));
    let kept = CodeDigest { salt: bytes(salt)?, digest: bytes(digest)? };
    Ok(Some(NewestCode { id, kept, expires_at, tries: count(tries) }))
}

#[expect(clippy::too_many_arguments, reason = "the columns of one row")]
pub(in crate::cases) async fn insert_code(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: OwnershipCodeId,
    case: CaseId,
    ordinal: u32,
    email: &EmailAddress,
    kept: &CodeDigest,
    expires_at: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::insert_into(ownership_codes::table)
        .values((
            ownership_codes::id.eq(id),
            ownership_codes::case_id.eq(case),
            ownership_codes::ordinal.eq(i32::try_from(ordinal).map_err(Breakage::new)?),
            ownership_codes::email.eq(email.as_str()),
            ownership_codes::salt.eq(&kept.salt[..]),
            ownership_codes::digest.eq(&kept.digest[..]),
            ownership_codes::sent_at.eq(acting.now),
            ownership_codes::sent_by.eq(acting.operator.id()),
            ownership_codes::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::cases) async fn count_try(conn: &mut Connection, id: OwnershipCodeId) -> Result<(), Breakage> {
    diesel::update(ownership_codes::table.find(id))
        .set(ownership_codes::tries.eq(ownership_codes::tries + 1))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::cases) async fn insert_proof(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: CaseId,
    email: &EmailAddress,
    code: OwnershipCodeId,
) -> Result<(), Breakage> {
    diesel::insert_into(case_ownerships::table)
        .values((
            case_ownerships::case_id.eq(case),
            case_ownerships::email.eq(email.as_str()),
            case_ownerships::how.eq("proven"),
            case_ownerships::code_id.eq(code),
            case_ownerships::at.eq(acting.now),
            case_ownerships::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

pub(in crate::cases) async fn insert_skip(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: CaseId,
    email: &EmailAddress,
    reason: &str,
) -> Result<(), Breakage> {
    diesel::insert_into(case_ownerships::table)
        .values((
            case_ownerships::case_id.eq(case),
            case_ownerships::email.eq(email.as_str()),
            case_ownerships::how.eq("skipped"),
            case_ownerships::reason.eq(reason),
            case_ownerships::at.eq(acting.now),
            case_ownerships::by.eq(acting.operator.id()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
