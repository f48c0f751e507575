// SPDX-License-Identifier: AGPL-3.0-or-later
//! The papers of the counter as PDF: request form, code sheet, receipt, slips; and the sealed letter of the mail room.
//!
//! A paper is a pure function of its data: the same view gives the same bytes. Papers carry the citizen's language
//! beside Italian, their text can be copied and read aloud, and their titles hold nothing of a person (S8).
//! Names wrap or shrink and are never cut; control characters are left out.

mod acting;
mod advice_slip;
mod blocks;
mod canvas;
mod code_rows;
mod code_sheet;
mod dates;
mod day_register;
mod declaration;
mod delegation_form;
mod finish;
mod flow;
mod fonts;
mod frame;
mod hand;
mod lettering;
mod life_slip;
mod receipt;
mod refusal_slip;
mod report;
mod request_form;
mod said;
mod sealed_letter;
mod symbols;
mod tables;
mod views;

pub use advice_slip::{AdviceSlip, advice_slip};
pub use code_sheet::{FOLDS, code_sheet};
pub use day_register::{DayRegister, DayRoot, DayTable, day_register};
pub use declaration::declaration;
pub use delegation_form::delegation_form;
pub use life_slip::life_slip;
pub use receipt::receipt;
pub use refusal_slip::refusal_slip;
pub use report::{PaperColumn, PaperTable, ReportPaper, report_paper};
pub use request_form::{request_form, short_fingerprint};
pub use said::Said;
pub use sealed_letter::{SealedLetter, sealed_letter};
pub use views::{
    Acting, Asked, Card, Carrier, Cause, CodeHalf, CodeKind, CodeSheet, Contact, Counter, Declaration,
    Declared, Decree, Delegate, DelegationForm, Holder, Identity, Kin, LifeSlip, Notice, Person, Persons,
    Power, Reach, Receipt, RefusalSlip, Relative, RequestForm, Signed, Tries,
};
