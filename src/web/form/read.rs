// SPDX-License-Identifier: AGPL-3.0-or-later
//! The body of a POST, as pairs of names and values that are fit to be looked at.

use super::errors::FieldErrors;
use crate::web::error::PageError;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpMessage, HttpRequest};
use futures_util::StreamExt;
use std::borrow::Cow;

/// The largest body of a form, in bytes.
pub(in crate::web) const LIMIT: usize = 64 * 1024;

/// A larger body is read to its end up to here, so that the browser gets to see the answer instead of a broken line.
const PATIENCE: usize = 16 * 1024 * 1024;

/// The longest value of a field, in characters. Types have tighter limits of their own.
const LONGEST: usize = 8_000;

/// More fields than any form has.
const MOST: usize = 500;

/// Names and values in the order of the body.
pub(in crate::web) struct Pairs {
    pairs: Vec<(String, String)>,
    unfit: FieldErrors,
}

impl Pairs {
    /// Reads `application/x-www-form-urlencoded` bytes.
    pub(in crate::web) fn parse(body: &[u8]) -> Option<Self> {
        let mut found = Self::none();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            if found.pairs.len() == MOST {
                return None;
            }
            let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            let name = fit(&decode(&pair[..at])).0;
            found.put(name, &decode(pair.get(at + 1..).unwrap_or_default()));
        }
        Some(found)
    }

    /// Nothing yet.
    pub(in crate::web) fn none() -> Self {
        Self { pairs: Vec::new(), unfit: FieldErrors::default() }
    }

    /// One field more, as it stands in a part of a body. False where there are more than any form has.
    pub(in crate::web) fn add(&mut self, name: &str, value: &[u8]) -> bool {
        if self.pairs.len() == MOST {
            return false;
        }
        self.put(fit(name.as_bytes()).0, value);
        true
    }

    fn put(&mut self, name: String, value: &[u8]) {
        let (value, problem) = fit(value);
        if let Some(key) = problem {
            self.unfit.add(name.clone(), key);
        }
        self.pairs.push((name, value));
    }

    /// The first value of a name, or nothing.
    pub(in crate::web) fn first(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// All values of a name.
    pub(in crate::web) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All pairs.
    pub(in crate::web) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(super) fn unfit(&self) -> FieldErrors {
        self.unfit.clone()
    }
}

fn decode(text: &[u8]) -> Vec<u8> {
    let digit = |at: usize| text.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let escaped = (byte == b'%').then(|| Some(digit(at + 1)? * 16 + digit(at + 2)?)).flatten();
        match escaped.and_then(|value| u8::try_from(value).ok()) {
            Some(value) => {
                bytes.push(value);
                at += 3;
            }
            None => {
                bytes.push(if byte == b'+' { b' ' } else { byte });
                at += 1;
            }
        }
    }
    bytes
}

/// A text without line ends other than `\n` and without control characters, cut to what a field may hold; and what was
/// wrong with it.
fn fit(bytes: &[u8]) -> (String, Option<&'static str>) {
    let text = String::from_utf8_lossy(bytes);
    let torn = matches!(text, Cow::Owned(_));
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    let problem = match () {
        () if torn || text.contains(odd) => Some("field-odd-characters"),
        () if text.chars().count() > LONGEST => Some("field-too-long"),
        () => None,
    };
    let clean = text.chars().take(LONGEST).map(|c| if odd(c) { char::REPLACEMENT_CHARACTER } else { c });
    (clean.collect(), problem)
}

/// Reads a posted form.
///
/// # Errors
/// When it is no form, or a larger one than [`LIMIT`].
pub(in crate::web) fn read_pairs(
    req: &HttpRequest,
    mut payload: Payload,
) -> impl Future<Output = Result<Pairs, PageError>> + 'static {
    let urlencoded = req.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded")
        || !req.headers().contains_key(CONTENT_TYPE);
    async move {
        let (mut body, mut length) = (Vec::new(), 0);
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| PageError::Unreadable)?;
            length += chunk.len();
            if length > PATIENCE {
                break;
            }
            if length <= LIMIT {
                body.extend_from_slice(&chunk);
            }
        }
        match () {
            () if length > LIMIT => Err(PageError::TooLarge),
            () if !urlencoded => Err(PageError::Unreadable),
            () => Pairs::parse(&body).ok_or(PageError::Unreadable),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_bytes_become_errors_of_their_field_and_the_rest_is_kept() {
        let pairs =
            Pairs::parse(b"name=Al%C3%B2+%26+C&bad=%FF&nul=a%00b&note=a%0D%0Ab&half=%4&=x&bare").unwrap();
        assert_eq!(pairs.first("name"), "Alò & C");
        assert_eq!(pairs.first("note"), "a\nb");
        assert_eq!(pairs.first("nul"), "a\u{fffd}b");
        assert_eq!(pairs.first("half"), "%4");
        assert_eq!(pairs.first("bare"), "");
        assert_eq!(pairs.first("missing"), "");
        assert_eq!(pairs.unfit().fields().collect::<Vec<_>>(), ["bad", "nul"]);
    }

    #[test]
    fn a_field_with_too_much_in_it_is_cut_and_told() {
        let body = format!("note={}", "x".repeat(9_000));
        let pairs = Pairs::parse(body.as_bytes()).unwrap();
        assert_eq!(pairs.first("note").len(), LONGEST);
        assert_eq!(pairs.unfit().fields().collect::<Vec<_>>(), ["note"]);
    }

    #[test]
    fn a_form_with_more_fields_than_any_form_has_is_refused() {
        assert!(Pairs::parse("a=1&".repeat(501).as_bytes()).is_none());
    }
}
