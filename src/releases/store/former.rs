// SPDX-License-Identifier: AGPL-3.0-or-later
//! What stood before a new release of a card.

use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, ReleaseId};
use crate::releases::former::OldSheet;
use crate::releases::serial::Serial;
use crate::schema::{activations, releases, sheets};
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

#[derive(Queryable)]
pub(in crate::releases) struct LivingRow {
    pub(in crate::releases) id: ReleaseId,
    pub(in crate::releases) case: CaseId,
    pub(in crate::releases) number: String,
    pub(in crate::releases) handed_over_at: DateTime<Utc>,
}

/// The living release of a card that was handed over in another case.
pub(in crate::releases) async fn living(
    conn: &mut Connection,
    case: CaseId,
    card: &str,
) -> Result<Option<LivingRow>, Breakage> {
    Ok(releases::table
        .filter(releases::card_number.eq(card))
        .filter(releases::case_id.ne(case))
        .filter(releases::ended_at.is_null())
        .filter(releases::handed_over_at.is_not_null())
        .select((
            releases::id,
            releases::case_id,
            releases::number,
            releases::handed_over_at.assume_not_null(),
        ))
        .get_result(conn)
        .await
        .optional()?)
}

/// The sheet of a card that was handed over last.
pub(in crate::releases) async fn sheet(
    conn: &mut Connection,
    card: &str,
) -> Result<Option<OldSheet>, Breakage> {
    let row: Option<(ReleaseId, String, String, DateTime<Utc>)> = sheets::table
        .inner_join(releases::table.on(releases::id.eq(sheets::release_id)))
        .filter(releases::card_number.eq(card))
        .filter(sheets::handed_over_at.is_not_null())
        .order(sheets::handed_over_at.desc())
        .select((releases::id, releases::number, sheets::serial, sheets::handed_over_at.assume_not_null()))
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(|(release, number, serial, handed_over_at)| OldSheet {
        release,
        number,
        serial: Serial::stored(serial),
        handed_over_at,
    }))
}

/// Whether this service activated the card of a release: otherwise a sheet of somebody else's may be about.
pub(in crate::releases) async fn activated_here(
    conn: &mut Connection,
    release: ReleaseId,
) -> Result<bool, Breakage> {
    let activated = activations::table
        .inner_join(releases::table.on(releases::card_number.eq(activations::card_number)))
        .filter(releases::id.eq(release));
    Ok(select(exists(activated)).get_result(conn).await?)
}
