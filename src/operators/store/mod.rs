// SPDX-License-Identifier: AGPL-3.0-or-later
//! The rows of operators, sessions, failed tries and used codes.

pub(super) mod accounts;
pub(super) mod failures;
pub(super) mod parked;
pub(super) mod reauthentications;
pub(super) mod sessions;
pub(super) mod totp_uses;
