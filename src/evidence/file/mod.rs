// SPDX-License-Identifier: AGPL-3.0-or-later
//! The file of a scan: how it is encrypted, and where it lies.

mod cipher;
mod folder;

pub(super) use cipher::{DataKey, FileError, ScanReader};
pub use folder::{Folder, FolderError, Found};
