// SPDX-License-Identifier: AGPL-3.0-or-later
//! What everybody may know: revocation lists and health.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One part of the certificate revocation list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrlPart {
    /// Number of the part, from 1.
    pub part: i32,
    /// Where the certificates of this part say that their list is.
    pub url: String,
    /// Counts up with every signing.
    pub number: i64,
    /// When it was signed.
    pub this_update: DateTime<Utc>,
    /// By when the next one comes at the latest.
    pub next_update: DateTime<Utc>,
}

/// Whether the authority can work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// It reaches its database and every list is in force.
    pub healthy: bool,
    /// Names of the public keys that it seals to: sheet, then mail. Lets `serve` and `work` notice a mix-up.
    pub seals_to: [String; 2],
    /// Parts of the list whose `next_update` has passed.
    pub stale_crls: Vec<i32>,
}
