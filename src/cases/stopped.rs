// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whether a counter opens new cases at all: policy can stop them while days are left unclosed or too much is carried over.

use super::acting::Acting;
use super::open::OpenRefused;
use super::store;
use crate::db::Connection;
use crate::policy::ClosingRules;

/// Refuses where the counter has to close its days first. Where the policy stops nothing, nothing is asked; else one look into
/// two indexes, and more only where the latest closing carried too much over.
pub(super) async fn refuse_stopped(
    conn: &mut Connection,
    acting: &Acting<'_>,
    rules: &ClosingRules,
) -> Result<(), OpenRefused> {
    if !rules.stop_anything() {
        return Ok(());
    }
    let counter = acting.operator.place().id;
    let standing = store::closing_standing(conn, counter, acting.now).await?;
    if let (Some(days), Some(since)) = (rules.stop_after_unclosed_days, standing.unclosed_since)
        && (acting.today() - since).num_days() >= i64::from(days)
    {
        return Err(OpenRefused::DayUnclosed(since));
    }
    let too_many = |ends: i64| rules.most_carried_over.is_some_and(|most| ends > i64::from(most));
    if too_many(standing.carried_over) {
        let open = store::carried_over_still_open(conn, counter, acting.now).await?;
        if too_many(open) {
            return Err(OpenRefused::TooMuchOpen(open));
        }
    }
    Ok(())
}
