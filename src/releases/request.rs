// SPDX-License-Identifier: AGPL-3.0-or-later
//! Step one of a release: everything is checked, and what will be asked of the authority is written down.

use super::desk::Desk;
use super::former;
use super::grounds;
use super::proof::Proof;
use super::refusal::{Rule, kept};
use super::store::{self, NewRelease};
use crate::activation::{self, Ask, Kind, NewAsk};
use crate::audit::{self, Entry};
use crate::cases::{self, Case, NoEntry, Service};
use crate::contacts::judgement::EmailWarning;
use crate::counters;
use crate::db::{self, Breakage, Connection};
use crate::ids::{CaseId, ReleaseId};
use crate::operators::{Act, Operator, ReauthenticationError, reauthenticate};
use crate::outbox::{self, Message, Posting};

const ACT: &str = "release.request";

/// What the operator gives for the release.
pub struct Confirmation<'a> {
    /// The one-time code.
    pub code: &'a str,
    /// The warnings about the address that were ticked once more, by name.
    pub warnings: &'a [String],
    /// Whether the citizen still has the sheet that was handed over last: in a corrected address no new one is printed then.
    pub old_sheet: bool,
}

/// What came of it.
pub enum Requested {
    /// The request is written down: [`super::carry_on`] asks the authority.
    New(Box<Ask>),
    /// This case has a living release: a second click, tab or operator. Its page shows how it stands.
    Already,
}

/// Why a release is not requested.
#[derive(Debug, thiserror::Error)]
pub enum NotRequested {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// The case is closed.
    #[error("the case is closed")]
    Closed,
    /// The request form is not signed.
    #[error("the request form is not signed")]
    NotSigned,
    /// Something that was signed for has changed since: the form is to be signed again.
    #[error("the signed form is no longer that of the case")]
    FormChanged,
    /// Title or evidence of the delegation are not complete today, by the rules that the case is decided under.
    #[error("something of the delegation is missing")]
    DelegationIncomplete,
    /// Nobody has said why they go on in spite of the policy's alarms about the delegate.
    #[error("alarms are not explained")]
    AlarmUnexplained,
    /// The rules want a supervisor's approval of exactly what was signed for, and there is none.
    #[error("a supervisor has not approved")]
    NeedsApproval,
    /// Warnings about the address are not confirmed for the release.
    #[error("warnings are not confirmed")]
    Unconfirmed,
    /// The address is not fit to receive half of the codes: the staff's, or one that the policy refuses.
    #[error("the address is refused")]
    AddressRefused,
    /// An earlier question about this case is not answered yet.
    #[error("the authority was asked and has not answered")]
    StillAsked,
    /// Another case has a living release of this card.
    #[error("the card has a release in another case")]
    CardHasRelease,
    /// A worker is sending the former release's letter at this moment: once that has ended, the new release can come.
    #[error("the former letter is being sent")]
    BeingSent,
    /// An address is to be corrected, and no codes of this card were ever given here.
    #[error("no codes of this card were given here")]
    NothingToCorrect,
    /// The one-time code does not do.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl Rule for NotRequested {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::Closed => Some("case_closed"),
            Self::NotSigned => Some("not_signed"),
            Self::FormChanged => Some("form_changed"),
            Self::DelegationIncomplete => Some("delegation_incomplete"),
            Self::AlarmUnexplained => Some("alarm_unexplained"),
            Self::NeedsApproval => Some("needs_approval"),
            Self::Unconfirmed => Some("warnings_unconfirmed"),
            Self::AddressRefused => Some("address_refused"),
            Self::StillAsked => Some("still_asked"),
            Self::CardHasRelease => Some("card_has_release"),
            Self::BeingSent => Some("letter_being_sent"),
            Self::NothingToCorrect => Some("nothing_to_correct"),
            Self::Code(error) => Rule::rule(error),
            Self::Broken(_) => None,
        }
    }
}

/// Requests the activation of the case's card and the release of its codes; where the card is active, the codes alone, and the
/// release that was handed over before is superseded. One transaction: lock, refuse, write.
///
/// # Errors
/// A [`NotRequested`]; refusals are in the register.
pub async fn request(
    desk: &Desk<'_>,
    operator: &Operator,
    case: CaseId,
    confirmation: &Confirmation<'_>,
) -> Result<Requested, NotRequested> {
    request_by(desk, operator, case, confirmation, Proof::Code(confirmation.code)).await
}

/// The same, confirmed by a code of its own or by that of a list.
pub(super) async fn request_by(
    desk: &Desk<'_>,
    operator: &Operator,
    case: CaseId,
    confirmation: &Confirmation<'_>,
    proof: Proof<'_>,
) -> Result<Requested, NotRequested> {
    let mut conn = db::connection(desk.pool()).await?;
    let outcome =
        db::transaction(&mut conn, async |conn| write(conn, desk, operator, case, confirmation, proof).await)
            .await;
    drop(conn);
    kept(desk, ACT, operator.who(), case, outcome).await
}

async fn write(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    id: CaseId,
    confirmation: &Confirmation<'_>,
    proof: Proof<'_>,
) -> Result<Requested, NotRequested> {
    let now = desk.now();
    let case = cases::lock(conn, operator, id).await?;
    let card = case.card.as_ref().map(|card| card.card.number).ok_or(NotRequested::NotSigned)?;
    // before the former release's row: a suspension takes the card first and its releases then
    store::lock_card_life(conn, card.as_str()).await?;
    let earlier = store::earlier(conn, id, card.as_str()).await?;
    if earlier.live.is_some_and(|(_, owner)| owner == id) {
        return Ok(Requested::Already);
    }
    let signed = grounds::signed_form(&case)?;
    if !proof.is_over(signed.fingerprint) {
        return Err(NotRequested::FormChanged);
    }
    let approval = grounds::approval(conn, desk, &case).await?;
    if earlier.asked {
        return Err(NotRequested::StillAsked);
    }
    let old_sheet = match case.service {
        Service::CorrectedAddress => {
            let sheet = former::old_sheet(conn, &case).await?.ok_or(NotRequested::NothingToCorrect)?;
            confirmation.old_sheet.then_some(sheet.release)
        }
        Service::Activation | Service::NewRelease => None,
    };
    let superseded = former::take(conn, &case, earlier.live, now).await?;
    let judged = cases::judge_address(conn, desk.policy(&case)?.contact(), &case).await?;
    let open: Vec<&str> = judged.warnings.iter().map(|warning| warning.key()).collect();
    if judged.refused.is_some() || cases::is_address_of_delegate(conn, desk.policy(&case)?, &case).await? {
        return Err(NotRequested::AddressRefused);
    }
    if !open.iter().all(|warning| confirmation.warnings.iter().any(|ticked| ticked == warning)) {
        return Err(NotRequested::Unconfirmed);
    }
    let fingerprint = signed.fingerprint.as_bytes();
    let act = Act { name: ACT, case: Some(id), fingerprint: Some(fingerprint) };
    let reauthentication = match proof {
        Proof::Code(code) => reauthenticate(conn, desk.tools, operator.session(), code, act, now).await?,
        Proof::Listed(list, _) => list,
    };

    let contact = case.contact.as_deref().ok_or(NotRequested::NotSigned)?;
    let policy = desk.policy(&case)?;
    let release = ReleaseId::new(now);
    let number = format!("{}-R{}", case.protocol, earlier.count + 1);
    let mut entry = Entry::new(ACT)
        .by(operator.who())
        .holder(case.holder.id)
        .case(id)
        .plain("release", release)
        .plain("number", &number)
        .plain("fingerprint", signed.fingerprint)
        .plain("reauthentication", reauthentication)
        .personal("card_number", card.as_str())
        .personal("recipient", contact.to.shown());
    if !open.is_empty() {
        entry = entry.plain("warnings_confirmed", open.join(" "));
    }
    if let Some(delegation) = &case.delegation {
        entry = entry.plain("mode", delegation.kind.key());
        if let Some(delegate) = &delegation.delegate {
            entry = entry.plain("delegate", delegate.id);
        }
    }
    if let Some(approval) = approval {
        entry = entry.plain("approval", approval);
    }
    if let Some(release) = old_sheet {
        entry = entry.plain("sheet_of", release);
    }
    if let Some(taken) = superseded {
        entry = entry.plain("supersedes", taken.0);
        former::supersede(conn, desk, operator, &case, taken, release).await?;
    }
    let row = audit::record(conn, desk.audit_key(), entry, now).await?;
    let new = NewRelease {
        id: release,
        number: &number,
        case_id: id,
        card_number: card.as_str(),
        form_id: signed.id,
        fingerprint,
        reauthentication_id: reauthentication,
        joint_id: proof.list(),
        audit_row_id: row,
        recipient: &contact.to.to_string(),
        trusted: contact.trusted.is_some(),
        language: contact.language.code(),
        requested_at: now,
        requested_by: operator.id(),
        sheet_of: old_sheet,
        withdraw_after: policy.releases().withdrawal(now),
    };
    store::insert(conn, &new).await?;
    if let Some(earlier) = judged.earlier.filter(|_| judged.warnings.contains(&EmailWarning::UnlikeEarlier)) {
        let counter = counters::find(conn, case.counter.id).await?;
        let acting = case.delegation.as_ref().is_some_and(|delegation| delegation.delegate.is_some());
        let message = Message::AddressNotice {
            counter: counter.name,
            telephone: counter.telephone,
            given_at: now,
            acting,
        };
        let give_up_at = now + policy.mail().retry_for;
        let posting =
            Posting { recipient: earlier, language: contact.language, case: Some(id), message, give_up_at };
        outbox::post(conn, desk.mail_key, posting, now).await?;
    }
    let ask = NewAsk {
        kind: kind(case.service, earlier.activated),
        release,
        case: id,
        counter: case.counter.id,
        holder: case.holder.id,
        codice_fiscale: case.holder.code.as_str().to_owned(),
        card_number: card.as_str().to_owned(),
        asked_by: operator.id(),
        recipient: contact.to.to_string(),
        language: contact.language.code().to_owned(),
        policy_version: case.policy_version.clone(),
        delegation: case.delegation.as_ref().map(|delegation| delegation.kind),
    };
    Ok(Requested::New(Box::new(activation::open(conn, ask, now).await?)))
}

/// A card that is active is asked for its codes alone.
const fn kind(service: Service, activated: bool) -> Kind {
    match service {
        Service::Activation if !activated => Kind::Activate,
        Service::Activation | Service::NewRelease | Service::CorrectedAddress => Kind::Codes,
    }
}

/// The warnings about a case's address that the release wants confirmed once more.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn warnings(
    conn: &mut Connection,
    desk: &Desk<'_>,
    case: &Case,
) -> Result<Vec<EmailWarning>, Breakage> {
    Ok(cases::judge_address(conn, desk.policy(case)?.contact(), case).await?.warnings)
}
