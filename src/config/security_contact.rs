// SPDX-License-Identifier: AGPL-3.0-or-later
//! Where weaknesses are reported, as `/.well-known/security.txt` says it.

use std::str::FromStr;

/// A mail address or an `https://` address, kept as the URI of a `Contact` line (RFC 9116, 2.5.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityContact(String);

impl SecurityContact {
    /// `mailto:…` or `https://…`.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.0
    }
}

impl FromStr for SecurityContact {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "it is neither a mail address nor an https:// address";
        if let Some(rest) = text.strip_prefix("https://") {
            let whole = !rest.is_empty() && text.is_ascii() && text.parse::<actix_web::http::Uri>().is_ok();
            return whole.then(|| Self(text.to_owned())).ok_or(WRONG);
        }
        // letters that a URI has to escape are in nobody's role address
        let address: lettre::Address =
            text.strip_prefix("mailto:").unwrap_or(text).parse().map_err(|_| WRONG)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "@.-_+".contains(c);
        let address: &str = address.as_ref();
        address.chars().all(plain).then(|| Self(format!("mailto:{address}"))).ok_or(WRONG)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_a_mail_address_or_a_page_over_tls() {
        for (typed, uri) in [
            ("sicurezza@regione.example", "mailto:sicurezza@regione.example"),
            ("mailto:csirt@regione.example", "mailto:csirt@regione.example"),
            ("https://regione.example/sicurezza", "https://regione.example/sicurezza"),
        ] {
            assert_eq!(typed.parse::<SecurityContact>().unwrap().uri(), uri);
        }
        for odd in [
            "",
            "sicurezza",
            "http://regione.example/",
            "https://",
            "https://a b",
            "a@b.it\nExpires: x",
            "tel:118",
        ] {
            assert!(odd.parse::<SecurityContact>().is_err(), "{odd}");
        }
    }
}
