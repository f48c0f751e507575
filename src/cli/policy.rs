// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello policy`

use super::commands::PolicyCommand;
use super::{Failure, say, start};
use crate::policy::{PolicyBook, rome_date};
use std::path::PathBuf;

pub(super) fn run(command: PolicyCommand) -> Result<(), Failure> {
    let named = std::env::var_os("SPORTELLO_POLICY").map(PathBuf::from);
    match command {
        PolicyCommand::Check { file } => check(&start::policy(file.or(named).as_deref())?),
        PolicyCommand::Show { on } => {
            let book = start::policy(named.as_deref())?;
            let day = on.unwrap_or_else(|| rome_date(chrono::Utc::now()));
            let Some(policy) = book.on(day) else {
                return Err(Failure::failed(format!("{} has no rules on {day}.", book.name())));
            };
            say(&format!(
                "# {}, {} in force on {day}\n[[version]]{}",
                book.name(),
                policy.version(),
                policy.source()
            ));
        }
    }
    Ok(())
}

fn check(book: &PolicyBook) {
    say(&format!("{} (region {}):", book.name(), book.region().as_str()));
    for version in book.versions() {
        let to = version.valid_to().map_or_else(|| "open end".to_owned(), |day| day.to_string());
        say(&format!("  {}  {} to {to}", version.version(), version.valid_from()));
        for line in version.delegation_outline().to_string().lines() {
            say(format!("    {line}").trim_end());
        }
    }
}
