// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a sealed value is for.

/// What a sealed value is for, with the version of its content. Part of every sealing; never stored with it,
/// because whoever opens must already know what is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The half that the counter prints; sealed to the sheet key.
    FirstHalf,
    /// The half that is mailed, with its recipient; sealed to the mail key.
    SecondHalf,
    /// A message waiting in the outbox; sealed to the mail key.
    OutboxMessage,
    /// The whole codes of a card; sealed to the authority's key, in the authority's schema alone.
    ChipCodes,
    /// A form that was posted with an ended session.
    ParkedForm,
    /// The secret of an operator's one-use codes.
    TotpSecret,
    /// The key of one scan's file.
    ScanKey,
}

impl Purpose {
    /// HPKE's `info`: purpose and version. A change of the content's encoding gets a new version.
    #[must_use]
    pub fn info(self) -> &'static [u8] {
        match self {
            Self::FirstHalf => b"sportello/first-half/v1",
            Self::SecondHalf => b"sportello/second-half/v1",
            Self::OutboxMessage => b"sportello/outbox-message/v1",
            Self::ChipCodes => b"sportello/chip-codes/v1",
            Self::ParkedForm => b"sportello/parked-form/v1",
            Self::TotpSecret => b"sportello/totp-secret/v1",
            Self::ScanKey => b"sportello/scan-key/v1",
        }
    }
}
