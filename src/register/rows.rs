// SPDX-License-Identifier: AGPL-3.0-or-later
//! A row as a verifier sees it: whether a writer signed it, and whether what the application shows is what was signed.

use super::tree::{Hash, leaf_hash};
use crate::audit;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// Public keys of the writers, by name.
pub(super) type WriterKeys = HashMap<String, [u8; 32]>;

/// A row.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Row {
    pub id: Uuid,
    #[serde(with = "base64_bytes")]
    pub canonical: Vec<u8>,
    #[serde(with = "base64_bytes")]
    pub signature: Vec<u8>,
    /// The columns beside the signed bytes; an export has none.
    #[serde(skip)]
    pub columns: Option<Columns>,
    /// The personal values that are still there: field, value, salt.
    #[serde(skip)]
    pub values: Vec<(String, String, Vec<u8>)>,
}

/// What the application reads of a row.
#[derive(Debug)]
pub(super) struct Columns {
    pub version: i16,
    pub at: DateTime<Utc>,
    pub nonce: Vec<u8>,
    pub act: String,
    pub outcome: String,
    pub operator: Option<Uuid>,
    pub address: Option<String>,
    pub counter: Option<Uuid>,
    pub holder: Option<Uuid>,
    pub case: Option<Uuid>,
    pub key: String,
}

/// What was signed; docs/audit.md has the encoding.
#[derive(Deserialize)]
struct Said {
    version: i16,
    id: Uuid,
    at: String,
    nonce: String,
    act: String,
    outcome: String,
    operator: Option<Uuid>,
    address: Option<String>,
    counter: Option<Uuid>,
    holder: Option<Uuid>,
    case: Option<Uuid>,
    personal: HashMap<String, String>,
    key: String,
}

/// What a look at one row found.
pub(super) struct Look {
    /// The leaf's hash, from the row itself.
    pub hash: Hash,
    /// Whether a writer of this register signed it.
    pub genuine: bool,
    /// When it was written, where that can be read.
    pub at: Option<DateTime<Utc>>,
    /// The column or personal value that is not what was signed.
    pub unlike: Option<String>,
}

impl Row {
    /// Looks at the row by itself.
    pub fn look(&self, keys: &WriterKeys) -> Look {
        let hash = leaf_hash(&[&self.canonical, &self.signature]);
        let Ok(said) = serde_json::from_slice::<Said>(&self.canonical) else {
            return Look { hash, genuine: false, at: None, unlike: None };
        };
        let signature: Option<[u8; 64]> = self.signature.as_slice().try_into().ok();
        let genuine = said.id == self.id
            && signature
                .zip(keys.get(&said.key))
                .is_some_and(|(signature, key)| audit::verify(key, &self.canonical, &signature));
        let at = DateTime::parse_from_rfc3339(&said.at).ok().map(|at| at.to_utc());
        Look { hash, genuine, at, unlike: self.unlike(&said) }
    }

    fn unlike(&self, said: &Said) -> Option<String> {
        if let Some(columns) = &self.columns
            && let Some(column) = columns.unlike(said)
        {
            return Some(format!("its column `{column}` is not what was signed"));
        }
        let changed = self.values.iter().find(|(field, value, salt)| {
            let salt: Option<&[u8; 32]> = salt.as_slice().try_into().ok();
            let digest = salt.map(|salt| hex::encode(audit::digest(salt, value)));
            digest.is_none() || said.personal.get(field) != digest.as_ref()
        });
        changed.map(|(field, ..)| format!("the personal value `{field}` beside it is not what was signed"))
    }
}

impl Columns {
    fn unlike(&self, said: &Said) -> Option<&'static str> {
        let same = [
            ("version", self.version == said.version),
            ("at", self.at.to_rfc3339_opts(SecondsFormat::Micros, true) == said.at),
            ("nonce", hex::encode(&self.nonce) == said.nonce),
            ("act", self.act == said.act),
            ("outcome", self.outcome == said.outcome),
            ("operator_id", self.operator == said.operator),
            ("address", self.address == said.address),
            ("counter_id", self.counter == said.counter),
            ("holder_id", self.holder == said.holder),
            ("case_id", self.case == said.case),
            ("key_id", self.key == said.key),
        ];
        same.iter().find(|(_, same)| !same).map(|(column, _)| *column)
    }
}

/// Bytes as base64 in JSON.
pub(super) mod base64_bytes {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<T: AsRef<[u8]>, S: Serializer>(bytes: &T, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, T: TryFrom<Vec<u8>>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
        let text = String::deserialize(from)?;
        let bytes = STANDARD.decode(text).map_err(D::Error::custom)?;
        T::try_from(bytes).map_err(|_| D::Error::custom("a wrong number of bytes"))
    }
}
