// SPDX-License-Identifier: AGPL-3.0-or-later
//! What of the first case of a visit another holder's case may take over.

use super::{first_of, is_of_now, until};
use crate::cases::acting::Acting;
use crate::cases::case::Case;
use crate::cases::contact;
use crate::cases::delegation::delegation_of;
use crate::cases::facts::{Contact, Ownership, Recorded};
use crate::cases::find::NoEntry;
use crate::cases::present::{self, DelegateData, Present, rules_of};
use crate::contacts::judgement::EmailWarning;
use crate::db::{Breakage, Connection};
use crate::delegations::{Delegate, DelegateWarning, Evidence};
use crate::identification::document::IdentityDocument;
use crate::policy::{
    AddressRule, DelegationKind, DelegationRules, EvidenceItem, EvidenceWay, Policy, PolicyBook,
};
use chrono::{DateTime, Utc};

/// What can be taken over. No `Debug`: personal data.
#[derive(Clone)]
pub struct Carriable {
    /// The first case of the visit.
    pub first: Case,
    /// Until when.
    pub until: DateTime<Utc>,
    /// As what the delegate acts.
    pub kind: DelegationKind,
    /// Who acts.
    pub delegate: Delegate,
    /// The identity document that was seen.
    pub document: Recorded<IdentityDocument>,
    /// The delegate's own address, where the rules of both cases let it be theirs, and how its ownership stands.
    pub contact: Option<(Contact, Ownership)>,
    /// Evidence that may name this holder too: the operator says whether it does.
    pub proofs: Vec<Evidence>,
    /// What is odd about the delegate beside this holder, or about the address for them: to tick with a reason, as always.
    pub warnings: Vec<&'static str>,
}

impl Carriable {
    /// The delegate, as who stands at the counter.
    pub(super) fn present(&self) -> Present {
        let Delegate { code, person, .. } = &self.delegate;
        Present::Delegate(self.kind, Box::new(DelegateData { code: *code, person: person.clone() }))
    }

    /// The way in which a piece of evidence is taken over: the scan of it is the first case's own, the paper is seen again.
    pub(super) const fn way(piece: &Evidence) -> EvidenceWay {
        match piece.piece.way {
            EvidenceWay::Scanned | EvidenceWay::Seen => EvidenceWay::Seen,
            EvidenceWay::PaperKept => EvidenceWay::PaperKept,
        }
    }
}

/// What a case may take over from the first of its visit; nothing where it is the first, or where the visit is over.
///
/// # Errors
/// A [`NoEntry`] to the first case, or a [`Breakage`] of the database.
pub async fn carriable(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policies: &PolicyBook,
    case: &Case,
) -> Result<Option<Carriable>, NoEntry> {
    if case.sibling_of().is_none() || case.identification.is_some() || !case.is_open() {
        return Ok(None);
    }
    let (policy, first) = (of(policies, case)?, first_of(conn, acting, case).await?);
    let Some(until) = until(policy, &first, acting) else { return Ok(None) };
    let Some((delegation, rules_there)) = delegation_of(of(policies, &first)?, &first)? else {
        return Ok(None);
    };
    let (Some(delegate), Some(document)) = (&delegation.delegate, &first.identification) else {
        return Ok(None);
    };
    let kind = delegation.kind;
    let mut found = Carriable {
        until,
        kind,
        delegate: delegate.clone(),
        document: document.clone(),
        contact: None,
        proofs: Vec::new(),
        warnings: Vec::new(),
        first: first.clone(),
    };
    let odd = present::warnings(case, &found.present());
    found.warnings.extend(odd.into_iter().map(DelegateWarning::key));
    // a kind that the rules of this case do not know is refused when it is taken over
    let Some(rules) = rules_of(policy, case, kind) else { return Ok(Some(found)) };
    let within = policy.delegation_limits().map(|limits| limits.same_visit).unwrap_or_default();
    let now = |by, at| is_of_now(acting, within, by, at);
    let own = delegation.conduct(rules_there).map(|conduct| conduct.address);
    let reached = first.contact.as_ref().filter(|it| now(it.by, it.at) && it.trusted.is_none());
    if let Some(contact) = reached.filter(|_| own == Some(AddressRule::DelegateMayOwn) && may_own(rules)) {
        let judged = contact::judge(conn, policy.contact(), case, &contact.to).await?;
        if judged.refused.is_none() {
            found.warnings.extend(judged.warnings.into_iter().map(EmailWarning::key));
            found.contact = Some((contact.value.clone(), first.ownership));
        }
    }
    let names = |piece: &&Evidence| {
        let item = item_of(rules, piece).filter(|item| item.names_several);
        piece.earlier.is_none()
            && now(piece.by, piece.at)
            && item.is_some_and(|it| it.admits(Carriable::way(piece)))
    };
    found.proofs = delegation.evidence.iter().filter(names).cloned().collect();
    Ok(Some(found))
}

fn of<'p>(policies: &'p PolicyBook, case: &Case) -> Result<&'p Policy, Breakage> {
    let policy = policies.by_version(&case.policy_version);
    policy.ok_or_else(|| Breakage::new("the policy of a case is not in the book any more"))
}

/// Whether the address may be the delegate's as soon as somebody acts: where the decree must say the power first, it waits.
fn may_own(rules: &DelegationRules) -> bool {
    let conduct = rules.only_power().and_then(|power| rules.conduct(power));
    conduct.is_some_and(|conduct| conduct.address == AddressRule::DelegateMayOwn)
}

fn item_of<'r>(rules: &'r DelegationRules, piece: &Evidence) -> Option<&'r EvidenceItem> {
    rules.group(&piece.piece.group).and_then(|group| group.item(&piece.piece.item))
}
