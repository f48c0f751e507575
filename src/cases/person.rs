// SPDX-License-Identifier: AGPL-3.0-or-later
//! The holder's personal data: the first step.

use super::acting::{Acting, Blocked, Part};
use super::case::Case;
use super::facts::Recorded;
use super::present::rules_of;
use super::save::{self, Reasons, Saved};
use super::store;
use crate::db::{self, Breakage, Connection};
use crate::delegations;
use crate::holders::mismatch::{Mismatch, mismatches};
use crate::holders::person::Person;
use crate::holders::places::Places;
use crate::ids::{CaseId, HolderDataId};
use crate::policy::{Policy, rome_date};

/// Why the holder's data are not saved.
#[derive(Debug, thiserror::Error)]
pub enum PersonRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// The holder is not of age today: only who acts for them can ask, and the case was identified for the holder in person,
    /// or the rules let nobody act.
    #[error("the holder is a minor")]
    Minor,
    /// The kind of delegation that the case was identified for is not for a holder of that age.
    #[error("the kind of delegation is not for a holder of that age")]
    HolderAge,
    /// Born after today.
    #[error("the date of birth lies in the future")]
    NotBorn,
    /// Code and person differ, and no reason says why that may be.
    #[error("the codice fiscale does not fit the person")]
    Unexplained(Vec<Mismatch>),
}

impl From<Breakage> for PersonRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

/// Saves the holder's data. The same data again are no new fact.
///
/// # Errors
/// A [`PersonRefused`].
pub async fn save_person(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    id: CaseId,
    version: i32,
    person: Person,
    reasons: &Reasons,
) -> Result<Saved, PersonRefused> {
    let fact = HolderDataId::new(acting.now);
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::HolderOrCard).await?;
        let age = person.age_on(acting.today()).ok_or(PersonRefused::NotBorn)?;
        fits_who_is_there(policy, &case, age)?;
        if case.person.as_deref() == Some(&person) {
            return Ok(Saved::AlreadyThere);
        }
        save::same_version(&case, version)?;
        let found = mismatches(&case.holder.code, &person, Places::embedded());
        let open = save::unexplained(&found, Mismatch::key, reasons);
        if !open.is_empty() {
            return Err(PersonRefused::Unexplained(open));
        }
        let after = with(&case, person, acting);
        store::insert_person(conn, acting, fact, &after).await?;
        save::put(conn, acting, &after, store::Fact::Person(fact)).await?;
        save::explain(conn, acting, &after, &found, Mismatch::key, reasons).await?;
        acting.record(conn, told(acting, &case, &after)).await?;
        Ok(Saved::New)
    })
    .await
}

/// The holder's age and who stands at the counter are judged together, whichever is saved first.
fn fits_who_is_there(policy: &Policy, case: &Case, age: u32) -> Result<(), PersonRefused> {
    let adult_age = policy.adult_age();
    if let Some(delegation) = &case.delegation {
        let rules = rules_of(policy, case, delegation.kind);
        let fits = rules.is_some_and(|rules| delegations::age_fits(rules, age, adult_age));
        return if fits { Ok(()) } else { Err(PersonRefused::HolderAge) };
    }
    let in_person = case.identification.is_some();
    let mut kinds = policy.delegations(rome_date(case.opened_at));
    let somebody_may = kinds.any(|rules| delegations::age_fits(rules, age, adult_age));
    if age < adult_age && (in_person || !somebody_may) { Err(PersonRefused::Minor) } else { Ok(()) }
}

/// The holder's data as this counter knows them from an earlier case, for the form of a case that follows one.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn known_person(conn: &mut Connection, case: &Case) -> Result<Option<Person>, Breakage> {
    store::known_person(conn, case).await
}

fn with(case: &Case, person: Person, acting: &Acting<'_>) -> Case {
    let mut after = case.clone();
    after.version += 1;
    let by = acting.operator.id();
    after.person = Some(Recorded { value: person, version: after.version, at: acting.now, by });
    after
}

fn told(acting: &Acting<'_>, before: &Case, after: &Case) -> crate::audit::Entry {
    let line = |case: &Case| {
        case.person.as_ref().map(|person| {
            let Person { surname, name, sex, birth_date, birth_place } = &person.value;
            format!("{surname}, {name}, {sex}, {birth_date}, {birth_place}")
        })
    };
    let mut entry = acting.entry("holder.save", after).plain("version", after.version);
    for (field, value) in [("old", line(before)), ("new", line(after))] {
        if let Some(value) = value {
            entry = entry.personal(field, value);
        }
    }
    entry
}
