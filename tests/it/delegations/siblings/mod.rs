// SPDX-License-Identifier: AGPL-3.0-or-later
//! A mother with three children: one visit, three cases.

mod carry;
mod database;
mod over;
mod pages;
mod seen_once;
mod together;
mod together_bad;
mod together_ruled_out;

use super::visit::{offered, reasons};
use crate::releases::{CounterDay, Worker};
use crate::support::authority::{case, today};
use chrono::{DateTime, Duration, Utc};
use sportello::authority::import::CardRecord;
use sportello::cards::check::{Card, FormerCard};
use sportello::cards::number::Entry;
use sportello::cases::{
    self, Acting, Carriable, CarryRefused, Carrying, Case, DelegateData, Opened, Present, Reasons, Saved,
    Service, SiblingLine, SiblingRefused,
};
use sportello::db::{self, Lent};
use sportello::holders::codice_fiscale::FiscalCode;
use sportello::identification::document::Shown;
use sportello::ids::CaseId;
use sportello::operators::{Operator, Role};
use sportello::policy::{DelegationKind, EvidenceWay};

/// Her address, which is the children's too.
pub const ADDRESS: &str = "marta.giuliani@posta.example";

/// The counter where the family stands, and who serves them.
pub struct Family {
    pub day: CounterDay,
    pub anna: Worker,
}

/// Something that an operator does now.
pub struct Now<'a> {
    pub operator: Operator,
    pub at: DateTime<Utc>,
    day: &'a CounterDay,
}

impl Now<'_> {
    pub fn acting(&self) -> Acting<'_> {
        Acting { operator: &self.operator, key: &self.day.audit_key, now: self.at }
    }
}

impl Family {
    pub async fn new() -> Self {
        let day = CounterDay::new().await;
        let anna = day.worker("anna", Role::Operator, "AN01").await;
        Self { day, anna }
    }

    pub fn now(&self) -> Now<'_> {
        self.now_of(&self.anna)
    }

    pub fn now_of(&self, worker: &Worker) -> Now<'_> {
        Now { operator: worker.operator(), at: self.day.now(), day: &self.day }
    }

    pub async fn conn(&self) -> Lent {
        db::connection(&self.day.pool).await.unwrap()
    }

    /// The card of somebody of the lot: `minor`, `second_child`, `third_child`, `mother`.
    pub fn card(&self, key: &str) -> CardRecord {
        let code = case(&self.day.lot, key).codice_fiscale;
        self.day.lot.cards.iter().find(|card| card.codice_fiscale == code).unwrap().clone()
    }

    pub fn mother(&self) -> DelegateData {
        let card = self.card("mother");
        DelegateData { code: card.codice_fiscale, person: card.holder }
    }

    pub async fn case(&self, id: CaseId) -> Case {
        cases::find(&mut *self.conn().await, &self.anna.operator(), id).await.unwrap()
    }

    /// The first child's case: mother and document seen, the card, the family's certificate, her address.
    pub async fn first_child(&self) -> CaseId {
        let id = self.identified(DelegationKind::Parent).await;
        self.show(id, "card", EvidenceWay::Seen).await;
        self.show(id, "family_status", EvidenceWay::Seen).await;
        self.reach(id).await;
        assert!(self.case(id).await.delegation.unwrap().complete);
        id
    }

    /// The first child's case up to the identification of the mother.
    pub async fn identified(&self, kind: DelegationKind) -> CaseId {
        let id = self.day.case_with_card(&self.anna, Service::Activation, &self.card("minor")).await;
        self.identify_with(id, kind, card_of_mother()).await;
        id
    }

    /// The mother in another case, typed by itself, with another document.
    pub async fn identify_in(&self, id: CaseId, kind: DelegationKind) {
        self.identify_with(id, kind, Shown { number: "CA99999ZZ", ..card_of_mother() }).await;
    }

    async fn identify_with(&self, id: CaseId, kind: DelegationKind, shown: Shown<'_>) {
        let (now, mut conn, policy) = (self.now(), self.conn().await, self.day.policy());
        let who = Present::Delegate(kind, Box::new(self.mother()));
        let seen = (policy.document("cie").unwrap(), shown);
        let version = self.case(id).await.version;
        cases::save_identification(
            &mut conn,
            &now.acting(),
            policy,
            id,
            version,
            &who,
            seen,
            &Reasons::new(),
        )
        .await
        .unwrap();
    }

    pub async fn show(&self, id: CaseId, item: &str, way: EvidenceWay) {
        let (now, mut conn, policy) = (self.now(), self.conn().await, self.day.policy());
        cases::add_evidence(&mut conn, &now.acting(), policy, id, &offered(item, way)).await.unwrap();
    }

    /// Her address, saved without proof.
    pub async fn reach(&self, id: CaseId) {
        let version = self.case(id).await.version;
        self.day.save_address(&self.anna, id, version, ADDRESS, &reasons_for_address()).await;
    }

    /// Opens another holder's case from one of the visit.
    pub async fn open_from(&self, from: CaseId, code: &FiscalCode) -> Result<Opened, SiblingRefused> {
        self.open_by(&self.anna, from, code).await
    }

    pub async fn open_by(
        &self,
        worker: &Worker,
        from: CaseId,
        code: &FiscalCode,
    ) -> Result<Opened, SiblingRefused> {
        let (now, mut conn) = (self.now_of(worker), self.conn().await);
        cases::open_sibling(&mut conn, &now.acting(), self.day.policy(), from, code).await
    }

    /// Another child's case with data and card, ready to take over what was seen.
    pub async fn sibling(&self, from: CaseId, key: &str) -> CaseId {
        let card = self.card(key);
        let Opened::New(id) = self.open_from(from, &card.codice_fiscale).await.unwrap() else {
            panic!("a case is open")
        };
        self.hand_in(id, &card).await;
        id
    }

    pub async fn hand_in(&self, id: CaseId, card: &CardRecord) {
        let (now, mut conn, policy) = (self.now(), self.conn().await, self.day.policy());
        let version = self.case(id).await.version;
        let person = card.holder.clone();
        cases::save_person(&mut conn, &now.acting(), policy, id, version, person, &reasons()).await.unwrap();
        let (number, expires) = (card.card_number, card.expires);
        let shown = Card { number, entered_by: Entry::Scanner, expires, former: FormerCard::None };
        let (pool, line) = (&self.day.pool, &self.day.line);
        cases::save_card(pool, line, &now.acting(), policy, id, version + 1, shown, &reasons())
            .await
            .unwrap();
    }

    /// What can be taken over.
    pub async fn carriable(&self, id: CaseId) -> Option<Carriable> {
        let (now, mut conn, case) = (self.now(), self.conn().await, self.case(id).await);
        cases::carriable(&mut conn, &now.acting(), self.day.book, &case).await.unwrap()
    }

    /// Takes over everything that can be, the child named on each proof.
    pub async fn carry(&self, id: CaseId) -> Result<Saved, CarryRefused> {
        let proofs = self.carriable(id).await.map(|it| it.proofs).unwrap_or_default();
        let named: Vec<_> = proofs.iter().map(|piece| piece.id).collect();
        self.carry_with(id, &Carrying { contact: true, named: &named, reasons: &reasons_for_address() }).await
    }

    pub async fn carry_with(&self, id: CaseId, what: &Carrying<'_>) -> Result<Saved, CarryRefused> {
        let (now, mut conn) = (self.now(), self.conn().await);
        let version = self.case(id).await.version;
        cases::carry_over(&mut conn, &now.acting(), self.day.book, id, version, what).await
    }

    /// A child's case, everything taken over, the card seen and the form signed.
    pub async fn signed(&self, from: CaseId, key: &str) -> CaseId {
        let id = self.sibling(from, key).await;
        self.carry(id).await.unwrap();
        self.show(id, "card", EvidenceWay::Seen).await;
        self.day.sign(&self.anna, id).await;
        id
    }

    pub async fn lines(&self, id: CaseId) -> Vec<SiblingLine> {
        let case = self.case(id).await;
        cases::siblings(&mut *self.conn().await, &case).await.unwrap()
    }
}

/// A reason for an address that is another child's already.
pub fn reasons_for_address() -> Reasons {
    [("used_for_another_holder".to_owned(), "sono fratelli".to_owned())].into()
}

pub fn card_of_mother() -> Shown<'static> {
    Shown {
        number: "CA12345BB",
        issuer: "Comune di Ancona",
        issued: Some(today() - Duration::days(300)),
        expires: Some(today() + Duration::days(300)),
        birth_date: None,
    }
}
