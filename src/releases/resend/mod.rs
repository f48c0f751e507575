// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same second half to the same address once more: within its window, a few times at most.

mod offer;
mod refusal;

pub use offer::{Resendable, may_resend, may_resend_known, may_resend_of};
pub use refusal::NotResent;

use super::desk::Desk;
use super::refusal::kept;
use super::release;
use super::store;
use crate::audit::{self, Entry};
use crate::callers::{self, Use};
use crate::cases;
use crate::db::{self, Connection};
use crate::ids::{CaseId, Reference};
use crate::operators::{Act, Operator, reauthenticate};
use crate::outbox;

const ACT: &str = "mail.send_again";

/// How the holder is known who asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolderProof {
    /// They stand at the counter: always enough.
    Presence,
    /// They said digits of the CIP, under this question; only where the policy has it.
    Cip(Reference),
}

/// What the operator gives for it.
pub struct Resending<'a> {
    /// How many times it had been sent again when the page was shown: a second click sends nothing.
    pub sent: u32,
    /// How the holder is known; none where nobody says so.
    pub proof: Option<HolderProof>,
    /// The warnings about the address that were ticked once more, by name.
    pub warnings: &'a [String],
    /// The one-time code.
    pub code: &'a str,
}

/// Sends the second half of a case again. One transaction: lock, refuse, write. Sent by another tab or operator meanwhile, it
/// is sent.
///
/// # Errors
/// A [`NotResent`]; refusals are in the register.
pub async fn resend(
    desk: &Desk<'_>,
    operator: &Operator,
    case: CaseId,
    words: &Resending<'_>,
) -> Result<(), NotResent> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, operator, case, words).await).await;
    drop(conn);
    kept(desk, ACT, operator.who(), case, outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
    words: &Resending<'_>,
) -> Result<(), NotResent> {
    let now = desk.now();
    let case = cases::lock(conn, operator, id).await?;
    let mut known = false;
    if let Some(release) = release::of_case(conn, id).await? {
        // the answer first, then the release: the order in which a suspension takes them
        if let Some(HolderProof::Cip(question)) = words.proof {
            let card = &release.card_number;
            known = callers::is_known(conn, operator, &case.holder, card, question, now).await?;
        }
        // a new release or a correction takes the same row: one of the two comes first
        store::lock_living(conn, release.id).await?;
        let newest = outbox::newest_sending(conn, release.id).await?;
        if newest.is_some_and(|letter| letter.sending > words.sent) {
            return Ok(());
        }
    }
    let again = may_resend(conn, desk, &case).await?;
    let question = match words.proof {
        None => return Err(NotResent::Absent),
        Some(HolderProof::Presence) => None,
        Some(HolderProof::Cip(_)) if !again.by_cip => return Err(NotResent::PresenceOnly),
        Some(HolderProof::Cip(_)) if !known => return Err(NotResent::CallerUnknown),
        Some(HolderProof::Cip(question)) => Some(question),
    };
    let policy = desk.policy(&case)?;
    let judged = cases::judge_address(conn, policy.contact(), &case).await?;
    if judged.refused.is_some() {
        return Err(NotResent::AddressRefused);
    }
    let open: Vec<&str> = judged.warnings.iter().map(|warning| warning.key()).collect();
    if !open.iter().all(|warning| words.warnings.iter().any(|ticked| ticked == warning)) {
        return Err(NotResent::Unconfirmed);
    }
    let act = Act { name: ACT, case: Some(id), fingerprint: None };
    let reauthentication = reauthenticate(conn, desk.tools, operator.session(), words.code, act, now).await?;
    if let Some(question) = question {
        callers::spend(conn, question, Use::Resend, now).await?;
    }
    let give_up_at = now + policy.mail().retry_for;
    let by = operator.id();
    let mail = outbox::resend_second_half(conn, again.release, by, question, now, give_up_at).await?;
    let mut entry = Entry::new(ACT)
        .by(operator.who())
        .holder(case.holder.id)
        .case(id)
        .plain("release", again.release)
        .plain("mail", mail)
        .plain("ordinal", again.sent + 1)
        .plain("proof", if question.is_some() { "cip" } else { "presence" })
        .plain("reauthentication", reauthentication)
        .personal("recipient", &again.recipient);
    if let Some(question) = question {
        entry = entry.plain("cip_check", question);
    }
    if !open.is_empty() {
        entry = entry.plain("warnings_confirmed", open.join(" "));
    }
    audit::record(conn, desk.audit_key(), entry, now).await?;
    Ok(())
}
