// SPDX-License-Identifier: AGPL-3.0-or-later
//! Cells of a file that a spreadsheet opens.

/// A cell that no spreadsheet takes for a formula: an apostrophe stands before `=`, `+`, `-`, `@`, a tab or a line's end.
#[must_use]
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_is_never_a_formula() {
        for odd in ["=1+1", "+39 071", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(harmless(odd), format!("'{odd}"));
        }
        assert_eq!(harmless("Via dell'Orto = 3"), "Via dell'Orto = 3");
    }
}
