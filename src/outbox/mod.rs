// SPDX-License-Identifier: AGPL-3.0-or-later
//! Messages owed, committed with the fact that owes them.
//!
//! `serve` posts, `work` sends. What a message says, and to whom it goes, is sealed to the mail key before it is a row:
//! who posts cannot read it back, and who changes the row cannot send it elsewhere. `docs/mail.md` tells a letter's life.

mod content;
mod letter;
mod message;
mod monthly;
mod store;

pub use content::{Opened, open};
pub use letter::{Letter, LetterState, PRINT_FOLDER, Reason, Reply, Sending, Trouble};
pub use message::{AccountEvent, Kind, Message, Reader, ToldRole};
pub use monthly::{CounterFigures, MonthlyReport, post_monthly_report};

use crate::contacts::email::EmailAddress;
use crate::db::{Breakage, Connection};
use crate::ids::{CaseId, CounterId, HolderId, OperatorId, OutboxId, Reference, ReleaseId};
use crate::seal::PublicKey;
use crate::texts::Language;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A message on its way into the outbox.
pub struct Posting {
    /// To whom.
    pub recipient: EmailAddress,
    /// In which language, beside Italian.
    pub language: Language,
    /// The case it belongs to; none for an account's notice.
    pub case: Option<CaseId>,
    /// Until when it is tried: the end of an ownership code, which is not sent any more from then on; for all others policy
    /// `mail.retry_for` from now, and then one last attempt.
    pub give_up_at: DateTime<Utc>,
    /// What it says.
    pub message: Message,
}

/// Owes a message: seals it to the mail key and writes the row, in the caller's transaction. An ownership code waits in
/// a lane of its own.
///
/// # Errors
/// A [`Breakage`] of the database, or of a mail key that nothing can be sealed to.
pub async fn post(
    conn: &mut Connection,
    mail_key: &PublicKey,
    posting: Posting,
    now: DateTime<Utc>,
) -> Result<OutboxId, Breakage> {
    let id = OutboxId::new(now);
    let payload = content::seal(mail_key, id, &posting).map_err(Breakage::new)?;
    store::insert(conn, id, &posting, &payload.to_bytes(), now).await?;
    Ok(id)
}

/// Owes the second half of a release: moves it, sealed as the authority sealed it, from the waiting room to the outbox,
/// in the transaction of the hand-over. The release must already stand as handed over in this transaction.
///
/// # Errors
/// A [`Breakage`] of the database; also where the release is not handed over or no second half waits for it.
pub async fn post_second_half(
    conn: &mut Connection,
    release: ReleaseId,
    now: DateTime<Utc>,
    give_up_at: DateTime<Utc>,
) -> Result<OutboxId, Breakage> {
    let id = OutboxId::new(now);
    store::post_second_half(conn, id, release, now, give_up_at).await?;
    Ok(id)
}

/// Whether a worker has the second half of a release in hand at this moment. Its letters are taken until the end of the
/// transaction: no worker begins meanwhile.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn is_being_sent(
    conn: &mut Connection,
    release: ReleaseId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    store::is_being_sent(conn, release, now).await
}

/// Owes the second half of a release once more: its payload moves from the newest letter, which has come to its end, to a new
/// one with a `Message-ID` of its own, in the caller's transaction. `cip_check` is the question by which the holder was known;
/// none where they stand before the operator.
///
/// # Errors
/// A [`Breakage`] of the database; also where the release has ended, the letter waits, its window is over, it was sent again
/// three times, or the question did not serve for this.
pub async fn resend_second_half(
    conn: &mut Connection,
    release: ReleaseId,
    by: OperatorId,
    cip_check: Option<Reference>,
    now: DateTime<Utc>,
    give_up_at: DateTime<Utc>,
) -> Result<OutboxId, Breakage> {
    let id = OutboxId::new(now);
    store::resend_second_half(conn, id, release, by, cip_check, now, give_up_at).await?;
    Ok(id)
}

/// The newest letter with the second half of a release.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn newest_sending(conn: &mut Connection, release: ReleaseId) -> Result<Option<Sending>, Breakage> {
    store::newest_sending(conn, release).await
}

/// The troubles of a release's letters leave the home page: another release has taken its place.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn take_note_of_release(
    conn: &mut Connection,
    release: ReleaseId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    store::take_note_of_release(conn, release, now).await
}

/// The letters of a case with their live state, newest first. Needs no right to read what they say.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn letters_of_case(conn: &mut Connection, case: CaseId) -> Result<Vec<Letter>, Breakage> {
    store::letters_of_case(conn, case).await
}

/// The letters of all cases of a holder with their live state, newest first, at most 50. One query.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn letters_to_holder(conn: &Connection, holder: HolderId) -> Result<Vec<Letter>, Breakage> {
    store::letters_to_holder(conn, holder).await
}

/// Letters of a counter's cases that were given up, bounced or raised an alarm and that nobody took note of yet, oldest first:
/// work for the home page.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn troubles(conn: &Connection, counter: CounterId) -> Result<Vec<Trouble>, Breakage> {
    store::troubles(conn, counter).await
}

/// The counter took note of a trouble: it leaves the home page. Answers whether it was there and new.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn take_note(
    conn: &mut Connection,
    letter: OutboxId,
    case: CaseId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    store::take_note(conn, letter, case, now).await
}

/// What came back to letters of a counter's cases, could not be read by a program and was noted by nobody yet, oldest first.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn replies(conn: &Connection, counter: CounterId) -> Result<Vec<Reply>, Breakage> {
    store::replies(conn, counter).await
}

/// The counter took note of a reply: it leaves the home page. Answers whether it was there and new.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn note_reply(
    conn: &mut Connection,
    reply: Uuid,
    case: CaseId,
    now: DateTime<Utc>,
) -> Result<bool, Breakage> {
    store::note_reply(conn, reply, case, now).await
}
