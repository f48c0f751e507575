// SPDX-License-Identifier: AGPL-3.0-or-later
//! Looking at what somebody brought in. Everything below [`check`] runs in a process of its own (`sportello check-scan`, started
//! by [`Checker`]): it has no keys, no environment, no files, no network, little memory and little time, and what it says is believed
//! only in one form ([`answer`]).

mod answer;
mod checker;
mod confine;
mod image;
mod pdf;
mod process;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use checker::{Bounds, Checker};
pub use process::{Asked, Told, run};

use super::Media;
use crate::policy::ScanRules;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Unfit {
    /// More bytes than a file may have, or more once its metadata are gone.
    #[error("the file is too large")]
    TooLarge,
    /// No PDF, JPEG or PNG, or something stands before its first byte.
    #[error("the file is none of the kinds that are taken")]
    UnknownKind,
    /// It does not hold what its kind promises, or in a way that not every reader understands alike.
    #[error("the file cannot be read")]
    Unreadable,
    /// A PDF that opens with a password only, or forbids something.
    #[error("the file is encrypted")]
    Encrypted,
    /// A PDF that holds scripts, actions, forms that send themselves, films or other files.
    #[error("the file does more than show pages")]
    Active,
    /// More pages than a PDF may have.
    #[error("the file has too many pages")]
    TooManyPages,
    /// More pixels than an image may have, also inside a PDF.
    #[error("the image has too many pixels")]
    TooManyPixels,
    /// It inflates to more than a file may.
    #[error("the file inflates to too much")]
    Bomb,
    /// A PDF that is also something else, or goes on after its end.
    #[error("the file is two things at once")]
    Polyglot,
    /// The process that looks at files died, fell silent or answered oddly.
    #[error("the file could not be looked at")]
    NotChecked,
}

impl Unfit {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::TooLarge,
        Self::UnknownKind,
        Self::Unreadable,
        Self::Encrypted,
        Self::Active,
        Self::TooManyPages,
        Self::TooManyPixels,
        Self::Bomb,
        Self::Polyglot,
        Self::NotChecked,
    ];

    /// Its key, in the register and (with `-` for `_`) in `locales/` after `scan-unfit-`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::UnknownKind => "unknown_kind",
            Self::Unreadable => "unreadable",
            Self::Encrypted => "encrypted",
            Self::Active => "active",
            Self::TooManyPages => "too_many_pages",
            Self::TooManyPixels => "too_many_pixels",
            Self::Bomb => "bomb",
            Self::Polyglot => "polyglot",
            Self::NotChecked => "not_checked",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unfit| unfit.key() == key)
    }
}

/// A file that was looked at, as it is kept.
#[derive(PartialEq, Eq)]
pub struct Clean {
    /// What it is.
    pub media: Media,
    /// Its pages; 1 for an image.
    pub pages: u32,
    /// Width and height of an image in pixels.
    pub size: Option<(u32, u32)>,
    /// An image drawn anew, without metadata; a PDF as it came.
    pub bytes: Vec<u8>,
}

/// Looks at a file.
fn check(bytes: Vec<u8>, rules: &ScanRules) -> Result<Clean, Unfit> {
    if bytes.len() > rules.bytes as usize {
        return Err(Unfit::TooLarge);
    }
    match Media::of(&bytes).ok_or(Unfit::UnknownKind)? {
        Media::Pdf => {
            pdf::check(&bytes, rules).map(|pages| Clean { media: Media::Pdf, pages, size: None, bytes })
        }
        media @ (Media::Jpeg | Media::Png) => image::redraw(&bytes, media, rules),
    }
}
