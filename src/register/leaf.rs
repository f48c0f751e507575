// SPDX-License-Identifier: AGPL-3.0-or-later
//! A leaf and its row as they were copied: whether the columns are what was signed, without taking the signed bytes apart.
//!
//! The signed bytes have one form (docs/audit.md): what the columns say is written in that form and compared with their beginning and
//! end. Only what does not fit is parsed, to name the column.

use super::copy::Fields;
use super::rows::{ARCHIVE, Columns, Look, Looked, Row, Trust, WriterKeys, claim};
use super::tree::{Hash, leaf_hash};
use chrono::{DateTime, Datelike, Timelike, Utc};
use uuid::Uuid;

/// The columns that [`Leaf::read`] expects, of `register_leaves` as `l` and `audit_rows` as `r`.
pub(super) const COLUMNS: &str = "l.index, l.row_id, l.leaf_hash, r.id, r.version, r.at, r.nonce, r.act, r.outcome, r.operator_id, \
    r.address, r.counter_id, r.holder_id, r.case_id, r.canonical, r.key_id, r.signature";

/// Microseconds from the epoch of Unix to that of PostgreSQL, 1 January 2000.
const EPOCH: i64 = 946_684_800_000_000;

/// A numbered leaf and its row, which may be gone.
pub(super) struct Leaf<'a> {
    pub index: u64,
    pub row_id: Uuid,
    pub hash: Hash,
    pub row: Option<CopiedRow<'a>>,
}

/// A row as it was copied.
pub(super) struct CopiedRow<'a> {
    pub id: Uuid,
    version: i16,
    at: DateTime<Utc>,
    nonce: &'a [u8],
    act: &'a str,
    outcome: &'a str,
    operator: Option<Uuid>,
    address: Option<&'a str>,
    counter: Option<Uuid>,
    holder: Option<Uuid>,
    case: Option<Uuid>,
    canonical: &'a [u8],
    key: &'a str,
    signature: &'a [u8],
}

impl<'a> Leaf<'a> {
    /// Reads [`COLUMNS`]; none where they are not of these types.
    pub fn read(mut fields: Fields<'a>) -> Option<Self> {
        Some(Self {
            index: u64::from_be_bytes(fields.next()?.try_into().ok()?),
            row_id: Uuid::from_slice(fields.next()?).ok()?,
            hash: fields.next()?.try_into().ok()?,
            row: CopiedRow::read(fields),
        })
    }
}

impl<'a> CopiedRow<'a> {
    fn read(mut fields: Fields<'a>) -> Option<Self> {
        let text = |field: &'a [u8]| str::from_utf8(field).ok();
        let id = |field: Option<&[u8]>| field.and_then(|field| Uuid::from_slice(field).ok());
        Some(Self {
            id: id(fields.next())?,
            version: i16::from_be_bytes(fields.next()?.try_into().ok()?),
            at: time(fields.next()?)?,
            nonce: fields.next()?,
            act: text(fields.next()?)?,
            outcome: text(fields.next()?)?,
            operator: id(fields.next()),
            address: fields.next().and_then(text),
            counter: id(fields.next()),
            holder: id(fields.next()),
            case: id(fields.next()),
            canonical: fields.next()?,
            key: text(fields.next()?)?,
            signature: fields.next()?,
        })
    }

    /// Looks at the row by itself. `leaf` is its number and what was numbered.
    pub fn look(&self, leaf: (u64, Uuid, &Hash), keys: &'a WriterKeys, trust: Option<Trust>) -> Looked<'a> {
        if self.act == ARCHIVE || !self.is_as_signed() {
            return Looked::from(self.to_row().look(keys).alone());
        }
        let hash = leaf_hash(&[self.canonical, self.signature]);
        let (index, row_id, expected) = leaf;
        let trusted = trust.is_some_and(|trust| trust.covers(index));
        let unsigned = trusted && hash == *expected && self.id == row_id;
        let claim = if unsigned { None } else { claim(keys, self.key, self.canonical, self.signature) };
        let at = Some(self.at);
        Looked { look: Look { hash, genuine: unsigned, unsigned, at, unlike: None, archive: None }, claim }
    }

    /// Whether the columns written in the canonical form are what was signed, without the members that have no column.
    fn is_as_signed(&self) -> bool {
        let plain = |text: &&str| text.bytes().all(|b| b >= b' ' && b != b'"' && b != b'\\' && b != 0x7f);
        let texts = [Some(self.act), Some(self.outcome), self.address, Some(self.key)];
        if self.version != 1 || !texts.iter().flatten().all(plain) {
            return false;
        }
        let mut said = Said(Some(self.canonical));
        said.text(r#"{"act":""#, Some(self.act)).text(r#","address":""#, self.address).time(self.at);
        said.id(r#","case":""#, self.case).id(r#","counter":""#, self.counter);
        said.id(r#","holder":""#, self.holder).id(r#","id":""#, Some(self.id));
        said.text(r#","key":""#, Some(self.key)).digits(r#","nonce":""#, self.nonce);
        said.id(r#","operator":""#, self.operator).text(r#","outcome":""#, Some(self.outcome));
        said.next(br#","personal":{"#).0.is_some() && self.canonical.ends_with(br#"},"version":1}"#)
    }

    /// The row with everything of its own.
    pub fn to_row(&self) -> Row {
        let columns = Columns {
            version: self.version,
            at: self.at,
            nonce: self.nonce.to_vec(),
            act: self.act.to_owned(),
            outcome: self.outcome.to_owned(),
            operator: self.operator,
            address: self.address.map(str::to_owned),
            counter: self.counter,
            holder: self.holder,
            case: self.case,
            key: self.key.to_owned(),
        };
        let (canonical, signature) = (self.canonical.to_vec(), self.signature.to_vec());
        Row { id: self.id, canonical, signature, columns: Some(columns) }
    }
}

fn time(field: &[u8]) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(i64::from_be_bytes(field.try_into().ok()?).checked_add(EPOCH)?)
}

/// What is left of the signed bytes to compare; none once something did not fit. Nothing is copied: this is done for each row.
struct Said<'a>(Option<&'a [u8]>);

impl Said<'_> {
    fn next(&mut self, expected: &[u8]) -> &mut Self {
        self.0 = self.0.and_then(|rest| rest.strip_prefix(expected));
        self
    }

    fn text(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.next(name.as_bytes()).next(value.as_bytes()).next(b"\""),
            None => self,
        }
    }

    fn id(&mut self, name: &str, id: Option<Uuid>) -> &mut Self {
        let mut room = Uuid::encode_buffer();
        self.text(name, id.map(|id| &*id.hyphenated().encode_lower(&mut room)))
    }

    fn digits(&mut self, name: &str, bytes: &[u8]) -> &mut Self {
        let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
        self.next(name.as_bytes());
        for byte in bytes {
            self.next(&[digit(byte >> 4), digit(byte & 15)]);
        }
        self.next(b"\"")
    }

    /// RFC 3339 with six digits, as rows have it; chrono's own way takes several times as long. A year that has not four digits does
    /// not fit, and the row is parsed.
    fn time(&mut self, at: DateTime<Utc>) -> &mut Self {
        let (at, mut said) = (at.naive_utc(), *b",\"at\":\"0000-00-00T00:00:00.000000Z\"");
        let values = [at.year().unsigned_abs(), at.month(), at.day(), at.hour(), at.minute(), at.second()];
        let places = [(7, 11), (12, 14), (15, 17), (18, 20), (21, 23), (24, 26), (27, 33)];
        for ((from, to), mut value) in
            places.into_iter().zip(values.into_iter().chain([at.nanosecond() / 1_000]))
        {
            for place in said[from..to].iter_mut().rev() {
                *place += u8::try_from(value % 10).unwrap_or_default();
                value /= 10;
            }
        }
        self.next(&said)
    }
}

#[cfg(test)]
mod tests {
    use super::super::copy::tests::row;
    use super::*;
    use serde_json::{Value, json};

    const ID: Uuid = Uuid::from_u128(0x0193_4a5b_6c7d_7e8f_8a9b_0c1d_2e3f_4a5b);

    /// A row as it is signed, with everything in it, and its columns.
    fn signed() -> (Value, Vec<Option<Vec<u8>>>) {
        let said = json!({"act": "case.open", "address": "2001:db8::7", "at": "2026-10-25T01:02:03.000450Z", "case": ID, "counter": ID,
            "holder": ID, "id": ID, "key": "audit-0123456789abcdef", "nonce": "00ff10", "operator": ID, "outcome": "done",
            "personal": {"surname": "00"}, "plain": {"n": "},\"version\":1}"}, "version": 1});
        let at: DateTime<Utc> = "2026-10-25T01:02:03.000450Z".parse().unwrap();
        let some = |bytes: &[u8]| Some(bytes.to_vec());
        let (id, at) = (some(ID.as_bytes()), some(&(at.timestamp_micros() - EPOCH).to_be_bytes()));
        let columns = vec![
            some(&7_u64.to_be_bytes()),
            id.clone(),
            some(&[9; 32]),
            id.clone(),
            some(&1_i16.to_be_bytes()),
            at,
            some(&[0, 255, 16]),
            some(b"case.open"),
            some(b"done"),
            id.clone(),
            some(b"2001:db8::7"),
            id.clone(),
            id.clone(),
            id,
            some(&serde_json::to_vec(&said).unwrap()),
            some(b"audit-0123456789abcdef"),
            some(&[7; 64]),
        ];
        (said, columns)
    }

    fn is_as_signed(columns: &[Option<Vec<u8>>]) -> bool {
        let columns: Vec<_> = columns.iter().map(Option::as_deref).collect();
        let copied = row(&columns);
        let leaf = Leaf::read(copied.row(0)).unwrap();
        assert_eq!((leaf.index, leaf.row_id, leaf.hash), (7, ID, [9; 32]));
        leaf.row.unwrap().is_as_signed()
    }

    #[test]
    fn columns_are_compared_with_the_signed_bytes_one_by_one() {
        let (_, columns) = signed();
        assert!(is_as_signed(&columns));
        for place in (3..17).filter(|place| ![14, 16].contains(place)) {
            let mut changed = columns.clone();
            *changed[place].as_mut().unwrap().last_mut().unwrap() ^= 2;
            assert!(!is_as_signed(&changed), "column {place} changed");
        }
        for place in [9, 10, 11, 12, 13] {
            let mut emptied = columns.clone();
            emptied[place] = None;
            assert!(!is_as_signed(&emptied), "column {place} emptied");
        }
    }

    #[test]
    fn what_was_left_out_of_the_signed_bytes_has_no_column_either() {
        let (mut said, mut columns) = signed();
        for (name, place) in [("operator", 9), ("address", 10), ("counter", 11), ("holder", 12), ("case", 13)]
        {
            said.as_object_mut().unwrap().remove(name);
            let before = columns[place].take();
            columns[14] = Some(serde_json::to_vec(&said).unwrap());
            assert!(is_as_signed(&columns), "{name}");
            let mut added = columns.clone();
            added[place] = before;
            assert!(!is_as_signed(&added), "{name} added");
        }
        // a column that holds the text of the next member is not taken for two
        columns[7] = Some(br#"case.open","address":"x"#.to_vec());
        said["address"] = "x".into();
        columns[14] = Some(serde_json::to_vec(&said).unwrap());
        assert!(!is_as_signed(&columns));
    }

    #[test]
    fn a_row_that_is_gone_leaves_its_leaf() {
        let (_, columns) = signed();
        let mut fields: Vec<_> = columns[..3].iter().map(Option::as_deref).collect();
        fields.resize(17, None);
        assert!(Leaf::read(row(&fields).row(0)).unwrap().row.is_none());
        assert!(Leaf::read(row(&[Some(b"odd")]).row(0)).is_none());
    }
}
