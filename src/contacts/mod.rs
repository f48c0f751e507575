// SPDX-License-Identifier: AGPL-3.0-or-later
//! Where the citizen is reached: the address that the second half goes to, telephone, language of the papers.

pub mod email;
pub mod judgement;
pub mod language;
pub mod ownership;
pub mod phone;
pub mod post;
pub mod recipient;
pub mod trusted;
