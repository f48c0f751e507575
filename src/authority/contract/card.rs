// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the authority knows about a card.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::holders::sex::Sex;

/// State of a certificate. Expiry is not among the stored states: it follows from the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateState {
    /// Born on hold (`certificateHold` in the CRL), waiting for activation.
    OnHold,
    /// Usable.
    Active,
    /// Put on hold again, may come back.
    Suspended,
    /// Ended for good.
    Revoked,
    /// Its last day has passed, whatever state it was in.
    Expired,
}

/// A card's certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateFacts {
    /// Serial number, hexadecimal.
    pub serial: String,
    /// State on the day of the question.
    pub state: CertificateState,
    /// Since when it is in that state (for expired: since when it was in the last one).
    pub since: DateTime<Utc>,
    /// Last moment of validity.
    pub not_after: DateTime<Utc>,
}

/// A card as the issuing body recorded it. Has no `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardFacts {
    /// The twenty digits.
    pub card_number: String,
    /// Serial of the chip, also in the certificate's name; none on a card without chip.
    pub chip_serial: Option<String>,
    /// Whether there is a chip at all.
    pub has_chip: bool,
    /// Three-digit region code, from the card number.
    pub region: String,
    /// Issuing administration.
    pub issuer: String,
    /// Surname as printed.
    pub surname: String,
    /// Name as printed.
    pub name: String,
    /// Sex as printed.
    pub sex: Sex,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Place of birth as a Belfiore code, `Z…` for a foreign State.
    pub birth_place: String,
    /// First day of validity.
    pub issued: NaiveDate,
    /// Last day of validity.
    pub expires: NaiveDate,
    /// The certificate, where there is a chip.
    pub certificate: Option<CertificateFacts>,
}
