// SPDX-License-Identifier: AGPL-3.0-or-later
//! The cases of a visit at a glance, so that none is forgotten.

use crate::cases::case::{Case, Ending};
use crate::cases::protocol::Protocol;
use crate::cases::step::{Progress, Step};
use crate::cases::store;
use crate::db::{Breakage, Connection};
use crate::ids::CaseId;

/// A case of a visit. No `Debug`: personal data.
#[derive(Clone)]
pub struct SiblingLine {
    /// Its identity.
    pub id: CaseId,
    /// Its number.
    pub protocol: Protocol,
    /// Surname and name of the holder, once saved.
    pub holder: Option<(String, String)>,
    /// How it stands.
    pub standing: Standing,
}

/// How a case of a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A step before the signature has work.
    Open(Step),
    /// Everything is there but the signature.
    ToSign,
    /// The form is signed, and no release was asked for.
    Signed,
    /// The authority was asked and has not answered.
    Asked,
    /// The sheet is to be printed, or to be handed over.
    Sheet,
    /// The sheet is in the delegate's hands.
    HandedOver,
    /// It was closed in another way.
    Closed(Ending),
}

impl Standing {
    pub(in crate::cases) const fn of(
        progress: Progress,
        release: Option<Living>,
        ending: Option<Ending>,
    ) -> Self {
        match (ending, release) {
            (Some(Ending::Done), _) | (None, Some(Living::HandedOver)) => Self::HandedOver,
            (Some(other), _) => Self::Closed(other),
            (None, Some(Living::Sealed)) => Self::Sheet,
            (None, Some(Living::Asked)) => Self::Asked,
            (None, None) => match progress.next() {
                Step::Release => Self::Signed,
                Step::Check => Self::ToSign,
                step => Self::Open(step),
            },
        }
    }

    /// Stable name, for texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::ToSign => "to-sign",
            Self::Signed => "signed",
            Self::Asked => "asked",
            Self::Sheet => "sheet",
            Self::HandedOver => "handed-over",
            Self::Closed(_) => "closed",
        }
    }
}

/// How far a living release has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cases) enum Living {
    Asked,
    Sealed,
    HandedOver,
}

/// All cases of the visit that a case belongs to, in the order in which they were opened; nothing where it is alone. One statement.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn siblings(conn: &mut Connection, case: &Case) -> Result<Vec<SiblingLine>, Breakage> {
    match case.visit {
        Some(first) => store::sibling_lines(conn, first).await,
        None => Ok(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_of_a_visit_stands_where_its_work_is() {
        let done = Progress {
            holder: true,
            card: true,
            identification: true,
            delegation: true,
            contact: true,
            signed: true,
        };
        let unsigned = Progress { signed: false, ..done };
        let reached = Progress { contact: false, ..unsigned };
        for (progress, release, ending, standing) in [
            (reached, None, None, Standing::Open(Step::Contact)),
            (unsigned, None, None, Standing::ToSign),
            (done, None, None, Standing::Signed),
            (done, Some(Living::Asked), None, Standing::Asked),
            (done, Some(Living::Sealed), None, Standing::Sheet),
            (done, Some(Living::HandedOver), None, Standing::HandedOver),
            (done, Some(Living::HandedOver), Some(Ending::Done), Standing::HandedOver),
            (reached, None, Some(Ending::Abandoned), Standing::Closed(Ending::Abandoned)),
        ] {
            assert_eq!(Standing::of(progress, release, ending), standing);
        }
    }
}
