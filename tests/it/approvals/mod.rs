// SPDX-License-Identifier: AGPL-3.0-or-later
//! A supervisor's yes before the release: when the rules want it, who gives it, and what it is worth.

mod causes;
mod checkers;
mod database;
mod decisions;
mod pages;
mod races;
mod scans;

use crate::delegations::visit::{Visit, title};
use crate::releases::{CounterDay, Worker};
use crate::support::authority::today;
use sportello::approvals::{self, Asked, Decision, Desk, NotAsked, NotDecided, Said, Standing, Waiting};
use sportello::authority::import::CardRecord;
use sportello::cases::{DelegateData, Present, Service};
use sportello::db;
use sportello::ids::ApprovalId;
use sportello::operators::Role;
use sportello::policy::{DelegationKind, Power};
use sportello::releases::{self, Confirmation, NotRequested};

/// What approvals are made with.
fn desk(day: &CounterDay) -> Desk<'_> {
    Desk { tools: day.tools(), policies: day.book, now: day.now() }
}

/// Somebody whose code and data agree.
fn somebody(card: &CardRecord) -> DelegateData {
    DelegateData { code: card.codice_fiscale, person: card.holder.clone() }
}

/// A case of a holder whose code and data agree.
async fn visit_of(day: CounterDay, name: &str, card: CardRecord) -> Visit {
    let worker = day.worker(name, Role::Operator, "AN01").await;
    let id = uuid::Uuid::nil().into();
    let mut visit = Visit { day, worker, id, card };
    visit.open(Service::Activation).await;
    visit.born(visit.card.holder.birth_date).await.unwrap();
    visit
}

impl Visit {
    /// A complete delegation in which nothing is odd.
    async fn delegated(&self, kind: DelegationKind) {
        let delegate = somebody(self.day.card());
        self.identify(&Present::Delegate(kind, Box::new(delegate))).await.unwrap();
        self.complete(kind, Power::Acts).await;
    }

    async fn ask(&self) -> Result<Asked, NotAsked> {
        approvals::ask(&desk(&self.day), &self.worker.operator(), self.id).await
    }

    /// The supervisor's list.
    async fn waiting(&self, supervisor: &Worker) -> Vec<Waiting> {
        let mut conn = db::connection(&self.day.pool).await.unwrap();
        approvals::waiting(&mut conn, supervisor.supervisor().counter_id()).await.unwrap()
    }

    async fn standing(&self) -> Standing {
        let mut conn = db::connection(&self.day.pool).await.unwrap();
        approvals::standing(&mut conn, self.policy(), &self.case().await, today()).await.unwrap()
    }

    /// The newest request.
    async fn asked(&self) -> ApprovalId {
        match self.standing().await {
            Standing::Waiting(request) | Standing::Approved(request) | Standing::Rejected(request) => {
                request.id
            }
            Standing::ToAsk { outdated: Some(request), .. } => request.id,
            standing => panic!("nobody asked: {standing:?}"),
        }
    }

    async fn decide(&self, by: &Worker, id: ApprovalId, decision: Decision) -> Result<(), NotDecided> {
        let code = self.day.code(by);
        let said = Said { decision, reason: "visti gli atti", code: &code };
        approvals::decide(&desk(&self.day), &by.supervisor(), id, &said).await
    }

    /// Asked for and approved.
    pub(crate) async fn approved_by(&self, supervisor: &Worker) {
        self.ask().await.unwrap();
        self.decide(supervisor, self.asked().await, Decision::Approved).await.unwrap();
    }

    /// Why the release is refused; none where it is not.
    async fn refused_release(&self) -> Option<NotRequested> {
        let code = self.day.code(&self.worker);
        let confirmation = Confirmation { code: &code, warnings: &[], old_sheet: false };
        let (desk, operator) = (self.day.desk(), self.worker.operator());
        releases::request(&desk, &operator, self.id, &confirmation).await.err()
    }

    async fn needs_approval(&self) {
        let refused = self.refused_release().await;
        assert!(matches!(refused, Some(NotRequested::NeedsApproval)), "{refused:?}");
    }
}

/// A fiduciary's case, signed by Anna: Marche's rules want it approved as such.
async fn fiduciary() -> Visit {
    let day = CounterDay::with_cards(30).await;
    let card = day.card().clone();
    let visit = visit_of(day, "anna", card).await;
    visit.delegated(DelegationKind::Fiduciary).await;
    visit.sign().await.unwrap();
    visit
}

/// Another title than that of [`fiduciary`].
fn another_title() -> sportello::delegations::TitleSaid<'static> {
    sportello::delegations::TitleSaid { words: "procura speciale", ..title() }
}
