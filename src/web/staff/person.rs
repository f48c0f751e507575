// SPDX-License-Identifier: AGPL-3.0-or-later
//! One person: account, duties, what waits, and what became of it.

use super::LIST;
use super::views::{self, ChangeView, DutyView};
use crate::ids::OperatorId;
use crate::operators::Administrator;
use crate::operators::staff::{self, Event, Standing};
use crate::texts::{Language, exists, text};
use crate::web::dates::show_time;
use crate::web::error::Answer;
use crate::web::page::Page;
use crate::web::routes::Routes;
use actix_web::web::Path;
use serde::Serialize;

#[derive(Serialize)]
struct PersonPage {
    href: String,
    name: String,
    username: String,
    codice_fiscale: String,
    contact_address: String,
    standing: &'static str,
    suspension_reason: String,
    administrator: bool,
    added: String,
    /// Until when the link can be used; empty without one.
    invited_until: String,
    recovery_codes: String,
    sessions: String,
    duties: Vec<DutyView>,
    changes: Vec<ChangeView>,
    events: Vec<EventView>,
    /// What can be done, as ends of addresses and of text keys.
    acts: Vec<&'static str>,
    /// Nobody changes the own account.
    own: bool,
}

#[derive(Serialize)]
struct EventView {
    at: String,
    by: String,
    act: String,
    what: String,
    reason: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/administration/staff/{id}", show);
}

/// What an account's standing lets be done to it.
pub(super) fn acts(line: &staff::Line) -> Vec<&'static str> {
    match line.standing {
        Standing::Ended => vec![],
        Standing::Suspended => vec!["restore", "end"],
        Standing::Invited if line.administrator || !line.duties.is_empty() => vec!["link", "suspend", "end"],
        Standing::Invited => vec!["link", "administrator", "suspend", "end"],
        Standing::Ready if line.administrator || !line.duties.is_empty() => {
            vec!["second-factor", "suspend", "end"]
        }
        Standing::Ready => vec!["second-factor", "administrator", "suspend", "end"],
    }
}

/// What the history holds in the words of the database, in the reader's: `operator AN01`, `suspended: maternità`.
fn said(language: Language, what: &str) -> String {
    let word = what.split([' ', ':']).next().unwrap_or_default();
    let named = ["staff-standing", "staff-role", "staff-change"]
        .map(|kind| format!("{kind}-{}", word.replace('_', "-")))
        .into_iter()
        .find(|key| !word.is_empty() && exists(key));
    match named {
        // of a duty that was asked for the other side names the counter
        Some(key) if key == "staff-change-duty" => text(language, "staff-duty"),
        Some(key) => format!("{}{}", text(language, &key), &what[word.len()..]),
        None => what.to_owned(),
    }
}

async fn show(administrator: Administrator, page: Page, id: Path<OperatorId>) -> Answer {
    let (line, events) = views::person(&page, *id).await?;
    let mut conn = page.connection().await?;
    let changes = staff::changes(&mut conn, Some(*id)).await?;
    let own = administrator.id() == *id;
    let event = |event: Event| EventView {
        at: show_time(event.at),
        by: event.by,
        what: match (said(page.language(), &event.before), said(page.language(), &event.after)) {
            (before, after) if before.is_empty() => after,
            (before, after) if after.is_empty() => before,
            (before, after) => format!("{before} → {after}"),
        },
        act: text(page.language(), &format!("staff-event-{}", event.act.replace('_', "-"))),
        reason: event.reason,
    };
    let view = PersonPage {
        href: format!("{LIST}/{id}"),
        name: format!("{} {}", line.name, line.surname),
        username: line.username.clone(),
        codice_fiscale: line.codice_fiscale.clone(),
        contact_address: line.contact_address.clone(),
        standing: line.standing.word(),
        suspension_reason: line.suspension_reason.clone(),
        administrator: line.administrator,
        added: show_time(line.added_at),
        invited_until: line.invited_until.map(show_time).unwrap_or_default(),
        recovery_codes: line.recovery_codes.to_string(),
        sessions: line.sessions.to_string(),
        duties: line.duties.iter().map(|it| views::duty(page.language(), &line, it, page.now())).collect(),
        changes: changes.iter().map(|change| views::change(&page, change)).collect(),
        events: events.into_iter().map(event).collect(),
        acts: if own { vec![] } else { acts(&line) },
        own,
    };
    page.render("staff/person.html", &view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::templates::tests::rendered;

    #[test]
    fn a_history_speaks_the_readers_language() {
        for (held, shown) in [
            ("", ""),
            ("ready", "Attivo"),
            ("suspended: maternità", "Sospeso: maternità"),
            ("operator AN01", "Operatore AN01"),
            ("administrator", "Amministratore"),
            ("second_factor", "Azzeramento dell’app dei codici"),
            ("duty", "Incarico"),
            ("9", "9"),
        ] {
            assert_eq!(said(Language::Italian, held), shown, "{held}");
        }
    }

    #[test]
    fn the_page_renders_in_every_standing() {
        for standing in Standing::ALL {
            let duty = DutyView {
                words: "Operatore, AN01".into(),
                since: "01/01/2026".into(),
                until: String::new(),
                end: "/end".into(),
            };
            let event = EventView {
                at: "01/01/2026 10:00".into(),
                by: "Ada".into(),
                act: "x".into(),
                what: "ready → suspended".into(),
                reason: "<b>".into(),
            };
            let view = PersonPage {
                href: "/p".into(),
                name: "D'Alò".into(),
                username: "a".into(),
                codice_fiscale: "X".into(),
                contact_address: "a@example.org".into(),
                standing: standing.word(),
                suspension_reason: "maternità".into(),
                administrator: false,
                added: "01/01/2026 10:00".into(),
                invited_until: "01/01/2026 10:00".into(),
                recovery_codes: "10".into(),
                sessions: "1".into(),
                duties: vec![duty],
                changes: vec![],
                events: vec![event],
                acts: vec!["link", "restore", "second-factor", "administrator", "suspend", "end"],
                own: false,
            };
            assert!(rendered("staff/person.html", &view).contains("&lt;b&gt;"));
        }
    }
}
