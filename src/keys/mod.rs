// SPDX-License-Identifier: AGPL-3.0-or-later
//! Key folders: which process holds which private keys, and how they are made and rotated.
//!
//! | process | keys (first word of the file's name) | opens |
//! |---|---|---|
//! | `serve` | `sheet` | first halves |
//! | | `evidence` | the keys of scans' files |
//! | | `web` | what the web process keeps for itself: TOTP secrets, parked forms, digests |
//! | `work` | `mail` | second halves and waiting messages |
//! | | `worker` | the worker's own digests and MACs |
//! | `authority` | `codes` | stored chip codes |
//! | | `certificates` | signs certificates and revocation lists |
//! | | `digest` | the digests in its lists of acts and orders |
//! | `serve`, `work`, keeper | `audit` | signs audit rows |
//! | `sequence` | `checkpoint` | signs the register's checkpoints |
//!
//! Keys that seal (`sheet`, `evidence`, `web`, `mail`, `codes`) go when nothing is sealed to them any more ([`prune`]); the others only sign or
//! compare, and stay.
//!
//! The keeper's folder also holds a copy of the `web` keys, to seal the one-time secrets of operators.

mod folder;
mod make;
mod prune;
mod register;

pub use folder::KeyFolder;
pub use make::{MakeError, generate, rotate};
pub use prune::{PruneError, Pruned, prune, sealed_to};
pub use register::{register, signer};

/// First halves (X25519).
pub const SHEET: &str = "sheet";
/// Second halves and waiting messages (X25519).
pub const MAIL: &str = "mail";
/// Stored chip codes (X25519).
pub const CODES: &str = "codes";
/// Certificates and revocation lists (P-256).
pub const CERTIFICATES: &str = "certificates";
/// Digests in the authority's lists (symmetric).
pub const DIGEST: &str = "digest";
/// What the web process keeps for itself (symmetric).
pub const WEB: &str = "web";
/// Digests and MACs of the worker (symmetric).
pub const WORKER: &str = "worker";
/// The keys of scans' files (symmetric).
pub const EVIDENCE: &str = "evidence";
/// Audit rows (Ed25519).
pub const AUDIT: &str = "audit";
/// Checkpoints of the register (Ed25519).
pub const CHECKPOINT: &str = "checkpoint";
