// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is wrong in a policy file, and where.

use std::fmt;

use thiserror::Error;

/// One fault: file, line, key, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: {key}: {problem}")]
pub struct PolicyError {
    /// File name as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Dotted key, such as `version.codes.ts_cns.pin`; `-` where the fault is outside any key.
    pub key: String,
    /// What is wrong, in English.
    pub problem: String,
}

/// All faults that were found, at least one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct PolicyErrors(pub Vec<PolicyError>);

impl fmt::Display for PolicyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

/// Makes errors for one file, from offsets in bytes.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Place<'_> {
    /// The fault at an offset.
    pub(super) fn error(self, offset: usize, problem: impl Into<String>) -> PolicyError {
        let (line, key) = locate(self.text, offset);
        PolicyError { file: self.file.to_owned(), line, key, problem: problem.into() }
    }
}

/// Line, and the key that the line belongs to: the last table header, then what stands left of the equals sign.
fn locate(text: &str, offset: usize) -> (usize, String) {
    let (mut header, mut key, mut number, mut start) = ("", "", 0, 0);
    for line in text.split_inclusive('\n') {
        if start > offset {
            break;
        }
        number += 1;
        start += line.len();
        let line = line.trim();
        if line.starts_with('[')
            && line.trim_end_matches([']', ' ']).len() < line.len()
            && !line.contains(',')
        {
            (header, key) = (line.trim_matches(['[', ']', ' ']), "");
        } else if let Some((left, _)) = line.split_once('=').filter(|_| !line.starts_with(['#', '{', '"'])) {
            key = left.trim();
        }
        if start > offset {
            break;
        }
    }
    let dotted = [header, key].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
    (number.max(1), if dotted.is_empty() { "-".to_owned() } else { dotted })
}
