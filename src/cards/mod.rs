// SPDX-License-Identifier: AGPL-3.0-or-later
//! The TS-CNS card and its number.
