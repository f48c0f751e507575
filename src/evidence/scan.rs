// SPDX-License-Identifier: AGPL-3.0-or-later
//! A scan as it is known: what it is, what it shows, how long it is kept, what became of it.

use crate::ids::{CaseId, OperatorId, ScanId};
use chrono::{DateTime, Utc};

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    /// A PDF document.
    Pdf,
    /// A JPEG image.
    Jpeg,
    /// A PNG image.
    Png,
}

impl Media {
    /// Every kind that is taken.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// Its key in the database, and the ending of a file's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
        }
    }

    /// The kind of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.key() == key)
    }

    /// Its media type (RFC 6838).
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The kind whose signature stands at the very first byte; none for anything else.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            _ => None,
        }
    }
}

/// A scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Its id.
    pub id: ScanId,
    /// Its case.
    pub case: CaseId,
    /// Its number in the case, from 1.
    pub ordinal: i32,
    /// The item that it shows, as the policy names it.
    pub item: String,
    /// What it is.
    pub media: Media,
    /// Its length as it is kept, before encryption.
    pub bytes: u64,
    /// Its pages; 1 for an image.
    pub pages: u32,
    /// Width and height of an image in pixels.
    pub size: Option<(u32, u32)>,
    /// SHA-256 of the bytes as they are kept, before encryption.
    pub sha256: [u8; 32],
    /// Days that it is kept from the end of its case.
    pub keep_days: i32,
    /// When it came in.
    pub at: DateTime<Utc>,
    /// Who brought it in.
    pub by: OperatorId,
    /// The same by name and surname.
    pub by_name: String,
    /// When and why it was deleted.
    pub deleted: Option<Deleted>,
}

/// A look at a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanView {
    /// The scan.
    pub scan: ScanId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by name and surname.
    pub by_name: String,
}

/// The end of a scan; its row, its digest and who looked at it stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deleted {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub why: Why,
}

/// Why a scan was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// An operator took it back before the request was signed.
    Removed,
    /// Its keeping ended.
    Retention,
}

impl Why {
    /// Its key in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Retention => "retention",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        assert_eq!(Media::of(b"%PDF-1.7"), Some(Media::Pdf));
        assert_eq!(Media::of(b"\xff\xd8\xff\xe0"), Some(Media::Jpeg));
        assert_eq!(Media::of(b"\x89PNG\r\n\x1a\n."), Some(Media::Png));
        for other in
            [&b""[..], b" %PDF-1.7", b"<html>%PDF-1.7", b"GIF89a", b"\x89PNG\n", b"MZ", b"PK\x03\x04"]
        {
            assert_eq!(Media::of(other), None, "{other:?}");
        }
    }
}
