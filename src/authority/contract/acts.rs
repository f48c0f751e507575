// SPDX-License-Identifier: AGPL-3.0-or-later
//! Acts on a certificate.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CertificateState;

/// Lifts the hold that a certificate is born with. No `Debug`: personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivateRequest {
    /// Drawn once by the asker for this act.
    pub reference: Uuid,
    /// The twenty digits.
    pub card_number: String,
    /// The holder's codice fiscale.
    pub codice_fiscale: String,
    /// On whose act: `direct`, or the kind of delegation (decides whether the holder may renew on line later).
    pub mode: String,
    /// Who did it at the counter: a stable id, 1 to 64 characters.
    pub operator: String,
}

/// The certificate is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activated {
    /// Its serial number, hexadecimal.
    pub certificate_serial: String,
    /// Since when; the same for every repetition.
    pub at: DateTime<Utc>,
}

/// Suspends, reactivates or revokes; which one is in the path. No `Debug`: personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRequest {
    /// Drawn once by the asker for this act.
    pub reference: Uuid,
    /// The twenty digits.
    pub card_number: String,
    /// The holder's codice fiscale.
    pub codice_fiscale: String,
    /// Why.
    pub reason: ChangeReason,
    /// Who did it at the counter: a stable id, 1 to 64 characters.
    pub operator: String,
}

/// Why a certificate is suspended, reactivated or revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeReason {
    /// Stolen (police report or self-certification).
    Theft,
    /// Lost.
    Loss,
    /// Somebody else may know the codes.
    CompromisedCodes,
    /// The chip does not work.
    Malfunction,
    /// Name, surname or codice fiscale in the certificate are wrong or have changed.
    WrongData,
    /// The PUK is blocked: the card is dead.
    PukBlocked,
    /// Another card has taken its place.
    Replaced,
    /// Found again, nothing compromised (reactivation).
    Found,
    /// The holder wants it so.
    HolderRequest,
}

/// The certificate's state has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Its serial number, hexadecimal.
    pub certificate_serial: String,
    /// The new state.
    pub state: CertificateState,
    /// Since when; the same for every repetition.
    pub at: DateTime<Utc>,
}
