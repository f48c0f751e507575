// SPDX-License-Identifier: AGPL-3.0-or-later
//! Cases and letters put straight into the database: these tests are about what comes after the counter.

use crate::support::Database;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::sql_types::{Bytea, Text, Timestamptz, Uuid};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use sportello::audit::{self, Entry};
use sportello::db;
use sportello::ids::{CaseId, CounterId, OutboxId, ReleaseId};
use sportello::outbox::{self, Message, Posting, Reader};
use sportello::seal::{CodeKind, CodePart, Digits, PublicKey, SecondHalf};
use sportello::texts::Language;
use zeroize::Zeroizing;

/// A counter with one case.
pub struct Desk {
    pub owner: AsyncPgConnection,
    pub counter: CounterId,
    pub case: CaseId,
}

/// A letter's row, as the owner of the database sees it.
#[derive(QueryableByName, Debug)]
pub struct Row {
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Text)]
    pub reason: String,
    #[diesel(sql_type = diesel::sql_types::Integer)]
    pub attempts: i32,
    #[diesel(sql_type = diesel::sql_types::Bool)]
    pub has_payload: bool,
    #[diesel(sql_type = Timestamptz)]
    pub next_attempt_at: DateTime<Utc>,
    /// The outcomes of its attempts in their order, `-` where one has no end.
    #[diesel(sql_type = Text)]
    pub outcomes: String,
    /// What the server said last.
    #[diesel(sql_type = Text)]
    pub reply: String,
    /// The acts in the register that name it.
    #[diesel(sql_type = Text)]
    pub acts: String,
}

pub async fn row(owner: &mut AsyncPgConnection, letter: OutboxId) -> Row {
    sql_query(
        "SELECT state, coalesce(reason, '') AS reason, attempts, payload IS NOT NULL AS has_payload, next_attempt_at,
           coalesce((SELECT string_agg(coalesce(outcome, '-'), ' ' ORDER BY attempt) FROM mail_attempts WHERE outbox_id = id), '') AS outcomes,
           coalesce((SELECT reply FROM mail_attempts WHERE outbox_id = id ORDER BY attempt DESC LIMIT 1), '') AS reply,
           coalesce((SELECT string_agg(act, ' ' ORDER BY r.at, r.id) FROM audit_rows r
             WHERE position(o.id::text::bytea IN r.canonical) > 0 AND act LIKE 'mail.%'), '') AS acts
         FROM outbox o WHERE id = $1",
    )
    .bind::<Uuid, _>(letter)
    .get_result(owner)
    .await
    .unwrap()
}

const PEOPLE: &str = "
INSERT INTO counters (id, code, name, body, municipality, telephone, opened_at)
  VALUES ('00000000-0000-7000-8000-000000000001', 'AN01', 'Comune di Ancona', 'Comune di Ancona', 'Ancona', '071 000000', now());
INSERT INTO operators (id, username, name, surname, codice_fiscale, base_code, contact_address, administrator, password_hash,
  totp_secret, added_at) VALUES ('00000000-0000-7000-8000-000000000002', 'op', 'A', 'B', 'X', 'X', 'op@example.it', false, '', '', now());
INSERT INTO sessions (id, key_hash, operator_id, step, address, began_at, seen_at)
  VALUES ('00000000-0000-7000-8000-000000000003', decode(repeat('01', 32), 'hex'), '00000000-0000-7000-8000-000000000002', 'full',
  '::1', now(), now());
INSERT INTO holders (id, codice_fiscale, base_code, first_seen_at) VALUES ('00000000-0000-7000-8000-000000000004', 'RSSMRA80A01H501U', 'RSSMRA80A01H501U', now());
INSERT INTO cases (id, protocol, counter_id, service, holder_id, policy_version, opened_at, opened_by, changed_at, changed_by)
  SELECT '00000000-0000-7000-8000-000000000005', 'AN01-2026-000001', c.id, 'activation', h.id, 'marche-2025-01', now(), o.id, now(), o.id
  FROM counters c, holders h, operators o;
INSERT INTO case_forms (id, case_id, case_version, fingerprint, printed_at, printed_by)
  SELECT '00000000-0000-7000-8000-000000000006', c.id, 1, decode(repeat('03', 32), 'hex'), now(), c.opened_by FROM cases c;";

impl Desk {
    pub async fn open(database: &Database) -> Self {
        let mut owner = database.owner().await;
        owner.batch_execute(PEOPLE).await.unwrap();
        let id = |last: u128| uuid::Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0000 + last);
        Self { owner, counter: id(1).into(), case: id(5).into() }
    }

    /// A release whose second half waits for the hand-over: PIN `••` and these digits.
    pub async fn release(
        &mut self,
        database: &Database,
        key: &PublicKey,
        to: &str,
        now: DateTime<Utc>,
    ) -> ReleaseId {
        self.release_of(database, key, to, "347", now).await
    }

    async fn release_of(
        &mut self,
        database: &Database,
        key: &PublicKey,
        to: &str,
        digits: &str,
        now: DateTime<Utc>,
    ) -> ReleaseId {
        let release = ReleaseId::new(now);
        let digits = Digits::new(Zeroizing::new(digits.to_owned())).unwrap();
        let total = u8::try_from(digits.len() + 2).unwrap();
        let half = SecondHalf {
            codes: vec![CodePart::new(CodeKind::Pin, total, 2, digits).unwrap()],
            recipient: to.to_owned(),
            language: "en".into(),
        };
        let sealed = half.seal(key, release.uuid()).unwrap().to_bytes();
        let act =
            audit::record(&self.owner, &database.web_key, Entry::new("release.request"), now).await.unwrap();
        self.owner
            .batch_execute(
                "INSERT INTO totp_uses SELECT opened_by, 1, now() FROM cases ON CONFLICT DO NOTHING;
                 INSERT INTO reauthentications (id, operator_id, time_step, session_id, act, at)
                   SELECT '00000000-0000-7000-8000-000000000007', c.opened_by, 1, s.id, 'release', now() FROM cases c, sessions s",
            )
            .await
            .unwrap();
        sql_query(
            "INSERT INTO releases (id, number, case_id, card_number, form_id, fingerprint, reauthentication_id, audit_row_id,
               recipient, language, requested_at, requested_by, sealed_at, withdraw_after)
             SELECT $1, 'R-000001', c.id, repeat('0', 20), f.id, f.fingerprint, '00000000-0000-7000-8000-000000000007', $2, $3, 'en',
               $4, c.opened_by, $4, $4 + interval '2 days' FROM cases c, case_forms f",
        )
        .bind::<Uuid, _>(release)
        .bind::<Uuid, _>(act)
        .bind::<Text, _>(to)
        .bind::<Timestamptz, _>(now)
        .execute(&mut self.owner)
        .await
        .unwrap();
        sql_query(
            "WITH sheet AS (INSERT INTO sheets (serial, release_id, ordinal, first_half, made_at) VALUES ('ABCDEFGHJKLM', $1, 1, 'first', $3))
             INSERT INTO waiting_second_halves VALUES ($1, $2, $3)",
        )
        .bind::<Uuid, _>(release)
        .bind::<Bytea, _>(sealed)
        .bind::<Timestamptz, _>(now)
        .execute(&mut self.owner)
        .await
        .unwrap();
        release
    }

    /// The mail of a release that is handed over at `now`, posted as the web process posts it.
    pub async fn second_half(
        &mut self,
        database: &Database,
        key: &PublicKey,
        to: &str,
        now: DateTime<Utc>,
    ) -> OutboxId {
        let release = self.release(database, key, to, now).await;
        let pool = database.pool_of("sportello_web");
        let mut web = db::connection(&pool).await.unwrap();
        db::transaction(&mut web, async |web| {
            sql_query("UPDATE releases SET handed_over_at = $2 WHERE id = $1")
                .bind::<Uuid, _>(release)
                .bind::<Timestamptz, _>(now)
                .execute(web)
                .await?;
            outbox::post_second_half(web, release, now, now + TimeDelta::hours(48)).await
        })
        .await
        .unwrap()
    }

    /// Posts a message as the web process does.
    pub async fn post(
        &self,
        database: &Database,
        key: &PublicKey,
        posting: Posting,
        now: DateTime<Utc>,
    ) -> OutboxId {
        let pool = database.pool_of("sportello_web");
        let mut web = db::connection(&pool).await.unwrap();
        outbox::post(&mut web, key, posting, now).await.unwrap()
    }

    /// Posts notices to `n0@example.org`, `n1@…` and so on, over one connection.
    pub async fn post_notices(&self, database: &Database, key: &PublicKey, count: usize, now: DateTime<Utc>) {
        let pool = database.pool_of("sportello_web");
        let mut web = db::connection(&pool).await.unwrap();
        for number in 0..count {
            let notice = self.notice(&format!("n{number}@example.org"), now);
            outbox::post(&mut web, key, notice, now).await.unwrap();
        }
    }

    /// An ownership code to `to`.
    pub fn ownership_code(&self, to: &str, now: DateTime<Utc>) -> Posting {
        Posting {
            recipient: to.parse().unwrap(),
            language: Language::Italian,
            case: Some(self.case),
            give_up_at: now + TimeDelta::minutes(15),
            message: Message::OwnershipCode {
                code: Digits::new(Zeroizing::new("804216".into())).unwrap(),
                minutes: 15,
                reader: Reader::AtCounter,
            },
        }
    }

    /// A notice to an earlier address.
    pub fn notice(&self, to: &str, now: DateTime<Utc>) -> Posting {
        Posting {
            recipient: to.parse().unwrap(),
            language: Language::Slovene,
            case: Some(self.case),
            give_up_at: now + TimeDelta::hours(48),
            message: Message::AddressNotice {
                counter: "Comune di Ancona".into(),
                telephone: "071 000000".into(),
                given_at: now,
                acting: false,
            },
        }
    }
}
