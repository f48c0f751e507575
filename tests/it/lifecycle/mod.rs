// SPDX-License-Identifier: AGPL-3.0-or-later
//! A card after its activation: every act from every state, on whose word, and what becomes of codes and mails. Works at the
//! counter of the releases.

mod acts;
mod callers;
mod ends;
mod interrupted;
mod named;
mod pages;
mod races;
mod table;

use crate::releases::{CounterDay, Worker};
use crate::support::authority::today;
use chrono::Duration;
use sportello::authority::contract::CertificateState;
use sportello::authority::import::CardRecord;
use sportello::db;
use sportello::holders::{self, Holder};
use sportello::identification::document::Shown;
use sportello::ids::Reference;
use sportello::lifecycle::{
    self, Answered, Ask, CardAct, Done, Live, NotAsked, Order, Proof, ProofKind, Reason, Seen,
};

impl CounterDay {
    /// A card's holder, met before.
    pub(crate) async fn met(&self, card: &CardRecord) -> Holder {
        let mut conn = db::connection(&self.pool).await.unwrap();
        holders::remember(&mut conn, &card.codice_fiscale, self.now()).await.unwrap()
    }

    /// How the authority says that a card stands.
    async fn stands(&self, card: &CardRecord) -> Option<CertificateState> {
        let client = self.authority.client();
        match lifecycle::live(&client, card.card_number.as_str(), card.codice_fiscale.as_str()).await {
            Live::State { state, .. } => Some(state),
            Live::None(_) | Live::Away => None,
        }
    }

    /// Asks in person, with a passport, with proof where the reason needs it, and a one-time code where the act does.
    async fn order(
        &self,
        worker: &Worker,
        card: &CardRecord,
        act: CardAct,
        reason: Reason,
    ) -> Result<Ask, NotAsked> {
        let holder = self.met(card).await;
        let code = if act.takes_code() { self.code(worker) } else { String::new() };
        let needed = act == CardAct::Revoke && reason.needs_proof();
        let proof =
            needed.then(|| Proof { kind: ProofKind::PoliceReport, reference: "n. 12 del 14/11/2026".into() });
        let order = Order { act, reason, proof, seen: self.passport(), code: &code };
        lifecycle::request(&self.desk(), &worker.operator(), &holder, card.card_number.as_str(), &order).await
    }

    /// The same, carried on to the answer.
    async fn done(&self, worker: &Worker, card: &CardRecord, act: CardAct, reason: Reason) -> Done {
        let ask = self.order(worker, card, act, reason).await.unwrap_or_else(|error| panic!("{error}"));
        lifecycle::carry_on(&self.desk(), &ask).await.unwrap();
        self.act(ask.reference).await
    }

    async fn act(&self, reference: Reference) -> Done {
        let mut conn = db::connection(&self.pool).await.unwrap();
        lifecycle::act_of(&mut conn, reference).await.unwrap().expect("the act is recorded")
    }

    fn passport(&self) -> Seen<'static> {
        Seen::InPerson {
            kind: self.policy().document("passport").unwrap(),
            shown: Shown {
                number: "YA1234567",
                issuer: "Questura di Ancona",
                issued: Some(today() - Duration::days(300)),
                expires: Some(today() + Duration::days(300)),
                birth_date: None,
            },
        }
    }

    /// Works until no act waits for its answer.
    async fn reconciled(&self) {
        for _ in 0..20 {
            self.later(Duration::seconds(31));
            lifecycle::reconcile(&self.desk()).await.unwrap();
            if self.count("card_acts WHERE answered_at IS NULL").await == 0 {
                return;
            }
        }
        panic!("an act has no answer");
    }
}

fn is_done(done: &Done) -> bool {
    matches!(done.answer, Answered::Done { .. })
}
