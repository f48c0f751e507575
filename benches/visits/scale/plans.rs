// SPDX-License-Identifier: AGPL-3.0-or-later
//! How PostgreSQL finds what each report's page asks for, told by PostgreSQL itself (`auto_explain`) while the pages are made.

use super::super::demo::Demo;
use super::super::visitor::Visitor;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The role that reads reports.
const READER: &str = "sportello_reports";

/// Asks for each page once and keeps the plans of its statements, with their times and the pages of memory that they touched.
pub async fn write(demo: &Demo, supervisor: &mut Visitor, reports: impl Iterator<Item = &String>) -> PathBuf {
    let superuser = demo.client().await;
    for setting in [
        "session_preload_libraries = 'auto_explain'",
        "auto_explain.log_min_duration = 0",
        "auto_explain.log_analyze = on",
        "auto_explain.log_buffers = on",
    ] {
        superuser.batch_execute(&format!("ALTER ROLE {READER} SET {setting}")).await.expect("a superuser");
    }
    // sessions that are open know nothing of it; their other end has a moment to see that they are gone
    let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = $1";
    superuser.execute(end, &[&READER]).await.expect("a superuser");
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut plans = String::new();
    for report in reports {
        let began = log(demo).len();
        let page = supervisor.get(&format!("/reports/{report}")).await;
        assert!(page.status.is_success(), "{report}: {}", page.status);
        // the log is written by another process
        tokio::time::sleep(Duration::from_millis(300)).await;
        plans += &format!("# {report}\n\n{}\n", &log(demo)[began..]);
    }
    superuser.batch_execute(&format!("ALTER ROLE {READER} RESET ALL")).await.expect("a superuser");
    assert!(plans.contains("Query Text"), "PostgreSQL tells its plans:\n{plans}");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report-plans.txt");
    fs::write(&path, plans).expect("the target folder");
    path
}

fn log(demo: &Demo) -> String {
    fs::read_to_string(demo.log()).expect("PostgreSQL's log")
}
