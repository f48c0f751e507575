// SPDX-License-Identifier: AGPL-3.0-or-later
//! Health cards.

pub mod check;
pub mod number;
