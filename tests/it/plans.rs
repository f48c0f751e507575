// SPDX-License-Identifier: AGPL-3.0-or-later
//! How PostgreSQL means to carry out what the processes ask, on tables with five years in them. The cluster's log has every statement
//! of the tests that ran before; the plans are those that the processes' connections make, once for all values.

use crate::support::{FIVE_YEARS, database};
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use std::collections::BTreeSet;
use std::path::Path;

/// Processes that answer while somebody waits, or every few seconds; supervisors' reports are planned for their values each time.
const PROCESSES: [&str; 4] =
    ["sportello_web", "sportello_worker", "sportello_authority", "sportello_sequencer"];

/// Rows that make a table long.
const LONG: f32 = 5_000.0;

/// What may read long tables whole: every ten minutes, the scans that were kept for long enough, which each case's end and each
/// scan's own term decide together.
const MAY: [&str; 1] = ["cases.closed_at + scans.keep_days * interval '1 day' <= $1"];

/// As many different statements all tests together ask at least; fewer were not worth the look.
const AT_LEAST: usize = 400;

#[derive(diesel::QueryableByName)]
struct Name {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
    plan: String,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "looks at what all other tests asked: bin/test runs it after them"]
async fn no_statement_of_a_process_reads_a_long_table_whole() {
    let asked = statements(&log());
    assert!(asked.len() >= AT_LEAST, "only {} statements: all other tests run before this one", asked.len());
    let database = database().await;
    let mut owner = database.owner().await;
    owner.batch_execute(FIVE_YEARS).await.unwrap();
    let long = names(
        &mut owner,
        &format!("SELECT relname::text AS name FROM pg_class WHERE reltuples > {LONG} AND relkind = 'r'"),
    )
    .await;
    let whole =
        names(&mut owner, "SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indpred IS NULL")
            .await;
    assert!(long.contains("cases") && whole.contains("cases_pkey"));
    let settings = "SET plan_cache_mode = force_generic_plan; SET jit = off; SET random_page_cost = 1";
    owner.batch_execute(settings).await.unwrap();
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for statement in asked.iter().filter(|statement| !MAY.iter().any(|part| statement.contains(part))) {
        match plan(&mut owner, statement).await {
            Ok(plan) => {
                let read: Vec<&str> =
                    read_whole(&plan, &whole).filter(|table| long.contains(*table)).collect();
                if !read.is_empty() {
                    found.push(format!(
                        "{} read whole by\n{statement}\n{}",
                        read.join(", "),
                        plan.join("\n")
                    ));
                }
            }
            Err(error) => unknown.push(format!("{error}: {statement}")),
        }
    }
    assert!(found.is_empty(), "{} of {} statements:\n\n{}", found.len(), asked.len(), found.join("\n\n"));
    // lists and bare values whose types only the process knows
    assert!(unknown.len() * 25 <= asked.len(), "nobody knows how these are read:\n{}", unknown.join("\n"));
}

/// What the tests' cluster has written down so far.
fn log() -> String {
    let cluster = std::env::var("SPORTELLO_TEST_CLUSTER").expect("bin/test sets it");
    let folder = cluster.split(' ').find_map(|part| part.strip_prefix("host=")).expect("a socket's folder");
    String::from_utf8_lossy(&std::fs::read(Path::new(folder).join("server.log")).unwrap()).into_owned()
}

/// The different statements with values in them that the processes' roles have asked. A line break within one is a tab later in
/// the log.
fn statements(log: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut entry = String::new();
    for line in log.lines().chain([""]) {
        if let Some(more) = line.strip_prefix('\t') {
            entry.push('\n');
            entry.push_str(more);
            continue;
        }
        let asked = PROCESSES
            .iter()
            .find_map(|role| entry.strip_prefix(role)?.strip_prefix(" LOG:  execute ")?.split_once(": "))
            .map(|(_, statement)| statement.trim())
            .filter(|statement| statement.contains("$1"));
        found.extend(asked.map(str::to_owned));
        line.clone_into(&mut entry);
    }
    found
}

async fn names(conn: &mut AsyncPgConnection, sql: &str) -> BTreeSet<String> {
    let rows: Vec<Name> = diesel::sql_query(sql).load(conn).await.unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

/// The plan for all values; an error where PostgreSQL cannot tell the values' types from the statement alone.
async fn plan(conn: &mut AsyncPgConnection, statement: &str) -> diesel::QueryResult<Vec<String>> {
    let values = (1..).take_while(|n| statement.contains(&format!("${n}"))).count();
    conn.batch_execute(&format!("PREPARE asked AS {statement}")).await?;
    let nothing = vec!["NULL"; values].join(", ");
    let lines: diesel::QueryResult<Vec<Line>> =
        diesel::sql_query(format!("EXPLAIN EXECUTE asked({nothing})")).load(conn).await;
    conn.batch_execute("DEALLOCATE asked").await?;
    Ok(lines?.into_iter().map(|line| line.plan).collect())
}

/// What a plan reads from end to end: a table row by row, or an index that holds all of it and that no condition narrows from its
/// first column on. Along an index in its order until enough are found is another thing.
fn read_whole<'a>(plan: &'a [String], whole: &'a BTreeSet<String>) -> impl Iterator<Item = &'a str> {
    plan.iter().enumerate().filter_map(move |(at, line)| {
        if let Some((_, table)) = line.split_once("Seq Scan on ") {
            return table.split(' ').next();
        }
        let (_, rest) = line.split_once("Index Scan ").or_else(|| line.split_once("Index Only Scan "))?;
        let (index, table) = rest.split_once("using ")?.1.split_once(" on ")?;
        let narrowed = plan.get(at + 1).is_some_and(|next| next.contains("Index Cond:"));
        let limited = plan[..at].iter().any(|before| before.contains("Limit  ("));
        let read = if narrowed { is_dear(line) } else { whole.contains(index) && !limited };
        read.then(|| table.split(' ').next()).flatten()
    })
}

/// Whether finding the rows costs much more than reading them: the condition is not on the index's first column.
fn is_dear(line: &str) -> bool {
    let number = |after: &str| -> Option<f64> { line.split_once(after)?.1.split(' ').next()?.parse().ok() };
    let (cost, rows) = number("..").zip(number("rows=")).expect("a plan tells both");
    cost > 50.0 + 5.0 * rows
}
