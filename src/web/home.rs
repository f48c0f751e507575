// SPDX-License-Identifier: AGPL-3.0-or-later
//! The first page: the one field, and the counter's day.

use super::closing_views::OpenDay;
use super::dates;
use super::error::{Answer, PageError};
use super::form::{Button, FieldErrors, Form};
use super::page::Page;
use super::routes::Routes;
use super::warnings::Choice;
use crate::approvals;
use crate::audit::{self, Entry};
use crate::cases::{self, Line, LookUpReason};
use crate::closing;
use crate::db::{self, Breakage};
use crate::ids::{CaseId, OutboxId};
use crate::operators::{CounterStaff, Operator, SignedIn, staff};
use crate::outbox;
use crate::policy::rome_date;
use crate::releases;
use actix_web::web::Path;
use futures_util::future::try_join3;
use serde::Serialize;
use uuid::Uuid;

/// What the page shows; nothing but a greeting to who works at no counter.
#[derive(Serialize, Default)]
pub(super) struct Home {
    reasons: Vec<Choice>,
    sought: String,
    reason: String,
    day: Option<DayView>,
    /// For administrators: how many changes of staff wait for a second one.
    staff_waiting: Option<usize>,
}

#[derive(Serialize)]
struct DayView {
    opened: i64,
    done: i64,
    cases: Vec<LineView>,
    sheets: Vec<SheetView>,
    /// Sheets that wait for this supervisor's decision.
    undecided: usize,
    /// Cases that wait for this supervisor's approval.
    to_approve: usize,
    /// For supervisors: what is open before the day is closed; none where today is closed.
    closing: Option<OpenDay>,
    mails: Vec<MailView>,
    /// What came back and no program could read.
    replies: Vec<ReplyView>,
    /// Cases of this month whose holder had no e-mail address, by what came of them: for supervisors.
    no_email: Vec<NoEmailView>,
}

#[derive(Serialize)]
struct NoEmailView {
    outcome: &'static str,
    cases: i64,
}

/// A case as one line of a table.
#[derive(Serialize)]
pub(super) struct LineView {
    pub(super) id: String,
    pub(super) protocol: String,
    pub(super) holder: String,
    pub(super) counter: String,
    pub(super) step: &'static str,
    pub(super) opened: String,
    pub(super) changed: String,
    pub(super) ending: &'static str,
}

#[derive(Serialize)]
struct SheetView {
    case: String,
    protocol: String,
    served: String,
    until: String,
}

#[derive(Serialize)]
struct MailView {
    id: OutboxId,
    case: String,
    protocol: String,
    kind: String,
    /// Whether it holds codes: its case knows the ways on.
    codes: bool,
    recipient: String,
    at: String,
    reason: String,
}

#[derive(Serialize)]
struct ReplyView {
    id: Uuid,
    case: String,
    protocol: String,
    recipient: String,
    at: String,
    why: String,
    sender: String,
    subject: String,
}

impl LineView {
    pub(super) fn of(line: &Line) -> Self {
        let holder = line.holder.as_ref().map(|(surname, name)| format!("{surname} {name}"));
        Self {
            id: line.id.to_string(),
            protocol: line.protocol.to_string(),
            holder: holder.unwrap_or_default(),
            counter: format!("{} {}", line.counter.code, line.counter.name),
            step: line.step().noun(),
            opened: dates::show_time(line.opened_at),
            changed: dates::show_time(line.changed_at),
            ending: line.ending.map_or("", cases::Ending::key),
        }
    }
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/", show);
    routes.post("/cases/{id}/mails/{letter}/note", take_note);
    routes.post("/cases/{id}/replies/{reply}/note", note_reply);
}

async fn show(_: SignedIn, page: Page) -> Answer {
    let home = home(&page, "", LookUpReason::Present.key()).await?;
    page.render("home/show.html", &home)
}

/// A letter in trouble that the counter took care of leaves the page.
async fn take_note(operator: Operator, _: Form<Button>, page: Page, ids: Path<(CaseId, OutboxId)>) -> Answer {
    let (id, letter) = *ids;
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, id).await?;
    let (now, key) = (page.now(), &page.app.audit_key);
    db::transaction(&mut conn, async |conn| {
        if outbox::take_note(conn, letter, case.id, now).await? {
            let entry = Entry::new("mail.note").by(operator.who()).case(case.id).holder(case.holder.id);
            audit::record(conn, key, entry.plain("letter", letter), now).await?;
        }
        Ok::<_, Breakage>(())
    })
    .await?;
    page.see_with("/", "notice-mail-noted")
}

/// So does what came back to a letter and a person has read.
async fn note_reply(operator: Operator, _: Form<Button>, page: Page, ids: Path<(CaseId, Uuid)>) -> Answer {
    let (id, reply) = *ids;
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, id).await?;
    let (now, key) = (page.now(), &page.app.audit_key);
    db::transaction(&mut conn, async |conn| {
        if outbox::note_reply(conn, reply, case.id, now).await? {
            let entry = Entry::new("mail.note").by(operator.who()).case(case.id).holder(case.holder.id);
            audit::record(conn, key, entry.plain("reply", reply), now).await?;
        }
        Ok::<_, Breakage>(())
    })
    .await?;
    page.see_with("/", "notice-mail-noted")
}

/// The page again, with what was typed and what is wrong with it.
pub(super) async fn again(page: &Page, sought: &str, reason: &str, errors: &FieldErrors) -> Answer {
    page.invalid("home/show.html", &home(page, sought, reason).await?, errors)
}

async fn home(page: &Page, sought: &str, reason: &str) -> Result<Home, PageError> {
    let session = page.visitor().session.as_ref().ok_or(PageError::SignInFirst)?;
    if session.is_administrator() {
        let mut conn = page.connection().await?;
        let waiting = staff::changes(&mut conn, None).await?.len();
        return Ok(Home { staff_waiting: Some(waiting), ..Home::default() });
    }
    let staff = CounterStaff::of(session).ok_or(PageError::ChooseCounter)?;
    let mut conn = page.connection().await?;
    let (day, troubles, replies) = try_join3(
        cases::day(&conn, staff.counter_id(), page.now()),
        outbox::troubles(&conn, staff.counter_id()),
        outbox::replies(&conn, staff.counter_id()),
    )
    .await?;
    let undecided = match session.supervises() {
        true => releases::undecided(&mut conn, staff.counter_id()).await?.len(),
        false => 0,
    };
    let to_approve = match session.supervises() {
        true => approvals::waiting(&mut conn, staff.counter_id()).await?.len(),
        false => 0,
    };
    let closing = match session.supervises() {
        true => {
            let standing = closing::standing(&mut conn, staff.counter_id(), page.now()).await?;
            OpenDay::of(&standing, rome_date(page.now()))
        }
        false => None,
    };
    let no_email = match session.supervises() {
        true => cases::no_email_this_month(&mut conn, staff.counter_id(), page.now()).await?,
        false => Vec::new(),
    };
    let sheet = |sheet: &cases::SheetOut| SheetView {
        case: sheet.case.to_string(),
        protocol: sheet.protocol.clone(),
        served: dates::show_time(sheet.served_at),
        until: dates::show(releases::last_day(sheet.withdraw_after)),
    };
    Ok(Home {
        reasons: reasons(page),
        sought: sought.to_owned(),
        reason: reason.to_owned(),
        day: Some(DayView {
            opened: day.opened_today,
            done: day.done_today,
            cases: day.open.iter().map(LineView::of).collect(),
            sheets: day.sheets.iter().map(sheet).collect(),
            undecided,
            to_approve,
            closing,
            mails: troubles.iter().map(mail).collect(),
            replies: replies.into_iter().map(reply).collect(),
            no_email: no_email
                .iter()
                .map(|count| NoEmailView { outcome: count.outcome.key(), cases: count.cases })
                .collect(),
        }),
        staff_waiting: None,
    })
}

fn mail(trouble: &outbox::Trouble) -> MailView {
    use outbox::LetterState as State;
    let letter = &trouble.letter;
    let (at, reason) = match &letter.state {
        State::GivenUp { reason, at }
        | State::Alarm { reason, at }
        | State::Bounced { reason, at, .. }
        | State::Stopped { reason, at } => (Some(*at), letter.reason_key(*reason)),
        State::Accepted { at, .. } | State::PerhapsTwice { at, .. } => (Some(*at), letter.state.text_key()),
        State::Waiting { .. } => (None, letter.state.text_key()),
    };
    MailView {
        id: letter.id,
        case: trouble.case.to_string(),
        protocol: trouble.protocol.clone(),
        kind: letter.kind.text_key(),
        codes: letter.kind == outbox::Kind::SecondHalf,
        recipient: letter.shown(),
        at: at.map(dates::show_time).unwrap_or_default(),
        reason,
    }
}

fn reply(reply: outbox::Reply) -> ReplyView {
    ReplyView {
        id: reply.id,
        case: reply.case.to_string(),
        protocol: reply.protocol,
        recipient: reply.recipient,
        at: dates::show_time(reply.at),
        why: format!("mail-reply-{}", reply.why.unwrap_or_default()),
        sender: reply.sender,
        subject: reply.subject,
    }
}

/// Why somebody is looked up, to choose from.
pub(super) fn reasons(page: &Page) -> Vec<Choice> {
    let choice = |reason: LookUpReason| {
        Choice::of(page.language(), reason.key(), &format!("look-up-reason-{}", reason.key()))
    };
    LookUpReason::ALL.map(choice).into()
}
