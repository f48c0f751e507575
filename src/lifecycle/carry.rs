// SPDX-License-Identifier: AGPL-3.0-or-later
//! Steps two and three: call, and record the answer.

use super::call::{Ask, call};
use super::{answer, store};
use crate::activation::Said;
use crate::db::{self, Breakage};
use crate::releases::Desk;

/// Carries an act on until its answer is recorded, or stays away. A future dropped on the way loses nothing: the act is a
/// row, and [`super::reconcile`] asks again under the same reference.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn carry_on(desk: &Desk<'_>, ask: &Ask) -> Result<(), Breakage> {
    match call(desk.authority, ask).await {
        Said::Yes(changed_at) => answer::done(desk, ask, changed_at).await,
        Said::No(refusal) => answer::refused(desk, ask, refusal).await,
        Said::Nothing(trouble) => {
            let mut conn = db::connection(desk.pool()).await?;
            store::note(&mut conn, ask, trouble, desk.now()).await
        }
    }
}
