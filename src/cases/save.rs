// SPDX-License-Identifier: AGPL-3.0-or-later
//! Saving a step: the version that it was shown in, the warnings ticked away, and the signature that a change voids.

use super::acting::{Acting, Blocked};
use super::case::Case;
use super::store;
use crate::db::{Breakage, Connection};
use std::collections::BTreeMap;

/// Reasons for warnings ticked away, by the warning's name.
pub type Reasons = BTreeMap<String, String>;

/// What became of a step that was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is a new fact.
    New,
    /// The same was saved already, by the first click or the other tab.
    AlreadyThere,
}

/// A step posted over another version than the one in force is not saved.
pub(super) fn same_version(case: &Case, version: i32) -> Result<(), Blocked> {
    if case.version == version { Ok(()) } else { Err(Blocked::Changed(Box::new(case.clone()))) }
}

/// Those of the warnings that nobody gave a reason for.
pub(super) fn unexplained<W: Copy>(found: &[W], key: fn(W) -> &'static str, reasons: &Reasons) -> Vec<W> {
    let given = |warning: &W| reasons.get(key(*warning)).is_some_and(|reason| !reason.trim().is_empty());
    found.iter().copied().filter(|warning| !given(warning)).collect()
}

/// Records the reasons for the warnings that were really found, under the version that the step makes.
pub(super) async fn explain<W: Copy>(
    conn: &mut Connection,
    acting: &Acting<'_>,
    case: &Case,
    found: &[W],
    key: fn(W) -> &'static str,
    reasons: &Reasons,
) -> Result<(), Breakage> {
    for warning in found.iter().copied().map(key) {
        let reason = reasons.get(warning).map_or("", String::as_str).trim();
        store::insert_override(conn, acting, case.id, case.version, warning, reason).await?;
        let entry =
            acting.entry("warning.override", case).plain("warning", warning).personal("reason", reason);
        acting.record(conn, entry).await?;
    }
    Ok(())
}

/// The case with its new fact in it and its version raised: writes the head, and takes back a signature that the change
/// voids. `after` already holds the fact.
pub(super) async fn put(
    conn: &mut Connection,
    acting: &Acting<'_>,
    after: &Case,
    fact: store::Fact,
) -> Result<(), Breakage> {
    let voided = after
        .signed_form
        .as_ref()
        .filter(|form| Some(form.fingerprint) != after.fingerprint())
        .map(|form| form.id);
    store::set_fact(conn, acting, after.id, after.version, fact, voided.is_some()).await?;
    if let Some(form) = voided {
        acting.record(conn, acting.entry("form.void", after).plain("form", form)).await?;
    }
    Ok(())
}

/// The warnings that were ticked away for the facts in force, each with its reason: repeated before the release.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn overrides(conn: &mut Connection, case: &Case) -> Result<Vec<(String, String)>, Breakage> {
    let versions = [
        case.person.as_ref().map(|fact| fact.version),
        case.card.as_ref().map(|fact| fact.version),
        case.delegation.as_ref().and(case.identification.as_ref()).map(|fact| fact.version),
        case.contact.as_ref().map(|fact| fact.version),
    ];
    let versions: Vec<i32> = versions.into_iter().flatten().collect();
    store::overrides(conn, case.id, &versions).await
}
