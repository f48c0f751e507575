// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans of documents: taken in, kept encrypted, looked at, deleted when their time is over.
//!
//! What comes in is looked at by a process of its own ([`Checker`]) that has no keys, no files and no network, and only what
//! that process gives back is kept. The bytes lie encrypted in a [`Folder`], each file under a key of its own that stands
//! sealed in the database; the row comes last, so that a row always has its file and a file without row is swept away. When a scan is deleted its
//! key goes in the same transaction as the fact: whatever copy of the file is left opens no more.

mod cabinet;
mod check;
mod expire;
mod file;
mod listed;
mod receive;
mod refused;
mod remove;
mod reseal;
mod scan;
mod shown;
mod store;
mod sweep;
mod view;

pub use cabinet::{Cabinet, ScanDesk};
pub use check::{Asked, Bounds, Checker, Clean, Told, Unfit, run as check_scan};
pub use expire::expire;
pub use file::{Folder, FolderError, Found};
pub use listed::{Listed, listed, looks_at};
pub use receive::receive;
pub use refused::ScanRefused;
pub use reseal::reseal;
pub use scan::{Deleted, Media, Scan, ScanView, Why};
pub use shown::{Shown, scannable};
pub use sweep::{Swept, missing, sweep};
pub use view::{Opened, of_case, view, views};

pub(crate) use listed::kept;
pub(crate) use remove::{removed, take_back};
