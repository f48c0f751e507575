// SPDX-License-Identifier: AGPL-3.0-or-later
//! Serving a sheet: once.

use super::desk::Desk;
use super::refusal::{Rule, kept};
use super::release::{self, Release, Sheet, State};
use super::store::{self, sheet, sheet::Serving};
use crate::audit::{self, Entry};
use crate::cases::{self, Case, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::{Act, Operator, ReauthenticationError, reauthenticate};
use crate::seal::{FirstHalf, Sealed};
use zeroize::Zeroizing;

const ACT: &str = "sheet.serve";

/// What is drawn on a sheet.
pub struct Paper<'a> {
    /// The case.
    pub case: &'a Case,
    /// The release.
    pub release: &'a Release,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The first half, in clear.
    pub half: &'a FirstHalf,
    /// Whether another sheet with the same digits may be in somebody's hands.
    pub duplicate: bool,
}

/// Why a sheet is not served.
#[derive(Debug, thiserror::Error)]
pub enum NotServed {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// There is no sheet that could be served: its page says why.
    #[error("there is no sheet to serve")]
    NoSheet,
    /// It was served before: its page says when and to whom, and how it is voided.
    #[error("the sheet was served before")]
    Before,
    /// The card is suspended, or about to be: nothing of it leaves the house.
    #[error("the card is held")]
    Held,
    /// The delegation has ended since the release was asked for.
    #[error("the delegation has ended")]
    DelegationEnded,
    /// Nothing covers this serving any more: it takes a one-time code of its own.
    #[error("a one-time code is needed")]
    CodeNeeded,
    /// The one-time code does not do.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// The database failed, or the half cannot be opened; the sheet stays as it was.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotServed {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::NoSheet => Some("no_sheet"),
            Self::Before => Some("served_before"),
            Self::Held => Some("card_held"),
            Self::DelegationEnded => Some("delegation_ended"),
            Self::Code(error) => Rule::rule(error),
            Self::CodeNeeded | Self::Broken(_) => None,
        }
    }
}

/// Serves the sheet of a case: marks it, opens the half, has it drawn, and only then commits. What cannot be opened or drawn
/// was never served. `code` may be empty where the release's own re-authentication still covers it.
///
/// # Errors
/// A [`NotServed`]; refusals are in the register.
pub async fn serve(
    desk: &Desk<'_>,
    operator: &Operator,
    case: CaseId,
    code: &str,
    draw: impl FnOnce(&Paper<'_>) -> Result<Zeroizing<Vec<u8>>, Breakage>,
) -> Result<Zeroizing<Vec<u8>>, NotServed> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, operator, case, code, draw).await).await;
    drop(conn);
    kept(desk, ACT, operator.who(), case, outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
    code: &str,
    draw: impl FnOnce(&Paper<'_>) -> Result<Zeroizing<Vec<u8>>, Breakage>,
) -> Result<Zeroizing<Vec<u8>>, NotServed> {
    let now = desk.now();
    let case = cases::find(conn, operator, id).await?;
    let release = release::of_case(conn, id).await?.ok_or(NotServed::NoSheet)?;
    let current = match &release.state {
        State::Ready(sheet) => sheet,
        State::Served { .. } | State::HandedOver { .. } => return Err(NotServed::Before),
        State::Asked { .. } | State::PaperMissing { .. } | State::OldSheet { .. } | State::Ended { .. } => {
            return Err(NotServed::NoSheet);
        }
    };
    // a suspension takes the same row: the sheet is printed before it or not at all
    store::lock_living(conn, release.id).await?;
    if store::is_held(conn, release.id).await? {
        return Err(NotServed::Held);
    }
    if case.delegation.as_ref().is_some_and(|delegation| delegation.ended) {
        return Err(NotServed::DelegationEnded);
    }
    let covered = current.covering.is_some_and(|covering| covering.covers(operator, now));
    let reauthentication = match (covered, code.trim()) {
        (true, _) => None,
        (false, "") => return Err(NotServed::CodeNeeded),
        (false, code) => {
            let act = Act { name: ACT, case: Some(id), fingerprint: None };
            Some(reauthenticate(conn, desk.tools, operator.session(), code, act, now).await?)
        }
    };
    let who = operator.who();
    let from = who.address.map(|address| address.to_string()).unwrap_or_default();
    let serving = Serving { by: operator.id(), from: &from, reauthentication, at: now };
    let sealed = sheet::serve(conn, &current.serial, &serving).await?.ok_or(NotServed::Before)?;
    let sealed = Sealed::from_bytes(&sealed).map_err(Breakage::new)?;
    let half = FirstHalf::open(desk.sheet_keys, release.id.uuid(), &sealed).map_err(Breakage::new)?;
    let duplicate = sheet::is_duplicate(conn, release.id, case.service).await?;
    let paper = draw(&Paper { case: &case, release: &release, sheet: current, half: &half, duplicate })?;
    let entry = Entry::new(ACT)
        .by(who)
        .holder(case.holder.id)
        .case(id)
        .plain("release", release.id)
        .plain("serial", &current.serial)
        .plain("ordinal", current.ordinal);
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(paper)
}
