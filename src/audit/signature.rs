// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whether a writer signed a row: one by one, or many together.

use ed25519_dalek::{Signature, VerifyingKey, verify_batch};

/// How many signatures are looked at together: more take less time each, and more that is done again where one of them is wrong.
const TOGETHER: usize = 1_024;

/// The public key of a writer, made ready to check many rows.
#[derive(Debug)]
pub struct WriterKey(VerifyingKey);

impl WriterKey {
    /// The key of these bytes; none where they are no point of the curve, or one whose signatures anybody can make.
    #[must_use]
    pub fn of(public: &[u8; 32]) -> Option<Self> {
        VerifyingKey::from_bytes(public).ok().filter(|key| !key.is_weak()).map(Self)
    }

    /// Whether `signature` is this writer's over a row's canonical bytes.
    #[must_use]
    pub fn has_signed(&self, canonical: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(canonical, &Signature::from_bytes(signature)).is_ok()
    }
}

/// What a row says of itself: that this writer signed these bytes.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The writer.
    pub key: &'a WriterKey,
    /// The row's canonical bytes.
    pub canonical: &'a [u8],
    /// What is said to be the signature over them.
    pub signature: &'a [u8; 64],
}

impl Claim<'_> {
    /// Whether it is so.
    #[must_use]
    pub fn is_genuine(&self) -> bool {
        self.key.has_signed(self.canonical, self.signature)
    }
}

/// Whether each is so, in their order.
///
/// They are looked at together, in less than half the time, and one by one only where that fails, to tell which is wrong. What both
/// ways find can differ for signatures with a part of small order alone, and only who has the writer's private key can make such.
#[must_use]
pub fn are_genuine(claims: &[Claim<'_>]) -> Vec<bool> {
    claims.chunks(TOGETHER).flat_map(together).collect()
}

fn together(claims: &[Claim<'_>]) -> Vec<bool> {
    let canonical: Vec<_> = claims.iter().map(|claim| claim.canonical).collect();
    let signatures: Vec<_> = claims.iter().map(|claim| Signature::from_bytes(claim.signature)).collect();
    let keys: Vec<_> = claims.iter().map(|claim| claim.key.0).collect();
    match verify_batch(&canonical, &signatures, &keys) {
        Ok(()) => vec![true; claims.len()],
        Err(_) => claims.iter().map(Claim::is_genuine).collect(),
    }
}

/// Whether `signature` is that of the key `public` over a row's canonical bytes.
#[must_use]
pub fn verify(public: &[u8; 32], canonical: &[u8], signature: &[u8; 64]) -> bool {
    WriterKey::of(public).is_some_and(|key| key.has_signed(canonical, signature))
}

#[cfg(test)]
mod tests {
    use super::super::canonical::Row;
    use super::super::{AuditKey, Entry};
    use super::*;
    use chrono::DateTime;

    fn row(key: &AuditKey) -> Row {
        Row::sign(Entry::new("case.open"), key, DateTime::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn a_row_is_believed_as_written_and_not_with_one_bit_changed() {
        let key = AuditKey::generate();
        let row = row(&key);
        assert!(verify(&key.public(), &row.canonical, &row.signature));
        let mut changed = row.canonical.clone();
        changed[20] ^= 1;
        assert!(!verify(&key.public(), &changed, &row.signature));
        assert!(!verify(&AuditKey::generate().public(), &row.canonical, &row.signature));
    }

    #[test]
    fn of_many_rows_just_those_are_not_believed_that_are_wrong() {
        let keys = [AuditKey::generate(), AuditKey::generate()];
        let publics = keys.each_ref().map(|key| WriterKey::of(&key.public()).unwrap());
        let mut rows: Vec<_> = (0..TOGETHER + 40).map(|place| row(&keys[place % 2])).collect();
        let claims = |rows: &[Row]| -> Vec<bool> {
            let claim = |(place, row): (usize, &Row)| {
                let (key, signature) = (&publics[place % 2], row.signature);
                (key, row.canonical.clone(), signature)
            };
            let claimed: Vec<_> = rows.iter().enumerate().map(claim).collect();
            let claims: Vec<_> = claimed
                .iter()
                .map(|(key, canonical, signature)| Claim { key, canonical, signature })
                .collect();
            are_genuine(&claims)
        };
        assert_eq!(claims(&rows), vec![true; rows.len()]);
        assert_eq!(claims(&[]), Vec::<bool>::new());

        // a bit of the text, a bit of either half of the signature, another writer's, and two that changed places
        rows[3].canonical[20] ^= 1;
        rows[70].signature[1] ^= 1;
        rows[TOGETHER - 1].signature[40] ^= 1;
        rows[TOGETHER + 2].signature = row(&keys[1]).signature;
        let (eleventh, thirteenth) = (rows[11].signature, rows[13].signature);
        (rows[11].signature, rows[13].signature) = (thirteenth, eleventh);
        let wrong = [3, 11, 13, 70, TOGETHER - 1, TOGETHER + 2];
        let expected: Vec<_> = (0..rows.len()).map(|place| !wrong.contains(&place)).collect();
        assert_eq!(claims(&rows), expected);
    }

    #[test]
    fn a_key_under_which_anybody_can_sign_is_no_writers() {
        // the neutral point, and the one of order two: RFC 8032 encodes a point by its y and the sign of its x
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut of_order_two = [0xff; 32];
        (of_order_two[0], of_order_two[31]) = (0xec, 0x7f);
        assert!(WriterKey::of(&neutral).is_none() && WriterKey::of(&of_order_two).is_none());
        assert!(WriterKey::of(&AuditKey::generate().public()).is_some());
    }
}
