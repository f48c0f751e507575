// SPDX-License-Identifier: AGPL-3.0-or-later
//! HPKE sealing of halves and messages.
