// SPDX-License-Identifier: AGPL-3.0-or-later
//! A PDF is kept as it came, so that a signature on it stays good. That is why it is looked at twice: as bytes, every revision and
//! every object stream of it, whatever its tables say; and as the document that a reader makes of it.

mod names;
mod parts;
mod walk;

use super::Unfit;
use crate::policy::ScanRules;
use flate2::read::ZlibDecoder;
use lopdf::{Document, LoadOptions};
use names::{Finding, find_in, is_text};
use parts::{Filters, Stream};
use std::io::Read;

/// What a web page begins with, and no PDF holds outside its streams.
const MARKUP: [&[u8]; 6] = [b"<html", b"<script", b"<!doctype", b"<body", b"<svg", b"<iframe"];

/// Looks at a PDF; answers its pages.
pub(super) fn check(file: &[u8], rules: &ScanRules) -> Result<u32, Unfit> {
    bounds(file)?;
    let parts = parts::split(file)?;
    for text in &parts.outside {
        refuse(find_in(text))?;
        let text = text.to_ascii_lowercase();
        if MARKUP.iter().any(|markup| parts::find(&text, markup).is_some()) {
            return Err(Unfit::Polyglot);
        }
    }
    let mut room = u64::from(rules.unpacked);
    for stream in &parts.streams {
        look(stream, &mut room)?;
    }
    let options =
        LoadOptions { max_decompressed_size: Some(rules.unpacked as usize), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(file, options).map_err(|_| Unfit::Unreadable)?;
    if document.is_encrypted() {
        return Err(Unfit::Encrypted);
    }
    walk::document(&document, rules)?;
    match u32::try_from(document.get_pages().len()) {
        Ok(0) => Err(Unfit::Unreadable),
        Ok(pages) if pages <= rules.pages => Ok(pages),
        _ => Err(Unfit::TooManyPages),
    }
}

/// A version at the first byte, and nothing but blanks after the last mark of the end.
fn bounds(file: &[u8]) -> Result<(), Unfit> {
    if !(file.starts_with(b"%PDF-1.") || file.starts_with(b"%PDF-2.")) {
        return Err(Unfit::Unreadable);
    }
    let end = parts::find_last(file, b"%%EOF").ok_or(Unfit::Unreadable)?;
    let blank = |byte: &u8| matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ');
    if file[end + 5..].iter().all(blank) { Ok(()) } else { Err(Unfit::Polyglot) }
}

fn refuse(finding: Finding) -> Result<(), Unfit> {
    if finding.active || finding.active_if_text {
        return Err(Unfit::Active);
    }
    if finding.encrypted { Err(Unfit::Encrypted) } else { Ok(()) }
}

/// Looks into a stream: object streams hold objects like any outside, and nothing may inflate without end.
fn look(stream: &Stream<'_>, room: &mut u64) -> Result<(), Unfit> {
    // a stream that is no stream to other readers, because its keyword stands in a comment or a text
    let raw = find_in(stream.body);
    if raw.active || (raw.active_if_text && is_text(stream.body)) {
        return Err(Unfit::Active);
    }
    let filters = stream.filters();
    match filters {
        Filters::Encrypted => return Err(Unfit::Encrypted),
        Filters::Odd => return Err(Unfit::Unreadable),
        Filters::Flate | Filters::None | Filters::Other => {}
    }
    if stream.holds_objects() {
        let objects = match filters {
            Filters::None => stream.body.to_vec(),
            Filters::Flate if !stream.is_predicted() => inflate(stream.body, room, true)?,
            _ => return Err(Unfit::Unreadable),
        };
        return refuse(find_in(&objects));
    }
    if filters == Filters::Flate {
        inflate(stream.body, room, false)?;
    }
    Ok(())
}

/// Inflates a body, taking what it gives from `room`. What holds objects must come to its end; what only readers draw is measured
/// as far as it goes.
fn inflate(body: &[u8], room: &mut u64, objects: bool) -> Result<Vec<u8>, Unfit> {
    let (mut kept, mut chunk) = (Vec::new(), vec![0; 64 * 1024]);
    let mut inflating = ZlibDecoder::new(body);
    loop {
        match inflating.read(&mut chunk) {
            Ok(0) => return Ok(kept),
            Ok(count) => {
                *room = room.checked_sub(count as u64).ok_or(Unfit::Bomb)?;
                if objects {
                    kept.extend_from_slice(&chunk[..count]);
                }
            }
            Err(_) if objects => return Err(Unfit::Unreadable),
            Err(_) => return Ok(kept),
        }
    }
}
