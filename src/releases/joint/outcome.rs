// SPDX-License-Identifier: AGPL-3.0-or-later
//! What became of each case of a list.

use crate::cases::{self, Case, SiblingLine, Standing};
use crate::db::{Breakage, Connection};
use crate::ids::ReauthenticationId;
use crate::releases::store::joint as store;

/// A case of a list. No `Debug`: personal data.
#[derive(Clone)]
pub struct Outcome {
    /// The case as it stands now.
    pub line: SiblingLine,
    /// The rule that refused it when it was asked for.
    pub rule: Option<String>,
    /// The authority's no, as [`crate::authority::contract::Refusal`] prints it.
    pub refused: Option<String>,
}

impl Outcome {
    /// Whether an answer of the authority is waited for.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.line.standing == Standing::Asked
    }
}

/// What became of each case of a list of the visit that a case belongs to, in the order of the visit; nothing where the list is of
/// another visit. Two statements.
///
/// # Errors
/// A [`Breakage`] of the database.
pub async fn outcomes(
    conn: &mut Connection,
    case: &Case,
    list: ReauthenticationId,
) -> Result<Vec<Outcome>, Breakage> {
    let lines = cases::siblings(conn, case).await?;
    let rows = store::outcomes(conn, list).await?;
    let outcome = |line: SiblingLine| {
        let row = rows.iter().find(|row| row.case == line.id)?;
        Some(Outcome { line, rule: row.rule.clone(), refused: row.refused.clone() })
    };
    Ok(lines.into_iter().filter_map(outcome).collect())
}
