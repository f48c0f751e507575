// SPDX-License-Identifier: AGPL-3.0-or-later
//! A day that was closed: its totals, what was carried over, and whether the register has signed over it.

use super::closing::PAGE;
use super::dates::{self, show_time};
use super::error::{Answer, PageError};
use super::page::Page;
use super::routes::Routes;
use crate::closing::{self, Carried, DayRegister, NotShown};
use crate::operators::Supervisor;
use actix_web::web::Path;
use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;

/// How long the sequencer may take before the page says that it is away.
const PATIENCE: TimeDelta = TimeDelta::seconds(10);

#[derive(Serialize)]
struct DayPage {
    day: String,
    path: String,
    from: String,
    until: String,
    closed: String,
    by: String,
    totals: Vec<TotalView>,
    carried: Vec<CarriedView>,
    signing: SigningView,
}

#[derive(Serialize)]
struct TotalView {
    kind: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct CarriedView {
    kind: &'static str,
    protocol: String,
    since: String,
    reason: &'static str,
    words: String,
}

/// Whether the register has signed over the day: `signed`, `waiting`, or `away` where that takes too long.
#[derive(Serialize)]
struct SigningView {
    state: &'static str,
    at: String,
    size: i64,
}

#[derive(Serialize)]
struct Piece {
    signing: SigningView,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/closing/{day}", show);
    routes.poll("/closing/{day}/state", state);
}

async fn found(supervisor: &Supervisor, page: &Page, day: &str) -> Result<DayRegister, PageError> {
    let day: NaiveDate = day.parse().map_err(|_| PageError::NotFound)?;
    let mut conn = page.connection().await?;
    closing::register(&mut conn, supervisor.counter_id(), day).await.map_err(not_shown)
}

pub(super) fn not_shown(error: NotShown) -> PageError {
    match error {
        NotShown::Unknown => PageError::NotFound,
        NotShown::Broken(breakage) => breakage.into(),
    }
}

async fn show(supervisor: Supervisor, page: Page, day: Path<String>) -> Answer {
    let register = found(&supervisor, &page, &day).await?;
    page.render("closing/day.html", &day_page(&page, &register))
}

async fn state(supervisor: Supervisor, page: Page, day: Path<String>) -> Answer {
    let register = found(&supervisor, &page, &day).await?;
    page.render("closing/state.html", &Piece { signing: signing(&page, &register) })
}

fn day_page(page: &Page, register: &DayRegister) -> DayPage {
    let closing = &register.closing;
    DayPage {
        day: dates::show(closing.day),
        path: format!("{PAGE}/{}", closing.day),
        from: show_time(closing.covers_from),
        until: show_time(closing.covers_until),
        closed: show_time(closing.closed_at),
        by: closing.by.clone(),
        totals: closing::totals(&register.acts)
            .into_iter()
            .filter(|total| total.count > 0)
            .map(|total| TotalView { kind: total.kind.key(), count: total.count })
            .collect(),
        carried: register.carried.iter().map(CarriedView::of).collect(),
        signing: signing(page, register),
    }
}

fn signing(page: &Page, register: &DayRegister) -> SigningView {
    let waited = page.now() - register.closing.closed_at;
    let state = match &register.signed {
        Some(_) => "signed",
        None if waited < PATIENCE => "waiting",
        None => "away",
    };
    let at = register.signed.as_ref().map(|signed| show_time(signed.at)).unwrap_or_default();
    SigningView { state, at, size: register.signed.as_ref().map_or(0, |signed| signed.size) }
}

impl CarriedView {
    fn of(carried: &Carried) -> Self {
        Self {
            kind: carried.kind.key(),
            protocol: carried.protocol.clone(),
            since: show_time(carried.since),
            reason: carried.reason.key(),
            words: carried.words.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closing::{ActKind, EndKind, Reason};
    use crate::web::templates::tests::rendered;

    fn signing(state: &'static str) -> SigningView {
        SigningView { state, at: "22/11/2026 18:00".to_owned(), size: 32 }
    }

    #[test]
    fn a_closed_day_says_each_total_each_reason_and_whether_it_is_signed() {
        let page = DayPage {
            day: "22/11/2026".to_owned(),
            path: "/closing/2026-11-22".to_owned(),
            from: "22/11/2026 00:00".to_owned(),
            until: "22/11/2026 18:00".to_owned(),
            closed: "22/11/2026 18:00".to_owned(),
            by: "clara".to_owned(),
            totals: ActKind::ALL.iter().map(|kind| TotalView { kind: kind.key(), count: 7 }).collect(),
            carried: EndKind::ALL
                .into_iter()
                .zip(Reason::ALL.into_iter().cycle())
                .map(|(kind, reason)| CarriedView {
                    kind: kind.key(),
                    protocol: "AN01-2026-000001".to_owned(),
                    since: "22/11/2026 10:00".to_owned(),
                    reason: reason.key(),
                    words: "<b>".to_owned(),
                })
                .collect(),
            signing: signing("away"),
        };
        let html = rendered("closing/day.html", &page);
        assert!(html.contains("&lt;b&gt;") && html.contains("/closing/2026-11-22/register"), "{html}");
        assert_eq!(html.matches(": 7</li>").count(), ActKind::ALL.len(), "{html}");
        for (state, again) in [("waiting", true), ("away", false), ("signed", false)] {
            let piece = rendered("closing/state.html", &Piece { signing: signing(state) });
            assert_eq!(piece.contains("data-again"), again, "{piece}");
        }
    }
}
