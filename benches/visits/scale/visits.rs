// SPDX-License-Identifier: AGPL-3.0-or-later
//! Five years of visits: one that was really made through the pages, written again and again with other people, cards, counters
//! and times. Columns come from the catalogue, so that what a case leaves behind is whole also after the next migration.

use super::tuples::{Copy, Tuples};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use md5::{Digest, Md5};
use sportello::cards::number::CardNumber;
use sportello::holders::codice_fiscale::CodiceFiscale;
use tokio_postgres::Client;
use uuid::Uuid;

/// What a visit leaves behind, and which rows of it are those of the case `$CASE` and the holder `$HOLDER`.
const TABLES: [(&str, &str); 18] = [
    ("holders", "t.id = $HOLDER"),
    ("cases", "t.id = $CASE"),
    ("case_holder_data", "t.case_id = $CASE"),
    ("case_card_checks", "t.case_id = $CASE"),
    ("case_identifications", "t.case_id = $CASE"),
    ("case_contacts", "t.case_id = $CASE"),
    ("case_ownerships", "t.case_id = $CASE"),
    ("case_forms", "t.case_id = $CASE"),
    ("reauthentications", "t.case_id = $CASE"),
    ("releases", "t.case_id = $CASE"),
    ("sheets", "t.release_id IN (SELECT id FROM releases WHERE case_id = $CASE)"),
    ("authority_requests", "t.case_id = $CASE"),
    ("activations", "t.case_id = $CASE"),
    ("outbox", "t.case_id = $CASE OR t.release_id IN (SELECT id FROM releases WHERE case_id = $CASE)"),
    ("look_ups", "t.holder_id = $HOLDER"),
    ("authority.cards", "t.card_number = $CARD"),
    ("authority.certificates", "t.card_number = $CARD"),
    ("authority.acts", "t.card_number = $CARD"),
];

/// How long ago the first visit was.
const YEARS: i64 = 5;

/// Certificates in one part of the revocation list; the product's default.
const CRL_PART: u32 = 10_000;

/// The real visit, and among whom the others are divided.
pub struct Model {
    pub case: Uuid,
    pub holder: Uuid,
    card: String,
    codice_fiscale: String,
    pub operator: Uuid,
    pub counter: Uuid,
    opened: DateTime<Utc>,
    /// Counters with their codes; the first has every second visit, as the counter of a regional capital would.
    places: Vec<(Uuid, String)>,
    operators: Vec<Uuid>,
    /// Visits in all, when the last of them is written.
    total: u32,
    now: DateTime<Utc>,
}

impl Model {
    pub async fn of(client: &Client, total: u32) -> Self {
        let found = client
            .query_one(
                "SELECT c.id::text, c.holder_id::text, r.card_number, h.codice_fiscale, c.opened_by::text, c.counter_id::text, \
                   (extract(epoch FROM c.opened_at) * 1000000)::bigint \
                 FROM cases c JOIN releases r ON r.case_id = c.id JOIN holders h ON h.id = c.holder_id \
                 WHERE r.handed_over_at IS NOT NULL AND c.closed_at IS NOT NULL AND c.delegation_id IS NULL \
                   AND NOT EXISTS (SELECT FROM outbox o WHERE o.release_id = r.id AND o.state <> 'accepted') \
                 ORDER BY c.opened_at LIMIT 1",
                &[],
            )
            .await
            .expect("a visit that was made");
        let id = |column: usize| found.get::<_, String>(column).parse::<Uuid>().expect("an id");
        let counter = id(5);
        let mut places = Vec::new();
        let order = format!("SELECT id::text, code FROM counters ORDER BY id <> '{counter}', code");
        for row in client.query(&order, &[]).await.expect("counters") {
            places.push((row.get::<_, String>(0).parse().expect("an id"), row.get(1)));
        }
        let mut operators = Vec::new();
        let known = "SELECT id::text FROM operators WHERE username LIKE 'bench%' ORDER BY username LIMIT 60";
        for row in client.query(known, &[]).await.expect("operators") {
            operators.push(row.get::<_, String>(0).parse().expect("an id"));
        }
        Self {
            case: id(0),
            holder: id(1),
            card: found.get(2),
            codice_fiscale: found.get(3),
            operator: id(4),
            counter,
            opened: DateTime::from_timestamp_micros(found.get(6)).expect("a time"),
            places,
            operators,
            total,
            now: Utc::now(),
        }
    }

    /// When visit `n` began: evenly over the years, none in the last hour.
    pub fn at(&self, n: u32) -> DateTime<Utc> {
        let span = TimeDelta::days(365 * YEARS) - TimeDelta::hours(1);
        self.now - TimeDelta::days(365 * YEARS)
            + span / i32::try_from(self.total).expect("not so many") * n as i32
    }

    pub fn place(&self, n: u32) -> &(Uuid, String) {
        let others = self.places.len() - 1;
        if n.is_multiple_of(2) || others == 0 {
            &self.places[0]
        } else {
            &self.places[1 + n as usize / 2 % others]
        }
    }

    /// At their own counter alone.
    pub fn operator(&self, n: u32) -> Uuid {
        self.operators[n as usize / 2 % self.operators.len()]
    }

    pub fn protocol(&self, n: u32) -> String {
        format!("{}-{}-{:07}", self.place(n).1, self.at(n).year(), 1_000_000 + n)
    }

    /// Writes the visits from `from` up to `to`; rows in all.
    pub async fn write(&self, client: &Client, from: u32, to: u32) -> u64 {
        number(self, client, from, to).await;
        let mut rows = 0;
        for (table, whose) in TABLES {
            let columns = columns(client, table).await;
            let values: Vec<String> =
                columns.iter().map(|(name, kind)| self.value(table, name, kind)).collect();
            let names: Vec<&str> = columns.iter().map(|(name, _)| &**name).collect();
            let whose = whose
                .replace("$CASE", &format!("'{}'", self.case))
                .replace("$HOLDER", &format!("'{}'", self.holder))
                .replace("$CARD", &format!("'{}'", self.card));
            // an invented card may have such a number already
            let statement = format!(
                "INSERT INTO {table} ({}) SELECT {} FROM {table} t, bench.visits v WHERE ({whose}) AND v.n >= {from} AND v.n < {to} \
                 ON CONFLICT DO NOTHING",
                names.join(", "),
                values.join(", ")
            );
            let written = client.execute(&statement, &[]).await;
            rows += written.unwrap_or_else(|error| panic!("{table}: {error:?}"));
        }
        rows
    }

    /// What stands in a column of visit `v.n` where the real visit's row is `t`.
    fn value(&self, table: &str, name: &str, kind: &str) -> String {
        match (kind, name) {
            // what was said in a mail is erased after the resend window, and none of these is as young
            ("bytea", "payload") | ("timestamp with time zone", "erase_at") => "NULL".to_owned(),
            ("uuid", _) => format!(
                "CASE t.{name} WHEN '{}' THEN v.operator WHEN '{}' THEN v.counter ELSE {} END",
                self.operator,
                self.counter,
                id_of(&format!("t.{name}"))
            ),
            ("timestamp with time zone", _) => format!("t.{name} + (v.at - '{}')", self.opened.to_rfc3339()),
            ("text", "protocol") => "v.protocol".to_owned(),
            ("text", "codice_fiscale" | "base_code") => "v.codice_fiscale".to_owned(),
            ("text", "card_number") => "v.card_number".to_owned(),
            ("text", "chip_serial") => "right(v.card_number, 16)".to_owned(),
            ("text", "certificate_serial") => format!("md5(t.{name} || v.n)"),
            ("text", "number") if table == "releases" => format!("left(t.{name}, 1) || 'B' || v.n"),
            ("text", "serial") => "'Z' || lpad(v.n::text, 11, '0')".to_owned(),
            ("bytea", "serial") => "decode(md5('serial' || v.n), 'hex')".to_owned(),
            // as the authority fills them: the first ones are the demonstration's
            ("integer", "part") => format!("100 + v.n / {CRL_PART}"),
            ("bigint", "time_step") => "t.time_step - 10 * (v.n + 1)".to_owned(),
            ("text", _) => format!(
                "replace(replace(t.{name}, '{0}', v.codice_fiscale), lower('{0}'), lower(v.codice_fiscale))",
                self.codice_fiscale
            ),
            _ => format!("t.{name}"),
        }
    }
}

async fn columns(client: &Client, table: &str) -> Vec<(String, String)> {
    let columns = format!(
        "SELECT quote_ident(attname), format_type(atttypid, NULL) FROM pg_attribute \
         WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"
    );
    let rows = client.query(&columns, &[]).await.expect("the catalogue");
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// What tells one visit from the other, by `COPY`.
async fn number(model: &Model, client: &Client, from: u32, to: u32) {
    client
        .batch_execute(
            "CREATE SCHEMA IF NOT EXISTS bench; \
             CREATE UNLOGGED TABLE IF NOT EXISTS bench.visits (n integer PRIMARY KEY, at timestamptz, began text, counter uuid, \
               operator uuid, codice_fiscale text, card_number text, protocol text)",
        )
        .await
        .expect("a table for the numbers");
    let table = "bench.visits (n, at, began, counter, operator, codice_fiscale, card_number, protocol)";
    let mut copy = Copy::into(client, table).await;
    for first in (from..to).step_by(10_000) {
        let mut tuples = Tuples::default();
        for n in first..to.min(first + 10_000) {
            tuples.row(8).int4(n as i32).time(model.at(n)).text(Some(&began(model.at(n))));
            tuples.uuid(Some(model.place(n).0)).uuid(Some(model.operator(n)));
            tuples.text(Some(&codice_fiscale(n))).text(Some(&card_number(n))).text(Some(&model.protocol(n)));
        }
        copy.send(tuples).await;
    }
    copy.finish().await;
}

/// What the ids of a visit begin with: the product draws ids of version 7 (RFC 9562 section 5.7), so that what was written on one
/// day lies side by side in every index. The milliseconds of the visit's beginning, and the version.
fn began(at: DateTime<Utc>) -> String {
    format!("{:012x}7", at.timestamp_millis())
}

/// The id of visit `v.n` for what has the id `of` in the real visit, in SQL; [`id`] is the same.
fn id_of(of: &str) -> String {
    format!("overlay(overlay(md5({of}::text || v.n) PLACING v.began FROM 1) PLACING '8' FROM 17)::uuid")
}

/// The id of visit `n`, begun `at`, for what has the id `of` in the real visit.
pub fn id(of: Uuid, n: u32, at: DateTime<Utc>) -> Uuid {
    let rest = hex::encode(Md5::digest(format!("{of}{n}")));
    let text = format!("{}{}8{}", began(at), &rest[13..16], &rest[17..]);
    text.parse().expect("32 digits")
}

/// A codice fiscale that nobody else of the run has: born in Ancona on 1 January 1980.
pub fn codice_fiscale(n: u32) -> String {
    const LETTERS: &[u8] = b"BCDFGLMNPRSTVZ";
    let mut rest = n as usize;
    let name: String = (0..6)
        .map(|_| {
            let letter = LETTERS[rest % LETTERS.len()];
            rest /= LETTERS.len();
            char::from(letter)
        })
        .collect();
    let body = format!("{name}80A01A271");
    let mut whole = ('A'..='Z').map(|check| format!("{body}{check}"));
    whole.find(|code| CodiceFiscale::parse_scan(code).is_ok()).expect("one letter fits")
}

/// A number from the last tenth of Marche's range.
pub fn card_number(n: u32) -> String {
    let marche = "110".parse().expect("a region");
    CardNumber::compose(marche, 900_000_000 + n).as_str().to_owned()
}
