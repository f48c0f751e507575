// SPDX-License-Identifier: AGPL-3.0-or-later
//! What each change leaves behind: a row of the register, a line of the history, a mail to the person.

use super::error::StaffError;
use crate::audit::{self, Entry, Who};
use crate::db::{Breakage, Connection};
use crate::ids::{OperatorId, StaffEventId};
use crate::operators::Tools;
use crate::operators::store::staff as store;
use crate::outbox::{self, AccountEvent, Message, Posting, ToldRole};
use crate::seal::PublicKey;
use crate::texts::Language;
use chrono::{DateTime, TimeDelta, Utc};

/// What changing staff works with.
#[derive(Clone, Copy)]
pub struct Office<'a> {
    /// Sign-in's parts.
    pub tools: Tools<'a>,
    /// Mails are sealed to it.
    pub mail_key: &'a PublicKey,
    /// How long a notice is tried (policy `mail.retry_for`).
    pub retry_for: TimeDelta,
    /// Where the pages are, without a slash at the end: what a link begins with.
    pub public_url: &'a str,
}

/// A change that was made.
pub(super) struct Made<'a> {
    /// As in the register: `staff.suspended`. The history has the word behind the dot.
    pub act: &'static str,
    /// The account.
    pub account: &'a store::Account,
    /// What was before, and what is now, in the words of codes and dates.
    pub before: &'a str,
    pub after: &'a str,
    /// Why; may be empty.
    pub reason: &'a str,
    /// What the person is told; nothing where a mail of another kind tells it.
    pub told: Option<(AccountEvent, Option<ToldRole>)>,
}

/// Writes register, history and mail in the change's transaction.
pub(super) async fn tell(
    conn: &mut Connection,
    office: &Office<'_>,
    who: Who,
    by: OperatorId,
    made: Made<'_>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let account = made.account;
    let word = made.act.rsplit('.').next().unwrap_or(made.act);
    let event = store::NewEvent {
        id: StaffEventId::new(now),
        operator_id: account.id,
        act: word,
        before: made.before,
        after: made.after,
        reason: made.reason,
        at: now,
        by,
    };
    store::note(conn, &event).await?;
    let entry = Entry::new(made.act)
        .by(who)
        .plain("operator", account.id)
        .plain("before", made.before)
        .plain("after", made.after)
        .personal("reason", made.reason);
    audit::record(conn, office.tools.audit_key, entry, now).await?;
    if let Some((event, role)) = made.told {
        let message = Message::AccountNotice { username: account.username.clone(), event, at: now, role };
        post(conn, office, account, message, now + office.retry_for, now).await?;
    }
    Ok(())
}

/// Owes a mail to the account's person.
pub(super) async fn post(
    conn: &mut Connection,
    office: &Office<'_>,
    account: &store::Account,
    message: Message,
    give_up_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let recipient = account.contact_address.parse().map_err(Breakage::new)?;
    let posting = Posting { recipient, language: Language::Italian, case: None, give_up_at, message };
    outbox::post(conn, office.mail_key, posting, now).await?;
    Ok(())
}

/// A refusal goes into the register, whatever becomes of the transaction.
pub(super) async fn noted<T>(
    office: &Office<'_>,
    who: Who,
    (act, operator): (&'static str, Option<OperatorId>),
    result: Result<T, StaffError>,
    now: DateTime<Utc>,
) -> Result<T, StaffError> {
    if let Err(error) = &result
        && let Some(rule) = error.rule()
    {
        let mut entry = Entry::new(act).by(who).rule(rule);
        if let Some(operator) = operator {
            entry = entry.plain("operator", operator);
        }
        audit::refuse(office.tools.pool, office.tools.audit_key, entry, now).await?;
    }
    result
}
