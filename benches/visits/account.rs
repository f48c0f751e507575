// SPDX-License-Identifier: AGPL-3.0-or-later
//! An operator's account, and its one-time codes, each given out once.

use std::collections::HashSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use totp_rs::{Builder, Secret};

/// An account of the demo.
pub struct Account {
    pub username: String,
    pub password: String,
    secret: String,
    used: HashSet<u64>,
}

impl Account {
    pub fn new(username: &str, password: &str, secret: &str) -> Self {
        let text = |word: &str| word.to_owned();
        Self {
            username: text(username),
            password: text(password),
            secret: text(secret),
            used: HashSet::new(),
        }
    }

    /// A code that was not used yet: of the present step, the next or the former; waits where all three are used.
    pub async fn code(&mut self) -> String {
        loop {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs() / 30;
            if let Some(step) = [now, now + 1, now - 1].into_iter().find(|step| self.used.insert(*step)) {
                let secret = Secret::try_from_base32(&self.secret).expect("base 32");
                let totp = Builder::new().with_secret(secret).build().expect("a secret of 160 bits");
                return totp.generate(step * 30).to_string();
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}
