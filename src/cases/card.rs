// SPDX-License-Identifier: AGPL-3.0-or-later
//! The card in hand, and what the authority says of it. The authority is asked before the transaction, never inside.

use super::acting::{Acting, Blocked, Part};
use super::case::Case;
use super::facts::Recorded;
use super::find;
use super::save::{self, Reasons, Saved};
use super::store;
use crate::authority::client::{AuthorityError, CardAuthority};
use crate::authority::contract::{CardFacts, FindOutcome, FindRequest};
use crate::cards::check::{Card, CardOutcome, CheckedCard};
use crate::db::{self, Breakage, Pool};
use crate::holders::person::{Person, PersonName};
use crate::ids::{CardCheckId, CaseId, RefusalId};
use crate::policy::Policy;

/// Where the card in hand and what is known elsewhere do not agree: ticked away with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardWarning {
    /// The authority knows another last day.
    Expiry,
    /// The name on the card as the authority knows it is another than the one saved.
    Name,
}

impl CardWarning {
    /// Every warning there is.
    pub const ALL: [Self; 2] = [Self::Expiry, Self::Name];

    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Expiry => "card_expiry",
            Self::Name => "card_name",
        }
    }
}

/// Why a card is not saved.
#[derive(Debug, thiserror::Error)]
pub enum CardRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// The card and what is known of it differ, and no reason says why that may be.
    #[error("the card does not fit what is known of it")]
    Unexplained(Vec<CardWarning>),
}

impl From<Breakage> for CardRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

/// A card saved: whether it is new, what was said of it, and the refusal where a rule says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardSaved {
    /// Whether it is a new fact.
    pub saved: Saved,
    /// What was said of the card.
    pub outcome: CardOutcome,
    /// The refusal, to show and to print.
    pub refusal: Option<RefusalId>,
}

/// Asks the authority about a card and saves both. Where it is away, the card is saved and can be asked about again.
///
/// # Errors
/// A [`CardRefused`].
#[expect(clippy::too_many_arguments, reason = "who acts, where, by which rules, on what")]
pub async fn save_card(
    pool: &Pool,
    authority: &dyn CardAuthority,
    acting: &Acting<'_>,
    policy: &Policy,
    id: CaseId,
    version: i32,
    card: Card,
    reasons: &Reasons,
) -> Result<CardSaved, CardRefused> {
    let (fact, refusal) = (CardCheckId::new(acting.now), RefusalId::new(acting.now));
    let (said, facts) = {
        let case = {
            let mut conn = db::connection(pool).await?;
            find::find(&mut conn, acting.operator, id).await.map_err(Blocked::from)?
        };
        acting.may_change(&case, Part::HolderOrCard)?;
        ask(authority, acting, policy, &case, &card).await
    };
    let mut conn = db::connection(pool).await?;
    db::transaction(&mut conn, async |conn| {
        let case = acting.take(conn, id, Part::HolderOrCard).await?;
        let outcome = match said {
            CardOutcome::Told(FindOutcome::AlreadyActive)
                if store::activated_here(conn, card.number.as_str()).await? =>
            {
                CardOutcome::ActivatedHere
            }
            other => other,
        };
        let checked = CheckedCard { card, outcome };
        if case.card.as_deref() == Some(&checked) {
            let refusal = store::newest_refusal(conn, id, outcome.key()).await?;
            return Ok(CardSaved { saved: Saved::AlreadyThere, outcome, refusal });
        }
        save::same_version(&case, version)?;
        let found = warnings(&case, &checked.card, facts.as_ref());
        let open = save::unexplained(&found, CardWarning::key, reasons);
        if !open.is_empty() {
            return Err(CardRefused::Unexplained(open));
        }
        let after = with(&case, checked, acting);
        store::insert_card(conn, acting, fact, &after).await?;
        save::put(conn, acting, &after, store::Fact::Card(fact)).await?;
        save::explain(conn, acting, &after, &found, CardWarning::key, reasons).await?;
        let no = !case.service.lets_on(outcome) && outcome != CardOutcome::Away;
        let refused = no.then_some(refusal);
        if let Some(refusal) = refused {
            store::insert_refusal(conn, acting, refusal, id, outcome.key()).await?;
        }
        acting.record(conn, told(acting, &case, &after)).await?;
        Ok(CardSaved { saved: Saved::New, outcome, refusal: refused })
    })
    .await
}

/// What is said of the card: by its own face where that is enough, else by the authority.
async fn ask(
    authority: &dyn CardAuthority,
    acting: &Acting<'_>,
    policy: &Policy,
    case: &Case,
    card: &Card,
) -> (CardOutcome, Option<CardFacts>) {
    if card.number.region() != policy.region() {
        return (CardOutcome::Told(FindOutcome::OtherRegion), None);
    }
    if card.expires < acting.today() {
        return (CardOutcome::Told(FindOutcome::Expired), None);
    }
    let request = FindRequest {
        card_number: card.number.as_str().to_owned(),
        codice_fiscale: case.holder.code.as_str().to_owned(),
    };
    match authority.find(&request).await {
        Ok(answer) => (CardOutcome::Told(answer.outcome), answer.card),
        Err(
            error @ (AuthorityError::Unreachable(_)
            | AuthorityError::Unanswered(_)
            | AuthorityError::Refused(_)
            | AuthorityError::Broken(_)),
        ) => {
            tracing::warn!(case = %case.id, %error, "the authority could not be asked about a card");
            (CardOutcome::Away, None)
        }
    }
}

fn warnings(case: &Case, card: &Card, facts: Option<&CardFacts>) -> Vec<CardWarning> {
    let Some(facts) = facts else { return Vec::new() };
    let like = |printed: &str, said: &PersonName| {
        printed.parse::<PersonName>().is_ok_and(|printed| printed.is_like(said))
    };
    let same_name = case
        .person
        .as_deref()
        .is_none_or(|Person { surname, name, .. }| like(&facts.surname, surname) && like(&facts.name, name));
    let found = [(CardWarning::Expiry, facts.expires != card.expires), (CardWarning::Name, !same_name)];
    found.into_iter().filter_map(|(warning, there)| there.then_some(warning)).collect()
}

fn with(case: &Case, checked: CheckedCard, acting: &Acting<'_>) -> Case {
    let mut after = case.clone();
    after.version += 1;
    let by = acting.operator.id();
    after.card = Some(Recorded { value: checked, version: after.version, at: acting.now, by });
    after
}

fn told(acting: &Acting<'_>, before: &Case, after: &Case) -> crate::audit::Entry {
    let mut entry = acting.entry("card.save", after).plain("version", after.version);
    if let Some(old) = &before.card {
        entry = entry.personal("old", old.card.number);
    }
    if let Some(new) = &after.card {
        entry = entry
            .personal("new", new.card.number)
            .plain("outcome", new.outcome.key())
            .plain("entered_by", new.card.entered_by.key())
            .plain("former_card", new.card.former.key());
    }
    entry
}
