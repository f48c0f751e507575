// SPDX-License-Identifier: AGPL-3.0-or-later
//! The database as its owner sees it: migrations, roles, keys of the register, timed jobs, waiting mail.

use super::{Report, register, roles};
use crate::cli::Failure;
use crate::config::{Environment, Migrate, Process};
use crate::db::{self, Breakage, Connection};
use crate::keys;
use crate::policy::rome_date;
use crate::schema::{audit_keys, mail_report_counts, mail_reports, outbox};
use crate::starts::{self, Why};
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
    state(&mut conn, &mut report).await.map_err(Failure::failed)?;
    keys(&mut conn, &mut report).await.map_err(Failure::failed)?;
    register::check(&mut conn, &mut report).await.map_err(Failure::failed)?;
    jobs(&mut conn, &mut report).await.map_err(Failure::failed)?;
    mail(&mut conn, &mut report).await.map_err(Failure::failed)?;
    replies(&mut conn, &mut report).await.map_err(Failure::failed)?;
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

/// Reports about mails: what came in a week, and what nobody has read.
async fn replies(conn: &mut Connection, report: &mut Report) -> Result<(), Breakage> {
    let since = rome_date(Utc::now() - TimeDelta::days(7));
    let counts: Vec<(String, i64)> = mail_report_counts::table
        .filter(mail_report_counts::day.ge(since))
        .group_by(mail_report_counts::outcome)
        .order(mail_report_counts::outcome)
        .select((
            mail_report_counts::outcome,
            diesel::dsl::sql::<diesel::sql_types::BigInt>("sum(count)::bigint"),
        ))
        .load(conn)
        .await?;
    let told: Vec<String> = counts.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    let told = if told.is_empty() { "none".to_owned() } else { told.join(", ") };
    report.fine("mail reports", format!("in seven days: {told}"));
    if counts.iter().any(|(outcome, count)| outcome == "unmarked" && *count > 10) {
        report.odd(
            "mail reports",
            "some named no mail of ours: see that the mail server keeps `+…` in the address (subaddressing)",
        );
    }
    if counts.iter().any(|(outcome, _)| outcome == "put_aside") {
        report.odd(
            "mail reports",
            "some could not be read: `sportello check work` says whether they still lie there",
        );
    }
    let unread = mail_reports::table.filter(mail_reports::outcome.eq("unreadable"));
    let unread = unread.filter(mail_reports::seen_at.is_null());
    match unread.count().get_result::<i64>(conn).await? {
        0 => {}
        unread => {
            report.odd("mail reports", format!("{unread} wait on the counters' first pages to be read"))
        }
    }
    Ok(())
}

/// Whether an older state came back, and what is sealed to which key.
async fn state(conn: &mut Connection, report: &mut Report) -> Result<(), Breakage> {
    let state = starts::state(conn).await?;
    match state.halted {
        None => report.fine("state", format!("start number {}", state.number)),
        Some((since, why)) => report.wrong(
            "state",
            format!("halted since {}: {}", since.format("%Y-%m-%d %H:%M:%S UTC"), meaning(why)),
            "see that this is the database and these are the keys that you want, then `sportello resume`",
        ),
    }
    for role in [keys::SHEET, keys::EVIDENCE, keys::WEB, keys::MAIL, keys::CODES] {
        let sealed = keys::sealed_to(conn, role).await?;
        let told: Vec<String> = sealed.iter().map(|(key, count)| format!("{count} to {key}")).collect();
        let told = if told.is_empty() { "nothing".to_owned() } else { told.join(", ") };
        report.fine("sealed", format!("{role}: {told}"));
    }
    Ok(())
}

const fn meaning(why: Why) -> &'static str {
    match why {
        Why::Restored => "a backup was restored",
        Why::OlderDatabase => "a process remembers a newer state of this database",
        Why::OlderKeys => "a key folder lacks the newest key that its process once had",
    }
}
