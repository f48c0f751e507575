// SPDX-License-Identifier: AGPL-3.0-or-later
//! Names in a PDF (ISO 32000-1, 7.3.5), however they are written: `/JavaScript` is also `/Java#53cript`.

/// Names that make a file do more than show pages. Long enough not to stand in compressed bytes by chance.
const ACTIVE: [&[u8]; 11] = [
    b"JavaScript",
    b"Launch",
    b"OpenAction",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"FileAttachment",
    b"RichMedia",
    b"XFA",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
];

/// The same, so short that compressed bytes may hold them: additional actions, a script, embedded files of a file specification.
const SHORT: [&[u8]; 3] = [b"AA", b"JS", b"EF"];

/// What was found in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Finding {
    /// A name that no page needs.
    pub active: bool,
    /// A short one, which counts where this is text and not compressed bytes.
    pub active_if_text: bool,
    /// The name of an encryption.
    pub encrypted: bool,
}

/// Looks at every name in a text.
pub(super) fn find_in(text: &[u8]) -> Finding {
    let mut finding = Finding::default();
    for name in names(text) {
        finding.active |= is_active(&name);
        finding.active_if_text |= SHORT.contains(&&*name);
        finding.encrypted |= name == b"Encrypt";
    }
    finding
}

/// Whether a name as read is one that no page needs.
pub(super) fn is_forbidden(name: &[u8]) -> bool {
    let name = unescaped(name);
    is_active(&name) || SHORT.contains(&&*name)
}

fn is_active(name: &[u8]) -> bool {
    ACTIVE.contains(&name) || name.starts_with(b"RichMedia")
}

/// Every name in a text, without its slash, `#xx` read.
pub(super) fn names(text: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        let slash = rest.iter().position(|byte| *byte == b'/')?;
        rest = &rest[slash + 1..];
        let end = rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len());
        let name = unescaped(&rest[..end]);
        rest = &rest[end..];
        Some(name)
    })
}

fn unescaped(written: &[u8]) -> Vec<u8> {
    // longer than any name that is looked for, each letter of it escaped
    let written = &written[..written.len().min(127)];
    let digit = |at: usize| written.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let (mut name, mut at) = (Vec::with_capacity(written.len()), 0);
    while let Some(&byte) = written.get(at) {
        let escaped = (byte == b'#').then(|| Some(digit(at + 1)? * 16 + digit(at + 2)?)).flatten();
        match escaped.and_then(|value| u8::try_from(value).ok()) {
            Some(value) => {
                name.push(value);
                at += 3;
            }
            None => {
                name.push(byte);
                at += 1;
            }
        }
    }
    name
}

/// White space and delimiters (tables 1 and 2).
fn is_end(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ') || b"()<>[]{}/%".contains(&byte)
}

/// Whether almost all of it are printable characters, as compressed bytes never are.
pub(super) fn is_text(body: &[u8]) -> bool {
    let plain = body.iter().filter(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')).count();
    plain * 20 >= body.len() * 19
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for text in [
            "/JavaScript",
            "<</S/Java#53cript>>",
            "/#4a#61vaScript ",
            "[/Launch]",
            "/OpenAction<<",
            "/RichMediaContent 1",
        ] {
            assert!(find_in(text.as_bytes()).active, "{text}");
        }
        for text in ["/JS(x)", "/#4aS (x)", "/AA<<", "/E#46 7 0 R"] {
            assert!(find_in(text.as_bytes()).active_if_text, "{text}");
        }
        assert!(find_in(b"/Encr#79pt 5 0 R").encrypted);
        for text in ["JavaScript", "/JavaScripts", "/Java#5", "/AAAAAA+Arial", "/JSon", "/Efg", "/Type/Page"]
        {
            assert_eq!(find_in(text.as_bytes()), Finding::default(), "{text}");
        }
    }
}
