// SPDX-License-Identifier: AGPL-3.0-or-later
//! The register's acts in the reader's words.

use crate::texts::{self, Language};

/// The acts about holders and cases that have words: `act-case-open` for `case.open`.
const ACTS: [&str; 63] = [
    "approval.ask",
    "approval.decide",
    "approval.show",
    "card.activate",
    "card.ask",
    "card.expire",
    "card.know_caller",
    "card.name",
    "card.order",
    "card.print_slip",
    "card.reactivate",
    "card.replace",
    "card.revoke",
    "card.save",
    "card.suspend",
    "case.close",
    "case.open",
    "case.show",
    "case.turn",
    "contact.save",
    "delegation.end",
    "delegation.print",
    "delegation.save",
    "evidence.add",
    "evidence.take_back",
    "form.print",
    "form.show",
    "form.sign",
    "form.void",
    "functional_check.record",
    "holder.look_up",
    "holder.save",
    "holder.show",
    "identification.save",
    "mail.accept",
    "mail.accept_late",
    "mail.alarm",
    "mail.erase",
    "mail.give_up",
    "mail.lose_answer",
    "mail.note",
    "mail.send_again",
    "no_email.leave",
    "ownership.ask",
    "ownership.prove",
    "ownership.skip",
    "receipt.print",
    "refusal.print",
    "release.request",
    "release.request_joint",
    "release.seal",
    "release.supersede",
    "release.withdraw",
    "session.reauthenticate",
    "sheet.confirm",
    "sheet.decide",
    "sheet.hand_over",
    "sheet.miss",
    "sheet.serve",
    "sheet.void",
    "sibling.carry_over",
    "sibling.open",
    "warning.override",
];

/// What was done, in words; an act without words is told by its name.
pub(super) fn words(language: Language, act: &str) -> String {
    if !ACTS.contains(&act) {
        return act.to_owned();
    }
    texts::text(language, &format!("act-{}", act.replace(['.', '_'], "-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_of_the_list_has_words_in_both_languages() {
        for language in [Language::Italian, Language::English] {
            for act in ACTS {
                let words = words(language, act);
                assert!(!words.starts_with('[') && !words.contains('.'), "{act}: {words}");
            }
            assert_eq!(words(language, "something.else"), "something.else");
        }
    }
}
