// SPDX-License-Identifier: AGPL-3.0-or-later
//! What can be done after a visit whose codes did not come together: `ways/list.html`, on the page of a finished case and on
//! the holder's.

use super::dates::show_time;
use super::page::Page;
use crate::cases::{Case, KnownRelease};
use crate::contacts::recipient;
use crate::db::{Breakage, Connection};
use crate::ids::CaseId;
use crate::releases::{self, NotResent, Release};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// The ways on.
#[derive(Serialize)]
pub(super) struct WaysOn {
    /// The case that they begin from.
    case: CaseId,
    /// Whether the mail may be sent again.
    resend: Option<ResendView>,
    /// Why it may not: the key of a text.
    no_resend: String,
    /// Whether the release has ended: its hand-over has no page any more.
    over: bool,
}

#[derive(Serialize)]
struct ResendView {
    recipient: String,
    left: u32,
    until: String,
}

impl WaysOn {
    /// The ways on from a finished case with its newest release; none where no codes were given in it.
    pub(super) async fn of(
        page: &Page,
        conn: &mut Connection,
        case: &Case,
        release: Option<&Release>,
    ) -> Result<Option<Self>, Breakage> {
        let Some(release) = release.filter(|_| !case.is_open()) else { return Ok(None) };
        let again = releases::may_resend_of(conn, &page.app.desk(), case, release).await;
        Self::told(case.id, &release.recipient, again.map(|again| (again.left, again.until)))
    }

    /// The same from a release as the holder's page lists it, the newest of its case: nothing is read.
    pub(super) fn of_known(page: &Page, release: &KnownRelease) -> Result<Option<Self>, Breakage> {
        if !release.case_closed {
            return Ok(None);
        }
        Self::told(release.case, &release.recipient, releases::may_resend_known(&page.app.desk(), release))
    }

    /// `again`: how often more, and until when.
    fn told(
        case: CaseId,
        recipient: &str,
        again: Result<(u32, DateTime<Utc>), NotResent>,
    ) -> Result<Option<Self>, Breakage> {
        let (resend, no_resend, over) = match again {
            Ok((left, until)) => {
                let (recipient, until) = (recipient::shown(recipient), show_time(until));
                (Some(ResendView { recipient, left, until }), String::new(), false)
            }
            Err(NotResent::Broken(breakage)) => return Err(breakage),
            Err(NotResent::NothingGiven) => return Ok(None),
            Err(no @ (NotResent::Withdrawn | NotResent::Superseded | NotResent::Ended)) => {
                (None, text_of(&no), true)
            }
            Err(no) => (None, text_of(&no), false),
        };
        Ok(Some(Self { case, resend, no_resend, over }))
    }

    /// The same for a page that shows the letter's state as it changes: that it waits would be said for too long.
    pub(super) fn beside_live_state(mut self) -> Self {
        if self.no_resend == text_of(&NotResent::Waiting) {
            self.no_resend.clear();
        }
        self
    }

    #[cfg(test)]
    pub(super) fn sample() -> Self {
        let resend =
            ResendView { recipient: "maria@example.it".to_owned(), left: 2, until: "7/2/2026".to_owned() };
        Self {
            case: CaseId::new(chrono::Utc::now()),
            resend: Some(resend),
            no_resend: String::new(),
            over: false,
        }
    }
}

/// The key of the sentence that says why nothing is sent again.
pub(super) fn text_of(no: &NotResent) -> String {
    no.name().map(|rule| format!("resend-no-{}", rule.replace('_', "-"))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[derive(Serialize)]
    struct Part {
        ways: Option<WaysOn>,
    }

    #[test]
    fn the_ways_on_say_how_often_or_why_not() {
        let ways = rendered("ways/list.html", &Part { ways: Some(WaysOn::sample()) });
        assert!(ways.contains("ancora 2 volte") && ways.contains("value=\"corrected_address\""), "{ways}");
        for no in [
            NotResent::Withdrawn,
            NotResent::Superseded,
            NotResent::Ended,
            NotResent::Held,
            NotResent::Waiting,
            NotResent::Alarm,
            NotResent::WindowOver,
            NotResent::Limit,
        ] {
            let ways = Some(WaysOn { resend: None, no_resend: text_of(&no), ..WaysOn::sample() });
            let page = rendered("ways/list.html", &Part { ways });
            assert!(!page.contains('[') && !page.contains("/resend"), "{no}: {page}");
        }
        assert_eq!(rendered("ways/list.html", &Part { ways: None }).trim(), "");
        let waits = WaysOn { resend: None, no_resend: text_of(&NotResent::Waiting), ..WaysOn::sample() };
        let page = rendered("ways/list.html", &Part { ways: Some(waits.beside_live_state()) });
        assert!(!page.contains("ancora partendo") && page.contains("corrected_address"), "{page}");
    }
}
