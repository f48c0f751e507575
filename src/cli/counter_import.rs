// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello counters import`: what the file does, line by line.

use super::keeper::with_tools;
use super::{Failure, say};
use crate::counters::import::{self, ImportError, MOST_BYTES, Plan, Trouble, What};
use crate::texts::Language;
use chrono::Utc;
use std::io::Read;
use std::path::Path;

pub(super) fn run(file: &Path, preview: bool) -> Result<(), Failure> {
    let bytes = read(file)?;
    with_tools(async |tools| {
        let plan = if preview {
            import::look_through(&mut tools.conn, &bytes).await.map_err(ImportError::from)
        } else {
            import::take_as_keeper(&mut tools.conn, &tools.audit_key, &bytes, Utc::now()).await
        };
        match plan {
            Ok(plan) => tell(&plan, preview),
            Err(ImportError::Troubles(troubles)) => return Err(refused(file, &troubles)),
            Err(error) => return Err(Failure::failed(format!("{error}."))),
        }
        Ok(())
    })
}

/// No more of a file than one byte over what is taken.
fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let unread = |error| Failure::failed(format!("{} cannot be read: {error}.", file.display()));
    let mut bytes = Vec::new();
    let open = std::fs::File::open(file).map_err(unread)?;
    open.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unread)?;
    Ok(bytes)
}

fn tell(plan: &Plan, preview: bool) {
    for planned in &plan.lines {
        let code = &planned.facts.code;
        match &planned.what {
            What::New => say(&format!("{code}: new")),
            What::Changed(columns) => {
                let columns: Vec<&str> = columns.iter().map(|column| column.header()).collect();
                say(&format!("{code}: changed ({})", columns.join(", ")));
            }
            What::Same => say(&format!("{code}: unchanged")),
        }
    }
    let (new, changed, same) = plan.counts();
    let done = if preview { " Nothing was saved." } else { "" };
    say(&format!("{new} new, {changed} changed, {same} unchanged.{done}"));
}

fn refused(file: &Path, troubles: &[Trouble]) -> Failure {
    let said = |trouble: &Trouble| {
        let line = if trouble.line > 0 { format!("line {}", trouble.line) } else { "the file".to_owned() };
        let column = if trouble.column.is_empty() { String::new() } else { format!(", {}", trouble.column) };
        format!("{line}{column}: {}", trouble.said(Language::English))
    };
    let all: Vec<String> = troubles.iter().map(said).collect();
    Failure::failed(format!("{} is not taken; nothing was saved.\n{}", file.display(), all.join("\n")))
}
