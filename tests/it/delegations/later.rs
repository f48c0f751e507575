// SPDX-License-Identifier: AGPL-3.0-or-later
//! What comes after the first case of a delegation.

use super::visit::Visit;
use sportello::cases::{self, Acting, Alarm, EndRefused, Given, Present, Saved, Service};
use sportello::db;
use sportello::delegations::{End, EndKind, KnownDelegation};
use sportello::ids::DelegationId;
use sportello::policy::{DelegationKind, Power};
use sportello::releases::{self, Confirmation, NotRequested, Requested};

impl Visit {
    /// The delegation that the case has now.
    pub async fn delegation(&self) -> DelegationId {
        self.case().await.delegation.unwrap().id
    }

    /// Gives this case up and opens another one for the same holder.
    pub async fn comes_back(&mut self, born: chrono::NaiveDate) {
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        cases::abandon(&mut conn, &acting, self.id, Given::Abandoned, "torna un altro giorno").await.unwrap();
        self.open(Service::Activation).await;
        self.born(born).await.unwrap();
    }

    /// A complete delegation of a kind in a case that was given up, and a new case.
    pub async fn and_back(&mut self, kind: DelegationKind, born: chrono::NaiveDate) -> DelegationId {
        self.as_kind(kind).await;
        self.complete(kind, Power::Acts).await;
        let id = self.delegation().await;
        self.comes_back(born).await;
        id
    }

    /// What can be used again in this case today.
    pub async fn offered(&self) -> Vec<DelegationId> {
        let mut conn = db::connection(&self.day.pool).await.unwrap();
        let today = sportello::policy::rome_date(self.day.now());
        let found = cases::delegations_to_use(&mut conn, self.policy(), &self.case().await, today).await;
        found.unwrap().iter().map(|it| it.id).collect()
    }

    /// Uses a delegation again.
    pub async fn use_again(&self, id: DelegationId) -> Result<Saved, cases::IdentificationRefused> {
        self.identify(&Present::Again(id)).await
    }

    pub async fn end(&self, id: DelegationId, words: &str) -> Result<Saved, EndRefused> {
        let operator = self.worker.operator();
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let end = End::because(EndKind::Withdrawn, words).unwrap();
        cases::end_delegation(&self.day.pool, &acting, self.case().await.holder.id, id, &end).await
    }

    /// The holder's delegations, as their page lists them.
    pub async fn known(&self) -> Vec<KnownDelegation> {
        let (operator, conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let holder = self.case().await.holder.id;
        cases::dossier(&conn, &acting, holder).await.unwrap().unwrap().delegations
    }

    pub async fn alarms(&self) -> Vec<Alarm> {
        let mut conn = db::connection(&self.day.pool).await.unwrap();
        cases::alarms(&mut conn, self.policy(), &self.case().await, self.day.now()).await.unwrap()
    }

    pub async fn request(&self) -> Result<Requested, NotRequested> {
        let code = self.day.code(&self.worker);
        let confirmation = Confirmation { code: &code, warnings: &[], old_sheet: false };
        releases::request(&self.day.desk(), &self.worker.operator(), self.id, &confirmation).await
    }
}
