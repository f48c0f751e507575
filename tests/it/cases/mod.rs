// SPDX-License-Identifier: AGPL-3.0-or-later
//! A case from the look-up to the signed form, through the real pages.

mod bad_input;
mod database;
mod journey;
mod looking;
mod outcomes;
mod ownership;
mod pages;
mod races;
mod rules;
mod unsigned;
mod unsigned_pages;
