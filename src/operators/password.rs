// SPDX-License-Identifier: AGPL-3.0-or-later
//! Passwords: argon2id, checked away from the threads that serve pages, a few at a time.

use super::Rules;
use crate::db::Breakage;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::seq::IndexedRandom;
use std::str::FromStr;
use std::sync::Arc;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// A password as typed. It cannot be printed, and is wiped when dropped.
pub struct Password(Zeroizing<String>);

/// Why a password cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than 12 characters.
    #[error("a password has at least 12 characters")]
    TooShort,
    /// More than 200 characters.
    #[error("a password has at most 200 characters")]
    TooLong,
}

impl FromStr for Password {
    type Err = PasswordError;

    /// A password that may be set. For one that is only checked use [`Password::typed`].
    fn from_str(text: &str) -> Result<Self, PasswordError> {
        match text.chars().count() {
            0..12 => Err(PasswordError::TooShort),
            12..=200 => Ok(Self::typed(text)),
            _ => Err(PasswordError::TooLong),
        }
    }
}

impl Password {
    /// What somebody typed, to be checked.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The same, for the thread that checks it.
    pub(super) fn again(&self) -> Self {
        Self(self.0.clone())
    }

    /// A random password of 20 letters and digits that nobody confuses (about 99 bits).
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the alphabet is not empty")]
    pub fn generate() -> Self {
        const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
        let mut rng = rand::rand_core::UnwrapErr(rand::rngs::SysRng);
        let letter = |_| char::from(*ALPHABET.choose(&mut rng).expect("letters"));
        Self(Zeroizing::new((0..20).map(letter).collect()))
    }

    /// The password, for whoever hands it to its owner.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Hashes and checks passwords. Each check takes 19 MiB and some ten milliseconds, so only as many run at once as there are
/// processors, on threads made for waiting.
#[derive(Clone)]
pub struct Hasher {
    argon2: Argon2<'static>,
    turns: Arc<Semaphore>,
    /// A hash that no password has: an unknown username costs as much as a wrong password.
    nobody: Arc<str>,
}

impl Hasher {
    /// With the cost that the rules set.
    ///
    /// # Errors
    /// Where argon2 does not take such parameters.
    pub fn new(rules: &Rules) -> Result<Self, Breakage> {
        let params = Params::new(rules.argon2_memory, rules.argon2_passes, 1, None).map_err(Breakage::new)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash_now(&argon2, &Password::generate())?;
        let turns = std::thread::available_parallelism().map_or(2, usize::from).max(2);
        Ok(Self { argon2, turns: Arc::new(Semaphore::new(turns)), nobody: nobody.into() })
    }

    /// The PHC string to store, with a random salt.
    ///
    /// # Errors
    /// A [`Breakage`] of argon2.
    pub async fn hash(&self, password: Password) -> Result<String, Breakage> {
        let argon2 = self.argon2.clone();
        self.in_turn(move || hash_now(&argon2, &password)).await?
    }

    /// Whether the password is the stored one's. Without a stored one it takes as long and is always wrong.
    ///
    /// # Errors
    /// A [`Breakage`] where the stored text is no hash.
    pub async fn check(&self, password: Password, stored: Option<String>) -> Result<bool, Breakage> {
        let (argon2, known) = (self.argon2.clone(), stored.is_some());
        let stored = stored.unwrap_or_else(|| self.nobody.to_string());
        self.in_turn(move || {
            let hash = PasswordHash::new(&stored).map_err(Breakage::new)?;
            Ok(argon2.verify_password(password.0.as_bytes(), &hash).is_ok() && known)
        })
        .await?
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Breakage> {
        let _turn = self.turns.acquire().await.map_err(Breakage::new)?;
        tokio::task::spawn_blocking(work).await.map_err(Breakage::new)
    }
}

fn hash_now(argon2: &Argon2<'_>, password: &Password) -> Result<String, Breakage> {
    argon2.hash_password(password.0.as_bytes()).map(|hash| hash.to_string()).map_err(Breakage::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_and_no_other() {
        let rules = Rules { argon2_memory: 64, argon2_passes: 1, ..Rules::default() };
        let hasher = Hasher::new(&rules).unwrap();
        let stored = hasher.hash(Password::typed("gatto nero 12")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{stored}");
        assert!(hasher.check(Password::typed("gatto nero 12"), Some(stored.clone())).await.unwrap());
        assert!(!hasher.check(Password::typed("gatto nero 13"), Some(stored)).await.unwrap());
        assert!(!hasher.check(Password::typed("gatto nero 12"), None).await.unwrap());
    }

    #[test]
    fn a_password_that_is_set_has_twelve_characters() {
        assert_eq!("undici 1234".parse::<Password>().err(), Some(PasswordError::TooShort));
        assert!("dodici 12345".parse::<Password>().is_ok());
        assert_eq!("x".repeat(201).parse::<Password>().err(), Some(PasswordError::TooLong));
        assert!(Password::generate().reveal().parse::<Password>().is_ok());
    }
}
