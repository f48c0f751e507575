// SPDX-License-Identifier: AGPL-3.0-or-later
//! One noun for one thing: the texts for citizens keep to the words of `docs/terms.md`.

use sportello::texts::Language;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The languages in the order of the table's columns.
const COLUMNS: [&str; 5] = ["it", "en", "de", "fr", "sl"];

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The rows of a section of the glossary, cell by cell, without the head of its table.
fn rows(section: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(at("docs/terms.md")).expect("the glossary");
    let part =
        text.split(&format!("## {section}\n")).nth(1).unwrap_or_else(|| panic!("no section {section}"));
    let part = part.split("\n## ").next().expect("its text");
    let lines = part.lines().filter(|line| line.starts_with('|')).skip(2);
    let cell = |cell: &str| cell.trim().trim_matches('`').to_owned();
    lines.map(|line| line.trim_matches('|').split('|').map(cell).collect()).collect()
}

/// The texts of a language that citizens read, by key: `papers.ftl` and `delegation_papers.ftl` whole, of the others what papers and mails say.
fn texts(language: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::<String, String>::new();
    for file in
        ["papers.ftl", "delegation_papers.ftl", "mail.ftl", "cases.ftl", "releases.ftl", "services.ftl"]
    {
        let text = fs::read_to_string(at(&format!("locales/{language}/{file}"))).expect("a file of texts");
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, said)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                name.clone_into(&mut key);
                found.insert(key.clone(), said.to_lowercase());
            } else if let Some(said) = found.get_mut(&key) {
                said.push(' ');
                said.push_str(&line.to_lowercase());
            }
        }
        if !["papers.ftl", "delegation_papers.ftl"].contains(&file) {
            let theirs = |key: &str| match file {
                "mail.ftl" => !["mail-kind-", "mail-state-", "mail-reason-", "mail-reply-"]
                    .iter()
                    .any(|it| key.starts_with(it)),
                _ => {
                    key.starts_with("refusal-")
                        && ["-what", "-why", "-tell"].iter().any(|end| key.ends_with(end))
                }
            };
            found.retain(|key, _| papers_key(key) || theirs(key));
        }
    }
    found
}

/// Whether a key is one of papers, by its first word.
fn papers_key(key: &str) -> bool {
    ["paper-", "form-", "deed-", "sheet-", "receipt-", "slip-", "life-", "letter-", "advice-"]
        .iter()
        .any(|part| key.starts_with(part))
}

/// A text without the Italian words that it quotes, such as the subject of a mail.
fn unquoted(text: &str) -> String {
    let quote = |c: char| matches!(c, '«' | '»' | '“' | '”');
    text.split(quote).step_by(2).collect()
}

/// Whether a text says one of the stems of a cell: `stem / stem`.
fn says(text: &str, cell: &str) -> bool {
    cell.split(" / ").any(|stem| text.contains(&stem.to_lowercase()))
}

#[test]
fn where_the_italian_says_a_term_each_language_says_its_own() {
    let all = COLUMNS.map(texts);
    let mut wrong = vec![];
    let mut looked = 0;
    let words = rows("Words");
    for row in &words {
        let [italian, others @ ..] = &row[..] else { panic!("{row:?}") };
        assert_eq!(others.len(), COLUMNS.len() - 1, "{row:?}");
        // a medical certificate is no certificate of a card
        let longer: Vec<&String> =
            words.iter().map(|row| &row[0]).filter(|it| *it != italian && it.contains(italian)).collect();
        let plain = |said: &str| longer.iter().fold(unquoted(said), |said, it| said.replace(it.as_str(), ""));
        let keys: Vec<_> =
            all[0].iter().filter(|(_, said)| says(&plain(said), italian)).map(|(key, _)| key).collect();
        assert!(!keys.is_empty(), "no text says {italian}");
        for (column, (language, cell)) in COLUMNS[1..].iter().zip(others).enumerate() {
            for key in &keys {
                looked += 1;
                match all[column + 1].get(*key) {
                    Some(said) if !says(said, cell) => {
                        wrong.push(format!("{language} {key}: no {cell}: {said}"))
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
    assert!(looked > 600, "only {looked} texts were looked at");
}

/// The texts that say a word that the glossary does not want.
fn unwanted(language: &str, texts: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = vec![];
    for row in rows("Not used") {
        let [of, not, instead] = &row[..] else { panic!("{row:?}") };
        let said =
            texts.iter().filter(|(_, said)| of == language && unquoted(said).contains(&not.to_lowercase()));
        found.extend(said.map(|(key, _)| format!("{language} {key}: {not}, not {instead}")));
    }
    found
}

#[test]
fn no_text_says_what_the_glossary_does_not_want() {
    for language in Language::ALL.map(Language::code) {
        assert_eq!(unwanted(language, &texts(language)), Vec::<String>::new());
    }
    // the search itself finds what is planted
    for row in rows("Not used") {
        let planted = BTreeMap::from([("planted".to_owned(), format!("so: {}.", row[1]).to_lowercase())]);
        assert!(!unwanted(&row[0], &planted).is_empty(), "{row:?}");
    }
}
