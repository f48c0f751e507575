// SPDX-License-Identifier: AGPL-3.0-or-later
//! A checkpoint in the public form of transparency logs: C2SP `tlog-checkpoint` inside a C2SP `signed-note`.
//!
//! ```text
//! register.example.it/sportello     the origin, which is also the name of the key
//! 15368377                          leaves
//! CsUYapGGPo4dkMgIAUqom/…=          root, base64
//! at 2026-11-22T15:00:00.123456Z    when it was signed (an extension line)
//! day-end 2026-11-21                only where it closes a day in Rome (an extension line)
//!
//! — register.example.it/sportello q83v…=   base64 of key hash (4 bytes) and Ed25519 signature (64)
//! ```

use super::tree::Hash;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use std::str::FromStr;

/// The kind of an Ed25519 key in a note.
const ED25519: u8 = 1;
/// The longest note that is read, in bytes.
pub(super) const LONGEST: usize = 4_096;

/// The name of a log and of the key that signs its checkpoints: a text without blanks and without `+`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let odd = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        match text.is_empty() || text.len() > 200 || text.contains(odd) {
            true => Err("it is a name without blanks and without +, such as register.example.it/sportello"),
            false => Ok(Self(text.to_owned())),
        }
    }
}

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// When it was signed.
    pub at: DateTime<Utc>,
    /// The day in Rome that it closes.
    pub day_end: Option<NaiveDate>,
}

impl Checkpoint {
    /// The bytes that are signed.
    #[must_use]
    pub fn body(&self) -> String {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let mut body = format!("{}\n{}\n{}\nat {at}\n", self.origin, self.size, STANDARD.encode(self.root));
        if let Some(day) = self.day_end {
            body.push_str(&format!("day-end {day}\n"));
        }
        body
    }

    fn read(body: &str) -> Option<Self> {
        let mut lines = body.strip_suffix('\n')?.split('\n');
        let origin = lines.next()?.parse::<Origin>().ok()?.0;
        let size = lines.next()?;
        let canonical = size.bytes().all(|b| b.is_ascii_digit()) && (size == "0" || !size.starts_with('0'));
        let size = size.parse().ok().filter(|_| canonical)?;
        let root = STANDARD.decode(lines.next()?).ok()?.try_into().ok()?;
        let (mut at, mut day_end) = (None, None);
        for line in lines {
            match line.split_once(' ') {
                Some(("at", time)) => at = Some(DateTime::parse_from_rfc3339(time).ok()?.to_utc()),
                Some(("day-end", day)) => day_end = Some(day.parse().ok()?),
                _ if line.is_empty() => return None,
                _ => {} // an extension that is not ours
            }
        }
        Some(Self { origin, size, root, at: at?, day_end })
    }
}

/// Name and hash of a key, and its signature.
type Signed = (String, [u8; 4], [u8; 64]);

/// A checkpoint with its signatures, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The whole text.
    pub text: String,
    /// What it says.
    pub checkpoint: Checkpoint,
    signatures: Vec<Signed>,
}

impl Note {
    /// Whether the key `public`, under the name of the log, has signed it.
    #[must_use]
    pub fn is_signed_by(&self, public: &[u8; 32]) -> bool {
        let (Ok(key), name) = (VerifyingKey::from_bytes(public), &self.checkpoint.origin) else {
            return false;
        };
        let Some(end) = self.text.find("\n\n") else { return false };
        let (body, hash) = (&self.text.as_bytes()[..=end], key_hash(name, public));
        let ours = self.signatures.iter().filter(|(signer, of, _)| signer == name && *of == hash);
        ours.into_iter()
            .any(|(.., signature)| key.verify_strict(body, &Signature::from_bytes(signature)).is_ok())
    }
}

impl FromStr for Note {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "it is not a signed checkpoint";
        if text.len() > LONGEST {
            return Err(wrong);
        }
        let (body, signed) = text.split_once("\n\n").ok_or(wrong)?;
        let checkpoint = Checkpoint::read(&format!("{body}\n")).ok_or(wrong)?;
        let lines = signed.strip_suffix('\n').ok_or(wrong)?.split('\n');
        let signatures = lines.map(signature).collect::<Option<Vec<_>>>().ok_or(wrong)?;
        Ok(Self { text: text.to_owned(), checkpoint, signatures: signatures.into_iter().flatten().collect() })
    }
}

/// A line of signature; `Some(None)` for one of another kind, such as a witness's.
fn signature(line: &str) -> Option<Option<Signed>> {
    let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
    let bytes = STANDARD.decode(encoded).ok().filter(|bytes| bytes.len() > 4)?;
    let (hash, signature) = bytes.split_first_chunk::<4>()?;
    Some(signature.try_into().ok().map(|signature| (name.to_owned(), *hash, signature)))
}

/// The note of `body`, signed under `name`.
pub(super) fn signed(body: &str, name: &str, public: &[u8; 32], signature: &[u8; 64]) -> String {
    let bytes = [&key_hash(name, public)[..], signature].concat();
    format!("{body}\n— {name} {}\n", STANDARD.encode(bytes))
}

/// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
fn key_hash(name: &str, public: &[u8; 32]) -> [u8; 4] {
    let hash = Sha256::new_with_prefix(name).chain_update([b'\n', ED25519]).chain_update(public).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// A public key as verifiers of notes take it: `name+hash+base64(0x01 ‖ key)`.
#[must_use]
pub fn verifier_key(name: &str, public: &[u8; 32]) -> String {
    let hash = hex::encode(key_hash(name, public));
    format!("{name}+{hash}+{}", STANDARD.encode([&[ED25519][..], public].concat()))
}

/// The public key of such a text; none where it is no Ed25519 key or its hash does not fit.
#[must_use]
pub fn read_verifier_key(text: &str) -> Option<[u8; 32]> {
    let mut fields = text.trim().splitn(3, '+');
    let (name, hash, encoded) = (fields.next()?, fields.next()?, fields.next()?);
    let bytes = STANDARD.decode(encoded).ok()?;
    let public: [u8; 32] = bytes.strip_prefix(&[ED25519])?.try_into().ok()?;
    (hex::encode(key_hash(name, &public)) == hash).then_some(public)
}

#[cfg(test)]
mod tests {
    use super::super::key::CheckpointKey;
    use super::*;

    fn checkpoint() -> Checkpoint {
        let day_end = Some("2026-11-21".parse().unwrap());
        Checkpoint {
            origin: "a.example/log".into(),
            size: 7,
            root: [9; 32],
            at: DateTime::UNIX_EPOCH,
            day_end,
        }
    }

    #[test]
    fn the_key_hash_and_key_are_those_of_the_specifications_example() {
        // PeterNeumann's key of golang.org/x/mod/sumdb/note, which the specification was written down from
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let public = read_verifier_key(text).unwrap();
        assert_eq!(verifier_key("PeterNeumann", &public), text);
        let note = "If you think cryptography is the answer to your problem,\n\
                    then you don't know what your problem is.\n";
        let signature =
            "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
        let bytes = STANDARD.decode(signature).unwrap();
        let (hash, signature) = bytes.split_first_chunk::<4>().unwrap();
        assert_eq!(*hash, key_hash("PeterNeumann", &public));
        let key = VerifyingKey::from_bytes(&public).unwrap();
        assert!(key.verify_strict(note.as_bytes(), &Signature::from_slice(signature).unwrap()).is_ok());
    }

    #[test]
    fn a_checkpoint_comes_back_as_it_was_signed_and_belongs_to_its_key_alone() {
        let key = CheckpointKey::generate();
        let text = key.sign(&checkpoint());
        let note: Note = text.parse().unwrap();
        assert_eq!((&note.checkpoint, &note.text), (&checkpoint(), &text));
        assert!(note.is_signed_by(&key.public()));
        assert!(!note.is_signed_by(&CheckpointKey::generate().public()));
        for (from, to) in
            [("\n7\n", "\n8\n"), ("at 1970", "at 1971"), ("a.example", "b.example"), ("-21", "-20")]
        {
            let changed: Note = text.replacen(from, to, 1).parse().unwrap();
            assert!(!changed.is_signed_by(&key.public()), "{from} → {to}");
        }
        let cosigned: Note =
            format!("{text}— witness.example {}\n", STANDARD.encode([7; 76])).parse().unwrap();
        assert!(cosigned.is_signed_by(&key.public()), "a witness adds its own line");
    }

    #[test]
    fn what_is_no_checkpoint_is_refused() {
        let text = CheckpointKey::generate().sign(&checkpoint());
        for (from, to) in
            [("\n7\n", "\n07\n"), ("\n7\n", "\n-7\n"), ("at 1970", "at x"), ("\n\n", "\n"), ("— ", "- ")]
        {
            assert!(text.replacen(from, to, 1).parse::<Note>().is_err(), "{from} → {to}");
        }
        assert!("".parse::<Note>().is_err() && "a\n\n".parse::<Note>().is_err());
        for name in ["", "a b", "a+b", "a\nb"] {
            assert!(name.parse::<Origin>().is_err(), "{name}");
        }
    }
}
