// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same second half to the same address once more: within its window, a few times at most.

use super::desk::Desk;
use super::refusal::{Rule, kept};
use super::release::{self, Ending, Release, State};
use super::store;
use crate::audit::{self, Entry};
use crate::callers::{self, Use};
use crate::cases::{self, Case, NoEntry};
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, Reference, ReleaseId};
use crate::operators::{Act, Operator, ReauthenticationError, reauthenticate};
use crate::outbox;
use crate::policy::ResendProof;
use chrono::{DateTime, Utc};

const ACT: &str = "mail.send_again";

/// A second half that may be sent once more.
pub struct Resendable {
    release: ReleaseId,
    /// The card of its release: the one whose CIP the holder may be asked for.
    pub card_number: String,
    /// Whether the policy lets a holder be known by the CIP for it.
    pub by_cip: bool,
    /// The number of its release.
    pub number: String,
    /// The address inside the seal: it goes there and to no other.
    pub recipient: String,
    /// How many times it was sent again.
    pub sent: u32,
    /// How many times more it may be.
    pub left: u32,
    /// The end of the window, when it is erased.
    pub until: DateTime<Utc>,
}

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

/// Why a second half is not sent again.
#[derive(Debug, thiserror::Error)]
pub enum NotResent {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// No sheet was handed over in this case: there is no letter.
    #[error("nothing was handed over")]
    NothingGiven,
    /// Nobody took the sheet in time, and both halves are erased.
    #[error("the release was withdrawn")]
    Withdrawn,
    /// A later release took its place.
    #[error("the release was superseded")]
    Superseded,
    /// It was ended otherwise.
    #[error("the release has ended")]
    Ended,
    /// The card is suspended, or about to be: nothing of it leaves the house.
    #[error("the card is held")]
    Held,
    /// The letter is still on its way.
    #[error("the letter waits to be sent")]
    Waiting,
    /// Something about the letter is wrong, or it was stopped.
    #[error("the letter raised an alarm")]
    Alarm,
    /// The window is over.
    #[error("the time for sending again is over")]
    WindowOver,
    /// It was sent again as often as the policy allows.
    #[error("it was sent again as often as allowed")]
    Limit,
    /// Nobody says that the holder is at the counter, or was known by the CIP.
    #[error("the holder is not at the counter")]
    Absent,
    /// The policy wants the holder at the counter.
    #[error("the policy asks for the holder's presence")]
    PresenceOnly,
    /// The digits of the CIP were not right, not said just now, not to this operator, or served before.
    #[error("the caller is not known")]
    CallerUnknown,
    /// The address is not fit to receive half of the codes by now.
    #[error("the address is refused")]
    AddressRefused,
    /// Warnings about the address are not confirmed.
    #[error("warnings are not confirmed")]
    Unconfirmed,
    /// The one-time code does not do.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl NotResent {
    /// The rule, for the register and for texts; none where no rule said no.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::NothingGiven => Some("nothing_given"),
            Self::Withdrawn => Some("release_withdrawn"),
            Self::Superseded => Some("release_superseded"),
            Self::Ended => Some("release_ended"),
            Self::Held => Some("card_held"),
            Self::Waiting => Some("letter_waiting"),
            Self::Alarm => Some("letter_alarm"),
            Self::WindowOver => Some("window_over"),
            Self::Limit => Some("resend_limit"),
            Self::Absent => Some("holder_absent"),
            Self::PresenceOnly => Some("presence_only"),
            Self::CallerUnknown => Some("caller_unknown"),
            Self::AddressRefused => Some("address_refused"),
            Self::Unconfirmed => Some("warnings_unconfirmed"),
            Self::Code(error) => Rule::rule(error),
            Self::Broken(_) => None,
        }
    }
}

impl Rule for NotResent {
    fn rule(&self) -> Option<&'static str> {
        self.name()
    }
}

/// Whether the newest second half of a case may be sent again now, how often and until when.
///
/// # Errors
/// A [`NotResent`] that says why not.
pub async fn may_resend(
    conn: &mut Connection,
    desk: &Desk<'_>,
    case: &Case,
) -> Result<Resendable, NotResent> {
    let release = release::of_case(conn, case.id).await?.ok_or(NotResent::NothingGiven)?;
    may_resend_of(conn, desk, case, &release).await
}

/// The same of a release that was loaded already: the newest of its case.
///
/// # Errors
/// A [`NotResent`] that says why not.
pub async fn may_resend_of(
    conn: &mut Connection,
    desk: &Desk<'_>,
    case: &Case,
    release: &Release,
) -> Result<Resendable, NotResent> {
    match &release.state {
        State::HandedOver { .. } => {}
        State::Ended { how: Ending::Withdrawn, .. } => return Err(NotResent::Withdrawn),
        State::Ended { how: Ending::Superseded, .. } => return Err(NotResent::Superseded),
        State::Ended { .. } => return Err(NotResent::Ended),
        _ => return Err(NotResent::NothingGiven),
    }
    if release.held {
        return Err(NotResent::Held);
    }
    let newest = outbox::newest_sending(conn, release.id).await?.ok_or(NotResent::NothingGiven)?;
    let until = match newest.state.as_str() {
        "waiting" => return Err(NotResent::Waiting),
        "alarm" | "stopped" => return Err(NotResent::Alarm),
        _ => newest.erase_at.filter(|end| *end > desk.now()).ok_or(NotResent::WindowOver)?,
    };
    let rules = desk.policy(case)?.releases();
    let left = rules.resend_limit.saturating_sub(newest.sending);
    if left == 0 {
        return Err(NotResent::Limit);
    }
    Ok(Resendable {
        release: release.id,
        card_number: release.card_number.clone(),
        by_cip: rules.resend_proof == ResendProof::Cip,
        number: release.number.clone(),
        recipient: release.recipient.clone(),
        sent: newest.sending,
        left,
        until,
    })
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
