// SPDX-License-Identifier: AGPL-3.0-or-later
//! Every paper in every language, with difficult data: complete, on its leaves, and nothing outside its place.

use std::{fs, path::Path};

use sportello::{
    pdf::{
        Asked, Carrier, CodeKind, CodeSheet, FOLDS, LifeSlip, Receipt, RefusalSlip, RequestForm, Said, Tries,
        code_sheet, life_slip, receipt, refusal_slip, request_form,
    },
    texts::{Language, text},
};

use super::{
    fixtures::{CODES, COUNTER, LONG_COUNTER, RECEIPT_CODE, form, long_form, now, sheet},
    tools::{boxes, info, keep, scanned, sound, tidy, words},
};

/// The longest surname and names that a card's field takes, more or less.
pub(super) const LONG_NAME: &str =
    "VON WALTHER-OBERKIRCHNER ZU HOCHFELDENSTEIN D’ALTAMURA MARIA-THERESIA ÄNNCHEN ŽIVA";

/// A name longer than most.
pub(super) const USUAL_NAME: &str = "DELLA VALLE FERRARI MARIA ANTONIETTA";

/// Where the boxes for digits begin, from the left edge.
const BOXES: f32 = 203.0;

pub(super) fn complete(path: &Path, language: Language, says: &[&str]) {
    let text = words(path);
    for key in says {
        for language in [Language::Italian, language] {
            let said = sportello::texts::text(language, key);
            let said = said.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ");
            // Prose is set in columns; what is looked for are its first words.
            let start = said.split(' ').take(2).collect::<Vec<_>>().join(" ");
            assert!(text.contains(&start), "{start:?} ({key}) is missing in {text}");
        }
    }
    assert!(!text.contains('[') && !text.contains('{'), "a text is missing in {text}");
}

#[test]
fn the_form_is_signed_in_every_language_on_one_leaf() {
    for language in Language::ALL {
        for (asked, ending) in [
            (Asked::Activation, ""),
            (Asked::NewRelease, "-new-release"),
            (Asked::CorrectedAddress, "-corrected-address"),
        ] {
            for (length, form) in [("plain", form(language)), ("long", long_form(language))] {
                let form = RequestForm { asked, ..form };
                let path = keep(&format!("form-{language}{ending}-{length}"), &request_form(&form));
                tidy(&path, 4);
                sound(&path);
                assert!(
                    info(&path).contains("Pages:           4\n"),
                    "{language} {asked:?}: {}",
                    info(&path)
                );
                let [title, present] =
                    ["form-title", "form-declares-present"].map(|key| format!("{key}{ending}"));
                let says = [title.as_str(), &present, "form-notice", "form-signature-holder"];
                complete(&path, language, &says);
            }
        }
    }
}

#[test]
fn the_sheet_keeps_its_thirds_and_its_left_column_in_every_language() {
    for language in Language::ALL {
        for (duplicate, tries) in [(false, 3), (true, 3), (false, 1)] {
            let bytes = code_sheet(&CodeSheet {
                counter: LONG_COUNTER,
                holder: LONG_NAME,
                duplicate,
                tries: Tries { pin: tries, puk: tries },
                masked_address: "m•••••••••••••••••••••••••••••••••••••••@l••••••••••••••••••••.example",
                ..sheet(language)
            });
            let path = keep(&format!("sheet-{language}-{duplicate}-{tries}"), &bytes);
            assert!(info(&path).contains("Pages:           1\n"), "{language}: {}", info(&path));
            tidy(&path, 1);
            sound(&path);
            complete(&path, language, &["sheet-title", "sheet-codes", "sheet-next", "sheet-purpose-pin"]);
            let all = boxes(&path, 1);
            for (word, [_, top, _, bottom]) in &all {
                let across = FOLDS.iter().any(|fold| *top < *fold && *bottom > *fold + 1.0);
                assert!(!across, "{language}: {word} lies across a fold, from {top} to {bottom}");
            }
            let callout = all.iter().filter(|(_, edges)| edges[1] < FOLDS[0]).map(|(_, edges)| edges[3]);
            let ends = callout.fold(0.0, f32::max);
            assert!(ends < FOLDS[0] - 6.0, "{language}: the upper third ends at {ends}");
            let names = CODES.map(|code| code.kind.name());
            assert_eq!(names, [CodeKind::Pin, CodeKind::Puk, CodeKind::Cip].map(CodeKind::name));
            // The legend begins with its dot at the left edge; above it stand the rows.
            let legend = all.iter().filter(|(word, edges)| word == "•" && edges[0] < 60.0);
            let legend = legend.map(|(_, edges)| edges[1]).fold(f32::MAX, f32::min);
            assert!(legend < FOLDS[1], "{language}: the legend is there");
            for (word, [left, top, right, bottom]) in &all {
                if *top > FOLDS[0] + 30.0 && *left < BOXES - 1.0 && *bottom < FOLDS[1] - 10.0 && *top < legend
                {
                    assert!(*right < BOXES - 2.0, "{language}: {word} runs into the boxes: {right}");
                    assert!(*bottom < legend + 4.0, "{language}: {word} runs into the legend: {bottom}");
                }
            }
        }
    }
}

#[test]
fn the_receipt_is_one_page_in_every_language() {
    for language in Language::ALL {
        for (state, server, name, pages) in [
            ("waiting", "", USUAL_NAME, 1),
            ("accepted", "mx-2.posta-in-arrivo.example.org", USUAL_NAME, 1),
            ("perhaps-twice", "", USUAL_NAME, 1),
            ("given-up", "", USUAL_NAME, 1),
            ("given-up", "", LONG_NAME, 2),
        ] {
            let done = Receipt::activation(language, Carrier::Mail);
            let mail = Said::of(language, &format!("receipt-mail-{state}"), &[("server", server.into())]);
            let paper = receipt(&Receipt {
                counter: COUNTER,
                protocol: "AN01-2026-000123",
                holder: name,
                done: &done,
                release: Some("AN01-R-2026-004711"),
                serial: Some("FC26-7K3M-9QXA"),
                taken_by: Some(name),
                acting: None,
                mail: Some(&mail),
                suspension: &Said::of(language, "receipt-suspension", &[]).joined(),
                card: Some("8038 0001 1000 0000 0014"),
                qr: Some(RECEIPT_CODE),
                language,
                now: now(),
            });
            let path = keep(&format!("receipt-{language}-{state}-{pages}"), &paper);
            if name == USUAL_NAME && state == "given-up" {
                assert_eq!(scanned(&path).trim(), format!("QR-Code:{RECEIPT_CODE}"), "{language}");
            }
            let told = info(&path);
            let has = |pages: usize| told.contains(&format!("Pages:           {pages}\n"));
            // A name of three lines may take a second page, never a third.
            assert!(has(1) || pages == 2 && has(2), "{language} {state}: {told}");
            tidy(&path, if has(1) { 1 } else { 2 });
            sound(&path);
            complete(
                &path,
                language,
                &["receipt-title", "receipt-suspend", "receipt-warning", "receipt-suspension"],
            );
        }
    }
}

/// The rules of which a slip can tell, as the texts know them.
fn rules() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/it");
    let mut found = vec![];
    for file in fs::read_dir(folder).expect("the Italian texts") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("UTF-8");
        let keys = text.lines().filter_map(|line| line.split_once(" ="));
        let rules = keys.filter_map(|(key, _)| key.strip_prefix("refusal-")?.strip_suffix("-what"));
        found.extend(rules.map(str::to_owned));
    }
    found
}

#[test]
fn every_slip_says_why_and_what_to_do_in_every_language_on_one_page() {
    let rules = rules();
    assert!(rules.len() > 10, "{rules:?}");
    for language in Language::ALL {
        for rule in &rules {
            let said = |part: &str| Said::of(language, &format!("refusal-{rule}-{part}"), &[]);
            let slip = refusal_slip(&RefusalSlip {
                counter: LONG_COUNTER,
                protocol: "AN01-2026-000124",
                persons: None,
                title: &said("what"),
                reasons: &[said("why")],
                ways_on: &[said("tell")],
                language,
                now: now(),
            });
            let path = keep(&format!("slip-{language}-{rule}"), &slip);
            tidy(&path, 1);
            assert!(info(&path).contains("Pages:           1\n"), "{language} {rule}: {}", info(&path));
            let parts = ["what", "why", "tell"].map(|part| format!("refusal-{rule}-{part}"));
            complete(&path, language, &parts.each_ref().map(String::as_str));
        }
    }
}

#[test]
fn a_slip_about_a_card_is_complete_in_every_language() {
    for language in Language::ALL {
        let say = |key: &str| Said::of(language, key, &[]);
        for act in ["suspend", "reactivate", "revoke", "replace", "expire"] {
            let steps = match act {
                "suspend" => vec!["found", "not-found", "mail-held"],
                "reactivate" => vec!["usable", "change-pin"],
                "replace" => vec!["use-new", "destroy"],
                _ => vec!["new-card", "destroy"],
            };
            let next: Vec<Said> = steps.iter().map(|step| say(&format!("life-next-{step}"))).collect();
            let slip = life_slip(&LifeSlip {
                counter: LONG_COUNTER,
                number: "AN01-O-2026-000124",
                title: &say(&format!("life-title-{act}")),
                holder: LONG_NAME,
                card: "8038 0000 5001 2345 6789",
                since: now(),
                reason: &say("life-reason-compromised-codes"),
                proof: Some((&say("life-proof-self-certification"), "Questura di Ancona, 2026/004711")),
                means: &say(&format!("life-means-{act}")),
                next: &next,
                language,
                now: now(),
            });
            let path = keep(&format!("life-{language}-{act}"), &slip);
            // With the longest data it may take a second page, never a third.
            let told = info(&path);
            let pages =
                [1, 2].into_iter().find(|pages| told.contains(&format!("Pages:           {pages}\n")));
            tidy(&path, pages.unwrap_or_else(|| panic!("{language} {act}: {told}")));
            complete(
                &path,
                language,
                &[&format!("life-title-{act}"), "life-means", "life-next", "life-kept"],
            );
        }
    }
}

#[test]
fn the_words_of_the_other_language_are_marked_as_such() {
    for language in [Language::German, Language::French, Language::Slovene] {
        let bytes = request_form(&form(language));
        let raw = keep(&format!("form-lang-{language}"), &bytes).with_extension("txt");
        let plain = super::tools::uncompressed(&raw.with_extension("pdf"));
        assert!(plain.contains("/Lang (it-IT)") || plain.contains("/Lang(it-IT)"), "{language}");
        let marks = plain.matches(&format!("/Lang({language})")).count()
            + plain.matches(&format!("/Lang ({language})")).count();
        assert!(marks > 40, "{marks} runs in {language}");
        assert!(text(language, "form-surname") != text(Language::English, "form-surname"));
    }
}
