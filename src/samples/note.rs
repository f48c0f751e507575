// SPDX-License-Identifier: AGPL-3.0-or-later
//! A note is about what was found and names nobody; the database refuses the same.

/// Characters of a note.
const MOST: usize = 300;

/// Digits in a row, blanks and signs between them not counted, from which on they are a number of somebody's.
const A_NUMBER: usize = 6;

/// Why something is no note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// More than 300 characters.
    #[error("the note is too long")]
    TooLong,
    /// An address, a telephone number, a codice fiscale.
    #[error("the note names somebody")]
    NamesSomebody,
}

/// Looks for what a note must not hold.
///
/// # Errors
/// [`NoteError`].
pub fn check(note: &str) -> Result<(), NoteError> {
    if note.chars().count() > MOST {
        return Err(NoteError::TooLong);
    }
    let mut digits = 0;
    for letter in note.chars() {
        match letter {
            '@' => return Err(NoteError::NamesSomebody),
            '0'..='9' => digits += 1,
            ' ' | '.' | '/' | '-' => (),
            _ => digits = 0,
        }
        if digits >= A_NUMBER {
            return Err(NoteError::NamesSomebody);
        }
    }
    let plain: Vec<char> = note.chars().filter(|letter| !letter.is_whitespace()).collect();
    if plain.windows(16).any(is_code) { Err(NoteError::NamesSomebody) } else { Ok(()) }
}

/// Whether sixteen letters have the shape of a codice fiscale, omocodia included.
fn is_code(letters: &[char]) -> bool {
    let digit = |letter: char| letter.is_ascii_digit() || "LMNPQRSTUV".contains(letter.to_ascii_uppercase());
    letters.iter().enumerate().all(|(at, letter)| match at {
        6 | 7 | 9 | 10 | 12..=14 => digit(*letter),
        _ => letter.is_ascii_alphabetic(),
    }) && letters.iter().any(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_about_what_was_found_and_names_nobody() {
        for fine in [
            "",
            "ha confermato data e foglio",
            "richiamato 2 volte, poi il 3.11 alle 10",
            "Il Comune dell’anagrafe conferma",
        ] {
            assert_eq!(check(fine), Ok(()), "{fine}");
        }
        for odd in [
            "scrive da maria@posta.example",
            "tel. 071 23456",
            "333-1234567",
            "RSSMRA80A01H501U",
            "cf rss mra 80a01 h501u",
            "RSSMRA80A01H50MM",
        ] {
            assert_eq!(check(odd), Err(NoteError::NamesSomebody), "{odd}");
        }
        assert_eq!(check(&"è".repeat(301)), Err(NoteError::TooLong));
        assert_eq!(check(&"è".repeat(300)), Ok(()));
    }
}
