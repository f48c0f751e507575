// SPDX-License-Identifier: AGPL-3.0-or-later
//! The real web process on a real port, with people who work in it and a clock that can be moved.

use super::browser::Browser;
use super::database::{Database, database};
use chrono::{DateTime, Duration, Utc};
use sportello::audit::AuditKey;
use sportello::authority::client::{AuthorityAddress, CardAuthority, HttpAuthority, Patience};
use sportello::counters::{self, NewCounter};
use sportello::db::Pool;
use sportello::evidence::{Cabinet, Checker, Folder};
use sportello::operators::{self, Hasher, NewAccount, Role, Rules, TotpSecret};
use sportello::policy::PolicyBook;
use sportello::schema::audit_rows;
use sportello::seal::{KeyRing, PrivateKey, SecretBox};
use sportello::starts::Halted;
use sportello::web::{App, Parts, Settings};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A running web process and its database. It ends with the test.
pub struct House {
    pub database: Database,
    pub address: SocketAddr,
    pub audit_key: Arc<AuditKey>,
    /// The worker's key, to open what the web process has sealed for it.
    pub mail_key: PrivateKey,
    ahead: Arc<AtomicI64>,
    /// Where its scans lie.
    pub evidence: std::path::PathBuf,
    server: actix_web::dev::ServerHandle,
    keeper: Keeper,
}

struct Keeper {
    evidence_key: SecretBox,
    secrets: SecretBox,
    hasher: Hasher,
    audit_key: AuditKey,
    rules: Rules,
    pool: Pool,
}

/// Somebody who works here, with what they need to sign in.
pub struct Person {
    pub username: String,
    pub password: String,
    pub secret: TotpSecret,
}

/// What a test may want otherwise.
pub struct Plan {
    pub authority: Arc<dyn CardAuthority>,
    /// Opens what that authority seals for the sheet.
    pub sheet_keys: KeyRing,
    pub settings: Box<dyn FnOnce(&mut Settings)>,
    /// Whether it may only read.
    pub halted: Halted,
    pub policies: PolicyBook,
    /// Looks at scans.
    pub checker: Checker,
}

impl Default for Plan {
    /// An authority that is away; settings as they are by default.
    fn default() -> Self {
        let nowhere = AuthorityAddress::Unix("/nonexistent/authority".into());
        Self {
            authority: Arc::new(HttpAuthority::new(nowhere, Patience::default())),
            sheet_keys: KeyRing::of([PrivateKey::generate("sheet", Utc::now())]),
            settings: Box::new(|_| ()),
            halted: Halted::default(),
            policies: PolicyBook::embedded().clone(),
            checker: Checker::new(env!("CARGO_BIN_EXE_sportello").into()),
        }
    }
}

/// The web process with two counters, AN01 and PU02, and nobody in it.
pub async fn house() -> House {
    house_with(Plan::default()).await
}

/// The same, otherwise.
pub async fn house_with(plan: Plan) -> House {
    // what is logged is shown where a test fails
    let _set_already =
        tracing_subscriber::fmt().with_test_writer().with_max_level(tracing::Level::INFO).try_init();
    let database = database().await;
    let listen = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listen.local_addr().unwrap();
    let mut settings = Settings::new(format!("http://{address}"));
    // as weak as argon2 lets it be: the tests' passwords guard nothing
    settings.sign_in = Rules { argon2_memory: 64, argon2_passes: 1, ..Rules::default() };
    (plan.settings)(&mut settings);
    let hasher = Hasher::new(&settings.sign_in).unwrap();
    let ahead = Arc::new(AtomicI64::new(0));
    let clock = {
        let ahead = Arc::clone(&ahead);
        Arc::new(move || Utc::now() + Duration::seconds(ahead.load(Ordering::Relaxed)))
    };
    let folder = scratch();
    let secrets = SecretBox::generate("store", Utc::now());
    secrets.write(&folder).unwrap();
    database.web_key.save(&folder).unwrap();
    let evidence_key = SecretBox::generate("evidence", Utc::now());
    evidence_key.write(&folder).unwrap();
    let rules = settings.sign_in.clone();
    let evidence = scratch();
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(&evidence, permissions).unwrap();
    let cabinet = Cabinet {
        folder: Folder::open(evidence.clone()).unwrap(),
        keys: SecretBox::load(&folder, "evidence").unwrap_or_else(|error| panic!("{error}")),
        checker: plan.checker,
    };
    let mail_key = PrivateKey::generate("mail", Utc::now());
    let parts = Parts {
        pool: database.pool_of("sportello_web"),
        worker_pools: Vec::new(),
        reports: Some(database.pool_of("sportello_reports")),
        audit_key: AuditKey::load(&folder).unwrap(),
        secrets: SecretBox::load(&folder, "store").unwrap(),
        mail_key: mail_key.public(),
        policies: plan.policies,
        sheet_keys: plan.sheet_keys,
        settings,
        authority: plan.authority,
        halted: plan.halted,
        cabinet: Some(cabinet),
        clock,
    };
    let keeper = Keeper {
        evidence_key,
        secrets,
        hasher,
        audit_key: AuditKey::load(&folder).unwrap(),
        rules,
        pool: parts.pool.clone(),
    };
    let audit_key = Arc::new(AuditKey::load(&folder).unwrap());
    std::fs::remove_dir_all(folder).unwrap();
    let app = actix_web::web::Data::new(App::new(parts).unwrap());
    tokio::spawn(sportello::web::reconcile(app.clone()));
    let server = sportello::web::server(listen, 1, app).unwrap();
    let handle = server.handle();
    tokio::spawn(server);
    let house = House { database, address, audit_key, mail_key, ahead, evidence, server: handle, keeper };
    house.add_counter("AN01", "Ancona centro").await;
    house.add_counter("PU02", "Pesaro mare").await;
    house
}

fn scratch() -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("house-{}", uuid::Uuid::now_v7().simple()));
    std::fs::create_dir(&folder).unwrap();
    folder
}

impl House {
    /// What the web process takes for now.
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now() + Duration::seconds(self.ahead.load(Ordering::Relaxed))
    }

    /// The key that the web process seals the keys of scans to.
    pub fn evidence_key(&self) -> &SecretBox {
        &self.keeper.evidence_key
    }

    /// Moves the web process's clock on.
    pub fn later(&self, duration: Duration) {
        self.ahead.fetch_add(duration.num_seconds(), Ordering::Relaxed);
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// A browser at which a person has signed in. Moves the clock to the person's next one-time code.
    pub async fn signed_in(&self, person: &Person) -> Browser {
        let mut browser = self.browser();
        self.sign_in(&mut browser, person).await;
        browser
    }

    /// Signs a person in at a browser.
    pub async fn sign_in(&self, browser: &mut Browser, person: &Person) {
        browser.open("/sign-in").await;
        browser.press("Continua", &[("username", &person.username), ("password", &person.password)]).await;
        let code = self.next_code(person);
        browser.press("Entra", &[("totp", &code)]).await;
        assert_eq!(browser.status(), 200, "{}", browser.text());
    }

    /// A one-time code that was not used yet: the clock moves on to it.
    pub fn next_code(&self, person: &Person) -> String {
        self.later(Duration::seconds(30));
        person.secret.code_at(self.now())
    }

    /// What sign-in and re-authentication work with, as the web process has it.
    pub fn tools(&self) -> operators::Tools<'_> {
        let Keeper { secrets, hasher, audit_key, rules, pool, .. } = &self.keeper;
        operators::Tools { pool, audit_key, secrets, hasher, rules }
    }

    /// The session of a browser, as the database has it now.
    pub async fn session(&self, browser: &Browser) -> Option<operators::Session> {
        let key = operators::SessionKey::parse(&browser.jar["sportello"]).unwrap();
        let mut conn = sportello::db::connection(&self.keeper.pool).await.unwrap();
        let rules = &self.keeper.rules;
        let found = operators::find_session(&mut conn, rules, &key, self.now(), false).await;
        found.unwrap().living
    }

    /// Opens a counter.
    pub async fn add_counter(&self, code: &str, name: &str) {
        let counter = NewCounter {
            code: code.parse().unwrap(),
            name: name.to_owned(),
            body: "Comune di prova".to_owned(),
            municipality: "Ancona".to_owned(),
            address: "Via Roma 1".to_owned(),
            telephone: "071 000000".to_owned(),
            mail_domain: Some("comune.prova.example".to_owned()),
        };
        let mut owner = self.database.owner().await;
        counters::add(&mut owner, &self.keeper.audit_key, &counter, self.now()).await.unwrap();
    }

    /// Somebody with an account. Each has a codice fiscale of their own, made from the username.
    pub async fn hire(&self, username: &str, role: Role, counters: &[&str]) -> Person {
        let number = username.bytes().fold(0_u32, |sum, byte| (sum * 31 + u32::from(byte)) % 900);
        let codice_fiscale = format!("XXXXXX{:02}A01H{number:03}X", username.len());
        let account = NewAccount {
            username: username.to_owned(),
            name: username.to_uppercase(),
            surname: "Rossi".to_owned(),
            base_code: codice_fiscale.clone(),
            codice_fiscale,
            contact_address: format!("{username}@comune.prova.example"),
            role,
            counters: counters.iter().map(|code| (*code).to_owned()).collect(),
        };
        self.try_hire(&account).await.unwrap()
    }

    /// The same with every detail chosen.
    pub async fn try_hire(&self, account: &NewAccount) -> Result<Person, operators::AccountError> {
        let mut owner = self.database.owner().await;
        let Keeper { secrets, hasher, audit_key, .. } = &self.keeper;
        let made = operators::add(&mut owner, hasher, secrets, audit_key, account, self.now()).await?;
        Ok(Person {
            username: account.username.clone(),
            password: made.password.reveal().to_owned(),
            secret: made.totp_secret,
        })
    }

    /// How many rows of an act stand in the register with an outcome (`done`, `refused`).
    pub async fn audited(&self, act: &str, outcome: &str) -> i64 {
        use diesel::prelude::*; // here: its `load` would be taken for the clock's
        use diesel_async::RunQueryDsl;
        let mut owner = self.database.owner().await;
        let rows = audit_rows::table.filter(audit_rows::act.eq(act)).filter(audit_rows::outcome.eq(outcome));
        rows.count().get_result(&mut owner).await.unwrap()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // the future is not waited for: asking is enough to stop taking requests
        drop(self.server.stop(false));
        let _gone = std::fs::remove_dir_all(&self.evidence);
    }
}
