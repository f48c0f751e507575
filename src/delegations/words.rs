// SPDX-License-Identifier: AGPL-3.0-or-later
//! Short texts that end on papers: titles of powers, courts, numbers of decrees.

use unicode_normalization::UnicodeNormalization;

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Nothing was written.
    #[error("nothing was written")]
    Empty,
    /// More characters than fit.
    #[error("too long")]
    TooLong,
    /// A character that papers cannot show; counted from 1.
    #[error("character {position} cannot be printed")]
    Character {
        /// Where.
        position: usize,
    },
}

/// Latin letters, digits and common signs; blanks collapsed.
pub(super) fn words(text: &str, longest: usize) -> Result<String, WordsError> {
    let text = text.trim();
    if text.chars().count() > longest {
        return Err(WordsError::TooLong);
    }
    let mut words = String::with_capacity(text.len());
    for (at, c) in text.nfc().enumerate() {
        match c {
            c if c.is_whitespace() && (words.is_empty() || words.ends_with(' ')) => {}
            c if c.is_whitespace() => words.push(' '),
            '’' => words.push('\''),
            c if c.is_ascii_alphanumeric() || "'.,;:-/()&°\"".contains(c) => words.push(c),
            c if c.is_alphabetic() && matches!(c, 'À'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => {
                words.push(c)
            }
            _ => return Err(WordsError::Character { position: at + 1 }),
        }
    }
    if words.chars().any(char::is_alphanumeric) { Ok(words) } else { Err(WordsError::Empty) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_as_they_are_printed() {
        assert_eq!(
            words(" Procura  generale,\nnotaio D’Alò ", 80).unwrap(),
            "Procura generale, notaio D'Alò"
        );
        assert_eq!(words(" .- ", 80), Err(WordsError::Empty));
        assert_eq!(words("abc", 2), Err(WordsError::TooLong));
        assert_eq!(words("a😀", 80), Err(WordsError::Character { position: 2 }));
    }
}
