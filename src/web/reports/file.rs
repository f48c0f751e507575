// SPDX-License-Identifier: AGPL-3.0-or-later
//! The figures of a report as a file.

use super::asked::Asked;
use super::desk;
use crate::counters;
use crate::operators::Supervisor;
use crate::reports::files::{self, Format, Frame};
use crate::reports::{self, Filter, Names, Report, Words};
use crate::web::error::{Answer, PageError};
use crate::web::page::Page;
use crate::web::table_file::attachment;
use actix_web::web::{Path, Query};

/// The same sums as on the page, whatever the format.
pub(super) async fn figures(
    supervisor: Supervisor,
    page: Page,
    path: Path<(Report, Format)>,
    asked: Query<Asked>,
) -> Answer {
    let (report, format) = path.into_inner();
    let desk = desk(&page)?;
    let asked = asked.into_inner().completed(page.now());
    let Ok(filter) = asked.read() else { return Err(PageError::Unreadable) };
    let colleagues = reports::colleagues(&desk, &supervisor).await?;
    let counter = counters::find(&mut *page.connection().await?, supervisor.counter_id()).await?;
    let figures = reports::export(&desk, &supervisor, report, &filter, format).await?;
    let frame = Frame {
        words: Words { language: page.language(), report },
        region: &page.app.settings.region,
        counter: &counter,
        names: &Names::from(&*colleagues),
        filter: &filter,
        now: page.now(),
    };
    let bytes = files::figures(&frame, &figures, format)?;
    let name = name(report, &counter.code, &filter, format);
    Ok(attachment(format, &name).body(bytes))
}

/// `releases-AN01-2026-11-01-2026-11-30.csv`: nothing in it is a person's.
pub(super) fn name(report: Report, counter: &str, filter: &Filter, format: Format) -> String {
    let (from, to) = (filter.period.first(), filter.period.last());
    format!("{}-{counter}-{from}-{to}.{}", report.key(), format.key())
}
