// SPDX-License-Identifier: AGPL-3.0-or-later
//! Dated rules of a region.

pub mod region;
