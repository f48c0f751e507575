// SPDX-License-Identifier: AGPL-3.0-or-later
//! Identities as types.
