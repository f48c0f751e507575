// SPDX-License-Identifier: AGPL-3.0-or-later
//! The supervisor that runs everything on one machine.

mod parent;

pub use parent::{end_with_parent, is_parent};
