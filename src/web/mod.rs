// SPDX-License-Identifier: AGPL-3.0-or-later
//! The one web edge: pages, forms, sessions.
