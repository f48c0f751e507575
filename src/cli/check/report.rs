// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a check found.

use crate::cli::{Failure, say};

/// Findings in the order in which they were looked at.
#[derive(Default)]
pub(super) struct Report {
    lines: Vec<String>,
    wrong: usize,
}

impl Report {
    /// As it should be.
    pub fn fine(&mut self, what: &str, about: impl std::fmt::Display) {
        self.lines.push(format!("ok     {what}: {about}"));
    }

    /// Allowed, and worth a look.
    pub fn odd(&mut self, what: &str, about: impl std::fmt::Display) {
        self.lines.push(format!("look   {what}: {about}"));
    }

    /// Wrong, with the way to mend it.
    pub fn wrong(&mut self, what: &str, about: impl std::fmt::Display, mend: impl std::fmt::Display) {
        self.lines.push(format!("WRONG  {what}: {about}\n       → {mend}"));
        self.wrong += 1;
    }

    /// The value of a result that is fine as `said`, or none and a wrong finding.
    pub fn take<T, E: std::fmt::Display>(
        &mut self,
        what: &str,
        result: Result<T, E>,
        said: impl FnOnce(&T) -> String,
        mend: &str,
    ) -> Option<T> {
        match result {
            Ok(value) => {
                self.fine(what, said(&value));
                Some(value)
            }
            Err(error) => {
                self.wrong(what, error, mend);
                None
            }
        }
    }

    /// Prints everything; anything wrong is exit code 1.
    pub fn tell(self) -> Result<(), Failure> {
        self.lines.iter().for_each(|line| say(line));
        match self.wrong {
            0 => Ok(()),
            1 => Err(Failure::failed("1 thing is wrong.")),
            many => Err(Failure::failed(format!("{many} things are wrong."))),
        }
    }
}
