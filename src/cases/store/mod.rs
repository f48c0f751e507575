// SPDX-License-Identifier: AGPL-3.0-or-later
//! Cases in PostgreSQL.

mod addresses;
mod brief;
mod closings;
mod codes;
mod declarants;
mod delegations;
mod facts;
mod forms;
mod head;
mod known;
mod known_releases;
mod lists;
mod load;
mod look_ups;
mod named;
mod no_email;
mod refusals;
mod rows;
mod siblings;

pub(super) use addresses::{is_address_of, known_address};
pub(super) use brief::brief;
pub(super) use closings::{carried_over_still_open, closing_standing};
pub(super) use codes::{codes_sent, count_try, insert_code, insert_proof, insert_skip, newest_code};
pub(super) use delegations::{has_evidence, living_delegation_of_card, open_cases_on};
pub(super) use facts::{
    insert_card, insert_contact, insert_identification, insert_override, insert_person, overrides,
};
pub(super) use forms::{form, insert_form, newest_form, sign_form};
pub(super) use head::{
    Fact, Pointers, close, insert_case, next_number, open_case_of, set_fact, turn, was_given_codes,
};
pub(super) use known::{card_of, person_of};
pub(super) use known_releases::{releases_of, releases_of_case};
pub(super) use lists::{cards_of, counted_since, lines_of_holder, open_lines, sheets_out};
pub(super) use load::{known_person, load, lock};
pub(super) use look_ups::{
    Whose, base_code, case_of_protocol, case_of_serial, code_sought, has_reason, holder_of_card,
    insert_look_up,
};
pub(super) use named::{insert_named, known_number};
pub(super) use no_email::{insert_no_email, newest_no_email, no_email_counts};
pub(super) use refusals::{activated_here, holder_of_case, insert_refusal, newest_refusal, refusal};
pub(super) use siblings::{
    Carried, carry_ownership, hold_first, insert_carried, insert_sibling, sibling_lines,
};
