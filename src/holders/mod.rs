// SPDX-License-Identifier: AGPL-3.0-or-later
//! The person whose card it is.
