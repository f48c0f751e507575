// SPDX-License-Identifier: AGPL-3.0-or-later
//! The monthly report to a supervisor: the one message that the worker owes by itself, through a function of the database that
//! takes no other kind, no other address, and none twice.

use super::{Message, Posting, content};
use crate::contacts::email::EmailAddress;
use crate::db::{Breakage, Connection};
use crate::ids::{AuditRowId, OperatorId, OutboxId};
use crate::seal::PublicKey;
use crate::texts::Language;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::sql_types::{Binary, Date, Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

/// A counter's month in figures, each as its page has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterFigures {
    /// Code and name of the counter.
    pub counter: String,
    /// Cases opened.
    pub cases: i64,
    /// Givings of codes.
    pub releases: i64,
    /// Cases that a rule said no to.
    pub refusals: i64,
    /// Mails with a second half that were given up, came back or raised an alarm.
    pub mails_in_trouble: i64,
    /// Code sheets made void.
    pub voided_sheets: i64,
    /// Holders without an e-mail address.
    pub no_email: i64,
    /// What patterns found, and how much of it nobody has looked at.
    pub patterns: (i64, i64),
    /// Samples whose check is not over, of any month.
    pub samples_open: i64,
    /// Days that wait for their closing.
    pub days_not_closed: i64,
}

/// A report on its way into the outbox.
pub struct MonthlyReport {
    /// The letter's identity.
    pub id: OutboxId,
    /// The month's first day.
    pub month: NaiveDate,
    /// The account.
    pub supervisor: OperatorId,
    /// Its address.
    pub recipient: EmailAddress,
    /// The figures of the supervisor's counters, by code.
    pub counters: Vec<CounterFigures>,
    /// The page with the same month.
    pub link: String,
    /// Until when it is tried.
    pub give_up_at: DateTime<Utc>,
}

/// Owes a report, in the caller's transaction, whose row of the register is `row`. For the worker's role.
///
/// # Errors
/// A [`Breakage`] of the database, also where the month has its report already or the account is no supervisor's with that
/// address; or of a mail key that nothing can be sealed to.
pub async fn post_monthly_report(
    conn: &mut Connection,
    mail_key: &PublicKey,
    report: MonthlyReport,
    row: AuditRowId,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let MonthlyReport { id, month, supervisor, recipient, counters, link, give_up_at } = report;
    let message = Message::MonthlyReport { month, counters, link };
    // staff are written to in Italian, as in every other mail about their work
    let posting = Posting { recipient, language: Language::Italian, case: None, give_up_at, message };
    let payload = content::seal(mail_key, id, &posting).map_err(Breakage::new)?.to_bytes();
    diesel::sql_query("SELECT post_monthly_report($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind::<Date, _>(month)
        .bind::<Uuid, _>(supervisor)
        .bind::<Uuid, _>(id)
        .bind::<Text, _>(posting.recipient.as_str())
        .bind::<Binary, _>(payload)
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(give_up_at)
        .bind::<Uuid, _>(row)
        .execute(conn)
        .await?;
    Ok(())
}
