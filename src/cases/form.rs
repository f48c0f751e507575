// SPDX-License-Identifier: AGPL-3.0-or-later
//! The request form: printed over a fingerprint, then signed by the person at the counter.

use super::acting::{Acting, Blocked, Part};
use super::case::Case;
use super::contact;
use super::delegation;
use super::find;
use super::fingerprint::Fingerprint;
use super::service::Service;
use super::signing::{Declarant, Signing};
use super::store;
use crate::audit::Entry;
use crate::db::{self, Breakage, Connection};
use crate::delegations::Missing;
use crate::ids::{CaseId, FormId};
use crate::policy::{Policy, PolicyBook};
use chrono::{DateTime, Utc};

/// A request form as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedForm {
    /// Its identity.
    pub id: FormId,
    /// What it was printed over.
    pub fingerprint: Fingerprint,
    /// When.
    pub printed_at: DateTime<Utc>,
    /// When it was signed, if it was.
    pub signed_at: Option<DateTime<Utc>>,
    /// How it is signed, or what stands in place of the signature.
    pub signing: Signing,
}

/// Why a form is not printed or not taken as signed.
#[derive(Debug, thiserror::Error)]
pub enum FormRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// A step before it is missing.
    #[error("the case is not complete")]
    Incomplete,
    /// Title or evidence of the delegation are not complete, or no longer.
    #[error("something of the delegation is missing")]
    Missing(Vec<Missing>),
    /// The address is the delegate's, and the delegation does not say so in words.
    #[error("the address is the delegate's")]
    AddressOfDelegate,
    /// The rules of the kind let another person come back for codes.
    #[error("another person may come back")]
    NotForThisPerson,
    /// There is no such form in this case.
    #[error("there is no such form")]
    Unknown,
    /// The case says something else by now: print anew, sign again.
    #[error("the form does not say what the case says")]
    Outdated,
}

impl From<Breakage> for FormRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

impl FormRefused {
    /// The rule, for the register; none where no rule said no.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Blocked(blocked) => blocked.rule(),
            Self::Incomplete => Some("incomplete"),
            Self::AddressOfDelegate => Some("address_of_delegate"),
            Self::Missing(_) => Some("delegation_incomplete"),
            Self::NotForThisPerson => Some("not_for_this_person"),
            Self::Unknown => Some("unknown_form"),
            Self::Outdated => Some("form_outdated"),
        }
    }
}

/// Makes the form to print; over the same facts it is the same form.
///
/// # Errors
/// A [`FormRefused`].
pub async fn print_form(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policies: &PolicyBook,
    id: CaseId,
) -> Result<FormId, FormRefused> {
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        put(conn, acting, policies, &case, &Signing::ByHand).await
    })
    .await
}

/// Makes the form of a case that was taken for it, to be signed in a way.
pub(super) async fn put(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policies: &PolicyBook,
    case: &Case,
    signing: &Signing,
) -> Result<FormId, FormRefused> {
    nothing_missing(conn, acting, policies, case).await?;
    let fingerprint = case.fingerprint().ok_or(FormRefused::Incomplete)?;
    let newest = store::newest_form(conn, case.id).await?;
    let same = |form: &PrintedForm| form.fingerprint == fingerprint && form.signing == *signing;
    let form = match newest.filter(same) {
        Some(form) => form.id,
        None => store::insert_form(conn, acting, case, &fingerprint, signing).await?,
    };
    let entry = acting.entry("form.print", case).plain("form", form);
    acting.record(conn, told(entry, signing)).await?;
    Ok(form)
}

/// How the form is signed, in the register; nothing where it is by hand.
fn told(mut entry: Entry, signing: &Signing) -> Entry {
    if let Some(cause) = signing.cause() {
        entry = entry.plain("signing", signing.key()).plain("cause", cause);
    }
    if let Signing::ByRelative(declarant) = signing {
        let Declarant { code, surname, name, birth_date, relation, document } = &**declarant;
        let line =
            format!("{code}, {surname}, {name}, {birth_date}, {}, {}", document.kind(), document.number());
        entry = entry.plain("relation", relation.key()).personal("declarant", line);
    }
    entry
}

/// Records that the person at the counter signed the form. Once signed it stays signed.
///
/// # Errors
/// A [`FormRefused`].
pub async fn sign_form(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policies: &PolicyBook,
    id: CaseId,
    form: FormId,
) -> Result<(), FormRefused> {
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        if case.signed_form.as_ref().is_some_and(|signed| signed.id == form) {
            return Ok(());
        }
        let printed = store::form(conn, id, form).await?.ok_or(FormRefused::Unknown)?;
        nothing_missing(conn, acting, policies, &case).await?;
        let fingerprint = case.fingerprint().ok_or(FormRefused::Incomplete)?;
        if printed.fingerprint != fingerprint {
            return Err(FormRefused::Outdated);
        }
        store::sign_form(conn, acting, &case, form).await?;
        let entry = acting.entry("form.sign", &case).plain("form", form).plain("fingerprint", fingerprint);
        acting.record(conn, told(entry, &printed.signing)).await?;
        Ok(())
    })
    .await
}

/// The rules that a case is decided under.
pub(super) fn policy_of<'p>(policies: &'p PolicyBook, case: &Case) -> Result<&'p Policy, Breakage> {
    let policy = policies.by_version(&case.policy_version);
    policy.ok_or_else(|| Breakage::new("the policy of a case is not in the book any more"))
}

/// Judged anew: what was complete yesterday may have ended.
async fn nothing_missing(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policies: &PolicyBook,
    case: &Case,
) -> Result<(), FormRefused> {
    if case.delegation.is_none() {
        return Ok(());
    }
    let policy = policy_of(policies, case)?;
    let missing = delegation::missing(policy, case, acting.today())?;
    if !missing.is_empty() {
        return Err(FormRefused::Missing(missing));
    }
    // by the power that the title gives: at the identification any power of the kind was enough
    if case.service != Service::Activation && !delegation::may_come_back(policy, case)? {
        return Err(FormRefused::NotForThisPerson);
    }
    // the words of the delegation may have been taken back since the address was saved
    match contact::is_address_of_delegate(conn, policy, case).await? {
        true => Err(FormRefused::AddressOfDelegate),
        false => Ok(()),
    }
}

/// The form that a case stands on, where one is signed for.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn form_signed(conn: &mut Connection, case: &Case) -> Result<Option<PrintedForm>, Breakage> {
    match &case.signed_form {
        Some(signed) => store::form(conn, case.id, signed.id).await,
        None => Ok(None),
    }
}

/// The newest form of a case, whether it still holds or not.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn newest_form(conn: &mut Connection, case: CaseId) -> Result<Option<PrintedForm>, Breakage> {
    store::newest_form(conn, case).await
}

/// A form with the case that it still describes, for the printer.
///
/// # Errors
/// A [`FormRefused`].
pub async fn form_to_serve(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    form: FormId,
) -> Result<(Case, PrintedForm), FormRefused> {
    let case = find::find(conn, acting.operator, id).await.map_err(Blocked::from)?;
    let printed = store::form(conn, id, form).await?.ok_or(FormRefused::Unknown)?;
    if case.fingerprint() != Some(printed.fingerprint) {
        return Err(FormRefused::Outdated);
    }
    Ok((case, printed))
}
