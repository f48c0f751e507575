// SPDX-License-Identifier: AGPL-3.0-or-later
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::*;

/// Key (or `key.attribute`) → the arguments it uses, read from the files themselves.
fn keys(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    for file in std::fs::read_dir(folder).expect("the folder of the language") {
        let path = file.expect("a file").path();
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
                let twice = found.insert(key.clone(), BTreeSet::new()).is_some();
                assert!(!twice, "{key} stands twice, the second time in {}", path.display());
            }
            let names = line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect::<String>()
            });
            found.entry(key.clone()).or_default().extend(names);
        }
    }
    found.remove("");
    found
}

#[test]
fn italian_and_english_have_the_same_keys_with_the_same_arguments() {
    let (italian, english) = (keys("it"), keys("en"));
    let only = |left: &BTreeMap<_, _>, right: &BTreeMap<String, BTreeSet<String>>| {
        left.keys().filter(|key| !right.contains_key(*key)).cloned().collect::<Vec<String>>()
    };
    assert!(italian.len() > 4, "the files were read");
    assert_eq!(only(&italian, &english), Vec::<String>::new(), "keys without an English text");
    assert_eq!(only(&english, &italian), Vec::<String>::new(), "keys without an Italian text");
    for (key, arguments) in &italian {
        assert_eq!(arguments, &english[key], "arguments of {key}");
    }
}

#[test]
fn every_key_of_the_files_is_found_by_the_loader() {
    for key in keys("it").keys().filter(|key| !key.contains('.') && !key.starts_with('-')) {
        for language in ["it", "en"] {
            let bundle = language.parse::<Language>().expect("a language").identifier();
            // A text whose arguments are not given still counts: what is sought is a key that the loader lost.
            let lost = LOCALES.lookup_single_language::<Cow<'static, str>>(bundle, key, None);
            let told = lost.map_or_else(|why| why.to_string(), |_| String::new());
            assert!(!told.contains("retrieve message"), "{key} in {language}: {told}");
        }
    }
}

#[test]
fn a_language_without_texts_is_served_in_english_and_a_missing_key_shows_itself() {
    assert_eq!(text(Language::Italian, "language-en"), "inglese");
    assert_eq!(text(Language::Slovene, "language-en"), "English");
    assert_eq!(text(Language::English, "no-such-key"), "[no-such-key]");
}

#[test]
fn language_codes_go_there_and_back() {
    for language in Language::ALL {
        assert_eq!(language.code().parse(), Ok(language));
    }
    assert_eq!("xx".parse::<Language>(), Err(UnknownLanguage));
}
