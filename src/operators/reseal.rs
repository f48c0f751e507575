// SPDX-License-Identifier: AGPL-3.0-or-later
//! Moving the secrets of one-time codes to the web process's newest key, so that its older ones can go.

use super::TotpSecret;
use super::store::accounts as store;
use crate::db::{self, Breakage, Connection};
use crate::seal::SecretBox;

/// Seals the secrets of all accounts, ended ones too, to the newest key of `secrets`, in one transaction; answers how many were
/// sealed to an older one. For the owner's database role. Each web process must have been started with that key.
///
/// # Errors
/// A [`Breakage`], also where a secret is sealed to a key that is not held; then nothing was changed.
pub async fn reseal_totp(conn: &mut Connection, secrets: &SecretBox) -> Result<usize, Breakage> {
    db::transaction(conn, async |conn| {
        let mut moved = 0;
        for (id, sealed) in store::lock_totp_secrets(conn).await? {
            if sealed.is_empty() || secrets.is_sealed_to_newest(&sealed) {
                continue;
            }
            let anew = TotpSecret::open(secrets, id, &sealed)?.seal(secrets, id);
            store::set_totp_secret(conn, id, &anew).await?;
            moved += 1;
        }
        // links that wait hold the secret that the person is about to scan
        for (id, operator, sealed) in super::store::invitations::lock_secrets(conn).await? {
            if secrets.is_sealed_to_newest(&sealed) {
                continue;
            }
            let anew = TotpSecret::open(secrets, operator, &sealed)?.seal(secrets, operator);
            super::store::invitations::set_secret(conn, id, &anew).await?;
            moved += 1;
        }
        Ok(moved)
    })
    .await
}
