// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello cards`, run as the authority is.

use super::commands::Cards;
use super::{Failure, authority, complain, say, start};
use crate::authority::engine::Engine;
use crate::authority::import::{ImportError, ImportReport, Progress};
use crate::authority::lot::{Lot, SMALLEST, demo_lot};
use crate::cards::number::CardNumber;
use crate::demo;
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person::Person;
use crate::holders::places::Places;
use chrono::{NaiveDate, Utc};
use std::fs::File;
use std::path::Path;

pub(super) fn run(command: Cards) -> Result<(), Failure> {
    let (config, _log) = authority::read()?;
    start::runtime()?.block_on(async {
        let engine = Engine::open(&config, Utc::now()).await.map_err(Failure::failed)?;
        match command {
            Cards::Import { file, all_or_nothing } => import(&engine, &file, all_or_nothing).await,
            Cards::Invent { ordinary, odd, day, seed } => {
                let region = config.administration.region;
                invent(&engine, demo_lot(ordinary + SMALLEST, region, day, seed), ordinary, odd).await
            }
        }
    })
}

async fn import(engine: &Engine, file: &Path, all_or_nothing: bool) -> Result<(), Failure> {
    let content =
        File::open(file).map_err(|error| Failure::failed(format!("{}: {error}.", file.display())))?;
    let progress = |Progress { read, imported, refused }| {
        complain(&format!("{read} lines read, {imported} cards in, {refused} lines refused"));
    };
    match engine.import(content, all_or_nothing, Utc::now(), progress).await {
        Ok(report) => {
            tell(&report);
            if report.refused.is_empty() { Ok(()) } else { Err(Failure::failed("some lines were refused.")) }
        }
        Err(ImportError::NotAll(report)) => {
            tell(&report);
            Err(Failure::failed("lines were refused, so that no card was imported."))
        }
        Err(error) => Err(Failure::failed(format!("{error}."))),
    }
}

/// Puts a demonstration's cards in, and prints what to type to meet each odd case as one JSON list.
async fn invent(engine: &Engine, mut lot: Lot, ordinary: usize, odd: bool) -> Result<(), Failure> {
    if !demo::is_parent() {
        return Err(Failure::failed("cards are invented for `sportello demo` alone."));
    }
    if odd {
        engine.import_lot(&lot, Utc::now()).await.map_err(Failure::failed)?;
    } else {
        let added = lot.cards.split_off(lot.cards.len() - ordinary);
        engine.import_records(&added, Utc::now()).await.map_err(Failure::failed)?;
        lot.cases.clear();
    }
    let mut list: Vec<_> = lot
        .cases
        .iter()
        .map(|case| {
            told(case.key, case.label, &case.codice_fiscale, &case.card_number, case.expires, &case.holder)
        })
        .collect();
    if odd {
        // a card can be activated once: whoever tries needs more than one
        let rest =
            lot.cards.iter().filter(|card| lot.cases.iter().all(|case| case.card_number != card.card_number));
        list.extend(rest.map(|card| {
            let label = "waiting for its activation, as most are";
            told("ordinary", label, &card.codice_fiscale, &card.card_number, card.expires, &card.holder)
        }));
    }
    say(&serde_json::Value::from(list).to_string());
    Ok(())
}

fn told(
    key: &str,
    label: &str,
    code: &FiscalCode,
    number: &CardNumber,
    expires: NaiveDate,
    holder: &Person,
) -> serde_json::Value {
    serde_json::json!({
        "key": key,
        "label": label,
        "codice_fiscale": code.as_str(),
        "card_number": number.to_string(),
        "expires": expires.format("%d/%m/%Y").to_string(),
        "holder": shown(holder),
    })
}

/// A holder as an operator reads it from the card: surname, name, sex, day and place of birth.
fn shown(holder: &Person) -> String {
    let Person { surname, name, sex, birth_date, birth_place } = holder;
    let place = Places::embedded().on(*birth_place, *birth_date).place();
    let place =
        place.map_or_else(|| birth_place.to_string(), |place| format!("{} ({})", place.name, place.province));
    format!("{surname}, {name}, {}, {}, {place}", sex.letter(), birth_date.format("%d/%m/%Y"))
}

fn tell(report: &ImportReport) {
    report.refused.iter().for_each(|(line, reason)| say(&format!("line {line}: {reason}")));
    say(&format!("{} cards imported, {} lines refused.", report.imported, report.refused.len()));
}
