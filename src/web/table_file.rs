// SPDX-License-Identifier: AGPL-3.0-or-later
//! The tables of a page as a file, through the files of reports.

use super::error::Answer;
use super::page::Page;
use crate::counters::{self, Counter};
use crate::operators::Supervisor;
use crate::pdf::{PaperColumn, PaperTable};
use crate::reports::files::{self, Cell, Format, Sheet};
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::Serialize;

/// What a page gives away: lines for a spreadsheet, or its tables for a paper.
pub(super) struct TableFile {
    /// The name's beginning: `samples`.
    pub(super) name: &'static str,
    /// The name's end: a day or days. Nothing in a name is a person's.
    pub(super) days: String,
    /// What the page is called.
    pub(super) title: String,
    /// What was asked for: labels and values.
    pub(super) facts: Vec<(String, String)>,
    /// Heads of the lines; the counter's code stands before them.
    pub(super) heads: Vec<String>,
    /// The lines.
    pub(super) rows: Vec<Vec<Cell>>,
    /// The tables.
    pub(super) tables: Vec<PaperTable>,
}

/// A link to a file; its label's key is `report-file-<format>`.
#[derive(Serialize)]
pub(super) struct FileLink {
    format: &'static str,
    href: String,
}

/// The links of a page: `<base>/figures/csv?<address>`.
pub(super) fn links(base: &str, address: &str) -> Vec<FileLink> {
    let link = |format: Format| {
        let mark = if address.is_empty() { "" } else { "?" };
        FileLink { format: format.key(), href: format!("{base}/figures/{}{mark}{address}", format.key()) }
    };
    Format::ALL.map(link).into()
}

/// A column of a paper's table: its head, its part of the width, whether it holds numbers.
pub(super) fn column(head: String, share: f32, number: bool) -> PaperColumn {
    PaperColumn { head, share, number }
}

/// Answers with the file.
pub(super) async fn answer(page: &Page, supervisor: &Supervisor, format: Format, file: TableFile) -> Answer {
    let counter = counters::find(&mut *page.connection().await?, supervisor.counter_id()).await?;
    let name = format!("{}-{}-{}.{}", file.name, counter.code, file.days, format.key());
    let bytes = bytes(page, &counter, format, file)?;
    Ok(attachment(format, &name).body(bytes))
}

/// The beginning of an answer that a browser saves under a name.
pub(super) fn attachment(format: Format, name: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer.content_type(format.media_type());
    answer.insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    answer
}

fn bytes(
    page: &Page,
    counter: &Counter,
    format: Format,
    file: TableFile,
) -> Result<Vec<u8>, crate::db::Breakage> {
    let TableFile { title, facts, heads, rows, tables, .. } = file;
    if format == Format::Pdf {
        let (language, region, now) = (page.language(), &*page.app.settings.region, page.now());
        return Ok(files::sheet(&Sheet { language, region, counter, title: &title, facts, now }, &tables));
    }
    let mut all = vec![crate::texts::text(page.language(), "report-column-counter")];
    all.extend(heads);
    let rows: Vec<Vec<Cell>> = (rows.into_iter())
        .map(|row| std::iter::once(Cell::Text(counter.code.clone())).chain(row).collect())
        .collect();
    files::lines(format, &all, &rows)
}
