// SPDX-License-Identifier: AGPL-3.0-or-later
//! Steps two and three of a release, as often as it takes: call, record the answer, go on with what it allows.

use super::answer;
use super::desk::Desk;
use crate::activation::{self, Ask, Kind, Said, operator_name};
use crate::authority::contract::{CodeSplit, CodesAnswer, CodesRequest};
use crate::db::{self, Breakage};
use crate::policy::{self, Credential};
use crate::seal;

/// Carries a request on until the release waits for nothing any more or an answer stays away. A future dropped on the way
/// loses nothing: the request is a row, and [`super::reconcile`] asks again under the same reference.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn carry_on(desk: &Desk<'_>, ask: Ask) -> Result<(), Breakage> {
    let mut next = Some(ask);
    while let Some(ask) = next {
        next = match ask.kind {
            Kind::Activate => match activation::activate(desk.authority, &ask).await {
                Said::Yes(activated) => answer::activated(desk, &ask, &activated).await?,
                Said::No(refusal) => answer::refused(desk, &ask, refusal).await?,
                Said::Nothing(trouble) => unanswered(desk, &ask, trouble).await?,
            },
            Kind::Codes => match codes(desk, &ask).await? {
                Said::Yes(halves) => answer::sealed(desk, &ask, &halves).await?,
                Said::No(refusal) => answer::refused(desk, &ask, refusal).await?,
                Said::Nothing(trouble) => unanswered(desk, &ask, trouble).await?,
            },
        };
    }
    Ok(())
}

/// Orders the codes, split as the policy of the case says.
async fn codes(desk: &Desk<'_>, ask: &Ask) -> Result<Said<CodesAnswer>, Breakage> {
    let policy = desk.policy_named(&ask.policy_version)?;
    let digits = |count: usize| u8::try_from(count).map_err(Breakage::new);
    let split = policy
        .codes(Credential::TsCns)
        .rules()
        .map(|(kind, rule)| {
            let (length, first) = (digits(rule.length())?, digits(rule.first_digits())?);
            Ok(CodeSplit { kind: sealed_kind(kind), length, first })
        })
        .collect::<Result<_, Breakage>>()?;
    let request = CodesRequest {
        reference: ask.reference.uuid(),
        release_id: ask.release.uuid(),
        card_number: ask.card_number.clone(),
        split,
        recipient: ask.recipient.clone(),
        language: ask.language.clone(),
        operator: operator_name(ask.asked_by),
    };
    Ok(activation::said(desk.authority.codes(&request).await))
}

async fn unanswered(
    desk: &Desk<'_>,
    ask: &Ask,
    trouble: activation::Trouble,
) -> Result<Option<Ask>, Breakage> {
    let mut conn = db::connection(desk.pool()).await?;
    activation::note(&mut conn, ask, trouble, desk.now()).await?;
    Ok(None)
}

const fn sealed_kind(kind: policy::CodeKind) -> seal::CodeKind {
    match kind {
        policy::CodeKind::Pin => seal::CodeKind::Pin,
        policy::CodeKind::Puk => seal::CodeKind::Puk,
        policy::CodeKind::Cip => seal::CodeKind::Cip,
    }
}
