// SPDX-License-Identifier: AGPL-3.0-or-later
//! Putting a lot into the register, with what happened to some of its cards before.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Lot;
use crate::authority::contract::{ActivateRequest, ChangeReason, ChangeRequest};
use crate::authority::engine::{Act, Engine, EngineError};
use crate::authority::import::ImportReport;
use crate::cards::number::CardNumber;

const OPERATOR: &str = "demonstration";

impl Engine {
    /// Imports a lot and does to its cards what has happened before. A lot that is there already stays as it is.
    ///
    /// # Errors
    /// A breakage, or a refusal where somebody has used these very cards since.
    pub async fn import_lot(&self, lot: &Lot, now: DateTime<Utc>) -> Result<ImportReport, EngineError> {
        let report = self.import_records(&lot.cards, now).await?;
        for (act, number, code) in &lot.before {
            let (card_number, codice_fiscale) = (number.to_string(), code.as_str().to_owned());
            let reference = reference(*act, number);
            let operator = OPERATOR.to_owned();
            if *act == Act::Activate {
                let mode = "direct".to_owned();
                let request = ActivateRequest { reference, card_number, codice_fiscale, mode, operator };
                self.activate(&request, now).await?;
            } else {
                let reason = ChangeReason::Loss;
                let request = ChangeRequest { reference, card_number, codice_fiscale, reason, operator };
                self.change(*act, &request, now).await?;
            }
        }
        Ok(report)
    }
}

/// The same for the same card and act, so that a second import repeats and does not act.
fn reference(act: Act, number: &CardNumber) -> Uuid {
    let digest = Sha256::digest(format!("demonstration {} {number}", act.word()));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(bytes)
}
