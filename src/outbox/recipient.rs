// SPDX-License-Identifier: AGPL-3.0-or-later
//! An address that a mail may go to: nothing in it can end a header line or an SMTP command.

use std::fmt;
use std::str::FromStr;

/// An e-mail address, narrower than RFC 5321 allows: ASCII, no quotes, no blanks, no controls, one `@`, labels of letters,
/// digits and dashes after it, 254 characters at most. Kept as written: the local part may tell case apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Recipient(String);

/// The text is no address that a mail can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address that a mail can go to")]
pub struct BadRecipient;

impl Recipient {
    /// The address as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address for logs: `m…@example.it`.
    #[must_use]
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        format!("{}…@{domain}", local.chars().next().unwrap_or('…'))
    }
}

impl FromStr for Recipient {
    type Err = BadRecipient;

    fn from_str(text: &str) -> Result<Self, BadRecipient> {
        let (local, domain) = text.split_once('@').ok_or(BadRecipient)?;
        let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
        let local_fits =
            local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom));
        let label = |part: &str| {
            (1..=63).contains(&part.len())
                && !part.starts_with('-')
                && !part.ends_with('-')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let fits = text.len() <= 254 && local_fits && domain.split('.').all(label);
        fits.then(|| Self(text.to_owned())).ok_or(BadRecipient)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_addresses_are_taken() {
        for good in [
            "maria.rossi@example.it",
            "a@b.it",
            "o'neill+cns@sub.example.com",
            "x@localhost",
            "M_R@xn--caff-8oa.it",
        ] {
            assert_eq!(good.parse::<Recipient>().map(|r| r.to_string()), Ok(good.to_owned()));
        }
    }

    #[test]
    fn what_could_become_a_header_or_a_command_is_no_address() {
        let long = format!("{}@example.it", "a".repeat(65));
        for bad in [
            "a@b.it\r\nBcc: c@d.it",
            "a@b.it\n",
            "\ra@b.it",
            "a b@c.it",
            "a@b.it>",
            "<a@b.it",
            "a@b.it, c@d.it",
            "\"a b\"@c.it",
            "a@@b.it",
            "@b.it",
            "a@",
            "a@b..it",
            "a..b@c.it",
            ".a@b.it",
            "a@-b.it",
            "a\0@b.it",
            "é@b.it",
            "a@caffè.it",
            "a@[127.0.0.1]",
            "",
            "a@b.it\u{2028}",
            &long,
        ] {
            assert_eq!(bad.parse::<Recipient>(), Err(BadRecipient), "{bad:?}");
        }
    }

    #[test]
    fn a_log_shows_one_letter_and_the_domain() {
        assert_eq!("maria.rossi@example.it".parse::<Recipient>().unwrap().masked(), "m…@example.it");
    }

    proptest! {
        #[test]
        fn no_text_at_all_brings_a_line_end_into_a_header(text in "\\PC{0,20}[\r\n\u{85}\u{2028} <>,;:\"]\\PC{0,20}") {
            prop_assert!(text.parse::<Recipient>().is_err());
        }
    }
}
