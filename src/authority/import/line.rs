// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a line must look like.

/// The header, exactly.
pub const HEADER: [&str; 12] = [
    "card_number",
    "chip_serial",
    "has_chip",
    "codice_fiscale",
    "surname",
    "name",
    "sex",
    "birth_date",
    "birth_place",
    "issued",
    "expires",
    "public_key",
];

/// Why a line was refused. Never quotes the line: it is personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineRefusal {
    /// Another number of fields than the header.
    #[error("not twelve fields")]
    Fields,
    /// Not twenty digits, another prefix than 8038000, or a wrong check digit.
    #[error("card_number is no card number")]
    CardNumber,
    /// Not `true` or `false`.
    #[error("has_chip is neither true nor false")]
    HasChip,
    /// Not sixteen digits on a card with chip, or anything on one without.
    #[error("chip_serial does not fit has_chip, or is not sixteen digits")]
    ChipSerial,
    /// Neither a codice fiscale nor a provisional code.
    #[error("codice_fiscale is none")]
    CodiceFiscale,
    /// Empty, too long, or with control characters.
    #[error("surname or name is empty, too long or not a name")]
    Name,
    /// Neither F nor M.
    #[error("sex is neither F nor M")]
    Sex,
    /// Not YYYY-MM-DD, or no day of the calendar.
    #[error("a date is not a day written YYYY-MM-DD")]
    Date,
    /// No letter with three digits.
    #[error("birth_place is no Belfiore code")]
    BirthPlace,
    /// Birth, issue and expiry are not in that order.
    #[error("birth_date, issued and expires are not in that order")]
    Order,
    /// No public key in PEM that a certificate can be made for, or one on a card without chip.
    #[error("public_key is no usable PEM key")]
    PublicKey,
    /// Number or chip serial are in the register already, or stand in an earlier line.
    #[error("card_number or chip_serial is taken already")]
    Taken,
}
