// SPDX-License-Identifier: AGPL-3.0-or-later
//! A counter with an authority behind it, and the steps of a case as an operator goes through them.

use super::authority::{TestAuthority, case};
use super::lossy::LossyAuthority;
use super::{Browser, Database, House, Person, Plan, database, house_with};
use chrono::{Months, NaiveDate};
use sportello::authority::import::CardRecord;
use sportello::authority::lot::{Lot, LotCase};
use sportello::operators::Role;
use sportello::policy::PolicyBook;
use sportello::seal::KeyRing;
use std::sync::Arc;

/// A house whose authority knows the demonstration's cards.
pub struct Desk {
    pub house: House,
    pub authority: Arc<LossyAuthority>,
    pub lot: Lot,
    pub anna: Person,
    pub engine: TestAuthority,
    _cards: Database,
}

/// `31/01/1980`.
pub fn shown(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// A counter at AN01 with Anna as its operator.
pub async fn desk() -> Desk {
    desk_under(PolicyBook::embedded().clone()).await
}

/// The same under other rules.
pub async fn desk_under(policies: PolicyBook) -> Desk {
    desk_with(Plan { policies, ..Plan::default() }).await
}

/// The same, otherwise; authority and sheet keys are the desk's.
pub async fn desk_with(plan: Plan) -> Desk {
    let cards = database().await;
    let (engine, lot) = TestAuthority::with_lot(&cards).await;
    engine.engine.sign_due_lists(chrono::Utc::now()).await.unwrap();
    let _serving = engine.serve();
    let authority = Arc::new(LossyAuthority::new(Arc::new(engine.client()), []));
    let sheet_keys = KeyRing::load(engine.folder(), "sheet").ok().unwrap();
    let plan = Plan { authority: Arc::clone(&authority) as _, sheet_keys, ..plan };
    let house = house_with(plan).await;
    let anna = house.hire("anna", Role::Operator, &["AN01"]).await;
    Desk { house, authority, lot, anna, engine, _cards: cards }
}

impl Desk {
    /// What to type to meet a case of the lot.
    pub fn case(&self, key: &str) -> &LotCase {
        case(&self.lot, key)
    }

    /// The card that a case's holder has.
    pub fn card(&self, key: &str) -> &CardRecord {
        let code = self.case(key).codice_fiscale;
        self.lot.cards.iter().find(|card| card.codice_fiscale == code).unwrap()
    }

    /// Anna at her browser.
    pub async fn at_work(&self) -> Browser {
        self.house.signed_in(&self.anna).await
    }

    /// Anna's browser after the codes of the case `ready` were released.
    pub async fn released(&self) -> Browser {
        let mut anna = self.at_work().await;
        self.signed_case(&mut anna, "ready").await;
        let code = self.house.next_code(&self.anna);
        anna.press("Attiva e rilascia", &[("totp", &code)]).await;
        assert_eq!(anna.status(), 200, "{}", anna.text());
        anna
    }

    /// Sara, who supervises Anna's counter, at her browser.
    pub async fn supervised(&self) -> Browser {
        let sara = self.house.hire("sara", Role::Supervisor, &["AN01"]).await;
        self.house.signed_in(&sara).await
    }

    /// Opens a case for the holder of a code nobody knows yet; the browser shows the first step.
    pub async fn open(&self, browser: &mut Browser, code: &str) -> String {
        browser.open("/").await;
        browser.press("Cerca", &[("sought", code)]).await;
        browser.press("Apri una pratica", &[]).await;
        assert_eq!(browser.status(), 200, "{}", browser.text());
        browser.path().trim_end_matches("/holder").to_owned()
    }

    /// Fills in and sends the holder's data as they are printed on the card.
    pub async fn holder(&self, browser: &mut Browser, case: &str, card: &CardRecord) {
        let person = &card.holder;
        browser.open(&format!("{case}/holder")).await;
        let born = shown(person.birth_date);
        let fields = [
            ("surname", person.surname.as_str()),
            ("name", person.name.as_str()),
            ("sex", person.sex.letter()),
            ("birth_date", &born),
            ("birth_place", person.birth_place.as_str()),
        ];
        browser.press("Salva e continua", &fields).await;
    }

    /// Fills in and sends the card.
    pub async fn hand_in(&self, browser: &mut Browser, case: &str, number: &str, expires: NaiveDate) {
        browser.open(&format!("{case}/card")).await;
        let fields = [("number", number), ("expires", &shown(expires)), ("former", "none")];
        browser.press("Salva e continua", &fields).await;
    }

    /// Fills in and sends an identity card in force.
    pub async fn identify(&self, browser: &mut Browser, case: &str) {
        self.identify_as(browser, case, "holder").await;
    }

    /// The same, where the page may offer the holder in person or not.
    pub async fn identify_as(&self, browser: &mut Browser, case: &str, who: &str) {
        let today = sportello::policy::rome_date(self.house.now());
        let (issued, expires) = (today - Months::new(24), today + Months::new(60));
        browser.open(&format!("{case}/identification")).await;
        let fields = [
            ("who", who),
            ("kind", "cie"),
            ("number", "CA00000AA"),
            ("issuer", "Comune di Ancona"),
            ("issued", &shown(issued)),
            ("expires", &shown(expires)),
        ];
        browser.press("Salva e continua", &fields).await;
    }

    /// Fills in and sends an address, and goes on without proof.
    pub async fn contact(&self, browser: &mut Browser, case: &str, email: &str) {
        browser.open(&format!("{case}/contact")).await;
        browser.press("Salva e continua", &[("email", email), ("email_again", email)]).await;
        if browser.path().ends_with("/ownership") {
            browser.press("Continua senza verifica", &[("skip_reason", "nessun telefono con sé")]).await;
        }
    }

    /// Prints the form and records its signature.
    pub async fn sign(&self, browser: &mut Browser, case: &str) {
        browser.open(&format!("{case}/check")).await;
        browser.press("Stampa la richiesta", &[]).await;
        assert_eq!(browser.header("content-type"), "application/pdf");
        browser.open(&format!("{case}/check")).await;
        browser.press("Registra la firma e continua", &[("signed", "on")]).await;
    }

    /// Everything up to the signature for a case of the lot. Answers the path of the case.
    pub async fn signed_case(&self, browser: &mut Browser, key: &str) -> String {
        let card = self.card(key);
        let case = self.open(browser, card.codice_fiscale.as_str()).await;
        self.holder(browser, &case, card).await;
        self.hand_in(browser, &case, card.card_number.as_str(), card.expires).await;
        self.identify(browser, &case).await;
        self.contact(browser, &case, &format!("{}@example.org", key.replace('_', "."))).await;
        self.sign(browser, &case).await;
        case
    }
}
