// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who acted for the holder, as the mail with the second half tells it: both persons by name, and as what the one acts
//! for the other. Why is not told: a mail says nothing of anybody's health.

use crate::policy::DelegationKind;
use crate::texts::{Language, text, text_with};

/// Whose mailbox the second half goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailbox {
    /// The holder's: the rules or the signed delegation say so.
    Holder,
    /// The delegate's: the signed delegation says so in words.
    Delegate,
    /// One of the two, where the delegate may declare their own and nobody asks whose it is; or a trusted person's.
    Other,
}

/// Somebody who acted for the holder, or assisted them.
pub struct Acting<'a> {
    /// Name and surname of the holder.
    pub holder: &'a str,
    /// Name and surname of the delegate.
    pub delegate: &'a str,
    /// As what they act.
    pub kind: DelegationKind,
    /// Whether they assisted the holder, who was there too.
    pub assisted: bool,
    /// Whose mailbox it is.
    pub mailbox: Mailbox,
}

impl Acting<'_> {
    /// To whom the mail speaks, and of whom.
    pub(super) fn sentence(&self, language: Language) -> String {
        let key = match (self.assisted, self.mailbox) {
            (true, Mailbox::Holder | Mailbox::Delegate) => "mail-second_half-assisted",
            (false, Mailbox::Holder) => "mail-second_half-acted",
            (false, Mailbox::Delegate) => "mail-second_half-acted_own",
            (_, Mailbox::Other) => "mail-second_half-acted_either",
        };
        let told = [
            ("holder", self.holder.into()),
            ("delegate", self.delegate.into()),
            ("kind", self.kind_in(language).into()),
        ];
        text_with(language, key, &told)
    }

    /// As what they act; of a health impediment no more than that they were delegated.
    #[must_use]
    pub fn kind_in(&self, language: Language) -> String {
        match self.kind {
            DelegationKind::HealthImpediment => text(language, "mail-second_half-delegated"),
            kind => text(language, &kind.text_key("delegation-kind")),
        }
    }
}
