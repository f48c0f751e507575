// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lengths, splits and tries of secret codes.

use serde::Deserialize;

/// Longest code; real ones have 5 to 8 digits, test policies more.
const LONGEST: u8 = 64;

/// What codes are given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Credential {
    /// The chip of the health card.
    TsCns,
    /// PIN Cohesion, the third factor of the region's own credentials.
    PinCohesion,
}

/// A kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// Used with the card, changed by the holder.
    Pin,
    /// Unblocks the PIN.
    Puk,
    /// Tells who calls to suspend or revoke; regional and optional.
    Cip,
}

impl CodeKind {
    /// Stable name, for rows and texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Puk => "puk",
            Self::Cip => "cip",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCodeRule {
    length: u8,
    split: [u8; 2],
    tries: Option<u8>,
}

/// Digits of a code and how they are split over sheet and mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawCodeRule")]
pub struct CodeRule {
    first: u8,
    second: u8,
    tries: Option<u8>,
}

impl TryFrom<RawCodeRule> for CodeRule {
    type Error = String;

    fn try_from(raw: RawCodeRule) -> Result<Self, String> {
        let [first, second] = raw.split;
        if raw.length == 0 || raw.length > LONGEST {
            return Err(format!("a code has 1 to {LONGEST} digits, not {}", raw.length));
        }
        if first == 0 || second == 0 || first.checked_add(second) != Some(raw.length) {
            return Err(format!(
                "split {first} + {second} does not make {} digits in two halves",
                raw.length
            ));
        }
        if raw.tries == Some(0) {
            return Err("tries must be at least 1".to_owned());
        }
        Ok(Self { first, second, tries: raw.tries })
    }
}

impl CodeRule {
    /// All digits.
    pub fn length(&self) -> usize {
        self.first_digits() + self.second_digits()
    }

    /// Digits on the printed sheet; they come first.
    pub fn first_digits(&self) -> usize {
        self.first.into()
    }

    /// Digits in the mail.
    pub fn second_digits(&self) -> usize {
        self.second.into()
    }

    /// Wrong tries until it is blocked; none where nothing counts them.
    pub fn tries(&self) -> Option<u8> {
        self.tries
    }
}

/// The codes of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeSet {
    pin: CodeRule,
    puk: Option<CodeRule>,
    cip: Option<CodeRule>,
}

impl CodeSet {
    /// The rule of a kind; none where the credential has no such code.
    pub fn rule(&self, kind: CodeKind) -> Option<CodeRule> {
        match kind {
            CodeKind::Pin => Some(self.pin),
            CodeKind::Puk => self.puk,
            CodeKind::Cip => self.cip,
        }
    }

    /// The kinds that exist, in the order of the sheet.
    pub fn rules(&self) -> impl Iterator<Item = (CodeKind, CodeRule)> {
        [CodeKind::Pin, CodeKind::Puk, CodeKind::Cip]
            .into_iter()
            .filter_map(|kind| self.rule(kind).map(|rule| (kind, rule)))
    }
}

/// The codes of all credentials.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Codes {
    #[serde(deserialize_with = "with_puk")]
    ts_cns: CodeSet,
    pin_cohesion: CodeSet,
}

impl Codes {
    pub(super) fn of(&self, credential: Credential) -> &CodeSet {
        match credential {
            Credential::TsCns => &self.ts_cns,
            Credential::PinCohesion => &self.pin_cohesion,
        }
    }
}

/// A chip always has a PUK.
fn with_puk<'de, D: serde::Deserializer<'de>>(value: D) -> Result<CodeSet, D::Error> {
    let set = CodeSet::deserialize(value)?;
    set.puk.map(|_| set).ok_or_else(|| serde::de::Error::missing_field("puk"))
}
