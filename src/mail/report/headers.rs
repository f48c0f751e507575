// SPDX-License-Identifier: AGPL-3.0-or-later
//! The headers of a mail or of a part, as far as they say what it is.

use mail_parser::{HeaderName, HeaderValue, Message, MessageParser, MimeHeaders};

/// Where the envelope recipient may be told, best first: Postfix and qmail, Postfix, Exim, and whoever wrote it.
const RECIPIENT: [&str; 4] = ["Delivered-To", "X-Original-To", "Envelope-To", "To"];

/// Characters of a headline's field at most.
const SHOWN: usize = 200;

/// Who wrote a mail about what, cut and without control characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headline {
    /// `From`.
    pub sender: String,
    /// `Subject`.
    pub subject: String,
}

/// Parsed headers.
pub(super) struct Headers<'a>(Message<'a>);

impl<'a> Headers<'a> {
    /// Nothing where there is not one header.
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let parser = MessageParser::new().header_content_type(HeaderName::ContentType).default_header_text();
        let message = parser.parse_headers(bytes)?;
        (!message.headers().is_empty()).then_some(Self(message))
    }

    /// The first value of a header, words of RFC 2047 decoded; empty where there is none.
    pub fn text(&self, name: &'a str) -> &str {
        self.0.header(name).and_then(HeaderValue::as_text).unwrap_or_default().trim()
    }

    /// Every address that may be the envelope recipient's, best first.
    pub fn addresses(&self) -> Vec<String> {
        let values = RECIPIENT.iter().flat_map(|name| self.0.header_values(*name));
        let words = values
            .filter_map(HeaderValue::as_text)
            .flat_map(|value| value.split(['<', '>', ',', ';', ' ', '\t', '\r', '\n', '"', '(', ')']));
        words.filter(|word| word.contains('@') && word.len() <= 320).take(50).map(ToOwned::to_owned).collect()
    }

    /// Type and subtype in small letters; empty where none is told.
    pub fn kind(&self) -> String {
        let kind = self.0.content_type();
        let told = |kind: &mail_parser::ContentType<'_>| {
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_ascii_lowercase()
        };
        kind.map(told).unwrap_or_default()
    }

    /// The boundary of a delivery report (RFC 3462, RFC 6533).
    pub fn report_boundary(&self) -> Option<String> {
        let kind = self.0.content_type().filter(|_| self.kind() == "multipart/report")?;
        let of = kind.attribute("report-type").unwrap_or_default();
        let known = ["delivery-status", "global-delivery-status"];
        let known = known.iter().any(|known| known.eq_ignore_ascii_case(of));
        kind.attribute("boundary").filter(|_| known).map(ToOwned::to_owned)
    }

    /// Whether a program answers for a person (RFC 3834 section 5), or tells that the mail was seen (RFC 8098). Old
    /// mail servers mark bounces in the same way, and name the recipient that failed.
    pub fn answers_automatically(&self) -> bool {
        if !self.text("X-Failed-Recipients").is_empty() {
            return false;
        }
        let says = |name, words: &[&str]| {
            let value = self.text(name).to_ascii_lowercase();
            words.iter().any(|word| value.starts_with(word))
        };
        let receipt = self.kind() == "multipart/report"
            && self.0.content_type().is_some_and(|kind| {
                kind.attribute("report-type")
                    .is_some_and(|of| of.eq_ignore_ascii_case("disposition-notification"))
            });
        receipt
            || says("Auto-Submitted", &["auto-replied"])
            || says("Precedence", &["auto_reply", "bulk", "junk", "list"])
            || says("X-Autoreply", &["yes", "true", "1"])
            || !self.text("X-Autorespond").is_empty()
    }

    /// Who wrote about what.
    pub fn headline(&self) -> Headline {
        Headline { sender: shown(self.text("From")), subject: shown(self.text("Subject")) }
    }
}

fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN).collect()
}
