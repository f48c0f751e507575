// SPDX-License-Identifier: AGPL-3.0-or-later
//! Regions and autonomous provinces by the code that health cards carry.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Codes and names (ministry of health; the two autonomous provinces stand for Trentino-Alto Adige).
const REGIONS: [(&str, &str); 21] = [
    ("010", "Piemonte"),
    ("020", "Valle d'Aosta"),
    ("030", "Lombardia"),
    ("041", "Provincia autonoma di Bolzano"),
    ("042", "Provincia autonoma di Trento"),
    ("050", "Veneto"),
    ("060", "Friuli-Venezia Giulia"),
    ("070", "Liguria"),
    ("080", "Emilia-Romagna"),
    ("090", "Toscana"),
    ("100", "Umbria"),
    ("110", "Marche"),
    ("120", "Lazio"),
    ("130", "Abruzzo"),
    ("140", "Molise"),
    ("150", "Campania"),
    ("160", "Puglia"),
    ("170", "Basilicata"),
    ("180", "Calabria"),
    ("190", "Sicilia"),
    ("200", "Sardegna"),
];

/// A region's three digits, one of those that exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionCode(usize);

/// No region has this code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no region has this code")]
pub struct RegionCodeError;

impl RegionCode {
    /// Three digits, such as `110`.
    pub fn as_str(self) -> &'static str {
        REGIONS[self.0].0
    }

    /// Its Italian name.
    pub fn name(self) -> &'static str {
        REGIONS[self.0].1
    }
}

impl FromStr for RegionCode {
    type Err = RegionCodeError;

    fn from_str(text: &str) -> Result<Self, RegionCodeError> {
        REGIONS.iter().position(|(code, _)| *code == text).map(Self).ok_or(RegionCodeError)
    }
}

impl TryFrom<String> for RegionCode {
    type Error = RegionCodeError;

    fn try_from(text: String) -> Result<Self, RegionCodeError> {
        text.parse()
    }
}

impl From<RegionCode> for String {
    fn from(code: RegionCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
