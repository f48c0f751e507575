// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same product with five years behind it: a data set of a million visits and ten rows of the register for each, and how the
//! figures grow from nothing over a tenth of it to all of it.

mod figures;
mod growth;
mod plans;
mod register;
mod tuples;
mod visits;

pub use growth::COMERS;

use super::demo::{Demo, Person};
use serde_json::{Map, Value, json};
use sportello::operators::Role;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Visits of the data set; `SPORTELLO_BENCH_VISITS` asks for another number, 0 for no data set at all.
const VISITS: u32 = 1_000_000;

/// How large the data set is to be.
pub fn visits() -> u32 {
    match std::env::var("SPORTELLO_BENCH_VISITS") {
        Ok(number) => number.parse().expect("SPORTELLO_BENCH_VISITS is a number"),
        Err(_) => VISITS,
    }
}

/// Fills the database in two steps and measures after each.
pub async fn run(
    demo: &Demo,
    empty: &mut Demo,
    people: &mut VecDeque<Person>,
    visits: u32,
) -> Map<String, Value> {
    let clients = [demo.client().await, demo.client().await, demo.client().await];
    for client in &clients {
        client
            .batch_execute("SET session_replication_role = replica; SET synchronous_commit = off")
            .await
            .expect("a superuser");
    }
    let model = Arc::new(visits::Model::of(&clients[0], visits).await);
    let acts = Arc::new(register::Model10::of(&clients[0], &model).await);
    let mut growth: Vec<Map<String, Value>> = Vec::new();
    let mut from = 0;
    for to in [visits / 10, visits] {
        let began = Instant::now();
        eprintln!("writing visits {from} to {to}");
        let rows = model.write(&clients[0], from, to).await;
        eprintln!("  {rows} facts in {:.0?}", began.elapsed());
        let began = Instant::now();
        let signed =
            register::write([&clients[0], &clients[1], &clients[2]], demo, &model, &acts, from, to).await;
        eprintln!("  {signed} rows of the register in {:.0?}", began.elapsed());
        let began = Instant::now();
        clients[0].batch_execute("VACUUM (ANALYZE)").await.expect("statistics");
        clients[0].batch_execute("CHECKPOINT").await.expect("a checkpoint");
        eprintln!("  looked over in {:.0?}", began.elapsed());
        let comers = people.drain(..COMERS).collect();
        growth.push(measured(demo, empty, &model, comers, to, growth.len() + 1).await);
        from = to;
    }
    let (Some(full), Some(tenth)) = (growth.pop(), growth.pop()) else { return Map::new() };
    let mut found = full.clone();
    let grown: Map<String, Value> =
        tenth.into_iter().map(|(key, value)| (key.clone(), json!([value, full[&key]]))).collect();
    found.insert("from_a_tenth_to_all".to_owned(), Value::Object(grown));
    found.insert("visits".to_owned(), json!(visits));
    found
}

async fn measured(
    demo: &Demo,
    empty: &mut Demo,
    model: &visits::Model,
    people: VecDeque<Person>,
    visits: u32,
    parts: usize,
) -> Map<String, Value> {
    let mut found = Map::new();
    let mut tell = |key: &str, value: f64| {
        eprintln!("  {key}: {}", super::round(value));
        found.insert(key.to_owned(), json!(super::round(value)));
    };
    let mut operator = demo.signed_in(Role::Operator, 1).await.remove(0);
    tell("lookup_p99_ms", figures::look_ups(&mut operator, model, visits).await);
    let mut supervisor = demo.signed_in(Role::Supervisor, 1).await.remove(0);
    let reports = figures::reports(&mut supervisor).await;
    tell("report_p95_ms", reports.values().copied().fold(0.0, f64::max));
    let plans = plans::write(demo, &mut supervisor, reports.keys()).await;
    eprintln!("  the plans of their statements: {}", plans.display());
    let (rows, memory) = figures::export(demo, &mut supervisor, model).await;
    tell("export_rows_per_s", rows);
    tell("export_memory_mb", memory);
    let before = rows_read(demo).await;
    tell("release_growth", growth::of_a_release(demo, people, empty).await);
    for (table, read) in rows_read(demo).await {
        let each = (read - before.get(&table).copied().unwrap_or(0)) / COMERS as i64;
        if each > 100 {
            eprintln!("  {each} rows of {table} are read for a case");
        }
    }
    let numbered = demo.client().await.query_one("SELECT count(*) FROM register_leaves", &[]).await;
    let numbered = numbered.expect("leaves").get::<_, i64>(0) as u64;
    let (by_clock, by_processor) = figures::verify(demo, numbered, parts).await;
    tell("verify_rows_per_s", by_clock);
    tell("verify_rows_per_cpu_s", by_processor);
    let each: Map<String, Value> =
        reports.into_iter().map(|(report, ms)| (report, json!(super::round(ms)))).collect();
    eprintln!("  reports: {}", Value::Object(each.clone()));
    found.insert("reports_ms".to_owned(), Value::Object(each));
    found
}

/// Rows that PostgreSQL has read of each table so far, whole tables or by an index.
async fn rows_read(demo: &Demo) -> BTreeMap<String, i64> {
    // PostgreSQL's processes that have nothing to do tell after ten seconds what they did before
    tokio::time::sleep(Duration::from_secs(12)).await;
    let asked = "SELECT schemaname || '.' || relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables";
    let rows = demo.client().await.query(asked, &[]).await.expect("statistics");
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}
