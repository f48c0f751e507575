// SPDX-License-Identifier: AGPL-3.0-or-later
//! Which passwords may be set: measured by zxcvbn, and without words that everybody around the person knows.

use crate::operators::{Password, PasswordError};

/// Words of the place, which are the first that somebody from here would try.
const OF_THE_PLACE: [&str; 4] = ["sportello", "regione", "tessera", "sanitaria"];

/// Letters from which on a word may not stand in a password.
const TELLING: usize = 4;

/// How hard a password is to guess, from 0 to 4 as zxcvbn says it. From 3 on it may be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strength(u8);

impl Strength {
    /// The number, 0 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// Why a password may not be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Fewer than 12 characters.
    #[error("a password has at least 12 characters")]
    TooShort,
    /// More than 200 characters.
    #[error("a password has at most 200 characters")]
    TooLong,
    /// It holds a name of the person, the username, the region or the application's.
    #[error("the password holds a word that others know of the person or the place")]
    Contextual,
    /// It is one of the first that are tried.
    #[error("the password is easily guessed")]
    Common(Strength),
}

/// Judges a password that somebody wants to set. `known` are names, username, region: cut into words here.
///
/// # Errors
/// [`Weak`].
pub fn judge(password: &str, known: &[&str]) -> Result<(Password, Strength), Weak> {
    let parsed: Password = password.parse().map_err(|error| match error {
        PasswordError::TooShort => Weak::TooShort,
        PasswordError::TooLong => Weak::TooLong,
    })?;
    let words: Vec<String> = known
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .chain(OF_THE_PLACE)
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let plain: String = password.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if words.iter().any(|word| word.chars().count() >= TELLING && plain.contains(word.as_str())) {
        return Err(Weak::Contextual);
    }
    let inputs: Vec<&str> = words.iter().map(String::as_str).collect();
    let strength = Strength(zxcvbn::zxcvbn(password, &inputs).score().into());
    if strength.0 < 3 { Err(Weak::Common(strength)) } else { Ok((parsed, strength)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 3] = ["Anna Rossi", "anna.rossi", "Regione Marche"];

    fn refused(password: &str) -> Option<Weak> {
        judge(password, &KNOWN).err()
    }

    #[test]
    fn names_region_and_the_application_are_no_passwords_in_any_dress() {
        for odd in [
            "Rossi-vw93kq-82z",
            "xk9-ROSSI-xk9-q",
            "m.a.r.c.h.e-8823kq",
            "SPORTELLO-9kq2-zz",
            "tessera 77 vento",
        ] {
            assert_eq!(refused(odd), Some(Weak::Contextual), "{odd}");
        }
    }

    #[test]
    fn short_long_and_common_ones_are_refused_and_a_good_one_is_not() {
        assert_eq!(refused("undici 1234"), Some(Weak::TooShort));
        assert_eq!(refused(&"x".repeat(201)), Some(Weak::TooLong));
        for common in ["password1234", "123456789012", "qwertyuiopas", "aaaaaaaaaaaa", "letmeinletmein"] {
            assert!(matches!(refused(common), Some(Weak::Common(_))), "{common}: {:?}", refused(common));
        }
        for good in ["gatto nero sul tetto", "v8-kelp-orbita-41"] {
            assert_eq!(refused(good), None, "{good}");
        }
    }
}
