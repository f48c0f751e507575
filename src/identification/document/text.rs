// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reading a document's number and issuer.

use unicode_normalization::UnicodeNormalization;

use super::DocumentError;

const LONGEST_NUMBER: usize = 30;
const LONGEST_ISSUER: usize = 100;

/// Upper case, blanks left out: they are printed as one likes.
pub(super) fn number(text: &str) -> Result<String, DocumentError> {
    let mut number = String::new();
    for (at, c) in text.trim().chars().enumerate() {
        match c {
            ' ' | '\u{a0}' => continue,
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/') => {
                number.push(c.to_ascii_uppercase())
            }
            _ => return Err(DocumentError::NumberCharacter { position: at + 1 }),
        }
        if number.len() > LONGEST_NUMBER {
            return Err(DocumentError::NumberTooLong);
        }
    }
    if number.bytes().any(|b| b.is_ascii_alphanumeric()) {
        Ok(number)
    } else {
        Err(DocumentError::NumberMissing)
    }
}

/// Latin letters, digits and the signs of offices' names; blanks collapsed.
pub(super) fn issuer(text: &str) -> Result<String, DocumentError> {
    let text = text.trim();
    if text.chars().count() > LONGEST_ISSUER {
        return Err(DocumentError::IssuerTooLong);
    }
    let mut issuer = String::with_capacity(text.len());
    for (at, c) in text.nfc().enumerate() {
        match c {
            ' ' | '\u{a0}' if issuer.ends_with(' ') => {}
            ' ' | '\u{a0}' => issuer.push(' '),
            '’' => issuer.push('\''),
            c if c.is_ascii_alphanumeric() || "'.,-/()&°".contains(c) => issuer.push(c),
            c if c.is_alphabetic() && matches!(c, 'À'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => {
                issuer.push(c)
            }
            _ => return Err(DocumentError::IssuerCharacter { position: at + 1 }),
        }
    }
    if issuer.chars().any(char::is_alphanumeric) { Ok(issuer) } else { Err(DocumentError::IssuerMissing) }
}
