// SPDX-License-Identifier: AGPL-3.0-or-later
//! What was seen in the first case of a visit, taken over by another holder's case as facts of its own.

use super::carriable::{self, Carriable};
use crate::cases::acting::{Acting, Blocked, Part};
use crate::cases::contact::{self, ContactRefused};
use crate::cases::delegation::DelegationRefused;
use crate::cases::find::NoEntry;
use crate::cases::identification::{self, IdentificationRefused};
use crate::cases::proofs;
use crate::cases::save::{self, Reasons, Saved};
use crate::cases::store::{self, Carried};
use crate::db::{self, Breakage, Connection};
use crate::delegations::{Evidence, Offered};
use crate::identification::document::Shown;
use crate::ids::{CaseId, EvidenceId};
use crate::policy::PolicyBook;

/// What the operator takes over.
#[derive(Clone, Copy)]
pub struct Carrying<'a> {
    /// Whether the address is the same.
    pub contact: bool,
    /// The pieces of evidence of the first case on which the operator has seen this holder named.
    pub named: &'a [EvidenceId],
    /// Reasons for what is odd.
    pub reasons: &'a Reasons,
}

/// Why nothing is taken over.
#[derive(Debug, thiserror::Error)]
pub enum CarryRefused {
    /// The case cannot be changed.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// It is no other case of a visit, or the visit is over: it is typed by itself.
    #[error("the visit is over")]
    VisitOver,
    /// A piece of evidence that the first case does not have, or that names one holder alone.
    #[error("that evidence is not taken over")]
    Unknown,
    /// Something is odd, and no reason says why that may be.
    #[error("there are warnings")]
    Unexplained(Vec<&'static str>),
    /// The delegate cannot act for this holder, or the document does not do.
    #[error(transparent)]
    Identification(IdentificationRefused),
    /// The address is not taken for this holder.
    #[error(transparent)]
    Contact(ContactRefused),
    /// The evidence is not taken for this holder.
    #[error(transparent)]
    Evidence(DelegationRefused),
}

impl From<Breakage> for CarryRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Blocked(breakage.into())
    }
}

impl From<NoEntry> for CarryRefused {
    fn from(no: NoEntry) -> Self {
        Self::Blocked(no.into())
    }
}

/// Takes over what was seen: the delegate with their document, judged for this holder; the evidence that names this holder too;
/// the delegate's address with what was proven of it. All of it or nothing. Where somebody was identified already, nothing is done.
///
/// # Errors
/// A [`CarryRefused`].
pub async fn carry_over(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policies: &PolicyBook,
    id: CaseId,
    version: i32,
    what: &Carrying<'_>,
) -> Result<Saved, CarryRefused> {
    db::transaction(conn, async |conn| {
        // the first case before the other, as whoever opens one takes them: nothing is taken back there meanwhile
        store::hold_first(conn, id).await?;
        let case = acting.take(conn, id, Part::Other).await?;
        if case.identification.is_some() {
            return Ok(Saved::AlreadyThere);
        }
        save::same_version(&case, version)?;
        let found =
            carriable::carriable(conn, acting, policies, &case).await?.ok_or(CarryRefused::VisitOver)?;
        let named = named(&found, what.named)?;
        let contact = found.contact.clone().filter(|_| what.contact);
        let warnings = found.warnings_of(contact.is_some());
        let open = save::unexplained(&warnings, |key| key, what.reasons);
        if !open.is_empty() {
            return Err(CarryRefused::Unexplained(open));
        }
        let policy = policies.by_version(&case.policy_version);
        let policy =
            policy.ok_or_else(|| Breakage::new("the policy of a case is not in the book any more"))?;
        let seen = &*found.document;
        let kind = policy.document(seen.kind()).ok_or(CarryRefused::VisitOver)?;
        let (issued, expires) = (Some(seen.issued()), seen.expires());
        let shown = Shown { number: seen.number(), issuer: seen.issuer(), issued, expires, birth_date: None };
        let (who, document) = (found.present(), (kind, shown));
        identification::save_identification(conn, acting, policy, id, version, &who, document, what.reasons)
            .await
            .map_err(CarryRefused::Identification)?;
        let mut carried = Vec::new();
        for piece in &named {
            let (_, fact) = proofs::add_evidence(conn, acting, policy, id, &offered(piece))
                .await
                .map_err(CarryRefused::Evidence)?;
            carried.push(Carried::Evidence(fact, piece.id));
        }
        if let Some((contact, _)) = &contact {
            let version = version + 1 + i32::try_from(named.len()).map_err(Breakage::new)?;
            contact::save_contact(conn, acting, policy, id, version, contact.clone(), what.reasons)
                .await
                .map_err(CarryRefused::Contact)?;
            carried.push(Carried::Contact);
        }
        carried.push(Carried::Identification);
        let ownership = match contact.as_ref().and_then(|(contact, _)| contact.email()) {
            Some(email) => store::carry_ownership(conn, acting, id, email).await?,
            None => None,
        };
        store::insert_carried(conn, acting, (id, found.first.id), &carried).await?;
        let mut entry = acting.entry("sibling.carry_over", &case).plain("first", found.first.id);
        entry = entry.plain("delegate", found.delegate.id).plain("contact", contact.is_some());
        entry = entry.plain("ownership", ownership.as_deref().unwrap_or("none"));
        let pieces = named.iter().map(|piece| piece.id.to_string()).collect::<Vec<_>>();
        acting.record(conn, entry.plain("evidence", pieces.join(" "))).await?;
        Ok(Saved::New)
    })
    .await
}

impl Carriable {
    /// What is odd, without the address where another one is going to be typed.
    fn warnings_of(&self, with_contact: bool) -> Vec<&'static str> {
        let of_address = |key: &str| crate::contacts::judgement::EmailWarning::from_key(key).is_some();
        self.warnings.iter().copied().filter(|key| with_contact || !of_address(key)).collect()
    }
}

/// The pieces that were ticked; each must be one that can be taken over.
fn named<'c>(found: &'c Carriable, ticked: &[EvidenceId]) -> Result<Vec<&'c Evidence>, CarryRefused> {
    let mut pieces = Vec::new();
    for id in ticked {
        let piece = found.proofs.iter().find(|piece| piece.id == *id).ok_or(CarryRefused::Unknown)?;
        if !pieces.iter().any(|there: &&Evidence| there.id == *id) {
            pieces.push(piece);
        }
    }
    Ok(pieces)
}

fn offered(piece: &Evidence) -> Offered<'_> {
    let (way, signed) = (Carriable::way(piece), &piece.piece.signed[..]);
    Offered { item: &piece.piece.item, way, signed, document: None, from_on: None, to_on: None, scans: &[] }
}
