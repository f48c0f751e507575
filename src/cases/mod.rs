// SPDX-License-Identifier: AGPL-3.0-or-later
//! One visit for one service, from the look-up to the signed request form.
//!
//! A use case takes the permission and the time ([`Acting`]), opens its transaction, takes the case's row, refuses, writes
//! one fact, owes the mail, tells the register. Facts are rows that stay; the case points at those in force and counts its
//! versions. What a citizen signs for is tied together by a [`Fingerprint`].

mod acting;
mod again;
mod alarms;
mod brief;
mod card;
mod case;
mod closure;
mod contact;
mod delegation;
mod dossier;
mod ends;
mod facts;
mod find;
mod fingerprint;
mod form;
mod identification;
mod inspection;
mod known;
mod line;
mod look_up;
mod named;
mod no_email;
mod open;
mod ownership;
mod person;
mod present;
mod proofs;
mod protocol;
mod refusal;
mod save;
mod scans;
mod service;
mod siblings;
mod signing;
mod sought;
mod step;
mod stopped;
mod store;
mod turn;
mod unsigned;

pub use acting::{Acting, Blocked};
pub use again::delegations_to_use;
pub use alarms::{Alarm, AlarmRefused, alarms, explain_alarms, unexplained_alarms};
pub use brief::{Brief, brief};
pub use card::{CardRefused, CardSaved, CardWarning, save_card};
pub use case::{Case, Closing, Colleague, Ending, Office, SignedForm};
pub use closure::{CloseRefused, Given, abandon, close_elsewhere, finish};
pub use contact::{ContactRefused, Judged, is_address_of_delegate, judge_address, save_contact};
pub use delegation::{
    DelegationRefused, approval_causes, delegation_of, missing, missing_by_now, save_title,
};
pub use dossier::{Day, Dossier, KnownCard, KnownRelease, SheetOut, day, dossier};
pub use ends::{EndRefused, end_delegation};
pub use facts::{Contact, Ownership, Recorded};
pub use find::{NoEntry, find, find_to_decide, lock, lock_to_decide, refused};
pub use fingerprint::{Complete, Fingerprint, fingerprint};
pub use form::{FormRefused, PrintedForm, form_signed, form_to_serve, newest_form, print_form, sign_form};
pub use identification::{IdentificationRefused, save_identification};
pub use inspection::{Inspection, inspect};
pub use known::{KnownPerson, known_card, last_known};
pub use line::{Elsewhere, Line};
pub use look_up::{LookUpRefused, LookedUp, code_sought, look_again, look_up, may_see, refused_look_up};
pub use named::{NotNamed, name_card};
pub use no_email::{
    LeaveRefused, NoEmail, NoEmailCount, REASON as NO_EMAIL, leave_without_email, no_email_this_month,
};
pub use open::{OpenRefused, Opened, open, open_for};
pub use ownership::{CodesSent, OwnershipRefused, code_reader, codes_sent, prove, send_code, skip_proof};
pub use person::{PersonRefused, known_person, save_person};
pub use present::{DelegateData, Present, PresentRefused, rules_of};
pub use proofs::{add_evidence, take_back_evidence};
pub use protocol::{Protocol, ProtocolError};
pub use refusal::{Refusal, find_refusal, keep_refusal};
pub use save::{Reasons, Saved, overrides};
pub use scans::remove_scan;
pub use service::Service;
pub use siblings::{
    Carriable, CarryRefused, Carrying, SiblingLine, SiblingRefused, Standing, carriable, carry_over,
    first_of, may_open_sibling, open_sibling, siblings,
};
pub use signing::{Cause, Declarant, DeclarantRefused, InPlace, RELATIVES, Signing, in_place_of_signature};
pub use sought::{LookUpReason, Sought};
pub use step::{Progress, Step};
pub use turn::{TurnRefused, turn};
pub use unsigned::{InsteadOf, RelativeSaid, UnsignedRefused, print_unsigned};
