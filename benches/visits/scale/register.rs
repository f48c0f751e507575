// SPDX-License-Identifier: AGPL-3.0-or-later
//! The register of those years: rows that are signed as any other, and their leaves in the tree.

use super::super::demo::Demo;
use super::tuples::{Copy, Tuples};
use super::visits::{self, Model};
use chrono::{SecondsFormat, TimeDelta, Timelike, Utc};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sportello::register::Checkpoint;
use sportello::register::tree::{Frontier, Hash, leaf_hash, parts};
use std::fs::OpenOptions;
use std::io::Write;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_postgres::Client;
use uuid::{NoContext, Timestamp, Uuid};

/// Rows of each visit.
pub const EACH: u32 = 10;

/// Visits that one thread signs before it hands them over.
const CHUNK: u32 = 500;

/// The age of the checkpoint that somebody kept: `audit verify` checks the signatures of what was numbered in the last 31 days.
const OLD: TimeDelta = TimeDelta::days(32);

/// The demonstration's name of its register.
const ORIGIN: &str = "demo.invalid/sportello";

/// From row to row of a visit.
const PAUSE: TimeDelta = TimeDelta::seconds(20);

/// Acts of a visit, and the key that signs them again.
pub struct Model10 {
    acts: Vec<Value>,
    key: SigningKey,
    key_id: String,
}

/// What a thread has made.
struct Made {
    rows: Tuples,
    leaves: Vec<(Uuid, Hash)>,
}

impl Model10 {
    /// The first acts of the real visit; their signer becomes known to the register.
    pub async fn of(client: &Client, model: &Model) -> Self {
        let asked = format!(
            "SELECT canonical FROM audit_rows WHERE case_id = '{}' AND operator_id IS NOT NULL ORDER BY at, id LIMIT {EACH}",
            model.case
        );
        let rows = client.query(&asked, &[]).await.expect("the visit's rows");
        assert_eq!(rows.len(), EACH as usize, "a visit has ten rows and more");
        let acts = rows.iter().map(|row| serde_json::from_slice(row.get(0)).expect("JSON")).collect();
        let key = SigningKey::from_bytes(&rand::random());
        let public = key.verifying_key().to_bytes();
        let key_id = format!("audit-{}", hex::encode(&Sha256::digest(public)[..8]));
        let known = "INSERT INTO audit_keys (id, process, public_key, since) VALUES ($1, 'keeper', $2, now() - interval '6 years')";
        client.execute(known, &[&key_id, &&public[..]]).await.expect("a key");
        Self { acts, key, key_id }
    }

    /// Row `ordinal` of visit `n`, appended to `rows`; answers its leaf.
    fn sign(&self, model: &Model, (n, ordinal): (u32, usize), rows: &mut Tuples) -> (Uuid, Hash) {
        let at = model.at(n) + PAUSE * ordinal as i32;
        let at = at.with_nanosecond(at.nanosecond() / 1000 * 1000).expect("a time");
        let seconds = u64::try_from(at.timestamp()).expect("after 1970");
        let id = Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, at.timestamp_subsec_nanos()));
        let nonce: [u8; 16] = rand::random();
        let of_visit = |of: Uuid| visits::id(of, n, model.at(n));
        let (case, holder) = (of_visit(model.case), of_visit(model.holder));
        let (operator, counter) = (model.operator(n), model.place(n).0);
        let mut act = self.acts[ordinal].clone();
        let fields = act.as_object_mut().expect("an object");
        let has_holder = fields.contains_key("holder");
        for (field, value) in [
            ("id", json!(id)),
            ("at", json!(at.to_rfc3339_opts(SecondsFormat::Micros, true))),
            ("nonce", json!(hex::encode(nonce))),
            ("case", json!(case)),
            ("operator", json!(operator)),
            ("counter", json!(counter)),
            ("key", json!(self.key_id)),
        ] {
            fields.insert(field.to_owned(), value);
        }
        if has_holder {
            fields.insert("holder".to_owned(), json!(holder));
        }
        let canonical = serde_json::to_vec(&act).expect("JSON");
        let signature = self.key.sign(&canonical).to_bytes();
        rows.row(14).uuid(Some(id)).int2(1).time(at).bytes(&nonce);
        rows.text(act["act"].as_str()).text(act["outcome"].as_str());
        rows.uuid(Some(operator)).text(act["address"].as_str()).uuid(Some(counter));
        rows.uuid(has_holder.then_some(holder)).uuid(Some(case));
        rows.bytes(&canonical).text(Some(&self.key_id)).bytes(&signature);
        (id, leaf_hash(&[&canonical, &signature]))
    }
}

/// Signs the rows of these visits on all processors and writes them with their leaves; rows in all. A checkpoint over those that are
/// older than a month goes to [`Demo::old_checkpoints`], as it would have been signed then.
pub async fn write(
    clients: [&Client; 3],
    demo: &Demo,
    model: &Arc<Model>,
    acts: &Arc<Model10>,
    from: u32,
    to: u32,
) -> u64 {
    let [main, of_leaves, of_nodes] = clients;
    let indexes = without_indexes(main).await;
    // the sequencer waits with its own
    of_leaves
        .batch_execute("BEGIN; LOCK TABLE register_leaves IN SHARE ROW EXCLUSIVE MODE")
        .await
        .expect("a lock");
    let mut tree = edge(of_leaves).await;
    let table = "audit_rows (id, version, at, nonce, act, outcome, operator_id, address, counter_id, holder_id, case_id, canonical, \
                 key_id, signature)";
    let mut rows = Copy::into(main, table).await;
    let mut leaves = Copy::into(of_leaves, "register_leaves (index, row_id, leaf_hash)").await;
    let mut nodes = Copy::into(of_nodes, "register_nodes (level, index, hash)").await;
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u32;
    let mut lanes: Vec<_> =
        (0..threads).map(|lane| signing(model, acts, from + lane * CHUNK, to, threads)).collect();
    let (mut turn, mut old) = (0, None);
    while let Some(made) = lanes[turn % threads as usize].recv().await {
        turn += 1;
        rows.send(made.rows).await;
        let (mut numbered, mut full) = (Tuples::default(), Tuples::default());
        for (id, hash) in made.leaves {
            numbered.row(3).int8(tree.size() as i64).uuid(Some(id)).bytes(&hash);
            for (node, hash) in tree.push(hash) {
                full.row(3).int2(i16::from(node.level)).int8(node.index as i64).bytes(&hash);
            }
        }
        if model.at(from + turn as u32 * CHUNK) < Utc::now() - OLD {
            old = Some((tree.size(), tree.root()));
        }
        leaves.send(numbered).await;
        nodes.send(full).await;
    }
    let count = rows.finish().await;
    nodes.finish().await;
    leaves.finish().await;
    of_leaves.batch_execute("COMMIT").await.expect("the leaves");
    main.batch_execute(&indexes.join("; ")).await.expect("the indexes are back");
    if let Some((size, root)) = old {
        let origin = ORIGIN.to_owned();
        let note = Checkpoint { origin, size, root, at: Utc::now() - OLD, day_end: None };
        let file = OpenOptions::new().append(true).create(true).open(demo.old_checkpoints());
        writeln!(file.expect("a file"), "{}", demo.checkpoint_key().sign(&note)).expect("a checkpoint");
    }
    count
}

/// A thread that signs every `threads`th chunk; dropped senders end the receiver's loop.
fn signing(
    model: &Arc<Model>,
    acts: &Arc<Model10>,
    first: u32,
    to: u32,
    threads: u32,
) -> mpsc::Receiver<Made> {
    let (give, take) = mpsc::channel(2);
    let (model, acts) = (Arc::clone(model), Arc::clone(acts));
    std::thread::spawn(move || {
        for begin in (first..to).step_by((threads * CHUNK) as usize) {
            let mut made = Made { rows: Tuples::default(), leaves: Vec::new() };
            for n in begin..to.min(begin + CHUNK) {
                for ordinal in 0..EACH as usize {
                    let leaf = acts.sign(&model, (n, ordinal), &mut made.rows);
                    made.leaves.push(leaf);
                }
            }
            if give.blocking_send(made).is_err() {
                return;
            }
        }
    });
    take
}

/// The tree as far as it is.
async fn edge(client: &Client) -> Frontier {
    let size = "SELECT coalesce(max(index), -1) + 1 FROM register_leaves";
    let size = client.query_one(size, &[]).await.expect("the size").get::<_, i64>(0) as u64;
    let mut hashes: Vec<Hash> = Vec::new();
    for node in parts(0, size) {
        let at = node.index as i64;
        let row = if node.level == 0 {
            client.query_one("SELECT leaf_hash FROM register_leaves WHERE index = $1", &[&at]).await
        } else {
            let asked = "SELECT hash FROM register_nodes WHERE level = $1 AND index = $2";
            client.query_one(asked, &[&i16::from(node.level), &at]).await
        };
        hashes.push(row.expect("a part of the tree").get::<_, Vec<u8>>(0).try_into().expect("32 bytes"));
    }
    Frontier::of(size, &hashes).expect("the edge fits")
}

/// Takes the indexes of the register's rows away, but for their ids; answers how they are made again.
async fn without_indexes(client: &Client) -> Vec<String> {
    let asked = "SELECT indexname::text, indexdef FROM pg_indexes WHERE tablename = 'audit_rows' AND indexname NOT IN \
                 (SELECT conname FROM pg_constraint WHERE conrelid = 'audit_rows'::regclass)";
    let mut made = Vec::new();
    for row in client.query(asked, &[]).await.expect("indexes") {
        client.batch_execute(&format!("DROP INDEX {}", row.get::<_, String>(0))).await.expect("it goes");
        made.push(row.get::<_, String>(1));
    }
    made
}
