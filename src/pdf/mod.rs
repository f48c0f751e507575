// SPDX-License-Identifier: AGPL-3.0-or-later
//! Papers as pure functions of their data.
