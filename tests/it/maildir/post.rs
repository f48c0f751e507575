// SPDX-License-Identifier: AGPL-3.0-or-later
//! Letters with their reports to come.

use crate::support::mail::{Desk, Faulty, PostRoom};
use crate::support::process::sportello;
use crate::support::{Database, database};
use chrono::Utc;
use diesel_async::RunQueryDsl;
use sportello::mail::{Marked, Marks};
use sportello::work::{self, WorkConfig, Worker};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// Letters that a server took, and a maildir that their reports come into.
pub(super) struct Post {
    pub(super) database: Database,
    room: PostRoom,
    pub(super) desk: Desk,
    /// The envelope senders of the letters.
    pub(super) senders: Vec<String>,
    pub(super) maildir: PathBuf,
}

impl Post {
    pub(super) async fn accepted(letters: usize) -> Self {
        let (database, server, now) = (database().await, Faulty::start([]).await, Utc::now());
        let room = PostRoom::new(&database);
        std::fs::set_permissions(room.folder(), PermissionsExt::from_mode(0o700)).unwrap();
        let desk = Desk::open(&database).await;
        desk.post_notices(&database, &room.mail_key, letters, now).await;
        work::drain(&room.worker(&server.url()).await, now).await.unwrap();
        let said = server.envelopes();
        let senders = said.iter().filter_map(|line| line.split(['<', '>']).nth(1));
        let senders: Vec<String> =
            senders.filter(|address| address.contains('+')).map(ToOwned::to_owned).collect();
        assert_eq!(senders.len(), letters);
        let maildir = std::env::temp_dir().join(format!("maildir-{}", uuid::Uuid::now_v7()));
        Self { database, room, desk, senders, maildir }
    }

    /// The envelope sender of the letter to this recipient.
    pub(super) async fn sender_to(&mut self, recipient: &str) -> String {
        let marks = Marks::load(self.room.folder()).ok().unwrap();
        for sender in &self.senders {
            let Marked::Letter(id) = marks.read(sender) else { panic!("{sender} has no mark") };
            let its = format!("outbox WHERE id = '{}' AND recipient = '{recipient}'", id.uuid());
            if count(&mut self.desk, &its).await == 1 {
                return sender.clone();
            }
        }
        panic!("no letter to {recipient}");
    }

    /// Puts a file into `new`, as a mail server does: beside, then renamed.
    pub(super) fn deliver(&self, name: &str, mail: impl AsRef<[u8]>) {
        std::fs::write(self.maildir.join("tmp").join(name), mail).unwrap();
        std::fs::rename(self.maildir.join("tmp").join(name), self.maildir.join("new").join(name)).unwrap();
    }

    pub(super) fn left(&self) -> usize {
        self.names("new").len() + self.names("cur").len()
    }

    pub(super) fn names(&self, part: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.maildir.join(part)).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(super) async fn count(&mut self, what: &str) -> i64 {
        count(&mut self.desk, what).await
    }

    pub(super) async fn counted(&mut self, outcome: &str) -> i64 {
        let days = format!(
            "(SELECT generate_series(1, count) FROM mail_report_counts WHERE outcome = '{outcome}') x"
        );
        self.count(&days).await
    }

    /// A worker of this test's own, which looks when it is told.
    pub(super) async fn worker(&self) -> Worker {
        let config = self.room.config("smtp://127.0.0.1:1");
        WorkConfig { bounce_maildir: Some(self.maildir.clone()), ..config }.open().await.unwrap()
    }

    pub(super) fn check(&self, words: &[&str], url: &[(&str, &str)]) -> String {
        let mut command = sportello(words, &self.settings());
        let said = command.envs(url.iter().copied()).output().unwrap();
        String::from_utf8_lossy(&said.stdout).into_owned()
    }

    /// What the real process is told.
    pub(super) fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("SPORTELLO_DATABASE_URL", self.database.url_of("sportello_worker")),
            ("SPORTELLO_KEYS", self.room.folder().display().to_string()),
            ("SPORTELLO_MAIL_URL", "smtp://127.0.0.1:1".into()),
            ("SPORTELLO_MAIL_FROM", "Sportello <sportello@example.it>".into()),
            ("SPORTELLO_BOUNCE_MAILDIR", self.maildir.display().to_string()),
        ]
    }
}

async fn count(desk: &mut Desk, what: &str) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let sql = format!("SELECT count(*) AS n FROM {what}");
    diesel::sql_query(sql).get_result::<Count>(&mut desk.owner).await.unwrap().n
}

impl Drop for Post {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.maildir);
    }
}

pub(super) fn report(to: &str, from: &str) -> String {
    format!(
        "Delivered-To: {to}\r\nFrom: {from}\r\nSubject: Undelivered Mail\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\n\
         Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; n@example.org\r\n\
         Action: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: back\r\n\r\nPIN\r\n--b--\r\n"
    )
}
