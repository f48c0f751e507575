// SPDX-License-Identifier: AGPL-3.0-or-later
//! The rows of operators, sessions and failed tries.

pub(super) mod sessions;
