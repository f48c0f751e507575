// SPDX-License-Identifier: AGPL-3.0-or-later
//! A row as a verifier sees it: whether a writer signed it, and whether what the application shows is what was signed.

use super::tree::{Hash, leaf_hash};
use crate::audit::{self, Claim};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// Public keys of the writers, by name.
pub(super) type WriterKeys = HashMap<String, audit::WriterKey>;

/// What an old checkpoint from outside spares: rows below it are what was numbered before it was signed, or its root does not fit. It
/// is the checkpoint's time that counts, never a row's own: a row that was put in says of itself what its maker likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trust {
    /// How many rows that checkpoint is over.
    pub below: u64,
}

impl Trust {
    /// Whether the signature of this row needs no look.
    pub fn covers(self, index: u64) -> bool {
        index < self.below
    }
}

/// What a row says of its writer; none where there is no writer of this name, or no signature.
pub(super) fn claim<'a>(
    keys: &'a WriterKeys,
    key: &str,
    canonical: &'a [u8],
    signature: &'a [u8],
) -> Option<Claim<'a>> {
    Some(Claim { key: keys.get(key)?, canonical, signature: signature.try_into().ok()? })
}

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
    key: String,
    /// Facts that say nothing of a person.
    #[serde(default)]
    plain: HashMap<String, String>,
}

/// The act of the row that an archive rests on.
pub(super) const ARCHIVE: &str = "register.archive";

/// What a look at one row found.
pub(super) struct Look {
    /// The leaf's hash, from the row itself.
    pub hash: Hash,
    /// Whether a writer of this register signed it, as far as that was asked. Not before the claim beside it was looked at.
    pub genuine: bool,
    /// Whether a checkpoint from outside spared the look at the signature.
    pub unsigned: bool,
    /// When it was written, where that can be read.
    pub at: Option<DateTime<Utc>>,
    /// The column that is not what was signed.
    pub unlike: Option<String>,
    /// Of a row about an archive: the digest of the file.
    pub archive: Option<[u8; 32]>,
}

/// What was found, and the signature that is still to be looked at: many together take less time.
pub(super) struct Looked<'a> {
    pub look: Look,
    pub claim: Option<Claim<'a>>,
}

impl Looked<'_> {
    /// With its signature looked at.
    pub fn alone(mut self) -> Look {
        self.look.genuine |= self.claim.is_some_and(|claim| claim.is_genuine());
        self.look
    }
}

impl From<Look> for Looked<'_> {
    /// One whose signature is not to be looked at any more.
    fn from(look: Look) -> Self {
        Self { look, claim: None }
    }
}

impl Row {
    /// Looks at the row of a leaf; as for copied ones, its signature may be spared.
    pub fn look_at<'a>(
        &'a self,
        leaf: (u64, Uuid, &Hash),
        keys: &'a WriterKeys,
        trust: Option<Trust>,
    ) -> Looked<'a> {
        let (index, row_id, expected) = leaf;
        if trust.is_some_and(|trust| trust.covers(index))
            && let Ok(said) = serde_json::from_slice::<Said>(&self.canonical)
            && let Ok(at) = DateTime::parse_from_rfc3339(&said.at)
        {
            let (hash, at) = (leaf_hash(&[&self.canonical, &self.signature]), at.to_utc());
            if said.act != ARCHIVE && hash == *expected && self.id == row_id && said.id == self.id {
                return Looked::from(Look {
                    hash,
                    genuine: true,
                    unsigned: true,
                    at: Some(at),
                    unlike: None,
                    archive: None,
                });
            }
        }
        self.look(keys)
    }

    /// The hash of its leaf.
    pub fn leaf_hash(&self) -> Hash {
        leaf_hash(&[&self.canonical, &self.signature])
    }

    /// Looks at the row by itself.
    pub fn look<'a>(&'a self, keys: &'a WriterKeys) -> Looked<'a> {
        let hash = leaf_hash(&[&self.canonical, &self.signature]);
        let mut look = Look { hash, genuine: false, unsigned: false, at: None, unlike: None, archive: None };
        let Ok(said) = serde_json::from_slice::<Said>(&self.canonical) else { return Looked::from(look) };
        look.at = DateTime::parse_from_rfc3339(&said.at).ok().map(|at| at.to_utc());
        let unlike = self.columns.as_ref().and_then(|columns| columns.unlike(&said));
        look.unlike = unlike.map(|column| format!("its column `{column}` is not what was signed"));
        let claim = claim(keys, &said.key, &self.canonical, &self.signature).filter(|_| said.id == self.id);
        if said.act == ARCHIVE {
            // an archive rests on this row alone: what it names is not read before its signature was
            look.genuine = claim.is_some_and(|claim| claim.is_genuine());
            look.archive = look.genuine.then(|| said.archive()).flatten();
            return Looked::from(look);
        }
        Looked { look, claim }
    }
}

impl Said {
    /// The digest that a row about an archive names.
    fn archive(&self) -> Option<[u8; 32]> {
        let digest = (self.act == ARCHIVE).then(|| self.plain.get("sha256"))??;
        hex::decode(digest).ok()?.try_into().ok()
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
