// SPDX-License-Identifier: AGPL-3.0-or-later
//! How the handing in of a mail went.

use crate::outbox::Reason;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Severity;

/// How the handing in of a mail went. Replies are kept for the keeper: at most 200 printable characters, and of a server
/// that has seen the mail only the codes, because it may quote what it read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The server answers for it from here on.
    Accepted {
        /// The server's name.
        server: String,
        /// What it said.
        reply: String,
    },
    /// Not now; the mail was not taken.
    Temporary {
        /// Why.
        reason: Reason,
        /// What was said.
        reply: String,
    },
    /// Never; the mail was not taken.
    Permanent {
        /// Why.
        reason: Reason,
        /// What was said.
        reply: String,
    },
    /// The mail was handed in and no answer came: it may have been taken.
    Unknown {
        /// What broke.
        reply: String,
    },
}

/// How far a delivery had come when something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Connection, greeting, TLS, sign-in.
    Greeting,
    /// `MAIL FROM`.
    Sender,
    /// `RCPT TO`.
    Recipient,
    /// `DATA`.
    Data,
    /// The mail itself.
    Content,
}

/// What broke a stage.
pub(super) enum Fault {
    /// No connection: nobody there, or no such name.
    Unreachable(std::io::Error),
    /// No answer in time.
    Silence,
    /// A refusal, or a broken connection.
    Said(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Said(error)
    }
}

/// Replies of a server that wants a sign-in, or another one, before anything else (RFC 4954 section 6).
const SIGN_IN: [u16; 4] = [530, 534, 535, 538];

impl Delivery {
    /// What a fault at a stage means for the mail. A refusal of ourselves (sign-in, sender) is for the keeper to mend
    /// and no fault of the letter: it is tried again. Only what is refused with the recipient in view is final.
    pub(super) fn of_fault(stage: Stage, fault: &Fault) -> Self {
        let error = match fault {
            Fault::Silence if stage == Stage::Content => {
                return Self::Unknown { reply: "no answer in time".into() };
            }
            Fault::Silence => {
                return Self::Temporary { reason: Reason::NoAnswer, reply: "no answer in time".into() };
            }
            Fault::Unreachable(error) => {
                let reply = printable(&format!("no connection: {error}"));
                return Self::Temporary { reason: Reason::ServerAway, reply };
            }
            Fault::Said(error) => error,
        };
        let reply = reply(stage, error);
        let Some(code) = error.status() else {
            return match stage {
                Stage::Content => Self::Unknown { reply },
                _ => Self::Temporary { reason: Reason::ServerAway, reply },
            };
        };
        let lasting = code.severity == Severity::PermanentNegativeCompletion;
        match stage {
            Stage::Greeting | Stage::Sender if lasting => {
                Self::Temporary { reason: Reason::ServerRefusesUs, reply }
            }
            _ if SIGN_IN.contains(&u16::from(code)) => {
                Self::Temporary { reason: Reason::ServerRefusesUs, reply }
            }
            Stage::Recipient if lasting => Self::Permanent { reason: Reason::AddressRefused, reply },
            Stage::Data | Stage::Content if lasting => {
                Self::Permanent { reason: Reason::ContentRefused, reply }
            }
            _ => Self::Temporary { reason: Reason::TryLater, reply },
        }
    }

    /// The word in `mail_attempts`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Accepted { .. } => "accepted",
            Self::Temporary { .. } => "temporary",
            Self::Permanent { .. } => "permanent",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// What was said.
    #[must_use]
    pub fn reply(&self) -> &str {
        match self {
            Self::Accepted { reply, .. }
            | Self::Temporary { reply, .. }
            | Self::Permanent { reply, .. }
            | Self::Unknown { reply } => reply,
        }
    }
}

fn reply(stage: Stage, error: &Error) -> String {
    use std::error::Error as _;
    let Some(code) = error.status() else { return printable(&error.to_string()) };
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    if stage == Stage::Content {
        let enhanced = said.split_whitespace().next().filter(|word| is_enhanced(word)).unwrap_or_default();
        return printable(format!("{code} {enhanced}").trim_end());
    }
    printable(&format!("{code} {said}"))
}

/// An enhanced status code of RFC 3463, such as `5.1.1`.
fn is_enhanced(word: &str) -> bool {
    let mut parts = word.split('.');
    let three = parts
        .by_ref()
        .take(3)
        .filter(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    three.count() == 3 && parts.next().is_none()
}

/// At most 200 characters of printable ASCII, white space made one blank.
pub(super) fn printable(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .chars()
        .map(|c| if c == ' ' || c.is_ascii_graphic() { c } else { '?' })
        .take(200)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enhanced_code_is_three_numbers_and_nothing_else() {
        for (word, is) in
            [("5.1.1", true), ("4.7.123", true), ("5.1", false), ("345.1.1.1", false), ("5.x.1", false)]
        {
            assert_eq!(is_enhanced(word), is, "{word}");
        }
    }

    #[test]
    fn what_a_server_says_is_cut_and_made_printable() {
        assert_eq!(printable("550 no\r\nsuch\u{7} user\u{1f600}"), "550 no such? user?");
        assert_eq!(printable(&"x".repeat(5_000)).len(), 200);
    }

    #[test]
    fn silence_after_the_mail_is_the_only_doubtful_one() {
        assert!(matches!(Delivery::of_fault(Stage::Content, &Fault::Silence), Delivery::Unknown { .. }));
        for stage in [Stage::Greeting, Stage::Sender, Stage::Recipient, Stage::Data] {
            let delivery = Delivery::of_fault(stage, &Fault::Silence);
            assert!(matches!(delivery, Delivery::Temporary { reason: Reason::NoAnswer, .. }));
        }
    }
}
