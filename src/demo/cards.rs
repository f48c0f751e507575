// SPDX-License-Identifier: AGPL-3.0-or-later
//! The invented cards. They are put in by a command that runs as the authority does: the supervisor opens no key to codes.

use super::child;
use super::cluster::write_secret;
use super::error::DemoError;
use super::place::Place;
use super::processes;
use crate::config::Demo;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::process::Stdio;

/// The seed of the first lot: every demonstration made on the same day has the same cards.
const SEED: u64 = 38;

/// What to type to meet a case.
#[derive(Serialize, Deserialize)]
pub(super) struct Case {
    key: String,
    label: String,
    codice_fiscale: String,
    card_number: String,
    expires: String,
    holder: String,
}

/// The first lot: ordinary cards, and one for each odd thing that can happen. What to type for which stands in
/// `cards.txt`.
pub(super) async fn first_lot(place: &Place, config: &Demo, day: NaiveDate) -> Result<(), DemoError> {
    let words = ["cards", "invent", "--odd", "--ordinary", "0"];
    let cases = invent(place, config, &words, day, SEED).await?;
    let widest = cases.iter().map(|case| case.holder.chars().count()).max().unwrap_or_default();
    let mut text = format!(
        "codice fiscale    card number           expires     {:<widest$}  what it is\n",
        "surname, name, sex, born on, born in"
    );
    for Case { key, label, codice_fiscale, card_number, expires, holder } in cases {
        text.push_str(&format!(
            "{codice_fiscale:<16}  {card_number:<20}  {expires}  {holder:<widest$}  {key}: {label}\n"
        ));
    }
    write_secret(&place.cards(), text.as_bytes()).map(drop)
}

/// More ordinary cards.
pub(super) async fn more(place: &Place, config: &Demo, count: u32, day: NaiveDate) -> Result<(), DemoError> {
    let seed = chrono::Utc::now().timestamp().unsigned_abs();
    invent(place, config, &["cards", "invent", "--ordinary", &count.to_string()], day, seed).await.map(drop)
}

async fn invent(
    place: &Place,
    config: &Demo,
    words: &[&str],
    day: NaiveDate,
    seed: u64,
) -> Result<Vec<Case>, DemoError> {
    const STEP: &str = "inventing cards";
    let (day, seed) = (day.to_string(), seed.to_string());
    let words: Vec<String> =
        words.iter().chain(&["--day", &day, "--seed", &seed]).map(|word| (*word).to_owned()).collect();
    let settings = processes::authority_settings(place, config)?;
    let command = child::command(place, "authority", &words, place.users().authority, &settings);
    let mut command = tokio::process::Command::from(command);
    command.stdin(Stdio::null()).kill_on_drop(true);
    let done = command.output().await.map_err(DemoError::step(STEP))?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        return Err(DemoError::Step { step: STEP, why: said.trim().trim_end_matches('.').to_owned() });
    }
    serde_json::from_slice(&done.stdout).map_err(DemoError::step(STEP))
}

#[cfg(test)]
mod tests {
    use super::SEED;
    use crate::authority::lot::demo_lot;
    use crate::policy::PolicyBook;

    #[test]
    fn the_readme_names_every_case_of_the_lot() {
        let readme = include_str!("../../README.md");
        let lot = demo_lot(0, PolicyBook::embedded().region(), "2026-11-22".parse().unwrap(), SEED);
        for case in lot.cases {
            assert!(readme.contains(&format!("`{}`", case.key)), "the README does not name {}", case.key);
        }
    }
}
