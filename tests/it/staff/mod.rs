// SPDX-License-Identifier: AGPL-3.0-or-later
//! Staff, looked after by administrators: through the pages, by raw SQL, and in races.

mod acts;
mod changes;
mod database;
mod invitation;
mod pages;
mod races;

use crate::support::{Browser, House, Person, house};
use diesel_async::RunQueryDsl;
use sportello::ids::OutboxId;
use sportello::operators::{Role, TotpSecret};
use sportello::outbox::{self, Message};
use sportello::seal::{KeyRing, Sealed};

/// A house with two administrators, signed in.
struct Town {
    house: House,
    ada: Person,
    bea: Person,
    at_ada: Browser,
    at_bea: Browser,
}

async fn town() -> Town {
    let house = house().await;
    let ada = house.hire("ada", Role::Administrator, &[]).await;
    let bea = house.hire("beatrice", Role::Administrator, &[]).await;
    let (at_ada, at_bea) = (house.signed_in(&ada).await, house.signed_in(&bea).await);
    Town { house, ada, bea, at_ada, at_bea }
}

/// A real code of somebody who does not exist.
const CODE: &str = "BNCLRA85E52A271O";

/// A password that nobody would guess.
const PASSWORD: &str = "gatto nero sul tetto";

impl Town {
    /// One value of the database, as text.
    async fn value(&self, sql: &str) -> String {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::Text)]
            value: String,
        }
        let mut owner = self.house.database.owner().await;
        let sql = format!("SELECT coalesce(({sql})::text, '') AS value");
        diesel::sql_query(sql).get_result::<Row>(&mut owner).await.unwrap().value
    }

    async fn id(&self, username: &str) -> String {
        self.value(&format!("SELECT id FROM operators WHERE username = '{username}'")).await
    }

    /// What a statement by the owner is refused with; empty where it is done.
    async fn sql(&self, sql: &str) -> String {
        let mut owner = self.house.database.owner().await;
        diesel::sql_query(sql)
            .execute(&mut owner)
            .await
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    }

    /// Laura is invited by Ada as operator of AN01.
    async fn invite(&mut self, fields: &[(&str, &str)]) {
        let counter = self.value("SELECT id FROM counters WHERE code = 'AN01'").await;
        self.at_ada.open("/administration/staff/invite").await;
        let code = self.house.next_code(&self.ada);
        let mut all = vec![
            ("name", "Laura"),
            ("surname", "Bianchi"),
            ("codice_fiscale", CODE),
            ("contact_address", "laura@comune.prova.example"),
            ("username", "laura.bianchi"),
            ("role", "operator"),
            ("counter", &counter),
            ("reason", "nuova assunzione"),
            ("totp", &code),
        ];
        all.retain(|(name, _)| fields.iter().all(|(other, _)| other != name));
        all.extend(fields);
        self.at_ada.press("Manda l’invito", &all).await;
    }

    /// The messages of a kind that wait, opened, the newest first.
    async fn messages(&self, kind: &str) -> Vec<(String, Message)> {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::Uuid)]
            id: OutboxId,
            #[diesel(sql_type = diesel::sql_types::Text)]
            recipient: String,
            #[diesel(sql_type = diesel::sql_types::Binary)]
            payload: Vec<u8>,
        }
        let folder = std::env::temp_dir().join(format!("ring-{}", uuid::Uuid::now_v7().simple()));
        std::fs::create_dir(&folder).unwrap();
        self.house.mail_key.write(&folder).unwrap();
        let ring = KeyRing::load(&folder, "mail").ok().unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        let sql =
            "SELECT id, recipient, payload FROM outbox WHERE kind = $1 ORDER BY posted_at DESC, id DESC";
        let mut owner = self.house.database.owner().await;
        let rows: Vec<Row> =
            diesel::sql_query(sql).bind::<diesel::sql_types::Text, _>(kind).load(&mut owner).await.unwrap();
        let open = |row: Row| {
            let sealed = Sealed::from_bytes(&row.payload).ok().unwrap();
            (row.recipient, outbox::open(&ring, row.id, &sealed).ok().unwrap().message)
        };
        rows.into_iter().map(open).collect()
    }

    /// The path of the newest link.
    async fn link(&self) -> String {
        match self.messages("invitation").await.into_iter().next() {
            Some((_, Message::Invitation { link, .. })) => {
                let origin = format!("http://{}", self.house.address);
                link.strip_prefix(&origin).expect("a link to ourselves").to_owned()
            }
            _ => panic!("no link was sent"),
        }
    }

    /// What account notices say has happened, the newest first.
    async fn told(&self) -> Vec<String> {
        let said = |(to, message)| match message {
            Message::AccountNotice { event, .. } => format!("{to} {}", event.word()),
            _ => panic!("an account notice is one"),
        };
        self.messages("account_notice").await.into_iter().map(said).collect()
    }

    /// Opens the newest link, sets the password and confirms the app; the browser shows the recovery codes.
    async fn accept(&self) -> (Person, Browser) {
        let mut browser = self.house.browser();
        browser.open(&self.link().await).await;
        browser.press("Continua", &[("password", PASSWORD), ("again", PASSWORD)]).await;
        let person = self.scan(&browser);
        let code = self.house.next_code(&person);
        browser.press("Conferma", &[("totp", &code)]).await;
        browser.says("Tutto pronto");
        (person, browser)
    }

    /// The secret that a page shows, as an app would keep it.
    fn scan(&self, browser: &Browser) -> Person {
        let shown = browser.words_of(".facts dd.mono");
        let secret = TotpSecret::typed(&shown).expect("the page shows a key");
        Person { username: "laura.bianchi".into(), password: PASSWORD.into(), secret }
    }

    /// Bea decides on the oldest change that waits.
    async fn decided(&mut self, decision: &str) {
        let code = self.house.next_code(&self.bea);
        let at = self.waiting().await;
        self.at_bea
            .open(&at)
            .await
            .press("Registra la decisione", &[("decision", decision), ("totp", &code)])
            .await;
    }

    async fn waiting(&self) -> String {
        let path = "SELECT '/administration/staff/' || operator_id || '/changes/' || id FROM staff_changes
            WHERE decision IS NULL ORDER BY asked_at LIMIT 1";
        self.value(path).await
    }

    /// Ada does an act on somebody.
    async fn act(&mut self, username: &str, act: &str, button: &str) {
        let id = self.id(username).await;
        let code = self.house.next_code(&self.ada);
        let page = format!("/administration/staff/{id}/acts/{act}");
        self.at_ada.open(&page).await.press(button, &[("reason", "come concordato"), ("totp", &code)]).await;
    }
}
