// SPDX-License-Identifier: AGPL-3.0-or-later
//! A card that nobody showed in a case: stolen or lost, activated elsewhere. The holder says its number, the authority whether
//! it is theirs; then what is done to a card can be done to it.

use super::acting::Acting;
use super::store;
use crate::audit::{self, Entry};
use crate::authority::client::CardAuthority;
use crate::authority::contract::{CardFacts, FindOutcome, FindRequest};
use crate::cards::check::CardOutcome;
use crate::cards::number::CardNumber;
use crate::db::{self, Breakage, Pool};
use crate::holders::Holder;
use crate::ids::CardCheckId;
use crate::policy::RegionCode;

/// Why a number is not taken for a holder's card.
#[derive(Debug, thiserror::Error)]
pub enum NotNamed {
    /// It is the operator's own card.
    #[error("nobody acts on a card of their own")]
    OwnCard,
    /// The authority has no card with a certificate of this holder's under this number.
    #[error("the authority knows no such card of this holder")]
    NotTheirs(FindOutcome),
    /// The authority cannot be asked, and nobody else knows whose card it is.
    #[error("the authority is away")]
    Away,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl NotNamed {
    /// The rule, for the register; none where nothing was refused by a rule.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::OwnCard => Some("own_card"),
            Self::NotTheirs(outcome) => Some(CardOutcome::Told(*outcome).key()),
            Self::Away | Self::Broken(_) => None,
        }
    }
}

/// Takes a number for a holder's card, where the authority says that it is theirs. A card that is known already stays as it is.
///
/// # Errors
/// A [`NotNamed`]; refusals are in the register.
pub async fn name_card(
    pool: &Pool,
    authority: &dyn CardAuthority,
    acting: &Acting<'_>,
    region: RegionCode,
    holder: &Holder,
    number: CardNumber,
) -> Result<CardCheckId, NotNamed> {
    let outcome = named(pool, authority, acting, region, holder, number).await;
    if let Some(rule) = outcome.as_ref().err().and_then(NotNamed::rule) {
        audit::refuse(pool, acting.key, entry(acting, holder, number).rule(rule), acting.now).await?;
    }
    outcome
}

async fn named(
    pool: &Pool,
    authority: &dyn CardAuthority,
    acting: &Acting<'_>,
    region: RegionCode,
    holder: &Holder,
    number: CardNumber,
) -> Result<CardCheckId, NotNamed> {
    if holder.code.base_code().as_str() == acting.operator.base_code() {
        return Err(NotNamed::OwnCard);
    }
    let known = {
        let mut conn = db::connection(pool).await?;
        store::known_number(&mut conn, holder.id, number).await?
    };
    if let Some(known) = known {
        return Ok(known);
    }
    if number.region() != region {
        return Err(NotNamed::NotTheirs(FindOutcome::OtherRegion));
    }
    let (outcome, facts) = ask(authority, holder, number).await?;
    let mut conn = db::connection(pool).await?;
    db::transaction(&mut conn, async |conn| {
        let id = CardCheckId::new(acting.now);
        if store::insert_named(conn, acting, id, holder.id, number, outcome, facts.expires).await? {
            let entry = entry(acting, holder, number).plain("outcome", CardOutcome::Told(outcome).key());
            acting.record(conn, entry).await?;
            return Ok(id);
        }
        let known = store::known_number(conn, holder.id, number).await?;
        Ok(known.ok_or_else(|| Breakage::new("a card that is named twice is not there"))?)
    })
    .await
}

async fn ask(
    authority: &dyn CardAuthority,
    holder: &Holder,
    number: CardNumber,
) -> Result<(FindOutcome, CardFacts), NotNamed> {
    let request = FindRequest {
        card_number: number.as_str().to_owned(),
        codice_fiscale: holder.code.as_str().to_owned(),
    };
    let answer = authority.find(&request).await.map_err(|error| {
        tracing::warn!(%error, "the authority could not be asked whose card it is");
        NotNamed::Away
    })?;
    match (answer.outcome, answer.card) {
        (
            outcome @ (FindOutcome::Activatable
            | FindOutcome::Expired
            | FindOutcome::AlreadyActive
            | FindOutcome::Suspended
            | FindOutcome::Revoked),
            Some(card),
        ) => Ok((outcome, card)),
        (outcome, _) => Err(NotNamed::NotTheirs(outcome)),
    }
}

fn entry(acting: &Acting<'_>, holder: &Holder, number: CardNumber) -> Entry {
    Entry::new("card.name").by(acting.operator.who()).holder(holder.id).personal("card_number", number)
}
