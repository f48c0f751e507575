// SPDX-License-Identifier: AGPL-3.0-or-later
//! The open counters for everybody: a page, JSON and CSV with the same content, all or those of one municipality. Nothing here is
//! of a person: name, body, address, telephone, hours, services.

use super::access::Anyone;
use super::dates;
use super::error::{Answer, PageError};
use super::page::Page;
use super::public_files;
use super::routes::Routes;
use crate::counters::{self, Facts, Standing};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, HeaderValue};
use actix_web::web::Query;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// What is not of this reader may be kept for so long, in seconds.
const FILES_CACHED: &str = "public, max-age=300";

/// The page has the reader's language and form token.
const PAGE_CACHED: &str = "private, max-age=60";

/// Characters of a municipality's name, at most.
const LONGEST: usize = 60;

#[derive(Deserialize)]
pub(super) struct Filter {
    #[serde(default)]
    municipality: String,
}

#[derive(Serialize)]
struct ListPage {
    municipality: String,
    municipalities: Vec<String>,
    counters: Vec<CounterView>,
    /// `?municipality=…` for the files, empty without a filter.
    query: String,
}

#[derive(Serialize)]
struct CounterView {
    code: String,
    name: String,
    body: String,
    municipality: String,
    address: String,
    telephone: String,
    /// The telephone as a link takes it; empty where it is none.
    dial: String,
    open: bool,
    standing: String,
    week: Vec<DayView>,
    services: Vec<String>,
}

#[derive(Serialize)]
struct DayView {
    day: String,
    date: String,
    hours: String,
    exceptional: bool,
    today: bool,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/counters", show);
    routes.get("/counters.json", json);
    routes.get("/counters.csv", csv);
}

/// The open counters that a reader asked for, and the municipalities that there are.
async fn found(page: &Page, filter: &Filter) -> Result<(String, Vec<String>, Vec<Facts>), PageError> {
    let asked: String =
        filter.municipality.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let kept = {
        let mut conn = page.connection().await?;
        counters::all(&mut conn, true).await?
    };
    let mut facts: Vec<Facts> = kept.into_iter().map(|kept| kept.facts).collect();
    facts.sort_by(|a, b| (&a.municipality, &a.code).cmp(&(&b.municipality, &b.code)));
    let mut places: Vec<String> = facts.iter().map(|facts| facts.municipality.clone()).collect();
    places.dedup();
    if !asked.is_empty() {
        facts.retain(|facts| facts.municipality.to_lowercase() == asked.to_lowercase());
    }
    Ok((asked, places, facts))
}

async fn show(_: Anyone, page: Page, filter: Query<Filter>) -> Answer {
    let (asked, municipalities, facts) = found(&page, &filter).await?;
    let query = match asked.as_str() {
        "" => String::new(),
        name => format!("?municipality={}", encoded(name)),
    };
    // as the list writes it, so that it is the one chosen
    let municipality = municipalities.iter().find(|name| name.to_lowercase() == asked.to_lowercase());
    let municipality = municipality.cloned().unwrap_or(asked);
    let counters = facts.iter().map(|facts| view(&page, facts)).collect();
    let mut answer =
        page.render("public/counters.html", &ListPage { municipality, municipalities, counters, query })?;
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(PAGE_CACHED));
    Ok(answer)
}

async fn json(_: Anyone, page: Page, filter: Query<Filter>) -> Answer {
    let (_, _, facts) = found(&page, &filter).await?;
    file(public_files::json(&facts, page.now())?, "application/json; charset=utf-8", "inline")
}

async fn csv(_: Anyone, page: Page, filter: Query<Filter>) -> Answer {
    let (_, _, facts) = found(&page, &filter).await?;
    file(public_files::csv(&facts)?, "text/csv; charset=utf-8", "attachment; filename=\"sportelli.csv\"")
}

fn file(bytes: Vec<u8>, kind: &'static str, how: &'static str) -> Answer {
    Ok(actix_web::HttpResponse::Ok()
        .content_type(kind)
        .insert_header((CONTENT_DISPOSITION, how))
        .insert_header((CACHE_CONTROL, FILES_CACHED))
        .body(bytes))
}

fn view(page: &Page, facts: &Facts) -> CounterView {
    let now = page.now();
    let today = crate::policy::rome_date(now);
    let standing = counters::standing(facts, now);
    let day = |day: counters::DayHours| DayView {
        day: page.say(&format!("weekday-{}", day.date.weekday().number_from_monday())),
        date: dates::show(day.date),
        hours: day.spans.iter().map(|span| span.to_string().replace('-', "–")).collect::<Vec<_>>().join(", "),
        exceptional: day.exceptional,
        today: day.date == today,
    };
    let dial: String = facts.telephone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    CounterView {
        code: facts.code.clone(),
        name: facts.name.clone(),
        body: facts.body.clone(),
        municipality: facts.municipality.clone(),
        address: facts.address.clone(),
        telephone: facts.telephone.clone(),
        dial: if dial.trim_start_matches('+').len() < 3 { String::new() } else { dial },
        open: matches!(standing, Standing::OpenUntil(_)),
        standing: words(page, standing),
        week: counters::week(facts, now).into_iter().map(day).collect(),
        services: facts
            .services
            .iter()
            .map(|service| page.say(&format!("counter-service-{}", service.key())))
            .collect(),
    }
}

fn words(page: &Page, standing: Standing) -> String {
    let said = |key: &str, arguments: &[(&'static str, String)]| {
        let arguments: Vec<_> =
            arguments.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        crate::texts::text_with(page.language().of_pages(), key, &arguments)
    };
    match standing {
        Standing::OpenUntil(minute) => said("counter-open-until", &[("time", counters::clock(minute))]),
        Standing::OpensToday(minute) => said("counter-opens-today", &[("time", counters::clock(minute))]),
        Standing::Opens(day, minute) => {
            let weekday = page.say(&format!("weekday-{}", day.weekday().number_from_monday()));
            let arguments = [("day", weekday), ("date", dates::show(day)), ("time", counters::clock(minute))];
            said("counter-opens-on", &arguments)
        }
        Standing::NoHours => said("counter-no-hours", &[]),
    }
}

/// A value of an address's query.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
