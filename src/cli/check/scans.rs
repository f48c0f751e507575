// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans: folder, keys, what the process that looks at files can still reach, and rows without file.

use super::Report;
use crate::config::Database;
use crate::db;
use crate::evidence::{Checker, Folder, Told, missing};
use crate::keys::{self, KeyFolder};
use crate::seal::SecretBox;
use std::path::PathBuf;

/// How many scans without file are named.
const NAMED: usize = 5;

pub(super) async fn serve(report: &mut Report, folder: Option<PathBuf>, held: &KeyFolder) {
    let Some(_folder) = opened(report, folder) else { return };
    let found = SecretBox::load(held.path(), keys::EVIDENCE);
    report.take("keys", found, |ring| ring.key_id().to_string(), "run `sportello keys rotate serve FOLDER`");
    let mend = "see that this program may start itself, and that its temporary folder can be written into";
    let Some(told) = report.take("scans", Checker::of_this_program().prove().await, said, mend) else {
        return;
    };
    if !told.filtered {
        report.odd(
            "scans",
            "the kernel filters no calls here: the process that looks at files is held by limits alone",
        );
    }
    if !(told.no_files && told.no_network && told.no_processes && told.no_environment) {
        report.odd("scans", "the process that looks at files reaches more than it should");
    }
}

fn said(told: &Told) -> String {
    let out_of_reach = [
        ("files", told.no_files),
        ("the network", told.no_network),
        ("other processes", told.no_processes),
        ("the environment", told.no_environment),
    ];
    let words: Vec<_> = out_of_reach.iter().filter(|(_, yes)| *yes).map(|(word, _)| *word).collect();
    format!("looked at in a process that does not reach {}", words.join(", "))
}

pub(super) async fn work(report: &mut Report, folder: Option<PathBuf>, database: &Database) {
    let Some(folder) = opened(report, folder) else { return };
    let Ok(pool) = db::pool(database.url.reveal(), 1) else { return };
    let Ok(mut conn) = db::connection(&pool).await else { return };
    let mend = "put the files back from a backup: until then these scans cannot be opened";
    match missing(&mut conn, &folder).await {
        Err(error) => report.wrong("scans", error, "see that this user may read the folder's list"),
        Ok(none) if none.is_empty() => report.fine("scans", "each has its file"),
        Ok(lost) => {
            let named: Vec<_> = lost.iter().take(NAMED).map(ToString::to_string).collect();
            report.wrong("scans", format!("{} have no file: {} …", lost.len(), named.join(", ")), mend);
        }
    }
}

fn opened(report: &mut Report, folder: Option<PathBuf>) -> Option<Folder> {
    let Some(folder) = folder else {
        report.odd("scans", "no SPORTELLO_EVIDENCE_FOLDER: none is taken, and none is deleted");
        return None;
    };
    let mend = "make the folder, mode 0770, owned by the user of `serve`, with the group of `work`";
    report.take("scans", Folder::open(folder), |folder| folder.path().display().to_string(), mend)
}
