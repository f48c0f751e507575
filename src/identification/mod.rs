// SPDX-License-Identifier: AGPL-3.0-or-later
//! A person seen with an identity document in force.

pub mod document;
