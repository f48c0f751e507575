// SPDX-License-Identifier: AGPL-3.0-or-later
//! The functional check before the citizen leaves: does the card work with the joined codes? Nobody asks for a code, and none
//! is taken; what is recorded is that it was tried, or why not.

use super::desk::Desk;
use super::refusal::{Rule, kept};
use super::release::{self, Name, State};
use super::store::checks;
use crate::audit::{self, Entry};
use crate::cases::{self, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, HolderId};
use crate::operators::Operator;
use chrono::{DateTime, Utc};

const ACT: &str = "functional_check.record";

/// The shortest run of digits that may be a half of a code.
const HALF: usize = 4;

/// What was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckResult {
    /// Another reader or place has read the card and its certificate.
    CardRead,
    /// The holder tried the PIN on a device of their own.
    PinTried,
    /// Nothing, for a reason in words.
    NotChecked(String),
}

impl CheckResult {
    /// The names of all, in the order of the list.
    pub const KEYS: [&'static str; 3] = ["card_read", "pin_tried", "not_checked"];

    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::CardRead => Self::KEYS[0],
            Self::PinTried => Self::KEYS[1],
            Self::NotChecked(_) => Self::KEYS[2],
        }
    }

    /// The result of a name; the reason counts where nothing was checked.
    #[must_use]
    pub fn of(key: &str, reason: &str) -> Option<Self> {
        match key {
            "card_read" => Some(Self::CardRead),
            "pin_tried" => Some(Self::PinTried),
            "not_checked" if !reason.trim().is_empty() => Some(Self::NotChecked(reason.trim().to_owned())),
            _ => None,
        }
    }

    fn reason(&self) -> Option<&str> {
        match self {
            Self::NotChecked(reason) => Some(reason),
            Self::CardRead | Self::PinTried => None,
        }
    }
}

/// Whether a text holds digits that may be a half of a code: four or more with nothing but blanks, dots and hyphens between.
#[must_use]
pub fn holds_a_code(text: &str) -> bool {
    let bare = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}'));
    let mut run = 0;
    bare.map(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run
    })
    .any(|run| run >= HALF)
}

/// A check as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionalCheck {
    /// The number of its release.
    pub release: String,
    /// What was checked.
    pub result: CheckResult,
    /// When.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: Name,
}

/// Why a check is not recorded.
#[derive(Debug, thiserror::Error)]
pub enum NotRecorded {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// The codes are not in the citizen's hands.
    #[error("the sheet is not handed over")]
    NotHandedOver,
    /// The reason looks as if it held half of a code.
    #[error("the reason may hold a code")]
    HoldsCode,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotRecorded {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::NotHandedOver => Some("not_handed_over"),
            Self::HoldsCode => Some("reason_may_hold_a_code"),
            Self::Broken(_) => None,
        }
    }
}

/// Adds the result of a check to a case whose sheet was handed over. `known` is how many the page showed: a second click, or
/// another tab that came first, adds nothing.
///
/// # Errors
/// A [`NotRecorded`]; refusals are in the register.
pub async fn record_check(
    desk: &Desk<'_>,
    operator: &Operator,
    case: CaseId,
    known: usize,
    result: &CheckResult,
) -> Result<(), NotRecorded> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, operator, case, known, result).await).await;
    drop(conn);
    kept(desk, ACT, operator.who(), case, outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
    known: usize,
    result: &CheckResult,
) -> Result<(), NotRecorded> {
    let now = desk.now();
    let case = cases::lock(conn, operator, id).await?;
    let release = release::of_case(conn, id).await?.ok_or(NotRecorded::NotHandedOver)?;
    if !matches!(release.state, State::HandedOver { .. }) {
        return Err(NotRecorded::NotHandedOver);
    }
    if result.reason().is_some_and(holds_a_code) {
        return Err(NotRecorded::HoldsCode);
    }
    let before = checks::count(conn, release.id).await?;
    if before != known {
        return Ok(());
    }
    let ordinal = i32::try_from(before + 1).map_err(Breakage::new)?;
    checks::insert(conn, release.id, ordinal, (result.key(), result.reason()), operator.id(), now).await?;
    let mut entry = Entry::new(ACT)
        .by(operator.who())
        .holder(case.holder.id)
        .case(id)
        .plain("release", release.id)
        .plain("ordinal", ordinal)
        .plain("result", result.key());
    if let Some(reason) = result.reason() {
        entry = entry.personal("reason", reason);
    }
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(())
}

/// The checks of a case's releases, oldest first. One query.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn checks_of_case(conn: &mut Connection, case: CaseId) -> Result<Vec<FunctionalCheck>, Breakage> {
    checks::of_case(conn, case).await
}

/// The checks of all cases of a holder, newest first, at most 50. One query.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn checks_of_holder(conn: &Connection, holder: HolderId) -> Result<Vec<FunctionalCheck>, Breakage> {
    checks::of_holder(conn, holder).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_may_hold_half_of_a_code_is_seen() {
        for text in ["1234", "il PIN è 12 345", "9-1-6-4", "PUK 1.2.3.4 ok"] {
            assert!(holds_a_code(text), "{text}");
        }
        for text in ["", "nessun lettore", "3 tentativi, 2 lettori", "sportello 12 e 13a"] {
            assert!(!holds_a_code(text), "{text}");
        }
    }

    #[test]
    fn a_result_is_found_by_its_name_and_nothing_checked_wants_a_reason() {
        assert_eq!(CheckResult::of("pin_tried", ""), Some(CheckResult::PinTried));
        assert_eq!(CheckResult::of("not_checked", " "), None);
        assert_eq!(
            CheckResult::of("not_checked", " ha fretta "),
            Some(CheckResult::NotChecked("ha fretta".into()))
        );
        assert_eq!(CheckResult::of("", "x"), None);
        for key in CheckResult::KEYS {
            assert_eq!(CheckResult::of(key, "x").map(|result| result.key()), Some(key));
        }
    }
}
