// SPDX-License-Identifier: AGPL-3.0-or-later
//! The web edge: pages, forms, sessions. The one place where features meet.
//!
//! How a page is made: `web/<noun>.rs` has a `routes` function and its handlers, `templates/<noun>/` their templates.
//! ```ignore
//! pub(super) fn routes(routes: &mut Routes) {
//!     routes.get("/cases/{id}/contact", show);
//!     routes.post("/cases/{id}/contact", save);
//! }
//! async fn save(operator: Operator, form: Form<ContactForm>, page: Page, id: Path<CaseId>) -> Answer {
//!     if let Err(errors) = form.check() {
//!         return page.invalid("contact/edit.html", &Edit { form: &*form, id: *id }, &errors);
//!     }
//!     …
//!     page.see(format!("/cases/{id}/check"))
//! }
//! ```
//! The first argument is the permission, a POST's second is the form, whose token is checked by its being there.

mod access;
mod acting;
mod acts;
mod administration_counters;
mod administration_import;
mod alarms;
mod answers;
mod app;
mod approval_ask;
mod approval_page;
mod approvals;
mod assets;
mod birth_place;
mod caller;
mod card;
mod card_act;
mod card_caller;
mod card_life;
mod card_order;
mod carry_over;
mod case_page;
mod cases;
mod check;
mod closing;
mod closing_views;
mod closure;
mod contact;
mod cookies;
mod counter_closing;
mod counter_form;
mod counter_views;
mod dates;
mod day_paper;
mod day_register;
mod decisions;
mod delegate;
mod delegation;
mod delegation_end;
mod delegation_papers;
mod desk;
mod error;
mod evidence;
mod evidence_form;
mod evidence_groups;
mod evidence_words;
mod finish;
mod form;
mod functional_check;
mod handover;
mod headers;
mod health;
mod holder;
mod holder_delegations;
mod holder_scans;
mod holders;
mod home;
mod identification;
mod identity_document;
mod inspection;
mod invitation;
mod joint_outcome;
mod joint_release;
mod joint_views;
mod language;
mod look_ups;
mod mails;
mod named_card;
mod no_email;
mod old_sheet;
mod one_time_code;
mod own_sessions;
mod ownership;
mod page;
mod paper;
mod parking;
mod patient;
mod patterns;
mod period;
mod permissions;
mod pki;
mod public_counters;
mod public_files;
mod public_receipts;
mod receipt;
mod recovery;
mod refusals;
mod release_views;
mod releases;
mod reports;
mod request_form;
mod resend;
mod resend_caller;
mod routes;
mod run;
mod samples;
mod scan_intake;
mod scan_upload;
mod scan_views;
mod scans;
mod security_txt;
mod services;
mod session;
mod sheet_page;
mod sheets;
mod siblings;
mod sign_in;
mod signed_paper;
mod staff;
mod table_file;
mod templates;
mod title_form;
mod triage;
mod unsigned;
mod visitor;
mod warnings;
mod ways_on;
mod whose_address;

pub use access::Access;
pub use app::{App, AppError, Clock, Links, Parts, Settings};
pub use permissions::{Permission, Scope, Verb, permissions};
pub use routes::{RouteInfo, registry};
pub use run::{ServeConfig, ServeError, configure, reconcile, run, serve_metrics, server};
pub use templates::TemplateError;

use routes::Routes;

/// Every noun's routes.
fn all_routes() -> Routes {
    let mut routes = Routes::default();
    for noun in [
        administration_counters::routes,
        administration_import::routes,
        alarms::routes,
        approval_ask::routes,
        approvals::routes,
        birth_place::routes,
        card::routes,
        card_act::routes,
        card_caller::routes,
        card_life::routes,
        card_order::routes,
        carry_over::routes,
        cases::routes,
        check::routes,
        closing::routes,
        closure::routes,
        day_paper::routes,
        day_register::routes,
        contact::routes,
        counter_closing::routes,
        decisions::routes,
        delegation::routes,
        delegation_end::routes,
        delegation_papers::routes,
        evidence::routes,
        functional_check::routes,
        handover::routes,
        holder::routes,
        holders::routes,
        home::routes,
        identification::routes,
        inspection::routes,
        invitation::routes,
        joint_outcome::routes,
        joint_release::routes,
        language::routes,
        look_ups::routes,
        mails::routes,
        old_sheet::routes,
        named_card::routes,
        no_email::routes,
        own_sessions::routes,
        ownership::routes,
        parking::routes,
        pki::routes,
        public_counters::routes,
        public_receipts::routes,
        receipt::routes,
        recovery::routes,
        refusals::routes,
        releases::routes,
        reports::routes,
        samples::routes,
        patterns::routes,
        resend::routes,
        resend_caller::routes,
        scans::routes,
        security_txt::routes,
        services::routes,
        session::routes,
        sheets::routes,
        siblings::routes,
        sign_in::routes,
        staff::routes,
        triage::routes,
        unsigned::routes,
    ] {
        noun(&mut routes);
    }
    routes
}

/// A path of ours that a form may lead back to; anything else leads to the first page.
fn local_path(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && path.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.".contains(c));
    if ours { path } else { "/" }
}

#[cfg(test)]
mod tests {
    /// Everything under `src/web/`, for the guards.
    pub(super) fn sources() -> String {
        let mut waiting = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/web"))];
        let mut all = String::new();
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
        all
    }

    #[test]
    fn a_form_leads_back_to_a_page_of_ours_alone() {
        assert_eq!(super::local_path("/cases/0193-ab"), "/cases/0193-ab");
        for foreign in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/a?b", "/è"]
        {
            assert_eq!(super::local_path(foreign), "/", "{foreign}");
        }
    }
}
