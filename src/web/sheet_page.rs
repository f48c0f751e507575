// SPDX-License-Identifier: AGPL-3.0-or-later
//! The page of a sheet: print it, hand it over, or void it, as its state allows.

use super::case_page::{Head, delegate, delegation_kind, holder};
use super::dates::{self, show_time};
use super::error::Answer;
use super::form::FieldErrors;
use super::page::Page;
use super::siblings;
use super::warnings::Choice;
use crate::cases::{Case, Step};
use crate::contacts::recipient;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::releases::{self, Release, State, TakenBy};
use crate::texts::{self, Language};
use actix_web::http::StatusCode;
use serde::Serialize;

/// What was typed into the page's forms and stays.
#[derive(Default)]
pub(super) struct Typed {
    /// The serial.
    pub(super) serial: String,
    /// Who takes the sheet.
    pub(super) taken_by: String,
    /// Whether the form that voids is open.
    pub(super) voiding: bool,
    /// Why the sheet is voided.
    pub(super) reason: String,
    /// Whether the paper was destroyed.
    pub(super) destroyed: String,
    /// Whether the serving takes a code even where it was covered when the page was made.
    pub(super) code_needed: bool,
    /// Seconds until the next one-time code.
    pub(super) wait: i64,
}

#[derive(Serialize)]
struct SheetPage {
    case: Head,
    number: String,
    recipient: String,
    until: String,
    ready: bool,
    /// The holder's page, where the card is held: nothing is printed or handed over until it is reactivated there.
    held: String,
    code_needed: bool,
    served: Option<ServedView>,
    served_now: bool,
    missing: Option<MissingView>,
    takers: Vec<Choice>,
    destroyed_options: Vec<Choice>,
    typed: String,
    taken_by: String,
    voiding: bool,
    reason: String,
    destroyed: String,
    wait: i64,
}

#[derive(Serialize)]
struct ServedView {
    serial: String,
    at: String,
    by: String,
}

#[derive(Serialize)]
struct MissingView {
    serial: String,
    at: String,
    by: String,
    reason: String,
}

/// The page as the sheet stands now; where there is no sheet, the way to the page that fits.
pub(super) async fn answer(
    page: &Page,
    operator: &Operator,
    id: CaseId,
    status: StatusCode,
    typed: Typed,
    errors: &FieldErrors,
) -> Answer {
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, operator, id).await?;
    let release = releases::of_case(&mut conn, id).await?;
    match release {
        Some(release) if has_sheet(&release.state) => {
            let taker = releases::taker(page.policy_of(&case)?, &case)?;
            let visit = siblings::of_case(page, &mut conn, operator, &case).await?;
            let head = Head::of(page, &case, Step::Release).in_visit(visit);
            let context = sheet_page(page, operator, (&case, head), &release, taker, typed);
            page.render_with(status, "sheet/show.html", &context, errors)
        }
        Some(Release { state: State::HandedOver { .. }, .. }) => page.see(format!("/cases/{id}/handover")),
        Some(_) | None => page.see(format!("/cases/{id}/release")),
    }
}

const fn has_sheet(state: &State) -> bool {
    matches!(state, State::Ready(_) | State::Served { .. } | State::PaperMissing { .. })
}

fn sheet_page(
    page: &Page,
    operator: &Operator,
    (case, head): (&Case, Head),
    release: &Release,
    taker: TakenBy,
    typed: Typed,
) -> SheetPage {
    let language = page.language();
    let covered = match &release.state {
        State::Ready(sheet) => sheet.covering.is_some_and(|covering| covering.covers(operator, page.now())),
        _ => false,
    };
    let served = match &release.state {
        State::Served { sheet, at, by } => {
            Some(ServedView { serial: sheet.serial.to_string(), at: show_time(*at), by: by.to_string() })
        }
        _ => None,
    };
    let missing = match &release.state {
        State::PaperMissing { serial, at, by: (_, by), reason } => Some(MissingView {
            serial: serial.grouped(),
            at: show_time(*at),
            by: by.to_string(),
            reason: reason.clone(),
        }),
        _ => None,
    };
    SheetPage {
        case: head,
        number: release.number.clone(),
        recipient: recipient::shown(&release.recipient),
        until: dates::show(release.last_day()),
        ready: matches!(release.state, State::Ready(_)) && !release.held,
        held: if release.held { format!("/holders/{}", case.holder.id) } else { String::new() },
        code_needed: typed.code_needed || !covered,
        served_now: served.is_some() && !typed.voiding,
        served,
        missing,
        takers: takers(language, case, taker),
        destroyed_options: destroyed_options(language),
        typed: typed.serial,
        taken_by: if typed.taken_by.is_empty() { taker.key().to_owned() } else { typed.taken_by },
        voiding: typed.voiding,
        reason: typed.reason,
        destroyed: typed.destroyed,
        wait: typed.wait,
    }
}

/// The one person who takes the sheet, by name.
fn takers(language: Language, case: &Case, taker: TakenBy) -> Vec<Choice> {
    let label = match taker {
        TakenBy::Holder => {
            texts::text_with(language, "handover-taken-by-holder", &[("holder", holder(case).into())])
        }
        TakenBy::Delegate => {
            let who = [("delegate", delegate(case).into()), ("kind", delegation_kind(language, case).into())];
            texts::text_with(language, "handover-taken-by-delegate", &who)
        }
    };
    vec![Choice { value: taker.key().to_owned(), label, hint: String::new() }]
}

fn destroyed_options(language: Language) -> Vec<Choice> {
    ["yes", "no"].map(|word| Choice::of(language, word, &format!("void-destroyed-{word}"))).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    fn page() -> SheetPage {
        let choice =
            |value: &str| Choice { value: value.to_owned(), label: value.to_owned(), hint: String::new() };
        SheetPage {
            case: Head::sample(Step::Release),
            number: "AN01-2026-000001-R1".to_owned(),
            recipient: "maria@example.it".to_owned(),
            until: "02/02/2026 00:00".to_owned(),
            ready: false,
            held: String::new(),
            code_needed: false,
            served: None,
            served_now: false,
            missing: None,
            takers: vec![choice("holder")],
            destroyed_options: destroyed_options(Language::Italian),
            typed: String::new(),
            taken_by: "holder".to_owned(),
            voiding: false,
            reason: String::new(),
            destroyed: String::new(),
            wait: 0,
        }
    }

    #[test]
    fn a_ready_sheet_is_printed_in_the_page_unless_a_code_is_needed() {
        let ready = rendered("sheet/show.html", &SheetPage { ready: true, ..page() });
        assert!(ready.contains("data-print=\"paper\"") && !ready.contains("name=\"totp\""), "{ready}");
        let asks =
            rendered("sheet/show.html", &SheetPage { ready: true, code_needed: true, wait: 12, ..page() });
        assert!(!asks.contains("data-print") && asks.contains("name=\"totp\""), "{asks}");
    }

    #[test]
    fn a_held_sheet_has_the_way_to_the_card_instead_of_the_press() {
        let held = rendered("sheet/show.html", &SheetPage { held: "/holders/1".to_owned(), ..page() });
        assert!(held.contains("href=\"/holders/1\"") && !held.contains("id=\"print\""), "{held}");
    }

    #[test]
    fn a_served_sheet_says_when_and_by_whom_and_offers_to_void_it() {
        let served = ServedView {
            serial: "ABCD2345EFGH".to_owned(),
            at: "31/01/2026 10:32".to_owned(),
            by: "Anna D'Alò".to_owned(),
        };
        let page =
            rendered("sheet/show.html", &SheetPage { served: Some(served), served_now: true, ..page() });
        assert!(page.contains("31/01/2026 10:32") && page.contains("da Anna D&#39;Alò"), "{page}");
        assert!(page.contains("/cases/0193/sheet/void") && !page.contains("id=\"print\""), "{page}");
    }

    #[test]
    fn a_sheet_whose_paper_is_missing_can_be_neither_printed_nor_handed_over() {
        let missing = MissingView {
            serial: "ABCD 2345 EFGH".to_owned(),
            at: "31/01/2026 10:32".to_owned(),
            by: "Anna D'Alò".to_owned(),
            reason: "inceppata".to_owned(),
        };
        let page = rendered("sheet/show.html", &SheetPage { missing: Some(missing), ..page() });
        assert!(!page.contains("id=\"print\"") && !page.contains("/cases/0193/handover"), "{page}");
    }
}
