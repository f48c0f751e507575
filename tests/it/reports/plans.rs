// SPDX-License-Identifier: AGPL-3.0-or-later
//! On tables with five years in them no report of a month reads a whole table.

use super::views;
use crate::support::{FIVE_YEARS, database};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
    plan: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_report_of_a_month_reads_a_whole_table_of_five_years() {
    let database = database().await;
    let mut owner = database.owner().await;
    owner.batch_execute(FIVE_YEARS).await.unwrap();
    for view in views() {
        let question = format!(
            "EXPLAIN SELECT (at AT TIME ZONE 'Europe/Rome')::date, operator_id, kind, outcome, count(*) FROM reports.{view} \
             WHERE counter_id = '00000000-0000-0000-0000-00000000000c' AND at >= '2024-05-01' AND at < '2024-06-01' \
             GROUP BY 1, 2, 3, 4"
        );
        let lines: Vec<Line> = diesel::sql_query(question).load(&mut owner).await.unwrap();
        let plan: Vec<&str> = lines.iter().map(|line| line.plan.as_str()).collect();
        let whole = plan.iter().find(|line| line.contains("Seq Scan on"));
        assert!(whole.is_none(), "{view}:\n{}", plan.join("\n"));
        assert!(plan.iter().any(|line| line.contains("Index")), "{view}:\n{}", plan.join("\n"));
    }
}
