// SPDX-License-Identifier: AGPL-3.0-or-later
//! Why a text is not an address.

use thiserror::Error;

/// Why a text is not an e-mail address. No variant holds what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EmailError {
    /// Nothing was typed.
    #[error("the address is empty")]
    Empty,
    /// More than 254 characters, or more than 64 before the `@`.
    #[error("the address is too long")]
    TooLong,
    /// A line break or another control character.
    #[error("the address holds a control character")]
    Control,
    /// A blank inside.
    #[error("the address holds a blank")]
    Blank,
    /// A name, angle brackets, quotes, or several addresses.
    #[error("only the address itself is taken: no name, brackets or quotes, and only one")]
    MoreThanAddress,
    /// No `@`, or more than one.
    #[error("an address has one @")]
    At,
    /// Nothing before the `@`, or a character that cannot stand there.
    #[error("what stands before the @ is not a mailbox name")]
    Local,
    /// A dot at the start or end of the mailbox name, or two together.
    #[error("a dot stands where none can")]
    Dot,
    /// The domain has letters beyond ASCII; its `xn--` form is taken.
    #[error("write the domain in its xn-- form")]
    InternationalDomain,
    /// What follows the `@` is no domain name, or has no dot.
    #[error("what follows the @ is not a domain name")]
    Domain,
}
