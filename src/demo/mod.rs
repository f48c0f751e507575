// SPDX-License-Identifier: AGPL-3.0-or-later
//! The supervisor that runs everything on one machine: a private PostgreSQL and the processes `authority`, `serve`,
//! `work` and `sequence`, each with its own key folder, database role and, started as root, its own user.
//!
//! Everything of a demonstration lies in one folder ([`place`]); the second start reuses it. Children end with the
//! supervisor; what a `kill -9` left over is ended by the next start ([`leftovers`]).

mod accounts;
mod cards;
mod child;
mod cluster;
mod database;
mod error;
mod first_start;
mod keep;
mod leftovers;
mod mailbox;
mod parent;
mod password;
mod place;
mod processes;
mod run;
mod staff;
mod users;

pub use error::DemoError;
pub use parent::{end_with_parent, is_parent};
pub use run::{Options, run};
