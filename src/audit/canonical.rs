// SPDX-License-Identifier: AGPL-3.0-or-later
//! The canonical encoding of a row, and its signature.
//!
//! Version 1 is a JSON object by RFC 8785 (keys sorted, no blanks; every value is a text, an integer or such an object), so
//! that anybody can write it again from the row's columns and check the Ed25519 signature over its bytes.

use super::entry::Entry;
use super::key::AuditKey;
use crate::db::Breakage;
use crate::ids::AuditRowId;
use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};
use hmac::{Hmac, KeyInit, Mac};
use rand::TryRng;
use serde_json::{Map, Value, json};
use sha2::Sha256;

pub(super) const VERSION: i16 = 1;

/// A personal value beside its row, with the key of its digest.
pub(super) struct Personal {
    pub(super) field: &'static str,
    pub(super) value: String,
    pub(super) salt: [u8; 32],
}

/// A signed row.
pub(super) struct Row {
    pub(super) id: AuditRowId,
    pub(super) at: DateTime<Utc>,
    pub(super) nonce: [u8; 16],
    pub(super) entry: Entry,
    pub(super) personal: Vec<Personal>,
    pub(super) canonical: Vec<u8>,
    pub(super) key_id: String,
    pub(super) signature: [u8; 64],
}

impl Row {
    pub(super) fn sign(mut entry: Entry, key: &AuditKey, now: DateTime<Utc>) -> Result<Self, Breakage> {
        let (id, at, nonce) = (AuditRowId::new(now), now.trunc_subsecs(6), random::<16>());
        let personal: Vec<Personal> = std::mem::take(&mut entry.personal)
            .into_iter()
            .map(|(field, value)| Personal { field, value, salt: random() })
            .collect();
        let canonical = encode(id, at, &nonce, &entry, &personal, key.id())?;
        let signature = key.sign(&canonical);
        Ok(Self { id, at, nonce, entry, personal, canonical, key_id: key.id().to_owned(), signature })
    }
}

fn encode(
    id: AuditRowId,
    at: DateTime<Utc>,
    nonce: &[u8],
    entry: &Entry,
    personal: &[Personal],
    key_id: &str,
) -> Result<Vec<u8>, Breakage> {
    let plain: Map<String, Value> =
        entry.plain.iter().map(|(field, value)| ((*field).to_owned(), json!(value))).collect();
    let digests: Map<String, Value> = personal
        .iter()
        .map(|p| (p.field.to_owned(), json!(hex::encode(digest(&p.salt, &p.value)))))
        .collect();
    let mut row = json!({
        "version": VERSION,
        "id": id,
        "at": at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "nonce": hex::encode(nonce),
        "act": entry.act,
        "outcome": entry.outcome.word(),
        "operator": entry.who.operator,
        "address": entry.who.address.map(|address| address.to_string()),
        "counter": entry.who.counter,
        "holder": entry.holder,
        "case": entry.case,
        "plain": plain,
        "personal": digests,
        "key": key_id,
    });
    if let Value::Object(fields) = &mut row {
        fields.retain(|_, value| !value.is_null());
    }
    serde_json::to_vec(&row).map_err(Breakage::new) // serde_json's maps are sorted by key
}

/// The keyed digest that stands in the row for a personal value: HMAC-SHA256 under the value's own random salt. Without the
/// salt, which goes with the value, the digest tells nothing, not even of a codice fiscale that can be guessed.
pub(crate) fn digest(salt: &[u8; 32], value: &str) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes a key of any length");
    mac.update(value.as_bytes());
    mac.finalize().into_bytes().into()
}

/// Bytes of the operating system's generator. A machine without randomness must not go on.
#[expect(clippy::expect_used, reason = "a machine without randomness must not go on")]
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rngs::SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives randomness");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let entry = Entry::new("case.open")
            .plain("protocol", "AN01-2026-000001")
            .personal("surname", "D'Alò \u{1}\"");
        Row::sign(entry, &AuditKey::generate(), DateTime::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn the_signed_bytes_hold_no_personal_value_and_are_sorted() {
        let row = row();
        let text = String::from_utf8(row.canonical).unwrap();
        assert!(!text.contains("Al"), "{text}");
        assert!(
            text.starts_with(r#"{"act":"case.open","at":"1970-01-01T00:00:00.000000Z","id":""#),
            "{text}"
        );
        let digest = hex::encode(digest(&row.personal[0].salt, &row.personal[0].value));
        assert!(text.contains(&digest));
    }

    #[test]
    fn the_same_act_twice_gives_two_different_rows() {
        let (first, second) = (row(), row());
        assert_ne!(first.canonical, second.canonical);
        assert_ne!(first.personal[0].salt, second.personal[0].salt);
    }
}
