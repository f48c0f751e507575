// SPDX-License-Identifier: AGPL-3.0-or-later
//! The bytes of a PDF as they lie in the file, without belief in its tables: what stands in streams and what stands outside.

use super::super::Unfit;
use super::names::names;

/// A file taken apart.
pub(super) struct Parts<'a> {
    /// Everything outside streams: objects, dictionaries of streams, tables, trailers, of every revision.
    pub outside: Vec<&'a [u8]>,
    /// Every stream.
    pub streams: Vec<Stream<'a>>,
}

/// A stream.
pub(super) struct Stream<'a> {
    dictionary: &'a [u8],
    /// Its bytes as they lie in the file.
    pub body: &'a [u8],
}

/// How a stream is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filters {
    /// Not at all.
    None,
    /// Deflate first; for an image something else may follow.
    Flate,
    /// Some other way, which this program does not undo.
    Other,
    /// By an encryption.
    Encrypted,
    /// Layers that hide one another, or a filter that no scanner has used for decades.
    Odd,
}

impl Stream<'_> {
    /// Whether it is an object stream.
    pub fn holds_objects(&self) -> bool {
        names(self.dictionary).any(|name| name == b"ObjStm")
    }

    /// Whether what it holds must be put together again from differences.
    pub fn is_predicted(&self) -> bool {
        names(self.dictionary).any(|name| name == b"Predictor")
    }

    /// Its filters, by their order in the dictionary.
    pub fn filters(&self) -> Filters {
        let mut found = Vec::new();
        for name in names(self.dictionary) {
            match &*name {
                b"FlateDecode" | b"Fl" => found.push(Filters::Flate),
                b"DCTDecode" | b"DCT" | b"JPXDecode" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode"
                | b"ASCIIHexDecode" | b"AHx" | b"ASCII85Decode" | b"A85" | b"RunLengthDecode" | b"RL" => {
                    found.push(Filters::Other);
                }
                b"LZWDecode" | b"LZW" => found.push(Filters::Odd),
                b"Crypt" => return Filters::Encrypted,
                _ => {}
            }
        }
        let deflated = found.iter().filter(|filter| **filter == Filters::Flate).count();
        match found.first() {
            None => Filters::None,
            Some(_) if found.contains(&Filters::Odd) || deflated > 1 => Filters::Odd,
            Some(Filters::Flate) => Filters::Flate,
            Some(_) if deflated > 0 => Filters::Odd,
            Some(_) => Filters::Other,
        }
    }
}

/// Takes a file apart at `stream` and `endstream`.
pub(super) fn split(file: &[u8]) -> Result<Parts<'_>, Unfit> {
    let (mut parts, mut from, mut at) = (Parts { outside: Vec::new(), streams: Vec::new() }, 0, 0);
    while let Some(found) = find(&file[at..], b"stream") {
        let (keyword, after) = (at + found, at + found + 6);
        let begin = match file[after..] {
            [b'\r', b'\n', ..] => after + 2,
            [b'\r' | b'\n', ..] => after + 1,
            _ => 0,
        };
        if begin == 0 || file[..keyword].ends_with(b"end") {
            at = after;
            continue;
        }
        let outside = &file[from..keyword];
        let length = find(&file[begin..], b"endstream").ok_or(Unfit::Unreadable)?;
        let dictionary = &outside[find_last(outside, b"obj").unwrap_or(0)..];
        parts.outside.push(outside);
        parts.streams.push(Stream { dictionary, body: &file[begin..begin + length] });
        at = begin + length + 9;
        from = at;
    }
    parts.outside.push(&file[from..]);
    Ok(parts)
}

/// Where `sought` stands first.
pub(super) fn find(text: &[u8], sought: &[u8]) -> Option<usize> {
    let first = *sought.first()?;
    let mut from = 0;
    while let Some(at) = text[from..].iter().position(|byte| *byte == first) {
        if text[from + at..].starts_with(sought) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// Where `sought` stands last.
pub(super) fn find_last(text: &[u8], sought: &[u8]) -> Option<usize> {
    (0..=text.len().checked_sub(sought.len())?).rev().find(|at| text[*at..].starts_with(sought))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_and_what_stands_outside_are_told_apart() {
        let file = b"%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\r\nAB\nendstream endobj 2 0 obj<<>>stream\nC endstream\nendobj %%EOF";
        let parts = split(file).ok().unwrap();
        let bodies: Vec<_> = parts.streams.iter().map(|stream| stream.body).collect();
        assert_eq!(bodies, [&b"AB\n"[..], b"C "]);
        assert_eq!(parts.outside.len(), 3);
        assert_eq!(parts.streams[0].filters(), Filters::Flate);
        assert_eq!(parts.streams[1].filters(), Filters::None, "an earlier dictionary is not its own");
        assert!(split(b"%PDF-1.7\n1 0 obj<<>>stream\nAB").is_err(), "without end");
    }

    #[test]
    fn layers_that_hide_one_another_are_odd() {
        for (dictionary, filters) in [
            ("obj<</Filter[/FlateDecode/DCTDecode]>>", Filters::Flate),
            ("obj<</Filter[/FlateDecode/Fl]>>", Filters::Odd),
            ("obj<</Filter[/ASCII85Decode/FlateDecode]>>", Filters::Odd),
            ("obj<</Filter/LZW#44ecode>>", Filters::Odd),
            ("obj<</Filter/DCTDecode>>", Filters::Other),
            ("obj<</Filter/Cr#79pt>>", Filters::Encrypted),
            ("obj<</F#69lter/Flate#44ecode>>", Filters::Flate),
        ] {
            assert_eq!(
                Stream { dictionary: dictionary.as_bytes(), body: b"" }.filters(),
                filters,
                "{dictionary}"
            );
        }
    }
}
