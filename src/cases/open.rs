// SPDX-License-Identifier: AGPL-3.0-or-later
//! Opening a case: one open case for each holder and service.

use super::acting::Acting;
use super::line::Elsewhere;
use super::protocol::Protocol;
use super::service::Service;
use super::stopped::refuse_stopped;
use super::store;
use crate::audit::Entry;
use crate::db::{self, Breakage, Connection};
use crate::holders;
use crate::holders::codice_fiscale::FiscalCode;
use crate::ids::CaseId;
use crate::policy::Policy;
use chrono::{Datelike, NaiveDate};

/// What became of a request to open a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// There is a new case.
    New(CaseId),
    /// The holder's case at this counter goes on.
    Resumed(CaseId),
}

/// Why no case is opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenRefused {
    /// It would be about the operator.
    #[error("nobody opens a case of their own")]
    OwnCase,
    /// Another counter has one open.
    #[error("another counter has an open case")]
    Elsewhere(Box<Elsewhere>),
    /// An address is to be corrected, and no codes were ever given to this holder here.
    #[error("no codes were given here")]
    NothingToCorrect,
    /// The counter closes this day first: policy stops new cases as long as it is not closed.
    #[error("the day {0} is not closed")]
    DayUnclosed(NaiveDate),
    /// So much of what the counter carried over at its latest closing is still open: policy stops new cases.
    #[error("{0} things were carried over and are still open")]
    TooMuchOpen(i64),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl OpenRefused {
    /// The rule, for the register; none where nothing was refused by a rule.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::OwnCase => Some("own_case"),
            Self::Elsewhere(_) => Some("open_elsewhere"),
            Self::NothingToCorrect => Some("nothing_to_correct"),
            Self::DayUnclosed(_) => Some("day_unclosed"),
            Self::TooMuchOpen(_) => Some("too_much_open"),
            Self::Broken(_) => None,
        }
    }
}

/// Why a try ends and is rolled back.
enum Halt {
    Refused(OpenRefused),
    /// Somebody was faster: the case is there by now.
    Overtaken,
}

impl From<OpenRefused> for Halt {
    fn from(refused: OpenRefused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Breakage> for Halt {
    fn from(breakage: Breakage) -> Self {
        Self::Refused(breakage.into())
    }
}

/// Opens a case of activation for the holder of a code, or goes on with the one that this counter has open.
///
/// # Errors
/// An [`OpenRefused`].
pub async fn open(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    code: &FiscalCode,
) -> Result<Opened, OpenRefused> {
    open_for(conn, acting, policy, Service::Activation, code).await
}

/// Opens a case of a service for the holder of a code, or goes on with whichever case this counter has open: two that give
/// codes would take the release out of each other's hands.
///
/// # Errors
/// An [`OpenRefused`].
pub async fn open_for(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    service: Service,
    code: &FiscalCode,
) -> Result<Opened, OpenRefused> {
    if code.base_code().as_str() == acting.operator.base_code() {
        return Err(OpenRefused::OwnCase);
    }
    // Who is overtaken finds the other's case at the second try; it may be closed again by the third.
    for _ in 0..3 {
        let tried =
            db::transaction(conn, async |conn| try_to_open(conn, acting, policy, service, code).await).await;
        match tried {
            Ok(opened) => return Ok(opened),
            Err(Halt::Overtaken) => {}
            Err(Halt::Refused(refused)) => return Err(refused),
        }
    }
    Err(Breakage::new("a case is opened and closed again and again").into())
}

async fn try_to_open(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    service: Service,
    code: &FiscalCode,
) -> Result<Opened, Halt> {
    let place = acting.operator.place();
    let holder = holders::remember(conn, code, acting.now).await?;
    if let Some(there) = store::open_case_of(conn, holder.id).await? {
        return match there.counter.id == place.id {
            true => Ok(Opened::Resumed(there.id)),
            false => Err(Halt::Refused(OpenRefused::Elsewhere(Box::new(there)))),
        };
    }
    if service == Service::CorrectedAddress && !store::was_given_codes(conn, holder.id).await? {
        return Err(Halt::Refused(OpenRefused::NothingToCorrect));
    }
    refuse_stopped(conn, acting, policy.closing()).await?;
    let year = acting.today().year();
    let ordinal = store::next_number(conn, place.id, year).await?;
    let protocol = Protocol::compose(&place.code, year, ordinal);
    let id = CaseId::new(acting.now);
    if !store::insert_case(conn, acting, id, &protocol, holder.id, policy.version(), service).await? {
        return Err(Halt::Overtaken); // the number taken is rolled back with the rest
    }
    let entry = Entry::new("case.open")
        .by(acting.operator.who())
        .case(id)
        .holder(holder.id)
        .plain("protocol", &protocol)
        .plain("service", service.key())
        .plain("policy", policy.version())
        .personal("codice_fiscale", code);
    acting.record(conn, entry).await?;
    Ok(Opened::New(id))
}
