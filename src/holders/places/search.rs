// SPDX-License-Identifier: AGPL-3.0-or-later
//! Finding a place by the beginning of its name.

use chrono::NaiveDate;

use super::{Place, Places};
use crate::holders::transliteration::{Style, letters};

/// Letters A to Z of a name, upper case.
pub(super) fn fold(name: &str) -> String {
    letters(name, Style::Bare)
}

impl Places {
    /// Up to `limit` places whose name, or other name, begins with `text` (marks, blanks, apostrophes and letter case
    /// aside) or that have `text` as their code. With a day, the places of that day; without, each code once under its
    /// latest name. Exact names stand first, then what exists today, then the alphabet.
    pub fn search(&'static self, text: &str, on: Option<NaiveDate>, limit: usize) -> Vec<&'static Place> {
        if let Ok(code) = text.parse() {
            let place = on.map_or_else(|| self.history(code).last(), |day| self.on(code, day).place());
            return place.into_iter().take(limit).collect();
        }
        let prefix = fold(text);
        if prefix.is_empty() {
            return Vec::new();
        }
        let start = self.names.partition_point(|(name, _)| *name < prefix);
        let mut hits: Vec<(bool, bool, &str, &'static Place)> = self.names[start..]
            .iter()
            .take_while(|(name, _)| name.starts_with(&prefix))
            .map(|(name, at)| (name, &self.rows[*at as usize]))
            .filter(|(_, place)| match on {
                Some(day) => place.existed_on(day),
                None => self.history(place.code).last() == Some(place),
            })
            .map(|(name, place)| (*name != prefix, place.last_day.is_some(), name.as_str(), place))
            .collect();
        hits.sort_by_key(|hit| (hit.0, hit.1, hit.2, hit.3.province));
        let mut found: Vec<&'static Place> = Vec::new();
        for (.., place) in hits {
            if found.len() == limit {
                break;
            }
            if !found.iter().any(|known| known.code == place.code) {
                found.push(place);
            }
        }
        found
    }
}
