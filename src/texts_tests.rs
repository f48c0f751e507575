// SPDX-License-Identifier: AGPL-3.0-or-later
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::*;

/// The languages of papers and mails of which there are no pages.
const PAPERS_ONLY: [Language; 3] = [Language::German, Language::French, Language::Slovene];

/// What one text asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    /// The file that it stands in.
    file: String,
    /// The arguments that it uses.
    arguments: BTreeSet<String>,
    /// The cases that it tells apart, without the brackets and with the default.
    variants: BTreeSet<String>,
}

impl Asked {
    /// Whether papers or mails say it. What happened to a letter and what an operator does next is for pages.
    fn read_by_citizens(&self, key: &str) -> bool {
        match self.file.as_str() {
            "papers.ftl" | "common.ftl" | "delegation_names.ftl" | "delegation_papers.ftl" => true,
            "mail.ftl" => !["mail-kind-", "mail-state-", "mail-reason-", "mail-reply-"]
                .iter()
                .any(|it| key.starts_with(it)),
            _ => key
                .strip_prefix("refusal-")
                .is_some_and(|rest| ["-what", "-why", "-tell"].iter().any(|part| rest.ends_with(part))),
        }
    }
}

/// Key (or `key.attribute`) → what it asks for, read from the files themselves.
fn keys(language: Language) -> BTreeMap<String, Asked> {
    let mut found = BTreeMap::<String, Asked>::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language.code());
    for file in std::fs::read_dir(folder).expect("the folder of the language") {
        let path = file.expect("a file").path();
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        let (mut key, mut message) = (String::new(), String::new());
        for line in
            std::fs::read_to_string(&path).expect("UTF-8").lines().filter(|line| !line.starts_with('#'))
        {
            if let Some((name, _)) = line.split_once('=')
                && let name = name.trim_end()
                && let bare = name.trim_start().trim_start_matches('.')
                && (line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
                    || name.trim_start().starts_with('.'))
                && !bare.is_empty()
                && bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            {
                key = match line.starts_with(' ') {
                    true => format!("{message}.{bare}"),
                    false => bare.to_owned(),
                };
                if !line.starts_with(' ') {
                    message.clone_from(&key);
                }
                let twice = found.insert(key.clone(), Asked { file: file.clone(), ..Asked::default() });
                assert!(twice.is_none(), "{key} stands twice, the second time in {}", path.display());
            }
            let asked = found.entry(key.clone()).or_default();
            asked.arguments.extend(line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect::<String>()
            }));
            if let Some((variant, _)) = line.trim_start().trim_start_matches('*').split_once(']')
                && let Some(variant) = variant.strip_prefix('[')
            {
                asked.variants.insert(variant.to_owned());
            }
        }
    }
    found.remove("");
    found
}

/// The same keys, in the same files, with the same arguments.
fn compare(italian: &BTreeMap<String, Asked>, language: Language) {
    let other = keys(language);
    let only = |left: &BTreeMap<String, Asked>, right: &BTreeMap<String, Asked>| {
        left.keys().filter(|key| !right.contains_key(*key)).cloned().collect::<Vec<String>>()
    };
    assert_eq!(only(italian, &other), Vec::<String>::new(), "keys without a text in {language}");
    assert_eq!(only(&other, italian), Vec::<String>::new(), "keys of {language} that nobody reads");
    for (key, asked) in italian {
        assert_eq!(asked.arguments, other[key].arguments, "arguments of {key} in {language}");
        assert_eq!(asked.file, other[key].file, "file of {key} in {language}");
    }
}

#[test]
fn italian_and_english_have_the_same_keys_with_the_same_arguments() {
    let italian = keys(Language::Italian);
    assert!(italian.len() > 4, "the files were read");
    compare(&italian, Language::English);
}

#[test]
fn what_citizens_read_is_there_in_every_language_and_nothing_else() {
    let citizens: BTreeMap<_, _> =
        keys(Language::Italian).into_iter().filter(|(key, asked)| asked.read_by_citizens(key)).collect();
    assert!(citizens.len() > 150, "only {} texts of papers and mails were found", citizens.len());
    for language in PAPERS_ONLY {
        compare(&citizens, language);
    }
}

/// No text of theirs falls back: each gives words of its own language, whatever number it is told.
#[test]
fn no_text_of_a_citizen_falls_back_to_another_language() {
    for (key, asked) in keys(Language::Italian).iter().filter(|(key, asked)| asked.read_by_citizens(key)) {
        for language in Language::ALL {
            for number in [1, 2, 3, 5, 101] {
                let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> =
                    asked.arguments.iter().map(|name| (Cow::Owned(name.clone()), number.into())).collect();
                let said = LOCALES.lookup_single_language(language.identifier(), key, Some(&arguments));
                let said = said.unwrap_or_else(|why| panic!("{key} in {language}: {why}"));
                assert!(!said.trim().is_empty() && !said.contains(['{', '}']), "{key} in {language}: {said}");
                let told = asked.arguments.is_empty() || said.contains(&number.to_string()) || number == 1;
                assert!(told, "{key} in {language} does not say {number}: {said}");
            }
        }
    }
}

/// One and more than one; in Slovene two, and three or four, as well.
#[test]
fn plurals_have_the_forms_of_their_language() {
    for language in Language::ALL {
        let forms: &[&str] = match language {
            Language::Slovene => &["few", "one", "other", "two"],
            _ => &["one", "other"],
        };
        let mut plurals = 0;
        for (key, asked) in keys(language) {
            let told = asked.variants.iter().map(String::as_str).filter(|it| it.parse::<u32>().is_err());
            let told: Vec<&str> = told.collect();
            assert!(told.is_empty() || told == forms, "{key} in {language} tells {told:?} apart");
            plurals += usize::from(!told.is_empty());
        }
        assert!(plurals > 4, "plurals of {language} were found");
    }
    let tries = |count: i32| text_with(Language::Slovene, "sheet-tries", &[("tries", count.into())]);
    assert_eq!([1, 2, 3, 5].map(tries), ["1 poskus", "2 poskusa", "3 poskusi", "5 poskusov"]);
}

/// What papers and mails name in the program is among what citizens read, so that the comparison covers it.
#[test]
fn papers_and_mails_say_nothing_that_is_for_operators() {
    let italian = keys(Language::Italian);
    let mut named = 0;
    for (path, source) in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let whole = ["src/pdf/", "src/mail/words"].iter().any(|part| path.contains(part));
        let calls: &[&str] = if whole { &["\""] } else { &["Said::of("] };
        for call in calls {
            for rest in source.split(call).skip(1) {
                let literal = match whole {
                    true => rest.split('"').next(),
                    false => rest.split(';').next().and_then(|it| it.split('"').nth(1)),
                };
                // Filled at run time, a name may fit a text of the pages as well: one for citizens is enough.
                let keys: Vec<_> = literal.iter().flat_map(|literal| meant(literal, &italian)).collect();
                let theirs = keys.iter().any(|(key, asked)| asked.read_by_citizens(key));
                assert!(theirs || keys.is_empty(), "{literal:?}, named in {path}, is not in every language");
                named += keys.len();
            }
        }
    }
    assert!(named > 100, "{named} texts of papers and mails were found in the program");
}

/// The keys that a literal of the program means; what stands in braces is filled at run time.
fn meant<'a>(literal: &str, keys: &'a BTreeMap<String, Asked>) -> Vec<(&'a String, &'a Asked)> {
    let mut parts = vec![];
    for (at, part) in literal.split('{').enumerate() {
        parts.push(if at == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) });
    }
    let Some(first) = parts.first() else { return vec![] };
    if !first.contains('-') || first.contains(' ') {
        return vec![];
    }
    let fits = |key: &str| {
        let Some(mut rest) = key.strip_prefix(first) else { return false };
        for part in &parts[1..] {
            // What stands in braces is at least one letter long.
            let found = match part.is_empty() {
                true => Some(rest.len()),
                false => rest.get(1..).and_then(|it| it.find(part)).map(|at| at + 1 + part.len()),
            };
            match found {
                Some(end) if end > 0 => rest = &rest[end..],
                _ => return false,
            }
        }
        rest.is_empty()
    };
    keys.iter().filter(|(key, _)| fits(key)).collect()
}

/// Every source file below a folder with its text.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).expect("UTF-8")));
        }
    }
    found
}

#[test]
fn every_key_of_the_files_is_found_by_the_loader() {
    for key in keys(Language::Italian).keys().filter(|key| !key.contains('.') && !key.starts_with('-')) {
        for language in [Language::Italian, Language::English] {
            // A text whose arguments are not given still counts: what is sought is a key that the loader lost.
            let lost = LOCALES.lookup_single_language::<Cow<'static, str>>(language.identifier(), key, None);
            let told = lost.map_or_else(|why| why.to_string(), |_| String::new());
            assert!(!told.contains("retrieve message"), "{key} in {language}: {told}");
        }
    }
}

#[test]
fn a_paper_speaks_its_language_a_page_english_and_a_missing_key_shows_itself() {
    assert_eq!(text(Language::Italian, "language-en"), "inglese");
    assert_eq!(text(Language::Slovene, "language-en"), "angleščina");
    assert_eq!(text(Language::Slovene.of_pages(), "language-en"), "English");
    assert_eq!(text(Language::Slovene, "holder-title"), "The holder’s data", "pages have no Slovene");
    assert_eq!(text(Language::English, "no-such-key"), "[no-such-key]");
}

#[test]
fn language_codes_go_there_and_back() {
    for language in Language::ALL {
        assert_eq!(language.code().parse(), Ok(language));
    }
    assert_eq!("xx".parse::<Language>(), Err(UnknownLanguage));
}
