// SPDX-License-Identifier: AGPL-3.0-or-later
//! What comes after a visit: a new release, a corrected address, a mail sent again.

mod by_cip;
mod by_cip_pages;
mod correct;
mod new_release;
mod other_ways;
mod pages;
mod resend;

use crate::releases::{CounterDay, Worker};
use crate::support::mail::{Faulty, setup};
use chrono::{DateTime, Utc};
use sportello::authority::import::CardRecord;
use sportello::cases::{Reasons, Service};
use sportello::ids::CaseId;
use sportello::policy::PolicyBook;
use sportello::releases::{self, Confirmation, NotRequested, Requested};
use sportello::seal::SecretBox;
use sportello::work;
use std::path::PathBuf;
use zeroize::Zeroizing;

const FIRST: &str = "maria.bianchi@posta.example";
const SECOND: &str = "maria.b@altra.example";

/// The reasons for another address than the earlier one.
fn other_address() -> Reasons {
    [("unlike_earlier".to_owned(), "ha cambiato casella".to_owned())].into()
}

impl CounterDay {
    /// A visit that ended well: the sheet handed over, the mail to [`FIRST`] posted.
    async fn visit(&self, worker: &Worker, card: &CardRecord) -> CaseId {
        let case = self.signed_case_of(worker, card, FIRST, &Reasons::new()).await;
        self.release_codes(worker, case).await;
        self.serve(worker, case, "").await.unwrap();
        let ending = self.ending(case).await;
        self.hand_over(worker, case, &ending).await.unwrap();
        case
    }

    /// A case that follows one, signed for that address.
    async fn after(&self, worker: &Worker, service: Service, card: &CardRecord, email: &str) -> CaseId {
        let reasons = if email == FIRST { Reasons::new() } else { other_address() };
        self.signed_case_for(worker, service, card, email, &reasons).await
    }

    /// Presses the button of the release, with the warning about another address confirmed.
    async fn ask(&self, worker: &Worker, case: CaseId, old_sheet: bool) -> Result<Requested, NotRequested> {
        let code = self.code(worker);
        self.ask_with(worker, case, old_sheet, &code).await
    }

    async fn ask_with(
        &self,
        worker: &Worker,
        case: CaseId,
        old_sheet: bool,
        code: &str,
    ) -> Result<Requested, NotRequested> {
        let warnings = ["unlike_earlier".to_owned()];
        let confirmation = Confirmation { code, warnings: &warnings, old_sheet };
        releases::request(&self.desk(), &worker.operator(), case, &confirmation).await
    }

    /// The same, carried on until both halves are sealed.
    async fn ask_and_get(&self, worker: &Worker, case: CaseId, old_sheet: bool) {
        match self.ask(worker, case, old_sheet).await.unwrap() {
            Requested::New(ask) => releases::carry_on(&self.desk(), *ask).await.unwrap(),
            Requested::Already => panic!("there was a release before"),
        }
    }

    /// A worker of this day that sends to a server.
    pub(crate) async fn post(&self, url: &str) -> work::Worker {
        self.post_with(url, None).await
    }

    /// The same with a print folder.
    pub(crate) async fn post_with(&self, url: &str, letters: Option<PathBuf>) -> work::Worker {
        let folder = self.authority.folder().join(format!("work-{}", uuid::Uuid::now_v7().simple()));
        std::fs::create_dir(&folder).unwrap();
        for file in std::fs::read_dir(self.authority.folder()).unwrap().map(|file| file.unwrap().path()) {
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            if file.is_file() && name.starts_with("mail") {
                std::fs::copy(&file, folder.join(name)).unwrap();
            }
        }
        SecretBox::generate("worker", Utc::now()).write(&folder).unwrap();
        self.database.worker_key.save(&folder).unwrap();
        let config = work::WorkConfig {
            database_url: Zeroizing::new(self.database.url_of("sportello_worker")),
            connections: 6,
            keys: folder,
            mail: setup(url),
            policy: PolicyBook::embedded().clone(),
            bounce_maildir: None,
            letters,
            public_url: None,
            reports_url: None,
            evidence: None,
        };
        config.open().await.unwrap()
    }

    /// How many letters to an address are in a state.
    async fn letters(&self, recipient: &str, state: &str) -> i64 {
        let of = format!("kind = 'second_half' AND recipient = '{recipient}' AND state = '{state}'");
        self.count(&format!("outbox WHERE {of}")).await
    }

    /// How many releases ended like that.
    async fn ended(&self, ending: &str) -> i64 {
        self.count(&format!("releases WHERE ending = '{ending}'")).await
    }

    /// How many sealed second halves stand anywhere.
    async fn second_halves(&self) -> i64 {
        self.count("waiting_second_halves").await
            + self.count("outbox WHERE kind = 'second_half' AND payload IS NOT NULL").await
    }

    /// How many sealed first halves.
    async fn first_halves(&self) -> i64 {
        self.count("sheets WHERE first_half IS NOT NULL").await
    }
}

/// The mails that a server has read, with their quoted-printable words in clear.
pub(crate) fn read(server: &Faulty) -> Vec<String> {
    let clear = |mail: &String| {
        let mail = mail.replace("=\r\n", "");
        let mut bytes = Vec::new();
        let mut rest = mail.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
            match code.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| *first == b'=') {
                Some(byte) => (bytes.push(byte), rest = &after[2..]),
                None => (bytes.push(*first), rest = after),
            };
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    server.read().iter().map(clear).collect()
}

/// The `Message-ID` and the digits beside bullets of a mail.
fn told(mail: &str) -> (String, Vec<String>) {
    let id = mail.lines().find(|line| line.starts_with("Message-ID")).unwrap().to_owned();
    let words = mail.split(|c: char| c.is_whitespace() || c == '<' || c == '>');
    let codes = words.filter(|word| word.contains('•') && word.contains(|c: char| c.is_ascii_digit()));
    (id, codes.map(str::to_owned).collect())
}

/// A moment of the day as the worker takes it.
fn moment(day: &CounterDay) -> DateTime<Utc> {
    day.now()
}
