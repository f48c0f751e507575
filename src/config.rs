// SPDX-License-Identifier: AGPL-3.0-or-later
//! Configuration from the environment.
