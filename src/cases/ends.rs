// SPDX-License-Identifier: AGPL-3.0-or-later
//! A delegation ended or withdrawn: said once, and told to every open case that is built on it.

use super::acting::Acting;
use super::save::{self, Saved};
use super::store;
use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection, Pool};
use crate::delegations::{self, End, Said};
use crate::ids::{DelegationId, HolderId};

const ACT: &str = "delegation.end";

/// Why a delegation is not ended.
#[derive(Debug, thiserror::Error)]
pub enum EndRefused {
    /// The holder has no such delegation.
    #[error("the holder has no such delegation")]
    Unknown,
    /// The operator is one of the two persons.
    #[error("nobody ends a delegation of their own as an operator")]
    Own,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl EndRefused {
    /// The rule, for the register; none where nothing was refused by a rule.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("unknown_delegation"),
            Self::Own => Some("own_delegation"),
            Self::Broken(_) => None,
        }
    }
}

/// Ends a delegation. Ended before, it stays ended as it was said first. Open cases that are built on it, at whatever counter,
/// lose their signature; what was asked of the authority already is not handed over any more.
///
/// # Errors
/// An [`EndRefused`]; refusals are in the register.
pub async fn end_delegation(
    pool: &Pool,
    acting: &Acting<'_>,
    holder: HolderId,
    id: DelegationId,
    end: &End,
) -> Result<Saved, EndRefused> {
    let mut conn = db::connection(pool).await?;
    let outcome = db::transaction(&mut conn, async |conn| write(conn, acting, holder, id, end).await).await;
    drop(conn);
    if let Some(rule) = outcome.as_ref().err().and_then(EndRefused::rule) {
        let entry = Entry::new(ACT).by(acting.operator.who()).holder(holder).plain("delegation", id);
        audit::refuse(pool, acting.key, entry.rule(rule), acting.now).await?;
    }
    outcome
}

async fn write(
    conn: &mut Connection,
    acting: &Acting<'_>,
    holder: HolderId,
    id: DelegationId,
    end: &End,
) -> Result<Saved, EndRefused> {
    let whose = delegations::whose(conn, id).await?.filter(|whose| whose.holder == holder);
    let whose = whose.ok_or(EndRefused::Unknown)?;
    if whose.base_codes.iter().any(|code| code == acting.operator.base_code()) {
        return Err(EndRefused::Own);
    }
    // cases first, as everybody takes them; the delegation with its end; then who pointed a case at it meanwhile
    store::open_cases_on(conn, whose.id).await?;
    let said = Said { at: acting.now, by: acting.operator.id() };
    if !delegations::insert_end(conn, whose.id, end, said).await? {
        return Ok(Saved::AlreadyThere);
    }
    let told = store::open_cases_on(conn, whose.id).await?;
    for case in &told {
        let case = store::load(conn, *case).await?.ok_or_else(|| Breakage::new("a case vanished"))?;
        let mut after = case.clone();
        after.version += 1;
        if let Some(delegation) = &mut after.delegation {
            delegation.complete = false;
            delegation.ended = true;
        }
        let fact = store::Fact::Delegation(store::Pointers::from(&after));
        save::put(conn, acting, &after, fact).await?;
    }
    let entry = Entry::new(ACT)
        .by(acting.operator.who())
        .holder(holder)
        .plain("delegation", whose.id)
        .plain("mode", whose.kind)
        .plain("reason", end.kind.key())
        .plain("open_cases", told.len())
        .personal("words", &end.words);
    acting.record(conn, entry).await?;
    Ok(Saved::New)
}
