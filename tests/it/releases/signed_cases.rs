// SPDX-License-Identifier: AGPL-3.0-or-later
//! Cases brought to the signature by their own use cases.

use super::{CounterDay, Worker};
use crate::support::authority::today;
use chrono::Duration;
use sportello::authority::import::CardRecord;
use sportello::cards::check::{Card, FormerCard};
use sportello::cards::number::Entry;
use sportello::cases::{self, Acting, Opened, Reasons, Service};
use sportello::db;
use sportello::identification::document::Shown;
use sportello::ids::CaseId;
use sportello::texts::Language;
use std::sync::atomic::Ordering;

impl CounterDay {
    /// The next ordinary card of the lot.
    pub(crate) fn card(&self) -> &CardRecord {
        let odd =
            |card: &&CardRecord| !self.lot.cases.iter().any(|case| case.card_number == card.card_number);
        let nth = self.shown.fetch_add(1, Ordering::Relaxed);
        self.lot.cards.iter().filter(odd).nth(nth).expect("the lot has more ordinary cards")
    }

    /// How many cards were shown so far.
    pub(crate) fn cards_shown(&self) -> usize {
        self.shown.load(Ordering::Relaxed)
    }

    /// A case with everything said and the request signed.
    pub(crate) async fn signed_case(&self, worker: &Worker) -> CaseId {
        let nth = self.shown.load(Ordering::Relaxed);
        let email = match nth {
            0 => "maria.bianchi@posta.example".to_owned(),
            nth => format!("persona{nth}@posta.example"),
        };
        self.signed_case_of(worker, self.card(), &email, &Reasons::new()).await
    }

    /// The same for a card and an address of the test's choice.
    pub(crate) async fn signed_case_of(
        &self,
        worker: &Worker,
        card: &CardRecord,
        email: &str,
        reasons: &Reasons,
    ) -> CaseId {
        self.signed_case_for(worker, Service::Activation, card, email, reasons).await
    }

    /// The same for a service.
    pub(crate) async fn signed_case_for(
        &self,
        worker: &Worker,
        service: Service,
        card: &CardRecord,
        email: &str,
        reasons: &Reasons,
    ) -> CaseId {
        let id = self.case_with_card(worker, service, card).await;
        self.sign_after_the_card(worker, id, 4, email, reasons).await;
        id
    }

    /// A case whose card is saved.
    pub(crate) async fn case_with_card(
        &self,
        worker: &Worker,
        service: Service,
        card: &CardRecord,
    ) -> CaseId {
        let operator = worker.operator();
        let acting = Acting { operator: &operator, key: &self.audit_key, now: self.now() };
        let (policy, none) = (self.policy(), Reasons::new());
        let mut conn = db::connection(&self.pool).await.unwrap();
        let opened = cases::open_for(&mut conn, &acting, policy, service, &card.codice_fiscale).await;
        let Opened::New(id) = opened.unwrap() else { panic!("the holder has an open case") };
        cases::save_person(&mut conn, &acting, policy, id, 1, card.holder.clone(), &none).await.unwrap();
        let shown = Card {
            number: card.card_number,
            entered_by: Entry::Scanner,
            expires: card.expires,
            former: FormerCard::None,
        };
        cases::save_card(&self.pool, &self.line, &acting, policy, id, 2, shown, &none).await.unwrap();
        id
    }

    /// Everything after the card, which made that version less one.
    pub(crate) async fn sign_after_the_card(
        &self,
        worker: &Worker,
        id: CaseId,
        version: i32,
        email: &str,
        reasons: &Reasons,
    ) {
        self.identify(worker, id, version - 1).await;
        self.save_address(worker, id, version, email, reasons).await;
        self.sign(worker, id).await;
    }

    /// Identifies the holder, over a version of the case.
    pub(crate) async fn identify(&self, worker: &Worker, id: CaseId, version: i32) {
        let operator = worker.operator();
        let acting = Acting { operator: &operator, key: &self.audit_key, now: self.now() };
        let policy = self.policy();
        let mut conn = db::connection(&self.pool).await.unwrap();
        let kind = policy.document("passport").unwrap();
        let passport = Shown {
            number: "YA1234567",
            issuer: "Questura di Ancona",
            issued: Some(today() - Duration::days(300)),
            expires: Some(today() + Duration::days(300)),
            birth_date: None,
        };
        let (here, shown, none) = (&cases::Present::Holder, (kind, passport), &Reasons::default());
        cases::save_identification(&mut conn, &acting, policy, id, version, here, shown, none).await.unwrap();
    }

    /// Saves another address for a case, over a version of it, and skips the proof of ownership.
    pub(crate) async fn save_address(
        &self,
        worker: &Worker,
        id: CaseId,
        version: i32,
        email: &str,
        reasons: &Reasons,
    ) {
        let contact = cases::Contact::by_email(email.parse().unwrap(), None, Language::default());
        self.save_contact(worker, id, version, contact, reasons).await;
    }

    /// Saves how the holder is reached, over a version of the case; of a mailbox the proof of ownership is skipped.
    pub(crate) async fn save_contact(
        &self,
        worker: &Worker,
        id: CaseId,
        version: i32,
        contact: cases::Contact,
        reasons: &Reasons,
    ) {
        let operator = worker.operator();
        let acting = Acting { operator: &operator, key: &self.audit_key, now: self.now() };
        let mut conn = db::connection(&self.pool).await.unwrap();
        let (policy, mailbox) = (self.policy(), contact.email().is_some());
        cases::save_contact(&mut conn, &acting, policy, id, version, contact, reasons).await.unwrap();
        if mailbox {
            cases::skip_proof(&mut conn, &acting, id, "legge la posta solo a casa").await.unwrap();
        }
    }

    /// Prints the request form and records its signature.
    pub(crate) async fn sign(&self, worker: &Worker, id: CaseId) {
        let operator = worker.operator();
        let acting = Acting { operator: &operator, key: &self.audit_key, now: self.now() };
        let mut conn = db::connection(&self.pool).await.unwrap();
        let form = cases::print_form(&mut conn, &acting, self.book, id).await.unwrap();
        cases::sign_form(&mut conn, &acting, self.book, id, form).await.unwrap();
    }
}
