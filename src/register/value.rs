// SPDX-License-Identifier: AGPL-3.0-or-later
//! Personal values beside the rows: each is what the row's digest says, as long as retention has left it.

use super::copy::Fields;
use crate::audit;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use uuid::Uuid;

/// What [`unlike`] reads: each value with the signed bytes of its row and its number, in the order of rows.
pub(super) const VALUES: &str = "SELECT v.row_id, l.index, v.field, v.value, v.salt, r.canonical FROM audit_values v \
    JOIN audit_rows r ON r.id = v.row_id LEFT JOIN register_leaves l ON l.row_id = v.row_id ORDER BY v.row_id";

#[derive(Deserialize)]
struct Said<'a> {
    #[serde(borrow)]
    personal: HashMap<Cow<'a, str>, Cow<'a, str>>,
}

/// A value that is not what was signed.
pub(super) struct Unlike {
    pub row: Uuid,
    pub number: Option<u64>,
    pub field: String,
}

/// What comes before the digests.
const PERSONAL: &[u8] = br#","personal":{"#;

/// Whether the signed bytes in their one form (docs/audit.md) name this digest for the field, without taking them apart. A quotation mark
/// within a text is written `\"`, so that no text is taken for a member.
fn has(canonical: &[u8], field: &str, digest: &[u8; 32]) -> bool {
    let (mut member, mut hex) = ([0; 128], [0; 64]);
    let length = field.len() + 69; // two quotation marks around each, a colon between
    let plain = field.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if !plain || length > member.len() || hex::encode_to_slice(digest, &mut hex).is_err() {
        return false;
    }
    let mut room = &mut member[..length];
    let parts = [&b"\""[..], field.as_bytes(), b"\":\"", &hex, b"\""];
    let whole = parts.iter().try_for_each(|part| std::io::Write::write_all(&mut room, part));
    let find = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).position(|at| at == word);
    let from = find(canonical, PERSONAL).map(|at| &canonical[at + PERSONAL.len()..]);
    let personal = from.and_then(|rest| Some(&rest[..find(rest, b"}")?]));
    whole.is_ok() && personal.is_some_and(|personal| find(personal, &member[..length]).is_some())
}

/// Compares a value with its digest; none where it fits, or where what was signed cannot be read, which is told elsewhere.
pub(super) fn unlike(mut fields: Fields<'_>) -> Option<Unlike> {
    let row = Uuid::from_slice(fields.next()?).ok()?;
    let number = fields.next().and_then(|index| index.try_into().ok()).map(u64::from_be_bytes);
    let field = str::from_utf8(fields.next()?).ok()?;
    let value = str::from_utf8(fields.next()?).ok()?;
    let salt: Option<&[u8; 32]> = fields.next()?.try_into().ok();
    let canonical = fields.next()?;
    let digest = salt.map(|salt| audit::digest(salt, value));
    if digest.is_some_and(|digest| has(canonical, field, &digest)) {
        return None;
    }
    let said: Said<'_> = serde_json::from_slice(canonical).ok()?;
    let signed = said.personal.get(field).and_then(|digest| hex::decode(&**digest).ok());
    let fits = digest.is_some_and(|digest| signed.as_deref() == Some(&digest[..]));
    (!fits).then(|| Unlike { row, number, field: field.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::super::copy::tests::row;
    use super::*;

    const SALT: [u8; 32] = [7; 32];

    /// Compares a value of the field with what was signed.
    fn fits(field: &str, value: &str, canonical: &str) -> bool {
        let (id, salt) = (Uuid::nil(), SALT);
        let fields = [
            id.as_bytes(),
            &8_u64.to_be_bytes()[..],
            field.as_bytes(),
            value.as_bytes(),
            &salt,
            canonical.as_bytes(),
        ];
        unlike(row(&fields.map(Some)).row(0)).is_none()
    }

    #[test]
    fn a_value_is_what_its_own_member_of_personal_says() {
        let (rossi, verdi) =
            (hex::encode(audit::digest(&SALT, "Rossi")), hex::encode(audit::digest(&SALT, "Verdi")));
        let said = |personal: &str, plain: &str| {
            format!(
                r#"{{"act":"a","outcome":"done","personal":{{{personal}}},"plain":{{{plain}}},"version":1}}"#
            )
        };
        let (one, other) = (format!(r#""name":"{rossi}""#), format!(r#""surname":"{verdi}""#));
        let both = said(&format!("{one},{other}"), "");
        assert!(fits("name", "Rossi", &both) && fits("surname", "Verdi", &both));
        assert!(!fits("name", "Verdi", &both) && !fits("surname", "Rossi", &both), "another's digest");
        assert!(!fits("name", "Rossi", &said("", &one)), "a plain fact is no personal one");
        assert!(
            !fits("name", "Rossi", &said(&format!(r#""surname":"{rossi}""#), "")),
            "the end of a longer name"
        );
        let escaped = format!(r#""n":"\",\"personal\":{{\"name\":\"{rossi}\"}}""#);
        assert!(!fits("name", "Rossi", &said("", &escaped)), "a text that looks like it");
        assert!(
            fits("Età", "Rossi", &said(&format!(r#""Et\u00e0":"{rossi}""#), "")),
            "an odd name is parsed"
        );
    }
}
