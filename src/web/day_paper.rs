// SPDX-License-Identifier: AGPL-3.0-or-later
//! The day register as a paper: its rows in Italian words.

use super::dates;
use super::day_register::not_shown;
use super::error::{Answer, PageError};
use super::page::Page;
use super::paper;
use super::routes::Routes;
use crate::closing::{self, Act, ActKind, Carried, DayRegister, EndKind};
use crate::operators::Supervisor;
use crate::pdf::{self, DayTable};
use crate::policy::rome_date;
use crate::register::root_words;
use crate::releases::Serial;
use crate::texts::{self, Language};
use actix_web::web::Path;
use chrono::{DateTime, NaiveDate, Utc};
use zeroize::Zeroizing;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/closing/{day}/register", print);
}

async fn print(supervisor: Supervisor, page: Page, day: Path<String>) -> Answer {
    let day: NaiveDate = day.parse().map_err(|_| PageError::NotFound)?;
    let register = closing::print(&page.closings(), &supervisor, day).await.map_err(not_shown)?;
    let mut conn = page.connection().await?;
    let office = page.office(&mut conn, supervisor.counter_id()).await?;
    drop(conn);
    let name = format!("registro-{}-{day}.pdf", supervisor.place().code);
    Ok(paper::pdf(&name, Zeroizing::new(drawn(&register, &office.view(), &supervisor.place().code))))
}

fn say(key: &str) -> String {
    texts::text(Language::Italian, key)
}

fn drawn(register: &DayRegister, counter: &pdf::Counter<'_>, code: &str) -> Vec<u8> {
    let closing = &register.closing;
    let days = rome_date(closing.covers_from) != closing.day;
    let acts: Vec<DayTable> =
        ActKind::ALL.iter().filter_map(|kind| table(*kind, &register.acts, days)).collect();
    let totals: Vec<(String, usize)> =
        closing::totals(&register.acts).iter().map(|total| (title(total.kind), total.count)).collect();
    let carried = DayTable {
        title: say("day-carried"),
        heads: ["day-paper-since", "paper-protocol", "day-paper-serial", "day-paper-open", "day-paper-why"]
            .map(say),
        rows: register.carried.iter().map(carried).collect(),
    };
    let words = register.signed.as_ref().map(|signed| root_words(&signed.root)).unwrap_or_default();
    let hex = register.signed.as_ref().map(|signed| hex::encode(signed.root)).unwrap_or_default();
    pdf::day_register(&pdf::DayRegister {
        say: &|name| say(&format!("day-paper-{name}")),
        counter: *counter,
        code,
        day: closing.day,
        from: closing.covers_from,
        until: closing.covers_until,
        closed_at: closing.closed_at,
        by: &closing.by,
        acts: &acts,
        totals: &totals,
        carried: &carried,
        sum: &hex::encode(register.sum),
        root: register.signed.as_ref().map(|signed| pdf::DayRoot {
            row: signed.row,
            size: signed.size,
            at: signed.at,
            words: &words,
            hex: &hex,
            note: &signed.note,
        }),
    })
}

fn title(kind: ActKind) -> String {
    say(&format!("day-act-{}", kind.key()))
}

/// The rows of a kind; none where nothing of it was done.
fn table(kind: ActKind, acts: &[Act], days: bool) -> Option<DayTable> {
    let rows: Vec<_> = acts.iter().filter(|act| act.kind == kind).map(|act| row(act, acts, days)).collect();
    let number = match kind {
        ActKind::Suspended | ActKind::Reactivated | ActKind::Revoked | ActKind::Replaced => "day-paper-card",
        _ => "day-paper-number",
    };
    let heads =
        ["day-paper-hour", number, "day-paper-serial", "day-paper-operator", "day-paper-more"].map(say);
    (!rows.is_empty()).then(|| DayTable { title: title(kind), heads, rows })
}

fn row(act: &Act, acts: &[Act], days: bool) -> [String; 5] {
    // the number of a release begins with that of its case
    let number = if act.number.is_empty() { &act.protocol } else { &act.number };
    let more = match act.kind {
        ActKind::Released => outcome(act, acts),
        ActKind::HandedOver => String::new(),
        ActKind::Opened => say(&format!("counter-service-{}", act.detail)),
        ActKind::Closed => say(&format!("case-ending-{}", act.detail)),
        ActKind::ReleaseEnded | ActKind::Voided | ActKind::Decided | ActKind::Approval => {
            say(&format!("day-detail-{}", act.detail))
        }
        ActKind::Suspended | ActKind::Reactivated | ActKind::Revoked | ActKind::Replaced => {
            say(&format!("card-life-reason-{}", act.detail.replace('_', "-")))
        }
        ActKind::Override => say(&format!("warning-{}", act.detail.replace('_', "-"))),
    };
    [hour(act.at, days), number.clone(), serial(&act.serial), act.operator.clone(), more]
}

/// What had become of a release when the day was closed.
fn outcome(release: &Act, acts: &[Act]) -> String {
    let of = |kind| acts.iter().find(move |act| act.kind == kind && act.number == release.number);
    match (of(ActKind::HandedOver), of(ActKind::ReleaseEnded)) {
        (_, Some(ended)) => say(&format!("day-detail-{}", ended.detail)),
        (Some(_), None) => say("day-detail-handed-over"),
        (None, None) => say("day-detail-waits"),
    }
}

fn carried(carried: &Carried) -> [String; 5] {
    let number = match carried.kind {
        EndKind::Sheet | EndKind::Decision => serial(&carried.detail),
        EndKind::Approval | EndKind::Mail | EndKind::Reply | EndKind::Case => String::new(),
    };
    let why = say(&format!("closing-reason-{}", carried.reason.key()));
    let why = if carried.words.is_empty() { why } else { format!("{why}: {}", carried.words) };
    let what = say(&format!("day-paper-open-{}", carried.kind.key()));
    [hour(carried.since, true), carried.protocol.clone(), number, what, why]
}

/// The hour in Rome; with the day where the register covers more than one.
fn hour(at: DateTime<Utc>, days: bool) -> String {
    if days { dates::day_and_hour(at) } else { dates::time_of_day(at) }
}

fn serial(serial: &str) -> String {
    serial.parse::<Serial>().map_or_else(|_| serial.to_owned(), |serial| serial.grouped())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(kind: ActKind, number: &str, detail: &str) -> Act {
        Act {
            kind,
            at: "2026-11-22T09:30:00Z".parse().unwrap(),
            protocol: "AN01-2026-000001".to_owned(),
            number: number.to_owned(),
            serial: String::new(),
            operator: "anna".to_owned(),
            detail: detail.to_owned(),
        }
    }

    #[test]
    fn every_word_that_the_database_may_hold_is_said() {
        let details = [
            (ActKind::Closed, &["done", "abandoned", "closed_elsewhere", "refused"][..]),
            (ActKind::Opened, &["activation", "new_release", "corrected_address"]),
            (ActKind::ReleaseEnded, &["refused", "withdrawn", "stopped", "superseded"]),
            (ActKind::Voided, &["paper_destroyed", "paper_missing"]),
            (ActKind::Decided, &["anew", "end"]),
            (ActKind::Approval, &["approved", "rejected"]),
            (ActKind::Revoked, &["theft", "puk_blocked"]),
            (ActKind::Override, &["card_name", "delegate_same_person", "delegate_many_holders"]),
        ];
        for (kind, words) in details {
            for word in words {
                let row = row(&act(kind, "", word), &[], false);
                assert!(!row[4].contains('['), "{kind:?} {word}: {}", row[4]);
                assert_eq!((row[0].as_str(), row[1].as_str()), ("10:30", "AN01-2026-000001"));
            }
        }
        for kind in ActKind::ALL {
            assert!(!title(*kind).contains('['), "{kind:?}");
        }
        for kind in EndKind::ALL {
            assert!(!say(&format!("day-paper-open-{}", kind.key())).contains('['), "{kind:?}");
        }
    }

    #[test]
    fn a_release_says_what_had_become_of_it() {
        let release = act(ActKind::Released, "AN01-2026-000001-R1", "");
        let handed = act(ActKind::HandedOver, "AN01-2026-000001-R1", "");
        let ended = act(ActKind::ReleaseEnded, "AN01-2026-000001-R1", "withdrawn");
        let other = act(ActKind::HandedOver, "AN01-2026-000002-R1", "");
        assert_eq!(outcome(&release, &[other]), "in attesa della consegna");
        assert_eq!(outcome(&release, &[handed]), "consegnato");
        assert_eq!(outcome(&release, &[ended]), "ritirato: non consegnato in tempo");
    }
}
