// SPDX-License-Identifier: AGPL-3.0-or-later
//! The cases of a visit that wait for their release, with what stands in the way of each.

use crate::cases::{self, Alarm, Case, Fingerprint, Service, SiblingLine, Standing};
use crate::contacts::judgement::EmailWarning;
use crate::db::{Breakage, Connection};
use crate::operators::Operator;
use crate::releases::desk::Desk;
use crate::releases::grounds;
use crate::releases::joint::AT_ONCE;
use crate::releases::refusal::Rule;
use crate::releases::request::NotRequested;

/// A case of the visit whose form is signed. No `Debug`: personal data.
#[derive(Clone)]
pub struct Candidate {
    /// The case.
    pub case: Case,
    /// What was signed for.
    pub fingerprint: Fingerprint,
    /// Why it cannot be released now: the name of the rule, as in the register. None where it can.
    pub obstacle: Option<&'static str>,
    /// What is odd about its address: confirmed once more with the release.
    pub warnings: Vec<EmailWarning>,
    /// The policy's alarms about the delegate; where nobody has said a word on them they are the obstacle.
    pub alarms: Vec<Alarm>,
}

/// The cases of a visit whose form is signed and for which nothing was asked, the first [`AT_ONCE`] of them in the order in which they
/// were opened: the list of the visit in one statement, then the grounds of each as its own release judges them.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn candidates(
    conn: &mut Connection,
    desk: &Desk<'_>,
    operator: &Operator,
    case: &Case,
) -> Result<Vec<Candidate>, Breakage> {
    let lines = cases::siblings(conn, case).await?;
    let signed = |line: &&SiblingLine| line.standing == Standing::Signed;
    let mut found = Vec::new();
    for line in lines.iter().filter(signed).take(AT_ONCE) {
        // a case that is about the operator is a colleague's
        let Ok(case) = cases::find(conn, operator, line.id).await else { continue };
        found.extend(candidate(conn, desk, case).await?);
    }
    Ok(found)
}

/// None where the form is no longer that of the case: it stands among the others as one to be signed.
async fn candidate(
    conn: &mut Connection,
    desk: &Desk<'_>,
    case: Case,
) -> Result<Option<Candidate>, Breakage> {
    let Ok(signed) = grounds::signed_form(&case) else { return Ok(None) };
    let fingerprint = signed.fingerprint;
    let policy = desk.policy(&case)?;
    let obstacle = match grounds::approval(conn, desk, &case).await {
        Ok(_) => None,
        Err(NotRequested::Broken(breakage)) => return Err(breakage),
        Err(no) => no.rule(),
    };
    let judged = cases::judge_address(conn, policy.contact(), &case).await?;
    let unfit = judged.refused.is_some() || cases::is_address_of_delegate(conn, policy, &case).await?;
    let obstacle = match case.service {
        Service::CorrectedAddress => Some("alone"), // the operator has to say whether the old sheet stays
        Service::Activation | Service::NewRelease if unfit => NotRequested::AddressRefused.rule(),
        Service::Activation | Service::NewRelease => obstacle,
    };
    let alarms = cases::alarms(conn, policy, &case, desk.now()).await?;
    Ok(Some(Candidate { case, fingerprint, obstacle, warnings: judged.warnings, alarms }))
}
