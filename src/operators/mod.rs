// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who works at the counter, and how they sign in.
