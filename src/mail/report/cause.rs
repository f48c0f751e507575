// SPDX-License-Identifier: AGPL-3.0-or-later
//! From enhanced status codes (RFC 3463 and its registry at IANA) to what is told at the counter.

use crate::outbox::Reason;

/// The code that says most, and what it means; nothing where the code says that all is well.
///
/// A failure after days of trying keeps its `4.x.x`. Where the field says no more than `5.0.0`, the code that the server
/// gave in its own words counts.
pub(super) fn of(status: &str, diagnostic: &str) -> Option<(Reason, String)> {
    let vague = |code: &&str| !code.ends_with(".0.0");
    let said = || diagnostic.split([' ', ';', '-', '#', '(', ')', ':']).filter(|word| is_code(word));
    let told = Some(status).filter(|word| is_code(word));
    if told.is_some_and(|code| code.starts_with('2')) {
        return None;
    }
    let code = told.filter(vague).or_else(|| said().find(vague)).or(told).or_else(|| said().next())?;
    let (class, rest) = code.split_once('.')?;
    if class == "2" {
        return None;
    }
    let reason = match rest {
        // 1.x: bad mailbox, system or syntax, moved, null MX; 2.1: mailbox closed; 4.4: no such host
        "1.0" | "1.1" | "1.2" | "1.3" | "1.6" | "1.9" | "1.10" | "2.1" | "4.4" => Reason::NoSuchMailbox,
        "2.2" | "3.1" => Reason::MailboxFull,
        _ if rest.starts_with("7.") => Reason::RefusedAsSpam,
        "0.0" => of_basic(diagnostic),
        _ => Reason::NotDelivered,
    };
    Some((reason, code.to_owned()))
}

/// Reply codes of RFC 5321 section 4.2.3 alone: 550 is used for everything, 551 and 553 for addresses, 552 for size.
fn of_basic(diagnostic: &str) -> Reason {
    let mut words = diagnostic.split([' ', ';', '-']);
    match words.find(|word| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())) {
        Some("551" | "553") => Reason::NoSuchMailbox,
        Some("552") => Reason::MailboxFull,
        _ => Reason::NotDelivered,
    }
}

/// `class.subject.detail`.
fn is_code(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    let number =
        |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && ["2", "4", "5"].contains(&parts[0]) && parts.iter().all(number)
}
