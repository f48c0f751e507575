// SPDX-License-Identifier: AGPL-3.0-or-later
//! The papers as a citizen, a printer, a scanner and a screen reader meet them.

mod acting;
mod advice;
mod deeds;
mod fixtures;
mod form;
mod languages;
mod other_ways;
mod sheet;
mod slips;
mod terms;
mod tools;
mod unsigned;
