// SPDX-License-Identifier: AGPL-3.0-or-later
//! The counter's one field: what it may hold, whom it leads to, and why the operator asks.

use super::acting::Acting;
use super::protocol::Protocol;
use super::store;
use crate::audit::Entry;
use crate::cards::number::CardNumber;
use crate::db::{self, Breakage, Connection};
use crate::holders;
use crate::holders::codice_fiscale::{CodiceFiscaleError, FiscalCode};
use crate::ids::{CaseId, CounterId, HolderId, LookUpId};
use chrono::TimeDelta;

/// For so long a look-up opens the holder's page to the one who looked.
const OPEN_FOR: TimeDelta = TimeDelta::minutes(30);

/// Why an operator looks somebody up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookUpReason {
    /// The person is at the counter.
    Present,
    /// Work on a case.
    Case,
    /// The person is on the telephone.
    Telephone,
}

impl LookUpReason {
    /// Every reason, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Present, Self::Case, Self::Telephone];

    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Case => "case",
            Self::Telephone => "telephone",
        }
    }

    /// The reason of a [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// What was scanned, pasted or typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// A codice fiscale, or a provisional code.
    Code(FiscalCode),
    /// A card.
    Card(CardNumber),
    /// A case.
    Protocol(Protocol),
    /// A code sheet.
    Serial(String),
}

impl Sought {
    /// Reads the field. What can be nothing else is a codice fiscale, so the error is that of a codice fiscale.
    ///
    /// # Errors
    /// Why it is no codice fiscale.
    pub fn read(text: &str) -> Result<Self, CodiceFiscaleError> {
        if let Ok(protocol) = text.parse() {
            return Ok(Self::Protocol(protocol));
        }
        if let Ok((number, _)) = CardNumber::parse_scan(text) {
            return Ok(Self::Card(number));
        }
        let error = match FiscalCode::parse_scan(text) {
            Ok(code) => return Ok(Self::Code(code)),
            Err(error) => error,
        };
        let serial: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '*')).collect();
        match serial.len() == 12 && serial.bytes().all(|b| b.is_ascii_alphanumeric()) {
            true => Ok(Self::Serial(serial.to_ascii_uppercase())),
            false => Err(error),
        }
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Code(_) => "codice_fiscale",
            Self::Card(_) => "card_number",
            Self::Protocol(_) => "protocol",
            Self::Serial(_) => "serial",
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Code(code) => code.as_str(),
            Self::Card(number) => number.as_str(),
            Self::Protocol(protocol) => protocol.as_str(),
            Self::Serial(serial) => serial,
        }
    }
}

/// Whom a look-up led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookedUp {
    /// A person.
    Holder(HolderId),
    /// A case of the operator's counter.
    Case(CaseId),
    /// Nobody is known by this code yet: a case can be opened.
    Unknown(LookUpId),
}

/// Why a look-up leads nowhere.
#[derive(Debug, thiserror::Error)]
pub enum LookUpRefused {
    /// No card, case or sheet like that is known here.
    #[error("nothing is known by that")]
    Nothing,
    /// It is the operator's own data.
    #[error("nobody looks themselves up")]
    Own,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl LookUpRefused {
    /// The rule, for the register; none where nothing was refused.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Nothing => Some("nothing_found"),
            Self::Own => Some("own_data"),
            Self::Broken(_) => None,
        }
    }
}

/// The row that a look-up without result leaves in the register.
#[must_use]
pub fn refused_look_up(
    acting: &Acting<'_>,
    sought: &Sought,
    reason: LookUpReason,
    rule: &'static str,
) -> Entry {
    entry(acting, sought, reason).rule(rule)
}

fn entry(acting: &Acting<'_>, sought: &Sought, reason: LookUpReason) -> Entry {
    let entry = Entry::new("holder.look_up").by(acting.operator.who());
    entry.plain("reason", reason.key()).plain("by", sought.kind()).personal("sought", sought.text())
}

/// Looks up, for a reason that goes into the register.
///
/// # Errors
/// A [`LookUpRefused`]; the caller writes it into the register.
pub async fn look_up(
    conn: &mut Connection,
    acting: &Acting<'_>,
    sought: &Sought,
    reason: LookUpReason,
) -> Result<LookedUp, LookUpRefused> {
    db::transaction(conn, async |conn| {
        let (holder, case) = match sought {
            Sought::Code(code) => (holders::known_by(conn, code).await?.map(|holder| holder.id), None),
            Sought::Card(number) => (store::holder_of_card(conn, number).await?, None),
            Sought::Protocol(protocol) => apart(store::case_of_protocol(conn, protocol).await?),
            Sought::Serial(serial) => apart(store::case_of_serial(conn, serial).await?),
        };
        let id = LookUpId::new(acting.now);
        let told = entry(acting, sought, reason);
        let Some(holder) = holder else {
            let Sought::Code(code) = sought else { return Err(LookUpRefused::Nothing) };
            if code.base_code().as_str() == acting.operator.base_code() {
                return Err(LookUpRefused::Own);
            }
            store::insert_look_up(conn, acting, id, reason.key(), None, Some(code.as_str())).await?;
            acting.record(conn, told.plain("found", "nobody")).await?;
            return Ok(LookedUp::Unknown(id));
        };
        if store::base_code(conn, holder).await? == acting.operator.base_code() {
            return Err(LookUpRefused::Own);
        }
        store::insert_look_up(conn, acting, id, reason.key(), Some(holder), None).await?;
        let ours = case.filter(|(_, counter)| *counter == acting.operator.counter_id()).map(|(id, _)| id);
        let told = ours.map_or_else(|| entry(acting, sought, reason), |case| told.case(case)).holder(holder);
        acting.record(conn, told).await?;
        Ok(ours.map_or(LookedUp::Holder(holder), LookedUp::Case))
    })
    .await
}

/// Holder on one side, case and counter on the other.
fn apart(found: Option<store::Whose>) -> (Option<HolderId>, Option<(CaseId, CounterId)>) {
    found.map(|(holder, case, counter)| (holder, (case, counter))).unzip()
}

/// Whether an operator has a reason on record to see a holder's page now: a look-up of the last half hour, or an open case
/// at the counter.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn may_see(conn: &mut Connection, acting: &Acting<'_>, holder: HolderId) -> Result<bool, Breakage> {
    store::has_reason(conn, acting, holder, acting.now - OPEN_FOR).await
}

/// Gives a reason to see the page of a holder who was found before.
///
/// # Errors
/// A [`LookUpRefused`].
pub async fn look_again(
    conn: &mut Connection,
    acting: &Acting<'_>,
    holder: HolderId,
    reason: LookUpReason,
) -> Result<(), LookUpRefused> {
    db::transaction(conn, async |conn| {
        let found = holders::find(conn, holder).await?.ok_or(LookUpRefused::Nothing)?;
        if found.code.base_code().as_str() == acting.operator.base_code() {
            return Err(LookUpRefused::Own);
        }
        let id = LookUpId::new(acting.now);
        store::insert_look_up(conn, acting, id, reason.key(), Some(holder), None).await?;
        let entry = Entry::new("holder.look_up").by(acting.operator.who()).holder(holder);
        acting.record(conn, entry.plain("reason", reason.key()).plain("by", "page")).await?;
        Ok(())
    })
    .await
}

/// The code that a look-up of the operator's found nobody by, as long as it may be used.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn code_sought(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: LookUpId,
) -> Result<Option<FiscalCode>, Breakage> {
    let code = store::code_sought(conn, acting, id, acting.now - OPEN_FOR).await?;
    code.map(|code| code.parse().map_err(Breakage::new)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_field_takes_scan_paste_and_typing() {
        let kind = |text: &str| Sought::read(text).map(|sought| sought.kind());
        for text in ["*RSSMRA80A01H501U*", "rssmra80a01h501u\r", "12345678903"] {
            assert_eq!(kind(text), Ok("codice_fiscale"), "{text}");
        }
        for text in ["80380001100000000014", "8038 0001 1000 0000 0014", ";80380001100000000014?"] {
            assert_eq!(kind(text), Ok("card_number"), "{text}");
        }
        assert_eq!(kind(" an01-2026-000123"), Ok("protocol"));
        assert_eq!(kind("23AB-45CD-67EF"), Ok("serial"));
    }

    #[test]
    fn what_is_nothing_else_is_a_wrong_codice_fiscale() {
        assert_eq!(Sought::read("RSSMRA80A01H501X"), Err(CodiceFiscaleError::CheckLetter));
        assert_eq!(Sought::read(""), Err(CodiceFiscaleError::Empty));
        assert_eq!(
            Sought::read("'; drop table cases"),
            Err(CodiceFiscaleError::InnerSeparator { position: 3 })
        );
        assert_eq!(Sought::read("8038000110000000001"), Err(CodiceFiscaleError::Length { given: 19 }));
    }
}
