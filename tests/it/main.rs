// SPDX-License-Identifier: AGPL-3.0-or-later
//! One test binary for everything that needs the whole: names are sentences about the counter.

#![allow(clippy::unwrap_used)] // what helps a test may fail as loudly as a test

mod again;
mod approvals;
mod arrows;
mod audit;
mod authority;
mod backup;
mod bounces;
mod boundaries;
mod cases;
mod closing;
mod commands;
mod counters;
mod delegations;
mod demo;
mod evidence;
mod help;
mod killed;
mod killed_uploads;
mod lifecycle;
mod mail;
mod mail_alarms;
mod mail_dialogue;
mod mail_faults;
mod mail_jobs;
mod mail_lanes;
mod maildir;
mod migrations;
mod monthly;
mod pages;
mod papers;
mod patterns;
mod plans;
mod prepared;
mod reauthentication;
mod register;
mod releases;
mod reports;
mod restarted;
mod roles;
mod samples;
mod secrets;
mod security_txt;
mod sign_in;
mod staff;
mod support;
