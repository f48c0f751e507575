// SPDX-License-Identifier: AGPL-3.0-or-later
//! Names of the people at a counter.

use super::store::Colleague;
use std::collections::HashMap;
use uuid::Uuid;

/// Surname and name by account.
#[derive(Debug, Clone, Default)]
pub struct Names(HashMap<Uuid, String>);

impl Names {
    /// The name of an account; its id where nobody at the counter has it.
    #[must_use]
    pub fn of(&self, operator: Uuid) -> String {
        self.0.get(&operator).cloned().unwrap_or_else(|| operator.to_string())
    }
}

impl From<&[Colleague]> for Names {
    fn from(colleagues: &[Colleague]) -> Self {
        Self(colleagues.iter().map(|who| (who.id, who.name.clone())).collect())
    }
}

impl FromIterator<(Uuid, String)> for Names {
    fn from_iter<T: IntoIterator<Item = (Uuid, String)>>(names: T) -> Self {
        Self(names.into_iter().collect())
    }
}
