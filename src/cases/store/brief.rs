// SPDX-License-Identifier: AGPL-3.0-or-later
//! As much of a case as its way in and its rules need, in one narrow query.

use crate::cases::brief::Brief;
use crate::db::{Breakage, Connection};
use crate::holders::Holder;
use crate::ids::{CaseId, CounterId, HolderId};
use crate::schema::{cases, delegations, holders};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

diesel::alias!(holders as delegate: Delegate);

/// The case with the counter that it belongs to and the code of who acts in it for the holder.
pub(in crate::cases) struct Found {
    pub(in crate::cases) brief: Brief,
    pub(in crate::cases) counter: CounterId,
    pub(in crate::cases) delegate: Option<String>,
}

pub(in crate::cases) async fn brief(conn: &mut Connection, id: CaseId) -> Result<Option<Found>, Breakage> {
    type Row = (CounterId, HolderId, String, String, Option<String>);
    let row: Option<Row> = cases::table
        .inner_join(holders::table.on(holders::id.eq(cases::holder_id)))
        .left_join(delegations::table.on(delegations::id.nullable().eq(cases::delegation_id)))
        .left_join(
            delegate.on(delegate.field(holders::id).nullable().eq(delegations::delegate_id.nullable())),
        )
        .filter(cases::id.eq(id))
        .select((
            cases::counter_id,
            holders::id,
            holders::codice_fiscale,
            cases::policy_version,
            delegate.field(holders::base_code).nullable(),
        ))
        .first(conn)
        .await
        .optional()?;
    let found = |(counter, holder, code, policy_version, base_code): Row| {
        let holder = Holder { id: holder, code: code.parse().map_err(Breakage::new)? };
        Ok(Found { brief: Brief { id, holder, policy_version }, counter, delegate: base_code })
    };
    row.map(found).transpose()
}
