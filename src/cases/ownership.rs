// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whether the citizen reads the address: a short code sent there and then, or a reason why not.

use super::acting::{Acting, Blocked, Part};
use super::case::Case;
use super::delegation;
use super::facts::Ownership;
use super::store;
use crate::contacts::email::EmailAddress;
use crate::contacts::ownership;
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, OwnershipCodeId};
use crate::outbox::{self, Message, Posting, Reader};
use crate::policy::{OwnershipCodeRules, Policy};
use crate::seal::PublicKey;
use chrono::{DateTime, Utc};

/// The codes sent to the address in force, as the page shows them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CodesSent {
    /// How many this case has sent, to whatever address.
    pub sent: u32,
    /// Until when the newest code for this address may be typed; none where none was sent.
    pub until: Option<DateTime<Utc>>,
    /// Wrong tries of the newest one.
    pub tries: u32,
}

/// Why a code is not sent, or does not prove the address.
#[derive(Debug, thiserror::Error)]
pub enum OwnershipRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// There is no address yet.
    #[error("there is no address to prove")]
    NoAddress,
    /// This case has sent as many codes as the policy allows.
    #[error("no more codes may be sent")]
    TooMany,
    /// No code was sent to this address, or its time is over.
    #[error("no code counts for this address")]
    NoCode,
    /// The newest code was tried too often.
    #[error("the code was tried too often")]
    Spent,
    /// It is another one.
    #[error("the code is wrong")]
    Wrong {
        /// Tries that are left for it.
        left: u32,
    },
}

impl From<Breakage> for OwnershipRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

impl OwnershipRefused {
    /// The rule, for the register; none where no rule said no.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Blocked(blocked) => blocked.rule(),
            Self::NoAddress => Some("no_address"),
            Self::TooMany => Some("too_many_codes"),
            Self::NoCode => Some("no_code"),
            Self::Spent => Some("code_spent"),
            Self::Wrong { .. } => Some("code_wrong"),
        }
    }
}

/// Sends a code to the address in force. `sent` is how many the page knew of: a double click sends one.
///
/// # Errors
/// An [`OwnershipRefused`].
pub async fn send_code(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policy: &Policy,
    mail_key: &PublicKey,
    id: CaseId,
    sent: u32,
) -> Result<(), OwnershipRefused> {
    let rules = &policy.contact().ownership_code;
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let contact = case.contact.as_ref().ok_or(OwnershipRefused::NoAddress)?;
        let email = mailbox(&case)?;
        let before = store::codes_sent(conn, id, email).await?.sent;
        if case.ownership == Ownership::Proven || before != sent {
            return Ok(());
        }
        if before >= rules.per_case {
            return Err(OwnershipRefused::TooMany);
        }
        let (code, kept) = ownership::draw(rules.digits, email.as_str());
        let expires_at = acting.now + rules.lifetime;
        let fact = OwnershipCodeId::new(acting.now);
        store::insert_code(conn, acting, fact, id, before + 1, email, &kept, expires_at).await?;
        let minutes = u32::try_from(rules.lifetime.num_minutes()).unwrap_or(u32::MAX);
        let posting = Posting {
            recipient: email.clone(),
            language: contact.language,
            case: Some(id),
            message: Message::OwnershipCode { code, minutes, reader: code_reader(policy, &case)? },
            give_up_at: expires_at,
        };
        outbox::post(conn, mail_key, posting, acting.now).await?;
        let entry = acting.entry("ownership.ask", &case).plain("ordinal", before + 1);
        acting.record(conn, entry.personal("email", email)).await?;
        Ok(())
    })
    .await
}

/// Who reads the mailbox. Where somebody acts for a holder who is not at the counter and the address must be the holder's, the
/// holder reads the code at home and tells it to that person, who thereby shows that the holder knows of it.
///
/// # Errors
/// A [`Breakage`] where the case's policy does not know the kind any more.
pub fn code_reader(policy: &Policy, case: &Case) -> Result<Reader, Breakage> {
    let away = delegation::delegation_of(policy, case)?.is_some_and(|(delegation, rules)| {
        let there = delegation.conduct(rules).is_some_and(|conduct| conduct.holder_present);
        delegation.delegate.is_some() && !there && delegation.wants_holders_address(rules)
    });
    let trusted = case.contact.as_ref().is_some_and(|contact| contact.trusted.is_some());
    Ok(match (away, trusted) {
        (true, _) => Reader::Away,
        (false, true) => Reader::Trusted,
        (false, false) => Reader::AtCounter,
    })
}

/// Takes the code that the citizen read in the mailbox. A wrong one is counted, in however many tabs it is typed.
///
/// # Errors
/// An [`OwnershipRefused`].
pub async fn prove(
    conn: &mut Connection,
    acting: &Acting<'_>,
    rules: &OwnershipCodeRules,
    id: CaseId,
    typed: &str,
) -> Result<(), OwnershipRefused> {
    let wrong = db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let email = mailbox(&case)?;
        if case.ownership == Ownership::Proven {
            return Ok(None);
        }
        let newest = store::newest_code(conn, id, email).await?.ok_or(OwnershipRefused::NoCode)?;
        if newest.expires_at <= acting.now {
            return Err(OwnershipRefused::NoCode);
        }
        if newest.tries >= rules.tries {
            return Err(OwnershipRefused::Spent);
        }
        if !newest.kept.fits(email.as_str(), typed) {
            store::count_try(conn, newest.id).await?;
            // committed: the try counts although the answer is a no
            return Ok(Some(OwnershipRefused::Wrong { left: rules.tries - newest.tries - 1 }));
        }
        store::insert_proof(conn, acting, id, email, newest.id).await?;
        acting.record(conn, said(acting, &case, "ownership.prove", email)).await?;
        Ok(None)
    })
    .await?;
    wrong.map_or(Ok(()), Err)
}

/// Goes on without a code, for a reason. A reason given once stands.
///
/// # Errors
/// An [`OwnershipRefused`].
pub async fn skip_proof(
    conn: &mut Connection,
    acting: &Acting<'_>,
    id: CaseId,
    reason: &str,
) -> Result<(), OwnershipRefused> {
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let email = mailbox(&case)?;
        if case.ownership == Ownership::Open {
            store::insert_skip(conn, acting, id, email, reason).await?;
            let entry = said(acting, &case, "ownership.skip", email);
            acting.record(conn, entry.personal("reason", reason)).await?;
        }
        Ok(())
    })
    .await
}

/// The codes that the case has sent.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn codes_sent(conn: &mut Connection, case: &Case) -> Result<CodesSent, Breakage> {
    match case.contact.as_ref().and_then(|contact| contact.email()) {
        Some(email) => store::codes_sent(conn, case.id, email).await,
        None => Ok(CodesSent::default()),
    }
}

/// The mailbox in force.
fn mailbox(case: &Case) -> Result<&EmailAddress, OwnershipRefused> {
    case.contact.as_ref().and_then(|contact| contact.email()).ok_or(OwnershipRefused::NoAddress)
}

fn said(acting: &Acting<'_>, case: &Case, act: &'static str, email: &EmailAddress) -> crate::audit::Entry {
    acting.entry(act, case).personal("email", email)
}
