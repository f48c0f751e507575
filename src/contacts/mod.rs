// SPDX-License-Identifier: AGPL-3.0-or-later
//! How a citizen is reached: e-mail, phone, language.
