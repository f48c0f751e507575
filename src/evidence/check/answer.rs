// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the process that looks at files says: one line, then the bytes to keep.
//!
//! `SPORTELLO SCAN 1 MEDIA PAGES WIDTHxHEIGHT LENGTH\n` and LENGTH bytes, `-` in place of a size for a PDF; or
//! `SPORTELLO SCAN 1 unfit REASON\n` and nothing more. Whatever is not exactly that is no answer.

use super::{Clean, Unfit};
use crate::evidence::Media;
use std::io::{self, Write};

const BEGIN: &str = "SPORTELLO SCAN 1 ";

/// The first line at most, in bytes.
pub(super) const LINE: usize = 100;

pub(super) fn write(told: &Result<Clean, Unfit>, out: &mut impl Write) -> io::Result<()> {
    match told {
        Err(unfit) => writeln!(out, "{BEGIN}unfit {}", unfit.key())?,
        Ok(Clean { media, pages, size, bytes }) => {
            let size = size.map_or_else(|| "-".to_owned(), |(width, height)| format!("{width}x{height}"));
            writeln!(out, "{BEGIN}{} {pages} {size} {}", media.key(), bytes.len())?;
            out.write_all(bytes)?;
        }
    }
    out.flush()
}

/// Reads an answer. None where it is not exactly one.
pub(super) fn read(mut answer: Vec<u8>) -> Option<Result<Clean, Unfit>> {
    let end = answer.iter().take(LINE).position(|byte| *byte == b'\n')?;
    let line = str::from_utf8(&answer[..end]).ok()?.strip_prefix(BEGIN)?;
    let words: Vec<&str> = line.split(' ').collect();
    match words[..] {
        ["unfit", reason] if answer.len() == end + 1 => Unfit::from_key(reason).map(Err),
        [media, pages, size, length] => {
            let (media, length) = (Media::from_key(media)?, length.parse::<usize>().ok()?);
            let size = match (size, media) {
                ("-", Media::Pdf) => None,
                (size, Media::Jpeg | Media::Png) => {
                    let (width, height) = size.split_once('x')?;
                    Some((width.parse().ok().filter(|n| *n > 0)?, height.parse().ok().filter(|n| *n > 0)?))
                }
                _ => return None,
            };
            let pages = pages.parse().ok().filter(|pages| *pages > 0)?;
            let bytes = answer.split_off(end + 1);
            let fits =
                bytes.len() == length && Media::of(&bytes) == Some(media) && (size.is_none() || pages == 1);
            fits.then_some(Ok(Clean { media, pages, size, bytes }))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_comes_back_as_it_was_and_nothing_else_is_one() {
        let clean = || Clean { media: Media::Pdf, pages: 3, size: None, bytes: b"%PDF-1.7 x".to_vec() };
        let written = |told: &Result<Clean, Unfit>| {
            let mut bytes = Vec::new();
            write(told, &mut bytes).unwrap();
            bytes
        };
        assert!(read(written(&Ok(clean()))) == Some(Ok(clean())));
        for unfit in Unfit::ALL {
            assert!(read(written(&Err(unfit))) == Some(Err(unfit)));
        }
        let whole = String::from_utf8(written(&Ok(clean()))).unwrap();
        for odd in [
            String::new(),
            "\n".into(),
            whole.replace("SCAN 1", "SCAN 2"),
            whole.replace("pdf", "html"),
            whole.replace("pdf", "png"),
            whole.replace(" 3 ", " 0 "),
            whole.replace(" - ", " 3x4 "),
            whole.replace(" 10\n", " 9\n"),
            format!("{whole}more"),
            whole.replace("%PDF", "<htm"),
            "SPORTELLO SCAN 1 unfit active\nmore".into(),
            "SPORTELLO SCAN 1 unfit nonsense\n".into(),
            "SPORTELLO SCAN 1 jpeg 1 0x9 3\n\u{fffd}".into(),
            "x".repeat(1_000),
        ] {
            assert!(read(odd.clone().into_bytes()).is_none(), "{odd:?}");
        }
    }
}
