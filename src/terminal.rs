// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a command tells the person who typed it.

use std::io::Write;

/// A line about what was done. A closed terminal must not end a process.
pub(crate) fn say(line: &str) {
    let _closed = writeln!(std::io::stdout(), "{line}");
}

/// A line about what goes on or went wrong, apart from what the command was asked for.
pub(crate) fn complain(line: &str) {
    let _closed = writeln!(std::io::stderr(), "sportello: {line}");
}
