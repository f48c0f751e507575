// SPDX-License-Identifier: AGPL-3.0-or-later
//! Alarms of the policy about a delegation: shown before the release, which waits until an operator says why they go on.

use super::acting::{Acting, Blocked, Part};
use super::case::Case;
use super::save::{self, Reasons, Saved};
use super::{delegation, store};
use crate::db::{self, Breakage, Connection};
use crate::delegations;
use crate::ids::CaseId;
use crate::policy::{Policy, rome_date};
use chrono::{DateTime, Utc};

/// Something remarkable about a delegation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// One person acts for more holders than the policy lets pass without a word.
    ManyHolders {
        /// So many, this case's holder among them.
        holders: i64,
        /// Within so many days.
        days: i64,
    },
}

impl Alarm {
    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ManyHolders { .. } => "delegate_many_holders",
        }
    }
}

/// Why the operator does not go on.
#[derive(Debug, thiserror::Error)]
pub enum AlarmRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// Alarms without a tick or without a reason.
    #[error("alarms are not explained")]
    Unexplained(Vec<Alarm>),
}

impl From<Breakage> for AlarmRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

/// The alarms of a case: by the limits of its policy, counted over the kinds that its rules count. The delegate is one person
/// in all forms of omocodia. A holder in person costs nothing.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn alarms(
    conn: &mut Connection,
    policy: &Policy,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<Vec<Alarm>, Breakage> {
    let Some((delegation, rules)) = delegation::delegation_of(policy, case)? else { return Ok(Vec::new()) };
    let (Some(delegate), Some(limits), true) =
        (&delegation.delegate, policy.delegation_limits(), rules.counted)
    else {
        return Ok(Vec::new());
    };
    let day = rome_date(case.opened_at);
    let kinds: Vec<&str> =
        policy.delegations(day).filter(|rules| rules.counted).map(|rules| rules.kind.key()).collect();
    let holders = delegations::holders_of(conn, delegate.id, &kinds, now - limits.within, case.id).await?;
    let alarm = Alarm::ManyHolders { holders, days: limits.within.num_days() };
    Ok(Some(alarm).filter(|_| holders > i64::from(limits.holders_per_delegate)).into_iter().collect())
}

/// The alarms of a case that nobody has said a word on since the person at the counter was identified.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn unexplained_alarms(
    conn: &mut Connection,
    policy: &Policy,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<Vec<Alarm>, Breakage> {
    let mut open = alarms(conn, policy, case, now).await?;
    if !open.is_empty() {
        let said = save::overrides(conn, case).await?;
        open.retain(|alarm| !said.iter().any(|(warning, _)| warning == alarm.key()));
    }
    Ok(open)
}

/// Goes on in spite of the alarms, each with a reason. Said before, it is said.
///
/// # Errors
/// An [`AlarmRefused`].
pub async fn explain_alarms(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    id: CaseId,
    reasons: &Reasons,
) -> Result<Saved, AlarmRefused> {
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let found = unexplained_alarms(conn, policy, &case, acting.now).await?;
        let silent = save::unexplained(&found, Alarm::key, reasons);
        if !silent.is_empty() {
            return Err(AlarmRefused::Unexplained(silent));
        }
        let Some(seen) = case.identification.as_ref().filter(|_| !found.is_empty()) else {
            return Ok(Saved::AlreadyThere);
        };
        for alarm in found {
            let (warning, Alarm::ManyHolders { holders, days }) = (alarm.key(), alarm);
            let reason = reasons.get(warning).map_or("", String::as_str).trim();
            store::insert_override(conn, acting, id, seen.version, warning, reason).await?;
            let entry = acting.entry("warning.override", &case).plain("warning", warning);
            let entry = entry.plain("holders", holders).plain("days", days).personal("reason", reason);
            acting.record(conn, entry).await?;
        }
        Ok(Saved::New)
    })
    .await
}
