// SPDX-License-Identifier: AGPL-3.0-or-later
//! Kinds of identity document (DPR 445/2000 art. 35) and the days on which they count.

use chrono::NaiveDate;
use serde::Deserialize;

use super::units::optional_day;
use crate::texts::Language;

/// How a document number looks: `A` a letter, `9` a digit, anything else itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct NumberPattern(String);

impl NumberPattern {
    /// Whether a number (upper case, without blanks) looks like this.
    pub fn fits(&self, number: &str) -> bool {
        self.0.len() == number.len()
            && self.0.bytes().zip(number.bytes()).all(|(mark, given)| match mark {
                b'A' => given.is_ascii_uppercase(),
                b'9' => given.is_ascii_digit(),
                _ => mark == given,
            })
    }
}

/// A kind of document and its rules.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentKind {
    /// Stable name, as kept in a case.
    pub code: String,
    name_it: String,
    name_en: String,
    name_de: String,
    name_fr: String,
    name_sl: String,
    /// Whether such a document always has an expiry date.
    pub expires: bool,
    /// Usual looks of its number; another one is a hint, not a fault. Empty where nothing is known.
    #[serde(default)]
    pub number_patterns: Vec<NumberPattern>,
    /// No such document was issued before this day.
    #[serde(default, deserialize_with = "optional_day")]
    pub first_issue_day: Option<NaiveDate>,
    /// The last day on which the kind counts, whatever date is printed.
    #[serde(default, deserialize_with = "optional_day")]
    pub last_valid_day: Option<NaiveDate>,
    /// Issued from this day on, it expires on a birthday (DL 5/2012 art. 7).
    #[serde(default, deserialize_with = "optional_day")]
    pub birthday_rule_from: Option<NaiveDate>,
    /// Most years from issue to expiry.
    pub longest_years: Option<u32>,
}

impl DocumentKind {
    /// Its name on pages and papers. A policy names each kind in every language of the papers.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Italian => &self.name_it,
            Language::English => &self.name_en,
            Language::German => &self.name_de,
            Language::French => &self.name_fr,
            Language::Slovene => &self.name_sl,
        }
    }

    /// Whether the kind counts on a day at all.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.last_valid_day.is_none_or(|last| day <= last)
    }
}
