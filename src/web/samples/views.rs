// SPDX-License-Identifier: AGPL-3.0-or-later
//! Samples as pages show them.

use super::super::case_page;
use super::super::dates;
use super::super::delegate;
use super::super::error::PageError;
use super::super::page::Page;
use super::super::scan_views::{self, ScanLine};
use super::super::table_file::{self, FileLink};
use super::super::warnings::Choice;
use super::{Asked, ResultForm};
use crate::ids::HolderId;
use crate::policy::EvidenceWay;
use crate::samples::{Figure, Kind, Line, Look, Outcome, Overview, Thing};
use crate::texts::{self, Language};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
pub(super) struct ListPage {
    asked: Asked,
    months: Vec<Choice>,
    kinds: Vec<Choice>,
    files: Vec<FileLink>,
    figures: Vec<FigureView>,
    overdue: i32,
    open: Vec<LineView>,
    done: Vec<LineView>,
}

#[derive(Serialize)]
struct FigureView {
    month: String,
    kind: String,
    operator: String,
    population: i32,
    sample: i32,
    done: i32,
    /// `confermato 2, falso 1`.
    outcomes: String,
    open: i32,
    overdue: i32,
}

#[derive(Serialize)]
struct LineView {
    href: String,
    protocol: String,
    kind: String,
    at: String,
    operator: String,
    due: String,
    overdue: bool,
    outcome: String,
    grave: bool,
}

#[derive(Serialize)]
pub(super) struct ShowPage {
    action: String,
    protocol: String,
    kind: &'static str,
    month: String,
    due: String,
    at: String,
    operator: String,
    /// The release's number, or the declaration's item and way.
    thing: String,
    holder: String,
    holder_id: HolderId,
    acting: String,
    phone: String,
    case: String,
    scans: Vec<ScanLine>,
    results: Vec<ResultView>,
    /// The outcome that holds, where the law or the card's safety wants something next.
    grave: &'static str,
    may_check: bool,
    outcomes: Vec<Choice>,
    form: ResultForm,
}

#[derive(Serialize)]
struct ResultView {
    outcome: String,
    attempts: Option<i16>,
    note: String,
    at: String,
    by: String,
    holds: bool,
}

/// `10/2026`.
pub(super) fn month(day: NaiveDate) -> String {
    day.format("%m/%Y").to_string()
}

pub(super) fn kind(language: Language, kind: Kind) -> String {
    texts::text(language, &format!("sample-kind-{}", kind.key().replace('_', "-")))
}

pub(super) fn outcome(language: Language, outcome: Outcome) -> String {
    texts::text(language, &format!("sample-outcome-{}", outcome.key().replace('_', "-")))
}

/// The page of the list.
pub(super) fn list(language: Language, asked: &Asked, overview: Overview) -> ListPage {
    let lines = overview.open.iter().chain(&overview.done).map(|line| line.month);
    let mut months: BTreeSet<NaiveDate> =
        overview.figures.iter().map(|figure| figure.month).chain(lines).collect();
    months.extend(asked.month.parse::<NaiveDate>());
    let choice = |value: String, label| Choice { value, label, hint: String::new() };
    ListPage {
        asked: asked.clone(),
        months: months.into_iter().rev().map(|day| choice(day.to_string(), month(day))).collect(),
        files: table_file::links(super::LIST, &asked.address()),
        kinds: Kind::ALL.map(|it| choice(it.key().to_owned(), kind(language, it))).into(),
        overdue: overview.open.iter().map(|line| i32::from(line.overdue)).sum(),
        figures: overview.figures.into_iter().map(|it| figure(language, it)).collect(),
        open: overview.open.into_iter().map(|it| line(language, it)).collect(),
        done: overview.done.into_iter().map(|it| line(language, it)).collect(),
    }
}

/// `Confermato: 2, Dichiarazione falsa: 1`.
pub(super) fn outcomes(language: Language, it: &Figure) -> String {
    let outcomes = it.outcomes.iter().map(|(what, count)| format!("{}: {count}", outcome(language, *what)));
    outcomes.collect::<Vec<_>>().join(", ")
}

fn figure(language: Language, it: Figure) -> FigureView {
    FigureView {
        month: month(it.month),
        kind: kind(language, it.kind),
        outcomes: outcomes(language, &it),
        operator: it.operator.unwrap_or_default(),
        population: it.population,
        sample: it.sample,
        done: it.done,
        open: it.open,
        overdue: it.overdue,
    }
}

fn line(language: Language, it: Line) -> LineView {
    LineView {
        href: format!("/samples/{}", it.id),
        protocol: it.protocol,
        kind: kind(language, it.kind),
        at: dates::show_time(it.at),
        operator: it.operator,
        due: dates::show(it.due_on),
        overdue: it.overdue,
        outcome: it.outcome.map(|what| outcome(language, what)).unwrap_or_default(),
        grave: it.outcome.is_some_and(Outcome::is_grave),
    }
}

/// The page of one thing drawn, with what was typed.
pub(super) async fn show(page: &Page, look: &Look, typed: Option<ResultForm>) -> Result<ShowPage, PageError> {
    let language = page.language();
    let (drawn, case) = (&look.drawn, &look.case);
    let (thing, scans) = match &drawn.thing {
        Thing::Release { number } => (number.clone(), Vec::new()),
        Thing::Evidence { id, item, way } => {
            let mut conn = page.connection().await?;
            let pieces = case.delegation.iter().flat_map(|delegation| &delegation.evidence);
            let shown: Vec<_> =
                pieces.filter(|piece| piece.id == *id).flat_map(|piece| piece.scans.clone()).collect();
            let scans = page.scans(&mut conn, case).await?.of(&shown);
            let way =
                EvidenceWay::from_key(way).map(|way| texts::text(language, &way.text_key("evidence-way")));
            (format!("{}: {}", scan_views::item(language, item), way.unwrap_or_default()), scans)
        }
    };
    let last = look.results.len();
    let holds = look.results.last().map(|result| result.outcome);
    let results = look.results.iter().zip(1..).map(|(result, number)| ResultView {
        outcome: outcome(language, result.outcome),
        attempts: result.attempts,
        note: result.note.clone(),
        at: dates::show_time(result.at),
        by: result.by.clone(),
        holds: number == last,
    });
    let choice = |it: &Outcome| {
        let key = format!("sample-outcome-{}", it.key().replace('_', "-"));
        Choice::of(language, it.key(), &key)
    };
    Ok(ShowPage {
        action: format!("/samples/{}", drawn.id),
        protocol: case.protocol.to_string(),
        kind: drawn.kind.key(),
        month: month(drawn.month),
        due: dates::show(drawn.due_on),
        at: dates::show_time(drawn.at),
        operator: drawn.operator.clone(),
        thing,
        holder: case_page::holder(case),
        holder_id: case.holder.id,
        acting: delegate::in_one_line(page, case),
        phone: case
            .contact
            .as_ref()
            .and_then(|contact| contact.phone.as_ref())
            .map(|phone| phone.as_str().to_owned())
            .unwrap_or_default(),
        case: case.id.to_string(),
        scans,
        results: results.collect(),
        grave: holds.filter(|what| what.is_grave()).map_or("", Outcome::key),
        may_check: look.may_check,
        outcomes: drawn.kind.outcomes().iter().map(choice).collect(),
        form: typed.unwrap_or_else(|| ResultForm { seen: last.to_string(), ..ResultForm::default() }),
    })
}

impl ShowPage {
    #[cfg(test)]
    pub(super) fn sample(holds: Option<Outcome>) -> Self {
        let recorded = |what: Outcome| ResultView {
            outcome: outcome(Language::Italian, what),
            attempts: what.counts_calls().then_some(1),
            note: "ha risposto <chi> apre".to_owned(),
            at: "02/11/2026 10:32".to_owned(),
            by: "D'Alò Sara".to_owned(),
            holds: true,
        };
        Self {
            action: "/samples/0193".to_owned(),
            protocol: "AN01-2026-000001".to_owned(),
            kind: Kind::Telephone.key(),
            month: "10/2026".to_owned(),
            due: "01/12/2026".to_owned(),
            at: "12/10/2026 10:32".to_owned(),
            operator: "D'Alò Anna".to_owned(),
            thing: "AN01-2026-000001-R1".to_owned(),
            holder: "Niccolò D'Angelo".to_owned(),
            holder_id: uuid::Uuid::nil().into(),
            acting: String::new(),
            phone: "+39 071 0000000".to_owned(),
            case: String::new(),
            scans: Vec::new(),
            results: holds.into_iter().map(recorded).collect(),
            grave: holds.filter(|what| what.is_grave()).map_or("", Outcome::key),
            may_check: holds.is_none(),
            outcomes: Kind::Telephone
                .outcomes()
                .iter()
                .map(|it| Choice::of(Language::Italian, it.key(), "sample-outcome-confirmed"))
                .collect(),
            form: ResultForm::default(),
        }
    }
}
