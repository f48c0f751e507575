// SPDX-License-Identifier: AGPL-3.0-or-later
//! The card's certificate becomes usable.
