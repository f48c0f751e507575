// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who is at the counter: the holder in person, seen with an identity document in force.

use super::acting::{Acting, Blocked, Part};
use super::case::Case;
use super::facts::Recorded;
use super::save::{self, Saved};
use super::store;
use crate::db::{self, Breakage, Connection};
use crate::identification::document::{DocumentError, DocumentHint, DocumentKind, IdentityDocument, Shown};
use crate::ids::{CaseId, IdentificationId};

/// Why an identification is not saved.
#[derive(Debug, thiserror::Error)]
pub enum IdentificationRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// The document does not do; at least one fault.
    #[error("the document is not taken")]
    Unfit(Vec<DocumentError>),
}

impl From<Breakage> for IdentificationRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

/// Saves the document of the holder, who is at the counter. Answers what is odd about it, for a second look.
///
/// # Errors
/// An [`IdentificationRefused`].
pub async fn save_identification(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    version: i32,
    kind: &DocumentKind,
    shown: Shown<'_>,
) -> Result<(Saved, Vec<DocumentHint>), IdentificationRefused> {
    let fact = IdentificationId::new(acting.now);
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let birth_date = case.person.as_ref().map(|person| person.birth_date);
        let shown = Shown { birth_date, ..shown };
        let (document, hints) =
            IdentityDocument::judge(kind, &shown, acting.today()).map_err(IdentificationRefused::Unfit)?;
        if case.identification.as_deref() == Some(&document) {
            return Ok((Saved::AlreadyThere, hints));
        }
        save::same_version(&case, version)?;
        let after = with(&case, document, acting);
        store::insert_identification(conn, acting, fact, &after).await?;
        save::put(conn, acting, &after, store::Fact::Identification(fact)).await?;
        acting.record(conn, told(acting, &case, &after)).await?;
        Ok((Saved::New, hints))
    })
    .await
}

fn with(case: &Case, document: IdentityDocument, acting: &Acting<'_>) -> Case {
    let mut after = case.clone();
    after.version += 1;
    let by = acting.operator.id();
    after.identification = Some(Recorded { value: document, version: after.version, at: acting.now, by });
    after
}

fn told(acting: &Acting<'_>, before: &Case, after: &Case) -> crate::audit::Entry {
    let mut entry = acting.entry("identification.save", after).plain("version", after.version);
    for (field, document) in [("old", &before.identification), ("new", &after.identification)] {
        if let Some(document) = document {
            let expires = document.expires().map(|day| day.to_string()).unwrap_or_default();
            let line =
                format!("{}, {}, {}, {expires}", document.kind(), document.number(), document.issuer());
            entry = entry.personal(field, line);
        }
    }
    entry
}
