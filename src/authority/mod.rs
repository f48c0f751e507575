// SPDX-License-Identifier: AGPL-3.0-or-later
//! The card authority: engine, HTTP contract and client.
