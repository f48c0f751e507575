// SPDX-License-Identifier: AGPL-3.0-or-later
//! One-time codes (RFC 6238): SHA-1, six digits, 30 seconds, one step of tolerance either way, as every app makes them.

use crate::db::Breakage;
use crate::ids::OperatorId;
use crate::seal::{Purpose, SecretBox};
use chrono::{DateTime, Utc};
use rand::TryRng;
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// Seconds that a code is shown for.
const STEP: i64 = 30;

/// The secret of an operator's codes, 160 bits. It cannot be printed, and is wiped when dropped.
pub struct TotpSecret(Zeroizing<[u8; 20]>);

impl TotpSecret {
    /// Draws a new secret.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a machine without randomness must not go on")]
    pub fn generate() -> Self {
        let mut secret = Zeroizing::new([0; 20]);
        rand::rngs::SysRng.try_fill_bytes(&mut *secret).expect("the operating system gives randomness");
        Self(secret)
    }

    /// A secret typed by hand, in base32 with or without blanks; nothing where it is none of 160 bits.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let text: Zeroizing<String> = Zeroizing::new(text.chars().filter(|c| !c.is_whitespace()).collect());
        let bytes = Secret::try_from_base32(&*text).ok()?;
        Some(Self(Zeroizing::new(<[u8; 20]>::try_from(bytes.as_bytes()).ok()?)))
    }

    /// The secret in base32, as authenticator apps take it.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(Secret::from(*self.0).to_base32())
    }

    /// The `otpauth://` address for a QR code.
    #[must_use]
    pub fn address(&self, username: &str) -> Zeroizing<String> {
        Zeroizing::new(format!(
            "otpauth://totp/Sportello:{username}?secret={}&issuer=Sportello",
            self.reveal().as_str()
        ))
    }

    /// What the database holds: sealed with the web process's own key, tied to the account.
    #[must_use]
    pub fn seal(&self, secrets: &SecretBox, operator: OperatorId) -> Vec<u8> {
        secrets.seal(Purpose::TotpSecret, operator.uuid().as_bytes(), &*self.0)
    }

    /// Opens what the database holds.
    ///
    /// # Errors
    /// A [`Breakage`] where the key is another or the bytes were changed.
    pub fn open(secrets: &SecretBox, operator: OperatorId, sealed: &[u8]) -> Result<Self, Breakage> {
        let opened =
            secrets.open(Purpose::TotpSecret, operator.uuid().as_bytes(), sealed).map_err(Breakage::new)?;
        let secret = <[u8; 20]>::try_from(opened.as_slice()).map_err(Breakage::new)?;
        Ok(Self(Zeroizing::new(secret)))
    }

    /// The time step that a code is of, if it is one of now's.
    #[must_use]
    pub fn step_of(&self, code: &str, now: DateTime<Utc>) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let fits = code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit());
        let now = u64::try_from(now.timestamp()).ok()?;
        let step = fits.then(|| self.totp().check(&code, now)).flatten()?;
        i64::try_from(step).ok()
    }

    /// The code of a moment: for tests and for the demonstration, which have no telephone.
    #[must_use]
    pub fn code_at(&self, now: DateTime<Utc>) -> String {
        self.totp().generate(u64::try_from(now.timestamp()).unwrap_or(0)).to_string()
    }

    fn totp(&self) -> Totp {
        Builder::new().with_secret(Secret::from(*self.0)).build_noncompliant()
    }
}

/// Seconds until an app shows its next code: 1 to 30.
#[must_use]
pub fn seconds_to_next(now: DateTime<Utc>) -> i64 {
    STEP - now.timestamp().rem_euclid(STEP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone};

    fn at(seconds: i64) -> DateTime<Utc> {
        Utc.timestamp_opt(seconds, 0).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        let secret = TotpSecret(Zeroizing::new(*b"12345678901234567890"));
        assert_eq!(secret.code_at(at(59)), "287082");
        assert_eq!(secret.code_at(at(1_111_111_109)), "081804");
        assert_eq!(secret.code_at(at(20_000_000_000)), "353130");
        assert_eq!(secret.reveal().as_str(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_code_counts_one_step_early_and_one_step_late_and_no_longer() {
        let secret = TotpSecret::generate();
        let now = at(1_800_000_015);
        let code = secret.code_at(now);
        let step = now.timestamp() / 30;
        for offset in [-30, 0, 30] {
            assert_eq!(secret.step_of(&code, now + Duration::seconds(offset)), Some(step), "{offset}");
        }
        for offset in [-60, 60] {
            assert_eq!(secret.step_of(&code, now + Duration::seconds(offset)), None, "{offset}");
        }
        assert_eq!(secret.step_of(&format!(" {} {} ", &code[..3], &code[3..]), now), Some(step));
        for odd in ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345"] {
            assert_eq!(secret.step_of(odd, now), None, "{odd}");
        }
    }

    #[test]
    fn a_sealed_secret_opens_for_its_own_account_alone() {
        let secrets = SecretBox::generate("store", Utc::now());
        let (one, other) = (OperatorId::new(Utc::now()), OperatorId::new(Utc::now()));
        let secret = TotpSecret::generate();
        let sealed = secret.seal(&secrets, one);
        assert_eq!(TotpSecret::open(&secrets, one, &sealed).unwrap().reveal(), secret.reveal());
        assert!(TotpSecret::open(&secrets, other, &sealed).is_err());
    }

    #[test]
    fn the_next_code_comes_at_the_half_minute() {
        assert_eq!(seconds_to_next(at(0)), 30);
        assert_eq!(seconds_to_next(at(29)), 1);
        assert_eq!(seconds_to_next(at(31)), 29);
    }
}
