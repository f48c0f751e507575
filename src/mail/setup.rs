// SPDX-License-Identifier: AGPL-3.0-or-later
//! From settings to a mailer: what is wrong is one sentence, before anything is sent.

use super::address::{Security, Target};
use super::files::Folder;
use super::smtp::Smtp;
use super::writer::Writer;
use super::{Mailer, tls};
use crate::seal::SecretBox;
use lettre::message::Mailbox;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The settings of mail. Holds the password; not printable.
pub struct MailSetup {
    /// `smtp://`, `smtps://`, `smtp+starttls://` with `user:password@` where needed, or `file:///folder`.
    pub url: Zeroizing<String>,
    /// The sender, `sportello@example.it` or `Sportello <sportello@example.it>`.
    pub from: String,
    /// Where bounces go, as `local+id-mac@domain`; the sender's address where it is not set.
    pub bounces: Option<String>,
    /// Lets plain `smtp://` go beyond this machine.
    pub allow_plaintext: bool,
    /// Takes a server's certificate that does not verify.
    pub allow_bad_certificate: bool,
    /// A PEM file of certification authorities to trust beside the public ones.
    pub extra_ca: Option<PathBuf>,
    /// Whether `file://` may be used: under `demo` alone.
    pub files_allowed: bool,
}

/// Why no mail can go out with these settings.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The server's address.
    #[error("SPORTELLO_MAIL_URL cannot be used: {0}.")]
    Address(&'static str),
    /// Plain SMTP over a network.
    #[error(
        "SPORTELLO_MAIL_URL would send codes unencrypted to another machine: use smtps:// or smtp+starttls://, or force it \
         with SPORTELLO_MAIL_FORCE_PLAIN=yes."
    )]
    Plaintext,
    /// A folder outside a demonstration.
    #[error("SPORTELLO_MAIL_URL names a folder, which only `sportello demo` may use.")]
    Files,
    /// The sender or the bounce address.
    #[error("{setting} cannot be used: {why}.")]
    Sender {
        /// The variable.
        setting: &'static str,
        /// What does not fit.
        why: &'static str,
    },
    /// The file of certification authorities.
    #[error("SPORTELLO_MAIL_CA {path} cannot be used: {why}.")]
    Ca {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        why: String,
    },
}

impl MailSetup {
    /// The mailer. Connects to nobody yet.
    ///
    /// # Errors
    /// [`SetupError`], one sentence for the keeper.
    pub fn mailer(&self) -> Result<Mailer, SetupError> {
        match Target::parse(&self.url)? {
            Target::Folder(_) if !self.files_allowed => Err(SetupError::Files),
            Target::Folder(path) => Ok(Mailer::Files(Folder::new(path))),
            Target::Server(server) => {
                let plain = server.security == Security::None;
                if plain && !server.is_loopback() && !self.allow_plaintext {
                    return Err(SetupError::Plaintext);
                }
                let tls = match server.security {
                    Security::None => None,
                    _ => Some(tls::parameters(
                        &server.host,
                        self.extra_ca.as_deref(),
                        self.allow_bad_certificate,
                    )?),
                };
                Ok(Mailer::Smtp(Box::new(Smtp::new(server, tls))))
            }
        }
    }

    /// Who writes the mails; `macs` signs the envelope senders.
    ///
    /// # Errors
    /// [`SetupError::Sender`] where sender or bounce address do not fit.
    pub fn writer(&self, macs: SecretBox) -> Result<Writer, SetupError> {
        let setting = "SPORTELLO_MAIL_FROM";
        let from: Mailbox =
            self.from.parse().map_err(|_| SetupError::Sender { setting, why: "it is no e-mail address" })?;
        let bounces = match &self.bounces {
            None => from.email.clone(),
            Some(text) => text.parse().map_err(|_| SetupError::Sender {
                setting: "SPORTELLO_MAIL_BOUNCES",
                why: "it is no e-mail address",
            })?,
        };
        Writer::new(from, bounces, macs)
    }

    /// The settings that weaken the protection and were forced, as `check` shows them.
    #[must_use]
    pub fn forced(&self) -> Vec<&'static str> {
        [
            (self.allow_plaintext, "SPORTELLO_MAIL_FORCE_PLAIN"),
            (self.allow_bad_certificate, "SPORTELLO_MAIL_FORCE_CERTIFICATE"),
        ]
        .into_iter()
        .filter_map(|(set, name)| set.then_some(name))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(url: &str) -> MailSetup {
        MailSetup {
            url: Zeroizing::new(url.to_owned()),
            from: "Sportello <sportello@example.it>".into(),
            bounces: None,
            allow_plaintext: false,
            allow_bad_certificate: false,
            extra_ca: None,
            files_allowed: false,
        }
    }

    #[test]
    fn codes_never_leave_this_machine_unencrypted_unless_forced() {
        assert!(matches!(setup("smtp://mail.example.it").mailer(), Err(SetupError::Plaintext)));
        assert!(setup("smtp://127.0.0.1:2525").mailer().is_ok());
        assert!(setup("smtps://mail.example.it").mailer().is_ok());
        let forced = MailSetup { allow_plaintext: true, ..setup("smtp://mail.example.it") };
        assert!(forced.mailer().is_ok());
        assert_eq!(forced.forced(), ["SPORTELLO_MAIL_FORCE_PLAIN"]);
    }

    #[test]
    fn a_folder_is_for_demonstrations() {
        assert!(matches!(setup("file:///tmp/mail").mailer(), Err(SetupError::Files)));
        assert!(MailSetup { files_allowed: true, ..setup("file:///tmp/mail") }.mailer().is_ok());
    }

    #[test]
    fn a_sender_that_is_no_address_stops_the_start() {
        let odd = MailSetup { from: "sportello".into(), ..setup("smtps://mail.example.it") };
        assert!(odd.writer(SecretBox::generate("worker", chrono::Utc::now())).is_err());
        let long =
            MailSetup { from: format!("{}@example.it", "a".repeat(30)), ..setup("smtps://mail.example.it") };
        assert!(long.writer(SecretBox::generate("worker", chrono::Utc::now())).is_err());
    }
}
