// SPDX-License-Identifier: AGPL-3.0-or-later
//! Orders of codes: recorded first, then the codes are opened, divided and sealed for this one answer.

use chrono::{DateTime, Utc};

use super::acts::is_operator;
use super::card::{is_card_number, region_of};
use super::chip_codes::{first_splits, halves};
use super::store::{self, NewOrder};
use super::{Engine, EngineError, refuse};
use crate::authority::contract::{CertificateState, CodeSplit, CodesAnswer, CodesRequest, Refusal};
use crate::db::{self, Breakage};
use crate::seal::{FirstHalf, Sealed, SecondHalf, WholeCodes};

/// What an order found: the codes, and how they are to be divided. Wiped when dropped.
struct Found {
    whole: WholeCodes,
    split: Vec<CodeSplit>,
}

impl Engine {
    /// The codes of an active card in two halves, each sealed to its own key. The same reference gives the same
    /// codes, sealed anew, without a new order.
    ///
    /// # Errors
    /// A refusal of the contract, or a breakage.
    pub async fn codes(
        &self,
        request: &CodesRequest,
        now: DateTime<Utc>,
    ) -> Result<CodesAnswer, EngineError> {
        if !is_well_formed(request) {
            return refuse(Refusal::Invalid);
        }
        let mut conn = db::connection(self.pool()).await?;
        let found =
            db::transaction(&mut conn, async |conn| self.order_once(conn, request, now).await).await?;
        drop(conn);
        self.divide(request, &found)
    }

    async fn order_once(
        &self,
        conn: &mut db::Connection,
        request: &CodesRequest,
        now: DateTime<Utc>,
    ) -> Result<Found, EngineError> {
        let number = request.card_number.as_str();
        let card = store::lock_card(conn, number).await?;
        let split = serde_json::to_vec(&request.split).map_err(Breakage::new)?;
        let content = content_parts(request, &split);
        let earlier = store::order(conn, request.reference).await?;
        if let Some(digest) = &earlier
            && !self.keys.digests.digest_fits("order", &content, digest)
        {
            return refuse(Refusal::ReferenceReused);
        }
        let Some(card) = card else {
            let foreign = region_of(number) != self.settings.administration.region.as_str();
            return refuse(if foreign { Refusal::OtherRegion } else { Refusal::Unknown });
        };
        let Some((codes, first)) = store::chip(conn, number).await? else {
            return refuse(Refusal::NoChip);
        };
        let found = Found {
            whole: self.open_codes(number, &codes)?,
            split: first_splits(&request.split, first.as_deref()),
        };
        if earlier.is_some() {
            return Ok(found);
        }

        let Some(certificate) = store::certificate(conn, number).await? else {
            return refuse(Refusal::NoChip);
        };
        match certificate.state(now)? {
            CertificateState::Active => {}
            CertificateState::OnHold => return refuse(Refusal::NotActive),
            CertificateState::Suspended => return refuse(Refusal::Suspended),
            CertificateState::Revoked => return refuse(Refusal::Revoked),
            CertificateState::Expired => return refuse(Refusal::Expired),
        }
        if halves(&found.whole, &found.split).is_none() {
            return refuse(Refusal::SplitUnfit);
        }
        store::lock_operator(conn, &request.operator).await?;
        let ordered = store::orders_within_an_hour(conn, &request.operator, now).await?;
        if ordered >= i64::from(self.settings.releases_per_hour) {
            return refuse(Refusal::CapReached);
        }

        if first.as_deref() != Some(found.split.as_slice()) {
            store::keep_split(conn, number, &found.split).await?;
        }
        let order = NewOrder {
            reference: request.reference,
            release_id: request.release_id,
            operator: &request.operator,
            at: now,
            card_digest: self.keys.digests.digest("card", &[card.card_number.as_bytes()]).to_vec(),
            content_digest: self.keys.digests.digest("order", &content).to_vec(),
        };
        store::insert_order(conn, &order).await?;
        Ok(found)
    }

    pub(super) fn open_codes(&self, number: &str, sealed: &[u8]) -> Result<WholeCodes, Breakage> {
        let sealed = Sealed::from_bytes(sealed).map_err(Breakage::new)?;
        WholeCodes::open(&self.keys.codes, number, &sealed).map_err(Breakage::new)
    }

    /// Seals each half to its own key.
    fn divide(&self, request: &CodesRequest, found: &Found) -> Result<CodesAnswer, EngineError> {
        let Some((first, second)) = halves(&found.whole, &found.split) else {
            return refuse(Refusal::SplitUnfit);
        };
        let second = SecondHalf {
            codes: second,
            recipient: request.recipient.clone(),
            language: request.language.clone(),
        };
        let settings = &self.settings;
        let release = request.release_id;
        Ok(CodesAnswer {
            first: FirstHalf { codes: first }.seal(&settings.sheet, release).map_err(Breakage::new)?,
            second: second.seal(&settings.mail, release).map_err(Breakage::new)?,
        })
    }
}

fn content_parts<'a>(request: &'a CodesRequest, split: &'a [u8]) -> [&'a [u8]; 6] {
    [
        request.release_id.as_bytes(),
        request.card_number.as_bytes(),
        split,
        request.recipient.as_bytes(),
        request.language.as_bytes(),
        request.operator.as_bytes(),
    ]
}

/// The recipient was parsed by the asker and is signed for; here it only must not be able to break a mail's header, or a line
/// of an envelope.
fn is_well_formed(request: &CodesRequest) -> bool {
    let recipient = &request.recipient;
    is_card_number(&request.card_number)
        && is_operator(&request.operator)
        && is_recipient(recipient)
        && request.language.len() == 2
        && request.language.bytes().all(|b| b.is_ascii_lowercase())
}

/// An e-mail address, or `post:` and the five parts of a postal address with `|` between them.
fn is_recipient(text: &str) -> bool {
    let plain = !text.chars().any(char::is_control);
    match text.strip_prefix("post:") {
        Some(parts) => {
            plain && text.len() <= 1_000 && parts.split('|').filter(|part| !part.is_empty()).count() == 5
        }
        None => {
            plain
                && (3..=320).contains(&text.len())
                && text.contains('@')
                && !text.chars().any(char::is_whitespace)
        }
    }
}
