// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who is at the counter, seen with an identity document in force: the holder in person, or somebody who acts for them.

use super::acting::{Acting, Blocked, Part};
use super::again::{self, Again};
use super::case::Case;
use super::facts::Recorded;
use super::present::{self, Present, PresentRefused};
use super::save::{self, Reasons, Saved};
use super::store;
use crate::db::{self, Breakage, Connection};
use crate::delegations::{self, DelegateWarning, Delegation, Made};
use crate::identification::document::{DocumentError, DocumentHint, DocumentKind, IdentityDocument, Shown};
use crate::ids::{CaseId, IdentificationId};
use crate::policy::Policy;

/// Why an identification is not saved.
#[derive(Debug, thiserror::Error)]
pub enum IdentificationRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// That person cannot act in this case.
    #[error(transparent)]
    Present(#[from] PresentRefused),
    /// The document does not do; at least one fault.
    #[error("the document is not taken")]
    Unfit(Vec<DocumentError>),
    /// Something is odd about the delegate, and no reason says why that may be.
    #[error("the delegate's data have warnings")]
    Unexplained(Vec<DelegateWarning>),
}

impl From<Breakage> for IdentificationRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

/// Saves who is at the counter, with their document. Answers what is odd about the document, for a second look.
///
/// # Errors
/// An [`IdentificationRefused`].
#[expect(
    clippy::too_many_arguments,
    reason = "who acts, by which rules, on what, and who stands there with which document"
)]
pub async fn save_identification(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    id: CaseId,
    version: i32,
    who: &Present,
    (kind, shown): (&DocumentKind, Shown<'_>),
    reasons: &Reasons,
) -> Result<(Saved, Vec<DocumentHint>), IdentificationRefused> {
    let fact = IdentificationId::new(acting.now);
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let (again, known) = match again::taken_up(conn, acting, policy, &case, who).await? {
            Some(Again { who, delegation }) => (Some(delegation), Some(who)),
            None => (None, None),
        };
        let who = known.as_ref().unwrap_or(who);
        let rules = present::rules_for(conn, acting, policy, &case, who).await?;
        let birth_date = who.delegate().map(|delegate| &delegate.person).or(case.person.as_deref());
        let shown = Shown { birth_date: birth_date.map(|person| person.birth_date), ..shown };
        let (document, hints) =
            IdentityDocument::judge(kind, &shown, acting.today()).map_err(IdentificationRefused::Unfit)?;
        let same = |again: &Delegation| case.delegation.as_ref().is_some_and(|it| it.id == again.id);
        if case.identification.as_deref() == Some(&document)
            && who.is_that_of(&case)
            && again.as_ref().is_none_or(same)
        {
            return Ok((Saved::AlreadyThere, hints));
        }
        save::same_version(&case, version)?;
        let found = present::warnings(&case, who);
        let open = save::unexplained(&found, DelegateWarning::key, reasons);
        if !open.is_empty() {
            return Err(IdentificationRefused::Unexplained(open));
        }
        let mut after = case.clone();
        after.version += 1;
        let by = acting.operator.id();
        after.identification = Some(Recorded { value: document, version: after.version, at: acting.now, by });
        let is_again = again.is_some();
        after.delegation = present::delegation(conn, acting, policy, &case, who, rules, again).await?;
        if let (Some(rules), Some(new)) = (rules, &after.delegation)
            && case.delegation.as_ref().is_none_or(|old| old.id != new.id)
        {
            let made = Made { case: id, at: acting.now, by };
            let persons = (case.holder.id, new.delegate.as_ref().map(|delegate| delegate.id));
            delegations::keep_rules(conn, id, rules).await?;
            if !is_again {
                delegations::insert(conn, new.id, persons, new.kind, policy.version(), made).await?;
            }
        }
        store::insert_identification(conn, acting, fact, &after).await?;
        let pointers = store::Pointers::from(&after);
        save::put(conn, acting, &after, store::Fact::Identification(fact, pointers)).await?;
        save::explain(conn, acting, &after, &found, DelegateWarning::key, reasons).await?;
        acting.record(conn, told(acting, &case, &after)).await?;
        Ok((Saved::New, hints))
    })
    .await
}

fn told(acting: &Acting<'_>, before: &Case, after: &Case) -> crate::audit::Entry {
    let mut entry = acting.entry("identification.save", after).plain("version", after.version);
    let kind = |case: &Case| case.delegation.as_ref().map_or("direct", |delegation| delegation.kind.key());
    entry = entry.plain("mode", kind(after));
    let again = after.delegation.as_ref().filter(|delegation| delegation.made_in != after.id);
    if let Some(delegation) = again {
        entry = entry.plain("delegation", delegation.id);
    }
    for (field, document) in [("old", &before.identification), ("new", &after.identification)] {
        if let Some(document) = document {
            let expires = document.expires().map(|day| day.to_string()).unwrap_or_default();
            let line =
                format!("{}, {}, {}, {expires}", document.kind(), document.number(), document.issuer());
            entry = entry.personal(field, line);
        }
    }
    let delegate = after.delegation.as_ref().and_then(|delegation| delegation.delegate.as_ref());
    if let Some(delegate) = delegate {
        let crate::holders::person::Person { surname, name, sex, birth_date, birth_place } = &delegate.person;
        let line = format!("{}, {surname}, {name}, {sex}, {birth_date}, {birth_place}", delegate.code);
        entry = entry.plain("delegate", delegate.id).personal("delegate_data", line);
    }
    entry
}
