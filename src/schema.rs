// SPDX-License-Identifier: AGPL-3.0-or-later
//! Tables and columns as diesel sees them.
