// SPDX-License-Identifier: AGPL-3.0-or-later
//! The register: signed rows, written in the transaction of the act.
