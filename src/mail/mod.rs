// SPDX-License-Identifier: AGPL-3.0-or-later
//! Messages and their way out by SMTP or to files.
