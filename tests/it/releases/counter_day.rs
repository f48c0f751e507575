// SPDX-License-Identifier: AGPL-3.0-or-later
//! A counter with an authority, people who work there, and cases that are ready to be signed off.

use crate::support::authority::{TestAuthority, today};
use crate::support::lossy::LossyAuthority;
use crate::support::{Database, database};
use chrono::{DateTime, Duration, Utc};
use sportello::audit::AuditKey;
use sportello::authority::lot::{Lot, demo_lot};
use sportello::counters::{self, NewCounter};
use sportello::db::{self, Pool};
use sportello::operators::{
    self, Attempt, Hasher, NewAccount, Operator, Password, Role, Rules, Session, SessionKey, Supervisor,
    Tools, TotpSecret,
};
use sportello::policy::{Policy, PolicyBook};
use sportello::releases::Desk;
use sportello::seal::{KeyRing, SecretBox};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

/// A counter's day: everything but the pages.
pub(crate) struct CounterDay {
    pub(crate) database: Database,
    pub(crate) pool: Pool,
    pub(crate) authority: TestAuthority,
    pub(crate) line: LossyAuthority,
    pub(crate) lot: Lot,
    pub(crate) audit_key: AuditKey,
    secrets: SecretBox,
    hasher: Hasher,
    rules: Rules,
    sheet_keys: KeyRing,
    mail_key: sportello::seal::PublicKey,
    clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    ahead: Arc<AtomicI64>,
    pub(crate) shown: AtomicUsize,
    pub(crate) book: &'static PolicyBook,
}

/// Somebody who has signed in.
pub(crate) struct Worker {
    pub(crate) session: Arc<Session>,
    secret: TotpSecret,
    sealed: Vec<u8>,
}

impl Worker {
    pub(crate) fn operator(&self) -> Operator {
        Operator::of(&self.session).expect("works as operator")
    }

    pub(crate) fn supervisor(&self) -> Supervisor {
        Supervisor::of(&self.session).expect("works as supervisor")
    }
}

impl CounterDay {
    pub(crate) async fn new() -> Self {
        Self::with_cards(0).await
    }

    /// With a lot of at least so many cards.
    pub(crate) async fn with_cards(cards: usize) -> Self {
        Self::under(PolicyBook::embedded(), cards).await
    }

    /// The same under other rules.
    pub(crate) async fn under(book: &'static PolicyBook, cards: usize) -> Self {
        let database = database().await;
        let region = book.region();
        let authority = TestAuthority::with(&database, |config| {
            config.releases_per_hour = 1_000;
            config.administration.region = region;
        })
        .await;
        let lot = demo_lot(cards, region, today(), 7);
        authority.engine.import_lot(&lot, Utc::now()).await.unwrap();
        authority.serve();
        let line = LossyAuthority::new(Arc::new(authority.client()), []);
        let sheet_keys = KeyRing::load(authority.folder(), "sheet").ok().unwrap();
        let mail_key = authority.mail.newest().unwrap();
        let ahead = Arc::new(AtomicI64::new(0));
        let clock = {
            let ahead = Arc::clone(&ahead);
            Box::new(move || Utc::now() + Duration::seconds(ahead.load(Ordering::Relaxed)))
        };
        let rules = Rules { argon2_memory: 64, argon2_passes: 1, ..Rules::default() };
        let folder = authority.folder().join("web");
        std::fs::create_dir(&folder).unwrap();
        database.web_key.save(&folder).unwrap();
        let day = Self {
            pool: database.pool_of("sportello_web"),
            audit_key: AuditKey::load(&folder).unwrap(),
            secrets: SecretBox::generate("web", Utc::now()),
            hasher: Hasher::new(&rules).unwrap(),
            rules,
            sheet_keys,
            mail_key,
            clock,
            ahead,
            shown: AtomicUsize::new(0),
            book,
            database,
            authority,
            line,
            lot,
        };
        day.open_counter("AN01").await;
        day.open_counter("PU02").await;
        day
    }

    async fn open_counter(&self, code: &str) {
        let counter = NewCounter {
            code: code.parse().unwrap(),
            name: format!("Sportello {code}"),
            body: "Comune di prova".to_owned(),
            municipality: "Ancona".to_owned(),
            address: "Via Roma 1".to_owned(),
            telephone: "071 000000".to_owned(),
            mail_domain: Some("comune.prova.example".to_owned()),
        };
        let mut owner = self.database.owner().await;
        counters::add(&mut owner, &self.audit_key, &counter, self.now()).await.unwrap();
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    pub(crate) fn later(&self, duration: Duration) {
        self.ahead.fetch_add(duration.num_seconds(), Ordering::Relaxed);
    }

    /// A one-time code that was not used yet: the clock moves on to it.
    pub(crate) fn code(&self, worker: &Worker) -> String {
        self.later(Duration::seconds(30));
        worker.secret.code_at(self.now())
    }

    pub(crate) fn tools(&self) -> Tools<'_> {
        Tools {
            pool: &self.pool,
            audit_key: &self.audit_key,
            secrets: &self.secrets,
            hasher: &self.hasher,
            rules: &self.rules,
        }
    }

    pub(crate) fn desk(&self) -> Desk<'_> {
        Desk {
            tools: self.tools(),
            authority: &self.line,
            policies: self.book,
            sheet_keys: &self.sheet_keys,
            mail_key: &self.mail_key,
            clock: &*self.clock,
        }
    }

    /// Where supervisors count, over a pool of their role.
    pub(crate) fn counting<'a>(&'a self, reports: &'a Pool) -> sportello::reports::Desk<'a> {
        sportello::reports::Desk { pool: &self.pool, reports, audit_key: &self.audit_key, now: self.now() }
    }

    pub(crate) fn policy(&self) -> &'static Policy {
        self.book.on(today()).unwrap()
    }

    /// Somebody hired and signed in at a counter.
    pub(crate) async fn worker(&self, username: &str, role: Role, counter: &str) -> Worker {
        self.worker_with_code(username, role, counter, &format!("WORKER:{username}")).await
    }

    /// The same with a codice fiscale of the test's choice.
    pub(crate) async fn worker_with_code(
        &self,
        username: &str,
        role: Role,
        counter: &str,
        code: &str,
    ) -> Worker {
        let account = NewAccount {
            username: username.to_owned(),
            name: username.to_uppercase(),
            surname: "Rossi".to_owned(),
            codice_fiscale: code.to_owned(),
            base_code: code.to_owned(),
            contact_address: format!("{username}@comune.prova.example"),
            role,
            counters: vec![counter.to_owned()],
        };
        let mut owner = self.database.owner().await;
        let made =
            operators::add(&mut owner, &self.hasher, &self.secrets, &self.audit_key, &account, self.now())
                .await
                .unwrap();
        let key = self.try_password(username, made.password.reveal()).await.unwrap();
        let session = self.session(&key).await;
        self.later(Duration::seconds(30));
        let code = made.totp_secret.code_at(self.now());
        let key = operators::check_code(self.tools(), &session, &code, self.now()).await.unwrap();
        let sealed = made.totp_secret.seal(&self.secrets, made.id);
        Worker { session: self.session(&key).await, secret: made.totp_secret, sealed }
    }

    /// The first step of a sign-in.
    pub(crate) async fn try_password(
        &self,
        username: &str,
        password: &str,
    ) -> Result<SessionKey, operators::SignInError> {
        let former_key = SessionKey::generate();
        let attempt = Attempt {
            username,
            password: Password::typed(password),
            address: "192.0.2.7".parse().unwrap(),
            former_key: &former_key,
            former: None,
        };
        operators::check_password(self.tools(), attempt, self.now()).await
    }

    /// The same person, signed in anew: with the duties of now.
    pub(crate) async fn again(&self, worker: &Worker) -> Worker {
        let mut conn = db::connection(&self.pool).await.unwrap();
        let key = SessionKey::generate();
        let copy = diesel::sql_query("UPDATE sessions SET key_hash = $1 WHERE id = $2")
            .bind::<diesel::sql_types::Bytea, _>(key.hash().to_vec())
            .bind::<diesel::sql_types::Uuid, _>(worker.session.id());
        diesel_async::RunQueryDsl::execute(copy, &mut conn).await.unwrap();
        let secret = TotpSecret::open(&self.secrets, worker.session.operator_id(), &worker.sealed).unwrap();
        Worker { session: self.session(&key).await, secret, sealed: worker.sealed.clone() }
    }

    /// The same person in another session.
    pub(crate) async fn elsewhere(&self, worker: &Worker) -> Worker {
        let mut owner = self.database.owner().await;
        let key = SessionKey::generate();
        let copy = diesel::sql_query(
            "INSERT INTO sessions SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), \
             'key_hash', '\\x' || encode($1, 'hex')))).* FROM sessions s WHERE id = $2",
        )
        .bind::<diesel::sql_types::Bytea, _>(key.hash().to_vec())
        .bind::<diesel::sql_types::Uuid, _>(worker.session.id());
        diesel_async::RunQueryDsl::execute(copy, &mut owner).await.unwrap();
        let secret = TotpSecret::open(&self.secrets, worker.session.operator_id(), &worker.sealed).unwrap();
        Worker { session: self.session(&key).await, secret, sealed: worker.sealed.clone() }
    }

    async fn session(&self, key: &SessionKey) -> Arc<Session> {
        let mut conn = db::connection(&self.pool).await.unwrap();
        let found = operators::find_session(&mut conn, &self.rules, key, self.now(), false).await.unwrap();
        Arc::new(found.living.expect("the session lives"))
    }
}
