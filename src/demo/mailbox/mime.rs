// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reading a mail (RFC 5322, 2045–2047) as far as a mailbox page needs it: headers in clear, the text and the HTML part.
//! UTF-8 alone; what cannot be decoded is shown as it stands.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A mail as a person reads it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    pub from: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
}

/// Reads a whole mail.
pub(super) fn parse(bytes: &[u8]) -> Message {
    let source = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let (headers, _) = split(&source);
    let mut message = Message {
        from: words(&header(&headers, "from")),
        to: words(&header(&headers, "to")),
        subject: words(&header(&headers, "subject")),
        ..Message::default()
    };
    take_parts(&source, &mut message, 0);
    message
}

/// Headers, unfolded, and the body.
fn split(part: &str) -> (Vec<(String, String)>, &str) {
    let (head, body) = part.split_once("\n\n").unwrap_or((part, ""));
    let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
    let headers = unfolded.lines().filter_map(|line| line.split_once(':'));
    (headers.map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned())).collect(), body)
}

fn header(headers: &[(String, String)], name: &str) -> String {
    headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Walks the parts, at most four deep, and keeps the first text and the first HTML.
fn take_parts(part: &str, message: &mut Message, depth: u8) {
    let (headers, body) = split(part);
    let kind = header(&headers, "content-type");
    let lower = kind.to_lowercase();
    if lower.starts_with("multipart/") && depth < 4 {
        let Some(boundary) = parameter(&kind, "boundary") else { return };
        let limit = format!("--{boundary}");
        let inner = body.split(&limit).skip(1).take_while(|part| !part.starts_with("--"));
        inner.for_each(|part| take_parts(part.trim_start_matches('\n'), message, depth + 1));
    } else if lower.starts_with("text/html") {
        message.html.get_or_insert_with(|| decode(body, &header(&headers, "content-transfer-encoding")));
    } else if message.text.is_empty() && (lower.is_empty() || lower.starts_with("text/plain")) {
        message.text = decode(body, &header(&headers, "content-transfer-encoding"));
    }
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let found = value.split(';').skip(1).filter_map(|part| part.split_once('='));
    let (_, text) = found.into_iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
    Some(text.trim().trim_matches('"').to_owned())
}

fn decode(body: &str, encoding: &str) -> String {
    match encoding.to_lowercase().as_str() {
        "base64" => {
            let packed: String = body.split_whitespace().collect();
            STANDARD
                .decode(packed)
                .map_or_else(|_| body.to_owned(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
        }
        "quoted-printable" => quoted(&body.replace("=\n", ""), false),
        _ => body.to_owned(),
    }
}

/// Quoted-printable; in headers an underscore is a blank.
fn quoted(text: &str, in_header: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| hex::decode(pair).ok());
        match (byte, pair) {
            (b'=', Some(decoded)) => {
                out.extend(decoded);
                at += 2;
            }
            (b'_', _) if in_header => out.push(b' '),
            _ => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Encoded words of a header: `=?utf-8?b?…?=` and `=?utf-8?q?…?=`. Blanks between two of them belong to neither.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some((before, from)) = rest.split_once("=?") {
        let fields: Vec<&str> = from.splitn(4, '?').collect();
        let [_charset, kind, text, tail] = fields.as_slice() else { break };
        let Some(tail) = tail.strip_prefix('=') else { break };
        if !(after_word && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.push_str(&match kind.to_lowercase().as_str() {
            "b" => decode(text, "base64"),
            _ => quoted(text, true),
        });
        rest = tail;
        after_word = true;
    }
    out + rest
}
