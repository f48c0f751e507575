// SPDX-License-Identifier: AGPL-3.0-or-later
//! How a case's letters fare, as a piece of page that looks again by itself.

use super::dates::show_time;
use super::error::Answer;
use super::page::Page;
use super::routes::Routes;
use crate::db::{Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::outbox::{self, Kind, Letter, LetterState};
use actix_web::web::Path;
use serde::Serialize;

pub(super) fn routes(routes: &mut Routes) {
    routes.poll("/cases/{id}/mail", show);
}

/// A letter with the second half, as the pages tell of it; keys of texts.
#[derive(Serialize)]
pub(super) struct LetterView {
    word: &'static str,
    state: String,
    server: String,
    kind: String,
    recipient: String,
    at: String,
    reason: String,
    way_on: String,
}

#[derive(Serialize)]
struct Letters {
    letters: Vec<LetterView>,
    again: bool,
}

async fn show(operator: Operator, page: Page, id: Path<CaseId>) -> Answer {
    let mut conn = page.connection().await?;
    page.case(&mut conn, &operator, *id).await?;
    let (letters, again) = letters(&mut conn, *id).await?;
    page.render("mails/state.html", &Letters { letters, again })
}

/// The letters with a second half of a case, newest first, and whether one may still change.
pub(super) async fn letters(
    conn: &mut Connection,
    case: CaseId,
) -> Result<(Vec<LetterView>, bool), Breakage> {
    let letters = outbox::letters_of_case(conn, case).await?;
    let halves: Vec<&Letter> = letters.iter().filter(|letter| letter.kind == Kind::SecondHalf).collect();
    let again = halves.iter().any(|letter| letter.state.may_change());
    Ok((halves.into_iter().map(LetterView::of).collect(), again))
}

impl LetterView {
    fn of(letter: &Letter) -> Self {
        let (server, at, reason) = match &letter.state {
            LetterState::Waiting { reason, .. } => ("", None, *reason),
            LetterState::Accepted { by, at } | LetterState::PerhapsTwice { by, at } => {
                (by.as_str(), Some(*at), None)
            }
            LetterState::Bounced { by, reason, at } => (by.as_str(), Some(*at), Some(*reason)),
            LetterState::GivenUp { reason, at }
            | LetterState::Alarm { reason, at }
            | LetterState::Stopped { reason, at } => ("", Some(*at), Some(*reason)),
        };
        let word = letter.state.word();
        Self {
            word,
            state: letter.state.text_key(),
            server: server.to_owned(),
            kind: letter.kind.text_key(),
            recipient: letter.shown(),
            at: at.map(show_time).unwrap_or_default(),
            reason: reason.map(|reason| letter.reason_key(reason)).unwrap_or_default(),
            way_on: letter.state.text_key().replace("mail-state-", "mail-way-on-"),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ids::OutboxId;
    use crate::outbox::Reason;
    use crate::web::templates::tests::rendered;
    use chrono::Utc;

    /// A letter in every state there is.
    pub(in crate::web) fn letters() -> Vec<LetterView> {
        let (now, by) = (Utc::now(), || "mx.example.it".to_owned());
        let reason = Reason::AddressRefused;
        [
            LetterState::Waiting { next_attempt_at: now, give_up_at: now, reason: Some(Reason::TryLater) },
            LetterState::Accepted { by: by(), at: now },
            LetterState::PerhapsTwice { by: by(), at: now },
            LetterState::GivenUp { reason, at: now },
            LetterState::Alarm { reason: Reason::RecipientDiffers, at: now },
            LetterState::Bounced { by: by(), reason: Reason::NoSuchMailbox, at: now },
            LetterState::Stopped { reason: Reason::ReleaseEnded, at: now },
        ]
        .map(|state| {
            LetterView::of(&Letter {
                id: OutboxId::new(now),
                kind: Kind::SecondHalf,
                release: None,
                recipient: "maria@example.it".to_owned(),
                posted_at: now,
                attempts: 1,
                state,
            })
        })
        .into()
    }

    #[test]
    fn every_state_of_a_letter_has_its_words() {
        let page = rendered("mails/state.html", &Letters { letters: letters(), again: true });
        assert!(page.contains("data-again") && page.contains("Accettata da mx.example.it"), "{page}");
        assert!(!page.contains('['), "a text is missing: {page}");
        let page = rendered("mails/state.html", &Letters { letters: Vec::new(), again: false });
        assert!(!page.contains("data-again"));
    }
}
