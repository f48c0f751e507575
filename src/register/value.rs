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

/// Compares a value with its digest; none where it fits, or where what was signed cannot be read, which is told elsewhere.
pub(super) fn unlike(mut fields: Fields<'_>) -> Option<Unlike> {
    let row = Uuid::from_slice(fields.next()?).ok()?;
    let number = fields.next().and_then(|index| index.try_into().ok()).map(u64::from_be_bytes);
    let field = str::from_utf8(fields.next()?).ok()?;
    let value = str::from_utf8(fields.next()?).ok()?;
    let salt: Option<&[u8; 32]> = fields.next()?.try_into().ok();
    let said: Said<'_> = serde_json::from_slice(fields.next()?).ok()?;
    let digest = salt.map(|salt| audit::digest(salt, value));
    let signed = said.personal.get(field).and_then(|digest| hex::decode(&**digest).ok());
    let fits = digest.is_some_and(|digest| signed.as_deref() == Some(&digest[..]));
    (!fits).then(|| Unlike { row, number, field: field.to_owned() })
}
