// SPDX-License-Identifier: AGPL-3.0-or-later
//! Looking a card up.

use chrono::{DateTime, Utc};

use super::card::{is_card_number, region_of};
use super::{Engine, EngineError, refuse, store};
use crate::authority::contract::{CertificateState, FindAnswer, FindOutcome, FindRequest, Refusal};
use crate::db;

impl Engine {
    /// What can be done with a card on the day of `now`, for the holder who is named.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a number that is not twenty digits, or a breakage.
    pub async fn find(&self, request: &FindRequest, now: DateTime<Utc>) -> Result<FindAnswer, EngineError> {
        if !is_card_number(&request.card_number) {
            return refuse(Refusal::Invalid);
        }
        let mut conn = db::connection(self.pool()).await?;
        let found = store::card_with_certificate(&mut conn, &request.card_number).await?;
        let administration = &self.settings.administration;
        let foreign = region_of(&request.card_number) != administration.region.as_str();
        let without_facts = |outcome| Ok(FindAnswer { outcome, card: None });
        let Some((card, certificate)) = found else {
            return without_facts(if foreign { FindOutcome::OtherRegion } else { FindOutcome::Unknown });
        };
        let state = certificate.as_ref().map(|row| row.state(now)).transpose()?;
        let outcome = match (card.objection(&request.codice_fiscale, now), state) {
            (Some(Refusal::AnotherHolder), _) => return without_facts(FindOutcome::AnotherHolder),
            _ if foreign => FindOutcome::OtherRegion,
            (Some(Refusal::NoChip), _) | (_, None) => FindOutcome::NoChip,
            (_, Some(CertificateState::Revoked)) => FindOutcome::Revoked,
            (Some(Refusal::Expired), _) | (_, Some(CertificateState::Expired)) => FindOutcome::Expired,
            (_, Some(CertificateState::Suspended)) => FindOutcome::Suspended,
            (_, Some(CertificateState::Active)) => FindOutcome::AlreadyActive,
            (_, Some(CertificateState::OnHold)) => FindOutcome::Activatable,
        };
        Ok(FindAnswer { outcome, card: Some(card.facts(certificate, &administration.name, now)?) })
    }
}
