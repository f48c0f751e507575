// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the people who work here are told of their accounts.

use super::words::{Told, local};
use crate::outbox::{AccountEvent, ToldRole};
use crate::texts::{FluentValue, Language, text, text_with};
use chrono::{DateTime, Utc};

/// Something happened to an account.
pub(super) fn notice(
    language: Language,
    username: &str,
    event: AccountEvent,
    at: DateTime<Utc>,
    role: Option<&ToldRole>,
) -> Told {
    let role = role.map(|role| named(language, role)).unwrap_or_default();
    let told: [(&'static str, FluentValue<'_>); 3] =
        [("username", username.into()), ("when", local(language, at).into()), ("role", role.into())];
    let what = text_with(language, &format!("mail-account_notice-{}", event.word()), &told);
    (vec![what], vec![], vec![text(language, "mail-account_notice-not_you")])
}

/// A role in the language's own words, with its counter.
fn named(language: Language, told: &ToldRole) -> String {
    let role = text(language, &format!("mail-role-{}", told.role));
    if told.counter.is_empty() { role } else { format!("{role} ({})", told.counter) }
}

/// A one-time link; the address itself stands apart.
pub(super) fn invitation(language: Language, username: &str, expires_at: DateTime<Utc>, first: bool) -> Told {
    let key = if first { "mail-invitation-what" } else { "mail-invitation-second_factor" };
    let what = text_with(language, key, &[("username", username.into())]);
    let until = local(language, expires_at);
    let valid = text_with(language, "mail-invitation-valid", &[("until", until.into())]);
    (
        vec![what],
        vec![],
        vec![valid, text(language, "mail-invitation-nobody"), text(language, "mail-account_notice-not_you")],
    )
}
