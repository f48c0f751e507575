// SPDX-License-Identifier: AGPL-3.0-or-later
//! Verifying the register: one pass in the order of numbers, in constant memory, over the database or an export.

mod checkpoints;
mod finding;
mod pass;
mod report;

pub use finding::Finding;
pub use report::Report;

use super::export::{ExportError, read_file};
use super::read::read;
use crate::db::{Breakage, Connection};
use checkpoints::Outside;
use pass::Pass;
use std::path::{Path, PathBuf};

/// What is believed from outside.
#[derive(Debug, Default)]
pub struct Given {
    /// Files of checkpoints that were kept outside the database.
    pub checkpoints: Vec<PathBuf>,
    /// Public keys of checkpoints, in place of those that the database or the export names.
    pub keys: Vec<[u8; 32]>,
}

impl Given {
    fn pass(&self) -> Result<Pass, ExportError> {
        let open = |path: &PathBuf| {
            Outside::open(path).map_err(|source| ExportError::File { path: path.clone(), source })
        };
        Ok(Pass::new(self.keys.clone(), self.checkpoints.iter().map(open).collect::<Result<_, _>>()?))
    }
}

/// Verifies the live database, as one moment has it. A role that may read is enough.
///
/// # Errors
/// [`ExportError`] where the database or a file of checkpoints cannot be read.
pub async fn database(conn: &mut Connection, given: &Given) -> Result<Report, ExportError> {
    let mut pass = given.pass()?;
    read(conn, |batch| {
        pass.take(batch);
        Ok::<_, Breakage>(())
    })
    .await?;
    Ok(pass.end())
}

/// Verifies an exported file, without any database.
///
/// # Errors
/// [`ExportError`] where a file cannot be read.
pub fn file(path: &Path, given: &Given) -> Result<Report, ExportError> {
    let mut pass = given.pass()?;
    read_file(path, |batch| pass.take(batch))?;
    Ok(pass.end())
}
