// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the embedded authority must be told.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::policy::{self, CodeSet, RegionCode};
use crate::seal::CodeKind;

/// What the embedded authority must be told to start. Has no `Debug`: the database address may hold a password.
#[derive(Clone)]
pub struct AuthorityConfig {
    /// Its own PostgreSQL role: `SPORTELLO_AUTHORITY_DATABASE_URL`.
    pub database_url: String,
    /// How many connections it opens at most.
    pub connections: usize,
    /// Folder with its keys, see [`super::keys`]: `SPORTELLO_AUTHORITY_KEYS`.
    pub keys: PathBuf,
    /// The unix socket to listen on: `SPORTELLO_AUTHORITY_SOCKET`.
    pub socket: PathBuf,
    /// A TCP listener beside the socket, on a loopback address only.
    pub listen: Option<SocketAddr>,
    /// File of the public key that first halves are sealed to: `SPORTELLO_SHEET_PUBLIC_KEY`.
    pub sheet_public_key: PathBuf,
    /// File of the public key that second halves are sealed to: `SPORTELLO_MAIL_PUBLIC_KEY`.
    pub mail_public_key: PathBuf,
    /// Public address of the CA certificate and the lists, no slash at its end: `SPORTELLO_PKI_URL`. The lists are
    /// expected at `{pki_url}/crls/{part}.crl`, which stands in the certificates.
    pub pki_url: String,
    /// Who issues the cards.
    pub administration: Administration,
    /// Lengths of the codes drawn at import.
    pub code_lengths: CodeLengths,
    /// Releases that one operator may order within an hour: `SPORTELLO_AUTHORITY_RELEASES_PER_HOUR`.
    pub releases_per_hour: u32,
    /// Certificates in one part of the revocation list: 10,000, fewer in tests only.
    pub crl_part_size: u32,
}

/// The administration that issues the cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administration {
    /// Its name, as in the certificates: `Regione Marche`.
    pub name: String,
    /// Its region, whose code stands in the card numbers.
    pub region: RegionCode,
}

impl From<&policy::PolicyBook> for Administration {
    /// The region that the policy is of.
    fn from(book: &policy::PolicyBook) -> Self {
        Self { name: book.name().to_owned(), region: book.region() }
    }
}

/// How many digits the codes of a card have. They are fixed when the card is personalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeLengths {
    /// PIN: 5 to 8 by the chip, up to 64 here.
    pub pin: u8,
    /// PUK.
    pub puk: u8,
    /// CIP, where the region has one.
    pub cip: Option<u8>,
}

impl Default for CodeLengths {
    /// PIN 5, PUK 8, CIP 8: the lengths of the TS-CNS.
    fn default() -> Self {
        Self { pin: 5, puk: 8, cip: Some(8) }
    }
}

impl From<&CodeSet> for CodeLengths {
    /// A chip always has a PUK; the policy's reader sees to it.
    fn from(codes: &CodeSet) -> Self {
        let length = |kind| {
            let rule = codes.rule(kind)?;
            u8::try_from(rule.length()).ok()
        };
        let usual = Self::default();
        Self {
            pin: length(policy::CodeKind::Pin).unwrap_or(usual.pin),
            puk: length(policy::CodeKind::Puk).unwrap_or(usual.puk),
            cip: length(policy::CodeKind::Cip),
        }
    }
}

impl CodeLengths {
    /// Shortest and longest code there may be.
    pub const BOUNDS: std::ops::RangeInclusive<u8> = 4..=64;

    /// Each code with its length, in the order in which they are printed.
    pub fn each(self) -> impl Iterator<Item = (CodeKind, u8)> {
        [(CodeKind::Pin, Some(self.pin)), (CodeKind::Puk, Some(self.puk)), (CodeKind::Cip, self.cip)]
            .into_iter()
            .filter_map(|(kind, length)| Some((kind, length?)))
    }
}
