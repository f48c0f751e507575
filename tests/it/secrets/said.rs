// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a caller said, in the forms that could stay behind.
//!
//! Three digits alone stand everywhere by chance, so a search for them says nothing. Searched for is what they would be left
//! in: the field of the form as the operator typed it (with blanks between the digits that nobody else types, in clear and
//! percent-encoded as in the body), the body itself, the field of the page, the JSON that goes to the authority, a parked
//! form's pair, and what `Debug` would print. The whole CIP has 32 digits and is searched for as it is.

use crate::support::search::Wanted;

/// Three digits of a caller.
pub(super) struct SaidDigits(String);

impl SaidDigits {
    /// The digits of `cip` at these positions, counted from 1.
    pub(super) fn of(cip: &str, positions: &[u8]) -> Self {
        Self(positions.iter().map(|at| char::from(cip.as_bytes()[usize::from(at - 1)])).collect())
    }

    /// Other ones, at each position.
    pub(super) fn wrong(&self) -> Self {
        Self(self.0.bytes().map(|digit| char::from(b'0' + (digit - b'0' + 1) % 10)).collect())
    }

    /// As typed into the page: em spaces between the digits, which the page takes for blanks.
    pub(super) fn typed(&self) -> String {
        let apart: Vec<String> = self.0.chars().map(String::from).collect();
        apart.join("\u{2003}\u{2003}")
    }

    /// As a browser sends it.
    pub(super) fn encoded(&self) -> String {
        let one = |byte: u8| match byte.is_ascii() {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        };
        self.typed().bytes().map(one).collect()
    }

    /// Everything that must be found nowhere.
    pub(super) fn wanted(&self, name: &str) -> Vec<Wanted> {
        let (digits, typed, encoded) = (&self.0, self.typed(), self.encoded());
        let forms = [
            ("as typed", typed),
            ("as typed, encoded", encoded.clone()),
            ("as typed, encoded in small letters", encoded.to_lowercase()),
            ("in a form's body", format!("digits={digits}&reason=")),
            ("in a body of its own", format!("&digits={digits}&")),
            ("in JSON", format!("\"digits\":\"{digits}\"")),
            ("in JSON with blanks", format!("\"digits\": \"{digits}\"")),
            ("in JSON within a text", format!("\\\"digits\\\":\\\"{digits}\\\"")),
            ("in a parked form", format!("[\"digits\",\"{digits}\"]")),
            ("in a field of a page", format!("name=\"digits\" value=\"{digits}\"")),
            ("in a field of a page, after its type", format!("inputmode=\"numeric\" value=\"{digits}\"")),
            ("printed for debugging", format!("digits: \"{digits}\"")),
        ];
        forms.iter().map(|(form, text)| Wanted::new(&format!("{name} {form}"), text)).collect()
    }
}
