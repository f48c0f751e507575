// SPDX-License-Identifier: AGPL-3.0-or-later
//! How large scans of documents may be. A policy without `[version.scans]` has the defaults.

use serde::Deserialize;

use super::units::at_least_one;

/// Limits on scans. Each is a bound on what one upload can cost the counter, and far above what a scanner makes of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScanRules {
    /// Bytes of one file; 10,000,000 by default, about twenty pages in colour.
    #[serde(deserialize_with = "at_least_one")]
    pub bytes: u32,
    /// Pages of a PDF; 20 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub pages: u32,
    /// Pixels of the longer side of an image; 12,000 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub side: u32,
    /// Pixels of an image; 40,000,000 by default, an A4 page at 600 dpi.
    #[serde(deserialize_with = "at_least_one")]
    pub pixels: u32,
    /// Bytes that the compressed parts of a PDF may have together once inflated; 256,000,000 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub unpacked: u32,
    /// Scans of a case; 20 by default.
    #[serde(deserialize_with = "at_least_one")]
    pub per_case: u32,
}

impl Default for ScanRules {
    fn default() -> Self {
        Self {
            bytes: 10_000_000,
            pages: 20,
            side: 12_000,
            pixels: 40_000_000,
            unpacked: 256_000_000,
            per_case: 20,
        }
    }
}
