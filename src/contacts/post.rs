// SPDX-License-Identifier: AGPL-3.0-or-later
//! A postal address in Italy, for a citizen who has no mailbox to read.

use std::{fmt, str::FromStr};

use crate::holders::person::{Person, PersonName};
use crate::holders::places::Places;

/// How the text form begins. No e-mail address does: a colon cannot stand in one.
const MARK: &str = "post:";

/// Longest street or town in characters: what a window envelope shows in one line of 9 points.
const LINE: usize = 60;

/// Where a letter goes. Its text form is `post:` and addressee, street, postal code, town and province with `|` between
/// them; that is what is sealed, and what a row is compared with.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PostalAddress {
    addressee: String,
    street: String,
    code: String,
    town: String,
    province: String,
}

/// A part of a postal address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostalPart {
    /// The name on the envelope.
    Addressee,
    /// Street and number.
    Street,
    /// The five digits (CAP).
    Code,
    /// Town.
    Town,
    /// Province, two letters.
    Province,
}

/// Why a text is not a part of a postal address. No variant holds what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostalError {
    /// Nothing was typed.
    #[error("a part of the postal address is empty")]
    Empty(PostalPart),
    /// Longer than the window of an envelope.
    #[error("a part of the postal address is too long")]
    TooLong(PostalPart),
    /// A sign that no address has.
    #[error("a part of the postal address holds a sign that no address has")]
    Character(PostalPart),
    /// Not five digits.
    #[error("an Italian postal code has five digits")]
    Code,
    /// No province has these letters today.
    #[error("there is no such province")]
    Province,
    /// Not the text form of an address.
    #[error("this is not the text form of a postal address")]
    Form,
}

impl PostalError {
    /// The part that is wrong.
    #[must_use]
    pub const fn part(self) -> PostalPart {
        match self {
            Self::Empty(part) | Self::TooLong(part) | Self::Character(part) => part,
            Self::Code => PostalPart::Code,
            Self::Province => PostalPart::Province,
            Self::Form => PostalPart::Street,
        }
    }
}

impl PostalAddress {
    /// The address of a holder, from what was typed: blanks around and between words are put right, the province is
    /// written in capitals.
    ///
    /// # Errors
    /// Every part that is wrong, in the order of the envelope.
    pub fn of(
        person: &Person,
        street: &str,
        code: &str,
        town: &str,
        province: &str,
    ) -> Result<Self, Vec<PostalError>> {
        let addressee = envelope(&person.name, &person.surname);
        Self::checked([&addressee, street, code, town, province])
    }

    fn checked(parts: [&str; 5]) -> Result<Self, Vec<PostalError>> {
        let [addressee, street, code, town, province] =
            parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        let province = province.to_uppercase();
        // a name is bounded by its own type
        let found = [
            line(PostalPart::Addressee, &addressee, usize::MAX),
            line(PostalPart::Street, &street, LINE),
            postal_code(&code),
            line(PostalPart::Town, &town, LINE),
            province_known(&province),
        ];
        let errors: Vec<PostalError> = found.into_iter().filter_map(Result::err).collect();
        if errors.is_empty() { Ok(Self { addressee, street, code, town, province }) } else { Err(errors) }
    }

    /// Street and number.
    #[must_use]
    pub fn street(&self) -> &str {
        &self.street
    }

    /// The five digits.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Town.
    #[must_use]
    pub fn town(&self) -> &str {
        &self.town
    }

    /// Province, two letters.
    #[must_use]
    pub fn province(&self) -> &str {
        &self.province
    }

    /// The lines of the envelope, from above.
    #[must_use]
    pub fn lines(&self) -> [String; 3] {
        let town = format!("{} {} {}", self.code, self.town, self.province);
        [self.addressee.clone(), self.street.clone(), town]
    }

    /// In one line, for eyes.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        let Self { addressee, street, code, town, province } = self;
        format!("{addressee}, {street}, {code} {town} ({province})")
    }

    /// For papers that others may see: `60••• Ancona (AN)`.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("{}••• {} ({})", &self.code[..2], self.town, self.province)
    }

    /// The text form without the addressee: `|street|code|town|province`.
    #[must_use]
    pub fn place(&self) -> String {
        let Self { street, code, town, province, .. } = self;
        format!("|{street}|{code}|{town}|{province}")
    }

    /// The place, for comparing.
    #[must_use]
    pub fn key(&self) -> String {
        self.place().to_lowercase()
    }
}

fn envelope(name: &PersonName, surname: &PersonName) -> String {
    format!("{name} {surname}")
}

fn line(part: PostalPart, text: &str, most: usize) -> Result<(), PostalError> {
    let fits = |c: char| c.is_alphanumeric() || " .,/-'’()°ªº&".contains(c);
    match text.chars().count() {
        0 => Err(PostalError::Empty(part)),
        given if given > most => Err(PostalError::TooLong(part)),
        _ if !text.chars().all(fits) => Err(PostalError::Character(part)),
        _ => Ok(()),
    }
}

fn postal_code(text: &str) -> Result<(), PostalError> {
    match text {
        "" => Err(PostalError::Empty(PostalPart::Code)),
        text if text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()) => Ok(()),
        _ => Err(PostalError::Code),
    }
}

fn province_known(text: &str) -> Result<(), PostalError> {
    match text {
        "" => Err(PostalError::Empty(PostalPart::Province)),
        text if Places::embedded().has_province(text) => Ok(()),
        _ => Err(PostalError::Province),
    }
}

/// The text form.
impl fmt::Display for PostalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { addressee, street, code, town, province } = self;
        write!(f, "{MARK}{addressee}|{street}|{code}|{town}|{province}")
    }
}

impl FromStr for PostalAddress {
    type Err = PostalError;

    /// Reads the text form back; anything that would be written otherwise is none.
    fn from_str(text: &str) -> Result<Self, PostalError> {
        let parts = text.strip_prefix(MARK).ok_or(PostalError::Form)?;
        let parts: Vec<&str> = parts.split('|').collect();
        let parts: [&str; 5] = parts.try_into().map_err(|_| PostalError::Form)?;
        let address =
            Self::checked(parts).map_err(|errors| errors.first().copied().unwrap_or(PostalError::Form))?;
        if address.to_string() == text { Ok(address) } else { Err(PostalError::Form) }
    }
}

/// Masked, because it ends in logs.
impl fmt::Debug for PostalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostalAddress({}•••)", &self.code[..2])
    }
}

#[cfg(test)]
#[path = "post_tests.rs"]
mod tests;
