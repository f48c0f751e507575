// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a release rests on: the signed form, and a complete and approved delegation where somebody acts for the holder.

use super::desk::Desk;
use super::request::NotRequested;
use crate::approvals::{self, Standing};
use crate::cases::{self, Case};
use crate::db::Connection;
use crate::ids::ApprovalId;
use crate::policy::rome_date;

/// The signed form, where it still says what the case says.
pub(super) fn signed_form(case: &Case) -> Result<&cases::SignedForm, NotRequested> {
    if !case.is_open() {
        return Err(NotRequested::Closed);
    }
    let signed = case.signed_form.as_ref().ok_or(NotRequested::NotSigned)?;
    if case.fingerprint() != Some(signed.fingerprint) {
        return Err(NotRequested::FormChanged);
    }
    Ok(signed)
}

/// Refuses a case in which somebody acts for the holder, unless its delegation is complete and, where the rules want it, approved
/// as it stands; answers the approval.
pub(super) async fn approval(
    conn: &mut Connection,
    desk: &Desk<'_>,
    case: &Case,
) -> Result<Option<ApprovalId>, NotRequested> {
    if case.delegation.is_none() {
        return Ok(None);
    }
    let (policy, today) = (desk.policy(case)?, rome_date(desk.now()));
    if !cases::missing(policy, case, today)?.is_empty() {
        return Err(NotRequested::DelegationIncomplete);
    }
    if !cases::unexplained_alarms(conn, policy, case, desk.now()).await?.is_empty() {
        return Err(NotRequested::AlarmUnexplained);
    }
    match approvals::standing(conn, policy, case, today).await? {
        Standing::NotNeeded => Ok(None),
        Standing::Approved(request) => Ok(Some(request.id)),
        Standing::ToAsk { .. } | Standing::Waiting(_) | Standing::Rejected(_) => {
            Err(NotRequested::NeedsApproval)
        }
    }
}
