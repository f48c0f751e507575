// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sportello: the back-office of the counters that activate the TS-CNS health card.
//!
//! Folders are named after the counter's work. Features depend on each other in one direction only:
//! `patterns → samples → reports → closing → lifecycle → releases → callers → activation → approvals → cases → identification →
//! contacts → cards → holders → counters → operators`, with `audit`, `register`, `outbox` and `policy` as leaves. `web` is the one edge; `authority`, `mail`, `pdf` and `seal`
//! are adapters outside. `docs/architecture.md` tells the whole story.

pub mod activation;
pub mod approvals;
pub mod audit;
pub mod authority;
pub mod backup;
pub mod callers;
pub mod cards;
pub mod cases;
pub mod cli;
pub mod closing;
pub mod config;
pub mod contacts;
pub mod counters;
pub mod db;
pub mod delegations;
pub mod demo;
pub mod evidence;
pub mod holders;
pub mod identification;
pub mod ids;
pub mod keys;
pub mod lifecycle;
pub mod mail;
pub mod monthly;
pub mod operators;
pub mod outbox;
pub mod patterns;
pub mod pdf;
pub mod policy;
pub mod register;
pub mod releases;
pub mod reports;
pub mod samples;
pub mod schema;
pub mod seal;
pub mod starts;
mod terminal;
pub mod texts;
pub mod web;
pub mod work;
