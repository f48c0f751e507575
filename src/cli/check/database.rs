// SPDX-License-Identifier: AGPL-3.0-or-later
//! The database as its owner sees it: migrations, roles, keys of the register, timed jobs, waiting mail.

use super::{Report, roles};
use crate::cli::Failure;
use crate::config::{Environment, Migrate, Process};
use crate::db::{self, Breakage, Connection};
use crate::schema::{audit_keys, outbox};
use crate::work;
use chrono::{TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};

pub(super) async fn check() -> Result<Report, Failure> {
    let config = Migrate::from_env(&Environment::of(Process::Migrate))?;
    let mut report = Report::default();
    let found = Connection::establish(config.database.reveal()).await;
    let mend = "see that PostgreSQL runs and DATABASE_URL names it";
    let Some(mut conn) = report.take("database", found, |_| "answers".into(), mend) else {
        return Ok(report);
    };
    match db::is_migrated(&mut conn).await {
        Ok(true) => report.fine("migrations", "all done"),
        Ok(false) | Err(_) => {
            report.wrong("migrations", "some are missing", "run `sportello migrate`");
            return Ok(report);
        }
    }
    roles::check(&mut conn, &mut report).await.map_err(Failure::failed)?;
    keys(&mut conn, &mut report).await.map_err(Failure::failed)?;
    jobs(&mut conn, &mut report).await.map_err(Failure::failed)?;
    mail(&mut conn, &mut report).await.map_err(Failure::failed)?;
    Ok(report)
}

async fn keys(conn: &mut Connection, report: &mut Report) -> Result<(), Breakage> {
    let known: Vec<String> = audit_keys::table.select(audit_keys::process).distinct().load(conn).await?;
    for (process, owner) in [("web", "serve"), ("worker", "work"), ("keeper", "keeper")] {
        if known.iter().any(|name| name == process) {
            report.fine("register", format!("knows a key of `{owner}`"));
        } else {
            let mend = format!("run `sportello keys register {owner} FOLDER`");
            report.wrong("register", format!("knows no key of `{owner}`, which cannot sign its rows"), mend);
        }
    }
    Ok(())
}

async fn jobs(conn: &mut Connection, report: &mut Report) -> Result<(), Breakage> {
    let runs = work::last_runs(conn).await?;
    if runs.is_empty() {
        report.wrong("timed jobs", "none has ever run", "start `sportello work`");
    }
    for run in runs {
        let result = run.result.unwrap_or_else(|| "running for the first time".into());
        let late = run.began_at.is_none_or(|began| Utc::now() - began > TimeDelta::minutes(30));
        let when = run
            .began_at
            .map_or_else(|| "never".into(), |began| began.format("%Y-%m-%d %H:%M:%S UTC").to_string());
        let about = format!("{}, last begun {when}, {result}", run.name);
        if late {
            report.wrong("timed jobs", about, "see that `sportello work` runs");
        } else if result.starts_with("failed") {
            report.wrong("timed jobs", about, "the log of `sportello work` has the reason");
        } else {
            report.fine("timed jobs", about);
        }
    }
    Ok(())
}

async fn mail(conn: &mut Connection, report: &mut Report) -> Result<(), Breakage> {
    let waiting = outbox::table.filter(outbox::settled_at.is_null());
    let count: i64 = waiting.count().get_result(conn).await?;
    let old = waiting.filter(outbox::posted_at.lt(Utc::now() - TimeDelta::minutes(15)));
    match old.count().get_result::<i64>(conn).await? {
        0 => report.fine("mail", format!("{count} waiting")),
        old => report.wrong(
            "mail",
            format!("{count} waiting, {old} of them for more than 15 minutes"),
            "`sportello check work` says whether the mail server answers",
        ),
    }
    Ok(())
}
