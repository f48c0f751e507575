// SPDX-License-Identifier: AGPL-3.0-or-later
//! A case whose card asks for another service goes on as that: nothing typed is lost.

use super::acting::{Acting, Blocked, Part};
use super::service::Service;
use super::store;
use crate::db::{self, Breakage, Connection};
use crate::ids::CaseId;

/// Why a case stays what it is.
#[derive(Debug, thiserror::Error)]
pub enum TurnRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// Its card does not ask for another service.
    #[error("the card does not ask for another service")]
    NoReason,
}

impl From<Breakage> for TurnRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

impl TurnRefused {
    /// The rule, for the register; none where no rule said no.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Blocked(blocked) => blocked.rule(),
            Self::NoReason => Some("no_other_service"),
        }
    }
}

/// Lets a case go on as the service that its card asks for: a card that is active already as a new release, one that is not
/// as an activation. Turned before, it is turned. What was signed for the one is not signed for the other.
///
/// # Errors
/// A [`TurnRefused`].
pub async fn turn(conn: &mut Connection, acting: &Acting<'_>, id: CaseId) -> Result<Service, TurnRefused> {
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::HolderOrCard).await?;
        let outcome = case.card.as_ref().map(|card| card.outcome).ok_or(TurnRefused::NoReason)?;
        let Some(service) = case.service.turned_by(outcome) else {
            return match case.service.lets_on(outcome) {
                true => Ok(case.service),
                false => Err(TurnRefused::NoReason),
            };
        };
        store::turn(conn, acting, id, service).await?;
        let entry = acting.entry("case.turn", &case).plain("version", case.version + 1);
        let entry = entry.plain("from", case.service.key()).plain("to", service.key());
        acting.record(conn, entry).await?;
        Ok(service)
    })
    .await
}
