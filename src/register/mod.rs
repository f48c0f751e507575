// SPDX-License-Identifier: AGPL-3.0-or-later
//! The register that proves itself: rows numbered without gaps, a Merkle tree over them (RFC 6962), and signed checkpoints that
//! leave the machine.
//!
//! A row puts its hash into a queue in its own transaction; [`run`] is the process that numbers, signs and tells witnesses, and
//! sees hashes alone. [`verify`] finds what was changed behind everybody's back, [`prove`] shows that a case's rows are in the
//! tree. `docs/audit.md` has the formats and what nobody can prove.

mod archive;
mod copy;
mod export;
mod file;
mod found;
mod item;
mod key;
mod keys;
mod leaf;
mod note;
mod number;
mod prove;
mod read;
mod receipt;
mod rows;
mod run;
mod sequence;
mod sign;
mod standing;
mod store;
pub mod tree;
#[cfg(test)]
mod tree_tests;
mod value;
pub mod verify;
mod witness;
mod witness_ca;
mod words;

pub use archive::{ArchiveError, Archived, archive};
pub use export::{ExportError, export};
pub use file::{CheckpointFile, CheckpointFileError, Notes};
pub use key::CheckpointKey;
pub use keys::{knows_key, register_key};
pub use note::{Checkpoint, Note, Origin, read_verifier_key, verifier_key};
pub use prove::{Proofs, ProveError, prove};
pub use receipt::{Inclusion, Place, Receipt, ReceiptProof, read_receipt_code, receipt, receipt_code};
pub use run::{SequenceConfig, run};
pub use sequence::{SequenceError, Sequencer, Step};
pub use standing::{Standing, standing};
pub use witness::WitnessUrl;
pub use witness_ca::{WitnessCa, WitnessCaError};
pub use words::root_words;
