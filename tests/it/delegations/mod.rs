// SPDX-License-Identifier: AGPL-3.0-or-later
//! Acting for somebody else: who may, on which evidence, and what the database itself holds on to.

mod again;
mod alarms;
mod capabilities;
mod database;
mod duplicates;
mod ends;
mod later;
mod later_pages;
mod letters;
mod pages;
mod papers;
mod persons;
mod races;
mod regions;
mod release;
mod scans;
mod scans_attacked;
mod scans_kept;
mod scans_seen;
pub(crate) mod siblings;
mod table;
pub(crate) mod visit;
