// SPDX-License-Identifier: AGPL-3.0-or-later
//! The day register: everything that a closing holds, and the first signed checkpoint over it.

use super::close::Desk;
use super::end::{Carried, known};
use super::store;
use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{ClosingId, CounterId};
use crate::operators::Supervisor;
use chrono::{DateTime, NaiveDate, Utc};

/// A closed day.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct Closing {
    /// Its identity.
    pub id: ClosingId,
    /// The day in Rome.
    pub day: NaiveDate,
    /// From when on it covers what was done.
    pub covers_from: DateTime<Utc>,
    /// Up to when; not included.
    pub covers_until: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: DateTime<Utc>,
    /// The supervisor, by the name to sign in with.
    pub by: String,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// What was done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ActKind {
            $($(#[$doc])* $name,)*
        }

        impl ActKind {
            /// All of them, in the order of the paper.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word in the database.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }

            /// The kind of a word.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.key() == key)
            }
        }
    };
}
kinds! {
    /// Codes were asked for and put on a sheet.
    Released = "released",
    /// A sheet was handed over.
    HandedOver = "handed_over",
    /// A release ended; the detail says how.
    ReleaseEnded = "release_ended",
    /// A sheet was voided; the detail says whether its paper is there.
    Voided = "voided",
    /// A supervisor decided on a voided sheet; the detail says what.
    Decided = "decided",
    /// A card was suspended; the detail is the reason, as with the three that follow.
    Suspended = "suspend",
    /// A card was reactivated.
    Reactivated = "reactivate",
    /// A card was revoked.
    Revoked = "revoke",
    /// A card was replaced by a newer one.
    Replaced = "replace",
    /// A warning was ticked away; the detail is the warning.
    Override = "override",
    /// A supervisor decided on an approval; the detail says what.
    Approval = "approval",
    /// A case was opened; the detail is its service.
    Opened = "opened",
    /// A case was closed; the detail says how.
    Closed = "closed",
}

/// One thing that was done. Nothing of a citizen stands in it: the case's number and the sheet's serial lead to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// What.
    pub kind: ActKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The number of the case; empty for an act on a card.
    pub protocol: String,
    /// The number of the release, or the last four digits of the card.
    pub number: String,
    /// The serial of the sheet.
    pub serial: String,
    /// Who, by the name to sign in with; empty where the authority or time did it.
    pub operator: String,
    /// More of it, as a word.
    pub detail: String,
}

/// The first checkpoint of the register over the row of a closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The number of the closing's row, from 0.
    pub row: i64,
    /// How many rows it speaks of.
    pub size: i64,
    /// The root over them.
    pub root: [u8; 32],
    /// When it was signed.
    pub at: DateTime<Utc>,
    /// The signed note.
    pub note: String,
}

/// All of a closed day.
#[derive(Debug, Clone)]
pub struct DayRegister {
    /// Whose day, and when.
    pub closing: Closing,
    /// What was done, in the order of time.
    pub acts: Vec<Act>,
    /// What was carried over, the oldest first.
    pub carried: Vec<Carried>,
    /// SHA-256 over these facts, as the closing's row in the register says it.
    pub sum: [u8; 32],
    /// The checkpoint over that row; none where the sequencer has not signed one yet.
    pub signed: Option<Signed>,
}

/// Why no register is shown.
#[derive(Debug, thiserror::Error)]
pub enum NotShown {
    /// The counter has not closed such a day.
    #[error("no such day was closed here")]
    Unknown,
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// The register of a day that the counter has closed.
///
/// # Errors
/// A [`NotShown`].
pub async fn register(
    conn: &mut Connection,
    counter: CounterId,
    day: NaiveDate,
) -> Result<DayRegister, NotShown> {
    let closing = store::find(conn, counter, day).await?.ok_or(NotShown::Unknown)?;
    let sum = store::digest(conn, closing.id).await?;
    Ok(DayRegister {
        acts: store::acts(conn, closing.id).await?,
        carried: store::carried(conn, closing.id).await?,
        sum: known(sum.try_into().ok())?,
        signed: store::checkpoint(conn, closing.id).await?,
        closing,
    })
}

/// The same to be printed: the printing is in the register.
///
/// # Errors
/// A [`NotShown`].
pub async fn print(
    desk: &Desk<'_>,
    supervisor: &Supervisor,
    day: NaiveDate,
) -> Result<DayRegister, NotShown> {
    let mut conn = db::connection(desk.tools.pool).await?;
    let found = register(&mut conn, supervisor.counter_id(), day).await?;
    let size = found.signed.as_ref().map_or(0, |signed| signed.size);
    let entry = Entry::new("day.print")
        .by(supervisor.who())
        .plain("closing", found.closing.id)
        .plain("day", day)
        .plain("checkpoint", size);
    audit::record(&conn, desk.tools.audit_key, entry, desk.now).await?;
    Ok(found)
}
