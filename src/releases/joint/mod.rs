// SPDX-License-Identifier: AGPL-3.0-or-later
//! Up to five releases of one visit by one re-authentication that lists them.
//!
//! The code is used up and kept with the very list that was shown ([`Listed`]): cases and fingerprints. Then each release is asked
//! for by itself, as always, in a transaction of its own: one that is refused leaves the others alone, and its reason is kept.
//! The list answers a second click, or a POST that is sent again, for as long as the code would cover a sheet ([`super::COVERS`]).

mod candidates;
mod outcome;
mod request;

pub use candidates::{Candidate, candidates};
pub use outcome::{Outcome, outcomes};
pub use request::{JointConfirmation, NotTogether, Together, request_joint};

use crate::cases::Fingerprint;
use crate::ids::CaseId;
use sha2::{Digest, Sha256};

/// So many releases at most by one code: as many holders as a delegate has without an alarm.
pub const AT_ONCE: usize = 5;

/// A case of the list, with the fingerprint that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The case.
    pub case: CaseId,
    /// What was signed for, as it was shown.
    pub fingerprint: Fingerprint,
}

/// The sum over a list, which the code is given for: SHA-256 over a line `<case> <fingerprint>` for each, in the order of the
/// cases' ids. The database makes the same sum of the rows.
fn digest(list: &[Listed]) -> [u8; 32] {
    let mut lines: Vec<String> = list.iter().map(|it| format!("{} {}", it.case, it.fingerprint)).collect();
    lines.sort();
    Sha256::digest(lines.join("\n")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(case: &str, byte: u8) -> Listed {
        Listed { case: case.parse().unwrap(), fingerprint: vec![byte; 32].try_into().unwrap() }
    }

    #[test]
    fn the_sum_is_that_of_the_set_and_of_every_fingerprint() {
        let (one, two) = ("01930000-0000-7000-8000-000000000001", "01930000-0000-7000-8000-000000000002");
        let list = [listed(one, 1), listed(two, 2)];
        assert_eq!(digest(&list), digest(&[list[1], list[0]]), "the order of the page plays no part");
        for other in [&list[..1], &[listed(one, 1), listed(two, 3)], &[listed(one, 2), listed(two, 1)]] {
            assert_ne!(digest(&list), digest(other));
        }
    }
}
