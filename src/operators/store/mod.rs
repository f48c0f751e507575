// SPDX-License-Identifier: AGPL-3.0-or-later
//! The rows of operators, sessions, failed tries and used codes.

pub(super) mod accounts;
pub(super) mod failures;
pub(super) mod invitations;
pub(super) mod parked;
pub(super) mod reauthentications;
pub(super) mod recovery;
pub(super) mod sessions;
pub(super) mod staff;
pub(super) mod staff_changes;
pub(super) mod staff_list;
pub(super) mod totp_uses;
