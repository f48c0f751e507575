// SPDX-License-Identifier: AGPL-3.0-or-later
//! Messages owed, committed with the fact that owes them.
