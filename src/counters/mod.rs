// SPDX-License-Identifier: AGPL-3.0-or-later
//! Offices enabled to activate.
