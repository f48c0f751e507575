// SPDX-License-Identifier: AGPL-3.0-or-later
//! How the citizen is reached, and above all where the second half goes.

use super::acting::{Acting, Blocked, Part};
use super::case::Case;
use super::delegation;
use super::facts::{Contact, Recorded};
use super::no_email;
use super::save::{self, Reasons, Saved};
use super::store;
use crate::contacts::email::EmailAddress;
use crate::contacts::judgement::{EmailRefusal, EmailWarning, Known, judge_recipient};
use crate::contacts::recipient::Recipient;
use crate::contacts::trusted::TrustedPerson;
use crate::db::{self, Breakage, Connection};
use crate::holders::person::Person;
use crate::ids::{CaseId, ContactId};
use crate::policy::{ContactRules, Policy};

/// Why a contact is not saved.
#[derive(Debug, thiserror::Error)]
pub enum ContactRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// The address is not taken.
    #[error(transparent)]
    Email(#[from] EmailRefusal),
    /// There are warnings without a reason.
    #[error("the address has warnings")]
    Unexplained(Vec<EmailWarning>),
}

impl From<Breakage> for ContactRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

/// Saves how the citizen is reached.
///
/// # Errors
/// A [`ContactRefused`].
pub async fn save_contact(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    id: CaseId,
    version: i32,
    contact: Contact,
    reasons: &Reasons,
) -> Result<Saved, ContactRefused> {
    let fact = ContactId::new(acting.now);
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        if case.contact.as_deref() == Some(&contact) {
            return Ok(Saved::AlreadyThere);
        }
        let known = store::known_address(conn, &case, &contact.to).await?;
        if known.staff {
            return Err(EmailRefusal::Staff.into());
        }
        if is_delegates(conn, policy, &case, &contact).await? {
            return Err(EmailRefusal::OfDelegate.into());
        }
        let found = judge_recipient(
            &contact.to,
            policy.contact(),
            Known {
                counter_domain: known.counter_domain.as_deref(),
                used_for_another_holder: known.used_for_another_holder,
                earlier: known.earlier.as_ref(),
            },
        )?;
        save::same_version(&case, version)?;
        let open = save::unexplained(&found, EmailWarning::key, reasons);
        if !open.is_empty() {
            return Err(ContactRefused::Unexplained(open));
        }
        let after = with(&case, contact, acting);
        store::insert_contact(conn, acting, fact, &after).await?;
        save::put(conn, acting, &after, store::Fact::Contact(fact)).await?;
        save::explain(conn, acting, &after, &found, EmailWarning::key, reasons).await?;
        acting.record(conn, told(acting, &case, &after)).await?;
        no_email::note_contact(conn, acting, &after).await?;
        Ok(Saved::New)
    })
    .await
}

/// Whether an address is the delegate's where the rules want the holder's: their own in a case about themselves, or one that
/// is said to be theirs. Nothing is asked where the holder comes in person.
async fn is_delegates(
    conn: &mut Connection,
    policy: &Policy,
    case: &Case,
    contact: &Contact,
) -> Result<bool, Breakage> {
    let Some((delegation, rules)) = delegation::delegation_of(policy, case)? else { return Ok(false) };
    let Some(delegate) = &delegation.delegate else { return Ok(false) };
    if !delegation.wants_holders_address(rules) {
        return Ok(false);
    }
    let Person { surname, name, .. } = &delegate.person;
    let named = |trusted: &TrustedPerson| trusted.surname.is_like(surname) && trusted.name.is_like(name);
    if contact.trusted.as_ref().is_some_and(named) {
        return Ok(true);
    }
    store::is_address_of(conn, delegate.id, &contact.to).await
}

/// The ownership that counts for the case afterwards is read from the rows again: it belongs to the address.
fn with(case: &Case, contact: Contact, acting: &Acting<'_>) -> Case {
    let mut after = case.clone();
    after.version += 1;
    let by = acting.operator.id();
    after.contact = Some(Recorded { value: contact, version: after.version, at: acting.now, by });
    after
}

fn told(acting: &Acting<'_>, before: &Case, after: &Case) -> crate::audit::Entry {
    let mut entry = acting.entry("contact.save", after).plain("version", after.version);
    for (field, contact) in [("old", &before.contact), ("new", &after.contact)] {
        if let Some(contact) = contact {
            let phone = contact.phone.as_ref().map_or("", |phone| phone.as_str());
            let said = format!("{}, {phone}, {}", contact.shown(), contact.language);
            entry = entry.personal(field, said);
        }
    }
    entry
}

/// What the rules and the counters say of an address.
pub struct Judged {
    /// Why it is not taken, if it is not.
    pub refused: Option<EmailRefusal>,
    /// What the operator has to confirm.
    pub warnings: Vec<EmailWarning>,
    /// The mailbox that the holder's codes went to last, were there letters since or not: it is told of another address.
    pub earlier: Option<EmailAddress>,
}

/// Judges a case's address again, as for its saving: what is known of it may have changed since.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn judge_address(
    conn: &mut Connection,
    rules: &ContactRules,
    case: &Case,
) -> Result<Judged, Breakage> {
    let Some(contact) = case.contact.as_deref() else {
        return Ok(Judged { refused: None, warnings: Vec::new(), earlier: None });
    };
    judge(conn, rules, case, &contact.to).await
}

/// Judges an address for a case.
pub(super) async fn judge(
    conn: &mut Connection,
    rules: &ContactRules,
    case: &Case,
    to: &Recipient,
) -> Result<Judged, Breakage> {
    let known = store::known_address(conn, case, to).await?;
    let judged = if known.staff {
        Err(EmailRefusal::Staff)
    } else {
        let told = Known {
            counter_domain: known.counter_domain.as_deref(),
            used_for_another_holder: known.used_for_another_holder,
            earlier: known.earlier.as_ref(),
        };
        judge_recipient(to, rules, told)
    };
    let (refused, warnings) = match judged {
        Ok(warnings) => (None, warnings),
        Err(refusal) => (Some(refusal), Vec::new()),
    };
    // a letter box cannot be told; and who comes back to their mailbox need not be
    let earlier = known.earlier_mailbox.filter(|mailbox| mailbox.key() != to.key());
    Ok(Judged { refused, warnings, earlier })
}

/// Whether a case's address is the delegate's where the rules want the holder's.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn is_address_of_delegate(
    conn: &mut Connection,
    policy: &Policy,
    case: &Case,
) -> Result<bool, Breakage> {
    match case.contact.as_deref() {
        Some(contact) => is_delegates(conn, policy, case, contact).await,
        None => Ok(false),
    }
}
