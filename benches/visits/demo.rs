// SPDX-License-Identifier: AGPL-3.0-or-later
//! The demonstration that is measured: started, filled, watched, stopped.

use super::account::Account;
use super::measure;
use super::sink::Sink;
use super::visitor::{self, Visitor};
use chrono::{NaiveDate, Utc};
use diesel::sql_query;
use diesel::sql_types::{Date, Text};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use rustix::process::{Pid, Signal};
use sportello::audit::AuditKey;
use sportello::operators::{self, Hasher, NewAccount, Role, Rules};
use sportello::register::CheckpointKey;
use sportello::seal::SecretBox;
use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio_postgres::{Client, NoTls};

/// A citizen with a card that can be activated.
#[derive(diesel::QueryableByName, Clone)]
pub struct Person {
    #[diesel(sql_type = Text)]
    pub card_number: String,
    #[diesel(sql_type = Text)]
    pub codice_fiscale: String,
    #[diesel(sql_type = Text)]
    pub surname: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub sex: String,
    #[diesel(sql_type = Date)]
    pub birth_date: NaiveDate,
    #[diesel(sql_type = Text)]
    pub birth_place: String,
    #[diesel(sql_type = Date)]
    pub expires: NaiveDate,
}

/// Everything running.
pub struct Demo {
    child: Child,
    folder: PathBuf,
    pub address: SocketAddr,
    others: [SocketAddr; 2],
    mail_url: String,
    people: VecDeque<Person>,
    /// Accounts made so far.
    accounts: Cell<usize>,
}

fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|probe| probe.local_addr()).expect("a free port")
}

impl Demo {
    /// Makes a demonstration of that name with `cards` more cards and waits until it is ready.
    pub async fn start(sink: &Sink, name: &str, cards: usize) -> Self {
        let folder = std::env::temp_dir().join(format!("sportello-{name}-{}", std::process::id()));
        let (address, others) = (free(), [free(), free()]);
        let child = spawn(&folder, address, others, &sink.url(), &["--cards", &cards.to_string()]);
        let mut demo = Self {
            child,
            folder,
            address,
            others,
            mail_url: sink.url(),
            people: VecDeque::new(),
            accounts: Cell::new(0),
        };
        demo.wait_until_ready().await;
        let today = Utc::now().date_naive();
        demo.people = sql_query(
            "SELECT c.card_number, c.codice_fiscale, c.surname, c.name, c.sex, c.birth_date, c.birth_place, c.expires \
             FROM authority.cards c JOIN authority.certificates s USING (card_number) \
             WHERE s.state = 'on_hold' AND c.expires > $1 AND c.birth_date < $1 - 20 * 366 AND c.has_chip \
             AND c.card_number LIKE '8038000110%' AND c.codice_fiscale ~ '^[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]$' \
             ORDER BY c.imported_at DESC, c.card_number",
        )
        .bind::<Date, _>(today)
        .load::<Person>(&mut demo.database("demo").await)
        .await
        .expect("the cards")
        .into();
        demo
    }

    async fn wait_until_ready(&mut self) {
        let until = Instant::now() + Duration::from_secs(180);
        loop {
            assert!(Instant::now() < until, "the demonstration is not ready after three minutes");
            if let Some(ended) = self.child.try_wait().expect("a child") {
                panic!("the demonstration ended: {ended}");
            }
            if self.folder.join("accounts.json").exists() && healthy(self.address) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// So many citizens, each once.
    pub fn people(&mut self, count: usize) -> VecDeque<Person> {
        assert!(self.people.len() >= count, "{} cards for {count} cases", self.people.len());
        self.people.drain(..count).collect()
    }

    async fn database(&self, keeper: &str) -> AsyncPgConnection {
        let url = if keeper == "demo" {
            format!("{} dbname=sportello", self.superuser())
        } else {
            fs::read_to_string(self.folder.join("keys").join(keeper).join("database")).expect("an address")
        };
        AsyncPgConnection::establish(&url).await.expect("the database")
    }

    /// New people at the first counter, each signed in with one code and with two more to use within a minute.
    pub async fn signed_in(&self, role: Role, count: usize) -> Vec<Visitor> {
        visitor::sign_in_all(self, self.staff(role, count).await).await
    }

    async fn staff(&self, role: Role, count: usize) -> Vec<Account> {
        let keys = self.folder.join("keys/keeper");
        let audit = AuditKey::load(&keys).expect("the keeper's key");
        let secrets = SecretBox::load(&keys, "web").expect("serve's key");
        let hasher = Hasher::new(&Rules::default()).expect("a hasher");
        let mut conn = self.database("keeper").await;
        let counter: Vec<Counter> = sql_query("SELECT code FROM counters ORDER BY code LIMIT 1")
            .load(&mut conn)
            .await
            .expect("a counter");
        let mut accounts = Vec::new();
        let first = self.accounts.replace(self.accounts.get() + count);
        for number in first..first + count {
            let code =
                format!("BNCOPR{:02}A{:02}H{:03}", number / 1000 % 100, number / 100 % 28 + 1, number % 1000);
            let account = NewAccount {
                username: format!("bench{number}"),
                name: "Operatore".to_owned(),
                surname: format!("Numero {number}"),
                codice_fiscale: code.clone(),
                base_code: code,
                contact_address: format!("bench{number}@example.org"),
                role,
                counters: vec![counter[0].code.clone()],
            };
            let made = operators::add(&mut conn, &hasher, &secrets, &audit, &account, Utc::now()).await;
            let made = made.unwrap_or_else(|error| panic!("{}: {error}", account.username));
            accounts.push(Account::new(
                &account.username,
                made.password.reveal(),
                &made.totp_secret.reveal(),
            ));
        }
        accounts
    }

    /// Where PostgreSQL is reached as its superuser; without a database's name.
    pub fn superuser(&self) -> String {
        let password =
            fs::read_to_string(self.folder.join("keys/demo/superuser")).expect("the superuser's password");
        let socket = self.folder.join("run/postgres");
        format!("host='{}' user=demo password={}", socket.display(), password.trim())
    }

    /// A superuser's connection to the product's database.
    pub async fn client(&self) -> Client {
        self.client_of("sportello").await
    }

    /// A superuser's connection.
    pub async fn client_of(&self, database: &str) -> Client {
        let url = format!("{} dbname={database}", self.superuser());
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await.expect("the database");
        tokio::spawn(connection);
        client
    }

    /// A keeper's command, with the database's owner.
    pub fn keepers(&self, words: &[&str]) -> Command {
        let address = fs::read_to_string(self.folder.join("keys/keeper/database")).expect("an address");
        let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
        command.args(words).env("DATABASE_URL", address.trim()).env("SPORTELLO_LOG", "warn");
        command
    }

    /// The file of checkpoints, which lies outside the database.
    pub fn checkpoints(&self) -> PathBuf {
        self.folder.join("checkpoints/checkpoints")
    }

    /// A file of checkpoints as somebody would have kept it who verified the register a month ago.
    pub fn old_checkpoints(&self) -> PathBuf {
        self.folder.join("checkpoints-of-a-month-ago")
    }

    /// The key that checkpoints are signed with.
    pub fn checkpoint_key(&self) -> CheckpointKey {
        CheckpointKey::load(&self.folder.join("keys/sequence")).expect("the sequencer's key")
    }

    /// What PostgreSQL says.
    pub fn log(&self) -> PathBuf {
        self.folder.join("logs/postgres.log")
    }

    /// Stops one of our processes where it stands, or lets it go on.
    pub fn signal(&self, role: &str, signal: Signal) {
        for process in measure::tree(self.child.id()).iter().filter(|it| measure::role(it.pid) == role) {
            let id = Pid::from_raw(process.pid as i32).expect("a process");
            rustix::process::kill_process(id, signal).expect("it is ours");
        }
    }

    /// Processor time of all our processes and PostgreSQL's so far.
    pub fn cpu(&self) -> Duration {
        measure::tree(self.child.id()).iter().map(|process| process.cpu).sum()
    }

    /// Where it went so far: by [`measure::role`], or closer by [`measure::name`].
    pub fn cpu_by(&self, word: impl Fn(u32) -> String) -> BTreeMap<String, Duration> {
        measure::by(word, &measure::tree(self.child.id()))
    }

    /// Processor time of each of their threads so far.
    pub fn threads(&self) -> measure::Threads {
        measure::threads(self.child.id())
    }

    /// Resident memory of one of our processes in MB.
    pub fn resident(&self, role: &str) -> f64 {
        let tree = measure::tree(self.child.id());
        tree.iter()
            .filter(|process| measure::role(process.pid) == role)
            .map(|process| measure::resident(process.pid))
            .sum()
    }

    /// Resident memory of all of them and PostgreSQL's.
    pub fn resident_of_all(&self) -> f64 {
        measure::tree(self.child.id()).iter().map(|process| measure::resident(process.pid)).sum()
    }

    /// Stops everything and starts it again; how long the second start takes until the pages are ready.
    pub async fn stop_and_start_again(&mut self) -> Duration {
        self.end();
        let began = Instant::now();
        self.child = spawn(&self.folder, self.address, self.others, &self.mail_url, &[]);
        self.wait_until_ready().await;
        began.elapsed()
    }

    fn end(&mut self) {
        let _asked = rustix::process::kill_process(Pid::from_child(&self.child), Signal::TERM);
        let _ended = self.child.wait();
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.end();
        if std::thread::panicking() {
            eprintln!("what the processes said is left in {}", self.folder.join("logs").display());
            return;
        }
        let _gone = fs::remove_dir_all(&self.folder);
    }
}

#[derive(diesel::QueryableByName)]
struct Counter {
    #[diesel(sql_type = Text)]
    code: String,
}

fn spawn(folder: &PathBuf, address: SocketAddr, others: [SocketAddr; 2], mail: &str, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_sportello"))
        .arg("demo")
        .args(more)
        .env("SPORTELLO_STATE_DIR", folder)
        .env("SPORTELLO_LISTEN", address.to_string())
        .env("SPORTELLO_MAILBOX_LISTEN", others[0].to_string())
        .env("SPORTELLO_METRICS_LISTEN", others[1].to_string())
        .env("SPORTELLO_MAIL_URL", mail)
        .env("SPORTELLO_LOG", "warn")
        .stdout(Stdio::null())
        .stdin(Stdio::null())
        .spawn()
        .expect("the release build")
}

/// Whether `/health/ready` answers 200.
fn healthy(address: SocketAddr) -> bool {
    use std::io::{Read, Write};
    let Ok(mut stream) = std::net::TcpStream::connect(address) else { return false };
    let ask = format!("GET /health/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    stream.write_all(ask.as_bytes()).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 200")
}
