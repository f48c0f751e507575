// SPDX-License-Identifier: AGPL-3.0-or-later
//! A visit in which somebody acts for the holder, by the use cases themselves.

use crate::releases::{CounterDay, Worker};
use crate::support::authority::today;
use chrono::{Duration, Months, NaiveDate};
use sportello::authority::import::CardRecord;
use sportello::cards::check::{Card, FormerCard};
use sportello::cards::number::Entry;
use sportello::cases::{
    self, Acting, Case, DelegateData, DelegationRefused, IdentificationRefused, Opened, Present, Reasons,
    Saved, Service,
};
use sportello::db;
use sportello::delegations::{Offered, TitleSaid};
use sportello::holders::person::Person;
use sportello::identification::document::Shown;
use sportello::ids::{CaseId, EvidenceId, FormId};
use sportello::operators::Role;
use sportello::policy::{
    DelegationKind, DelegationRules, EvidenceItem, EvidenceWay, Policy, Power, Signatory,
};
use sportello::texts::Language;

/// A case at a counter, with the card of a holder in hand.
pub struct Visit {
    pub day: CounterDay,
    pub worker: Worker,
    pub id: CaseId,
    pub card: CardRecord,
}

/// So many years ago today.
pub fn years(years: u32) -> NaiveDate {
    today() - Months::new(12 * years)
}

/// A reason for whatever may be odd.
pub fn reasons() -> Reasons {
    let plain = sportello::holders::mismatch::Mismatch::ALL.map(|it| it.key());
    let of_delegate = sportello::delegations::DelegateWarning::all().into_iter().map(|it| it.key());
    let all = plain.into_iter().chain(of_delegate).chain(["card_name", "card_expiry"]);
    all.map(|key| (key.to_owned(), "visto".to_owned())).collect()
}

impl Visit {
    /// Of a holder who was born on a day.
    pub async fn of(day: CounterDay, born: NaiveDate) -> Self {
        Self::by("anna", day, born).await
    }

    /// The same at a counter where others have worked before.
    pub async fn of_another(day: CounterDay, born: NaiveDate) -> Self {
        let name = format!("operatore{}", day.cards_shown());
        Self::by(&name, day, born).await
    }

    async fn by(name: &str, day: CounterDay, born: NaiveDate) -> Self {
        let worker = day.worker(name, Role::Operator, "AN01").await;
        let card = day.card().clone();
        let mut visit = Self { day, worker, id: uuid::Uuid::nil().into(), card };
        visit.open(Service::Activation).await;
        visit.born(born).await.unwrap();
        visit
    }

    pub async fn open(&mut self, service: Service) {
        let operator = self.worker.operator();
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let mut conn = db::connection(&self.day.pool).await.unwrap();
        let code = &self.card.codice_fiscale;
        let opened = cases::open_for(&mut conn, &acting, self.day.policy(), service, code).await;
        let Ok(Opened::New(id)) = opened else { panic!("a case is open") };
        self.id = id;
    }

    /// The policy that the case is decided under.
    pub fn policy(&self) -> &'static Policy {
        self.day.policy()
    }

    pub fn rules(&self, kind: DelegationKind) -> &'static DelegationRules {
        self.policy().delegation(kind, today()).unwrap()
    }

    pub async fn case(&self) -> Case {
        let mut conn = db::connection(&self.day.pool).await.unwrap();
        cases::find(&mut conn, &self.worker.operator(), self.id).await.unwrap()
    }

    /// Saves the holder's data with that date of birth.
    pub async fn born(&self, born: NaiveDate) -> Result<Saved, cases::PersonRefused> {
        let person = Person { birth_date: born, ..self.card.holder.clone() };
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let version = self.case().await.version;
        cases::save_person(&mut conn, &acting, self.policy(), self.id, version, person, &reasons()).await
    }

    /// Somebody of age with a code of their own.
    pub fn somebody(&self) -> DelegateData {
        let card = self.day.card();
        DelegateData {
            code: card.codice_fiscale,
            person: Person { birth_date: years(40), ..card.holder.clone() },
        }
    }

    pub async fn identify(&self, who: &Present) -> Result<Saved, IdentificationRefused> {
        self.identify_with(who, &reasons()).await
    }

    pub async fn identify_with(
        &self,
        who: &Present,
        reasons: &Reasons,
    ) -> Result<Saved, IdentificationRefused> {
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let policy = self.policy();
        let shown = (policy.document("passport").unwrap(), passport());
        let version = self.case().await.version;
        let saved =
            cases::save_identification(&mut conn, &acting, policy, self.id, version, who, shown, reasons)
                .await;
        saved.map(|(saved, _)| saved)
    }

    pub async fn as_kind(&self, kind: DelegationKind) {
        let who = match kind.has_delegate() {
            true => Present::Delegate(kind, Box::new(self.somebody())),
            false => Present::EmancipatedMinor,
        };
        self.identify(&who).await.unwrap();
    }

    pub async fn entitle(&self, said: &TitleSaid<'_>) -> Result<Saved, DelegationRefused> {
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let version = self.case().await.version;
        cases::save_title(&mut conn, &acting, self.policy(), self.id, version, said).await
    }

    pub async fn show(&self, item: &str, way: EvidenceWay) -> Result<EvidenceId, DelegationRefused> {
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let shown =
            cases::add_evidence(&mut conn, &acting, self.policy(), self.id, &offered(item, way)).await;
        shown.map(|(_, id)| id)
    }

    /// The same, with the last day of an impediment.
    pub async fn show_until(
        &self,
        item: &str,
        way: EvidenceWay,
        last: NaiveDate,
    ) -> Result<EvidenceId, DelegationRefused> {
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let shown = Offered { to_on: Some(last), ..offered(item, way) };
        cases::add_evidence(&mut conn, &acting, self.policy(), self.id, &shown).await.map(|(_, id)| id)
    }

    pub async fn take_back(&self, evidence: EvidenceId) -> Result<Saved, DelegationRefused> {
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        cases::take_back_evidence(&mut conn, &acting, self.policy(), self.id, evidence).await
    }

    /// Everything that the kind wants: the title, and the first item of each group that can be had without a scan.
    pub async fn complete(&self, kind: DelegationKind, power: Power) {
        let rules = self.rules(kind);
        self.entitle(&TitleSaid { power: Some(power), ..title() }).await.unwrap();
        for group in rules.groups(power) {
            let (item, way) = unscanned(&group.any_of[0]);
            self.show(item, way).await.unwrap();
        }
        assert!(self.case().await.delegation.unwrap().complete, "{}", kind.key());
    }

    /// Card and address, then the form printed and signed.
    pub async fn sign(&self) -> Result<(), cases::FormRefused> {
        let form = self.print().await?;
        self.sign_printed(form).await
    }

    /// Saves card and contact, and prints the form.
    pub async fn print(&self) -> Result<FormId, cases::FormRefused> {
        let to = format!("{}@posta.example", self.card.codice_fiscale.as_str().to_lowercase());
        let to = to.parse().unwrap();
        self.print_for(cases::Contact::by_email(to, None, Language::default())).await
    }

    /// Saves the card.
    pub async fn hand_in_card(&self) {
        let operator = self.worker.operator();
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let (policy, version) = (self.policy(), self.case().await.version);
        let card = Card {
            number: self.card.card_number,
            entered_by: Entry::Scanner,
            expires: self.card.expires,
            former: FormerCard::None,
        };
        let (pool, line) = (&self.day.pool, &self.day.line);
        cases::save_card(pool, line, &acting, policy, self.id, version, card, &reasons()).await.unwrap();
    }

    /// The same for a way to the citizen of the test's choice.
    pub async fn print_for(&self, contact: cases::Contact) -> Result<FormId, cases::FormRefused> {
        self.hand_in_card().await;
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let version = self.case().await.version;
        self.day.save_contact(&self.worker, self.id, version, contact, &Reasons::new()).await;
        cases::print_form(&mut conn, &acting, self.day.book, self.id).await
    }

    /// Records the signature of a form that was printed.
    pub async fn sign_printed(&self, form: FormId) -> Result<(), cases::FormRefused> {
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        cases::sign_form(&mut conn, &acting, self.day.book, self.id, form).await
    }
}

/// A title with everything that any kind may want.
pub fn title() -> TitleSaid<'static> {
    TitleSaid {
        power: Some(Power::Acts),
        words: "procura generale",
        court: "Tribunale di Ancona",
        number: "12/2026",
        decree_on: Some(years(1)),
        ends_on: None,
        relation: None,
        holder_present: true,
        address_in_words: false,
    }
}

/// A piece with everything that any item may want.
pub fn offered(item: &str, way: EvidenceWay) -> Offered<'_> {
    let (from_on, to_on) = (Some(years(1)), Some(today() + Months::new(6)));
    let document = Some(("passport", passport()));
    Offered { item, way, signed: Signatory::ALL, document, from_on, to_on, scans: &[] }
}

/// An item and its first way without a scan.
pub fn unscanned(item: &EvidenceItem) -> (&str, EvidenceWay) {
    let way = item.ways.iter().find(|way| **way != EvidenceWay::Scanned);
    (&item.key, *way.expect("a way without a scan"))
}

fn passport() -> Shown<'static> {
    Shown {
        number: "YA1234567",
        issuer: "Questura di Ancona",
        issued: Some(today() - Duration::days(300)),
        expires: Some(today() + Duration::days(300)),
        birth_date: None,
    }
}
