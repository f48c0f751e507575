// SPDX-License-Identifier: AGPL-3.0-or-later
//! One visit for one service.
