// SPDX-License-Identifier: AGPL-3.0-or-later
//! Passwords of the database roles.

use rand::TryRng;
use rand::rngs::SysRng;
use zeroize::Zeroizing;

/// A password that only programs read: 128 bits in hexadecimal.
pub(super) fn long() -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0_u8; 16]);
    // without randomness nothing here may go on
    SysRng.try_fill_bytes(&mut *bytes).expect("the operating system gives randomness");
    Zeroizing::new(hex::encode(*bytes))
}
