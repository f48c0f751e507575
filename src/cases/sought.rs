// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the counter's one field may hold, and why an operator asks.

use super::protocol::Protocol;
use crate::cards::number::CardNumber;
use crate::holders::codice_fiscale::{CodiceFiscaleError, FiscalCode};

/// Why an operator looks somebody up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookUpReason {
    /// The person is at the counter.
    Present,
    /// Work on a case.
    Case,
    /// The person is on the telephone.
    Telephone,
}

impl LookUpReason {
    /// Every reason, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Present, Self::Case, Self::Telephone];

    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Case => "case",
            Self::Telephone => "telephone",
        }
    }

    /// The reason of a [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// What was scanned, pasted or typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// A codice fiscale, or a provisional code.
    Code(FiscalCode),
    /// A card.
    Card(CardNumber),
    /// A case.
    Protocol(Protocol),
    /// A code sheet.
    Serial(String),
}

impl Sought {
    /// Reads the field. What can be nothing else is a codice fiscale, so the error is that of a codice fiscale.
    ///
    /// # Errors
    /// Why it is no codice fiscale.
    pub fn read(text: &str) -> Result<Self, CodiceFiscaleError> {
        if let Ok(protocol) = text.parse() {
            return Ok(Self::Protocol(protocol));
        }
        if let Ok((number, _)) = CardNumber::parse_scan(text) {
            return Ok(Self::Card(number));
        }
        let error = match FiscalCode::parse_scan(text) {
            Ok(code) => return Ok(Self::Code(code)),
            Err(error) => error,
        };
        let serial: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '*')).collect();
        match serial.len() == 12 && serial.bytes().all(|b| b.is_ascii_alphanumeric()) {
            true => Ok(Self::Serial(serial.to_ascii_uppercase())),
            false => Err(error),
        }
    }

    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Code(_) => "codice_fiscale",
            Self::Card(_) => "card_number",
            Self::Protocol(_) => "protocol",
            Self::Serial(_) => "serial",
        }
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Self::Code(code) => code.as_str(),
            Self::Card(number) => number.as_str(),
            Self::Protocol(protocol) => protocol.as_str(),
            Self::Serial(serial) => serial,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_field_takes_scan_paste_and_typing() {
        let kind = |text: &str| Sought::read(text).map(|sought| sought.kind());
        for text in ["*RSSMRA80A01H501U*", "rssmra80a01h501u\r", "12345678903"] {
            assert_eq!(kind(text), Ok("codice_fiscale"), "{text}");
        }
        for text in ["80380001100000000014", "8038 0001 1000 0000 0014", ";80380001100000000014?"] {
            assert_eq!(kind(text), Ok("card_number"), "{text}");
        }
        assert_eq!(kind(" an01-2026-000123"), Ok("protocol"));
        assert_eq!(kind("23AB-45CD-67EF"), Ok("serial"));
    }

    #[test]
    fn what_is_nothing_else_is_a_wrong_codice_fiscale() {
        assert_eq!(Sought::read("RSSMRA80A01H501X"), Err(CodiceFiscaleError::CheckLetter));
        assert_eq!(Sought::read(""), Err(CodiceFiscaleError::Empty));
        assert_eq!(
            Sought::read("'; drop table cases"),
            Err(CodiceFiscaleError::InnerSeparator { position: 3 })
        );
        assert_eq!(Sought::read("8038000110000000001"), Err(CodiceFiscaleError::Length { given: 19 }));
    }
}
