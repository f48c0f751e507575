// SPDX-License-Identifier: AGPL-3.0-or-later
//! One giving of PIN, PUK and CIP in two halves: asked of the authority, printed once, handed over, mailed.
//!
//! A release is requested ([`request`]), carried on with the authority until its answer is known ([`carry_on`], and
//! [`reconcile`] for what was left lying), its sheet served once ([`serve`]), perhaps voided ([`void`], [`decide`]), and
//! handed over ([`hand_over`]), which posts the mail and closes the case. Later the mail may be sent again ([`resend`]), or a new
//! release takes the place of the former one, with a new sheet or with the old one confirmed ([`confirm`]). Each of them is one
//! transaction that refuses first and writes once; the authority is asked between transactions, never inside one.

mod answer;
mod carry;
mod confirm;
mod decide;
mod desk;
mod former;
mod functional_check;
mod grounds;
mod hand_over;
mod joint;
mod lists;
mod proof;
mod reconcile;
mod refusal;
mod release;
mod request;
mod resend;
mod serial;
mod serve;
mod store;
mod void;

pub use carry::carry_on;
pub use confirm::{NotConfirmed, confirm, miss};
pub use decide::{Decision, NotDecided, decide};
pub use desk::Desk;
pub use former::{Former, OldSheet, former, old_sheet};
pub use functional_check::{
    CheckResult, FunctionalCheck, NotRecorded, checks_of_case, checks_of_holder, holds_a_code, record_check,
};
pub use hand_over::{NotHandedOver, TakenBy, hand_over, taker};
pub use joint::{
    AT_ONCE, Candidate, JointConfirmation, Listed, NotTogether, Outcome, Together, candidates, outcomes,
    request_joint,
};
pub use lists::{Undecided, undecided};
pub use proof::COVERS;
pub use reconcile::{reconcile, reconcile_for_ever};
pub use release::{Covering, Ending, Name, Release, Sheet, State, last_day, of_case};
pub use request::{Confirmation, NotRequested, Requested, request, warnings};
pub use resend::{
    HolderProof, NotResent, Resendable, Resending, may_resend, may_resend_known, may_resend_of, resend,
};
pub use serial::{NotASerial, Serial};
pub use serve::{NotServed, Paper, serve};
pub use void::{NotVoided, Void, void};
