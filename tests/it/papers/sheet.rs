// SPDX-License-Identifier: AGPL-3.0-or-later
use sportello::{
    pdf::{CodeHalf, CodeKind, CodeSheet, FOLDS, code_sheet},
    texts::Language,
};

use super::{
    fixtures::{CODES, LONG_COUNTER, sheet},
    tools::{boxes, info, keep, scanned, sound, tidy, words},
};

#[test]
fn the_sheet_shows_first_halves_with_their_positions_and_what_the_mail_will_bring() {
    let path = keep("sheet-en", &code_sheet(&sheet(Language::English)));
    let text = words(&path);
    for part in [
        "Foglio codici",
        "Code sheet",
        "FC26-7K3M-9QXA",
        "D’AMICO MARIA LUCÌA",
        "AN01-R-2026-004711",
        "Nessuno Le chiederà mai l’altra metà",
        "Nobody will ever ask you for the other half",
        "3 tentativi / 3 tries",
        "73•••",
        "••___",
        "9164••••",
        "••••____",
        "2805••••",
        "m•••••@e••••••.org",
        "entro 10 minuti",
        "3 wrong PUKs the card is blocked for good",
    ] {
        assert!(text.contains(part), "{part:?} is missing in {text}");
    }
    assert!(info(&path).contains("Pages:           1\n"));
    assert!(info(&path).contains("Title:           Foglio codici\n"));
    sound(&path);
    tidy(&path, 1);
}

#[test]
fn a_scanner_reads_the_serial() {
    let path = keep("sheet-scan", &code_sheet(&sheet(Language::English)));
    assert_eq!(scanned(&path).trim(), "CODE-128:FC26-7K3M-9QXA");
}

#[test]
fn folded_along_its_marks_the_sheet_shows_no_digit() {
    for language in Language::ALL {
        let path = keep(&format!("sheet-fold-{language}"), &code_sheet(&sheet(language)));
        let shown: Vec<_> = boxes(&path, 1)
            .into_iter()
            .filter(|(word, _)| word.contains('•') && !word.contains('@'))
            .collect();
        for code in ["73•••", "9164••••", "2805••••"] {
            let (_, [_, top, _, bottom]) =
                shown.iter().find(|(word, _)| word == code).unwrap_or_else(|| panic!("{code} in {shown:?}"));
            assert!(*top > FOLDS[0] && *bottom < FOLDS[1], "{code} from {top} to {bottom}");
        }
    }
}

#[test]
fn a_duplicate_says_that_the_old_sheet_still_fits() {
    let path =
        keep("sheet-duplicate", &code_sheet(&CodeSheet { duplicate: true, ..sheet(Language::English) }));
    let text = words(&path);
    assert!(text.contains("il foglio vecchio vale ancora"), "{text}");
    assert!(text.contains("Change the PIN at once and destroy the old sheet"), "{text}");
    tidy(&path, 1);
}

#[test]
fn a_card_without_cip_has_no_row_for_it() {
    let path = keep("sheet-two", &code_sheet(&CodeSheet { codes: &CODES[..2], ..sheet(Language::Italian) }));
    let text = words(&path);
    assert!(text.contains("9164••••") && !text.contains("CIP"), "{text}");
    tidy(&path, 1);
}

#[test]
fn long_codes_names_and_counters_stay_on_one_leaf() {
    let digits = "7391640852736419";
    let codes = [CodeKind::Pin, CodeKind::Puk, CodeKind::Cip].map(|kind| CodeHalf {
        kind,
        digits,
        positions: 0..16,
        total: 32,
    });
    for (duplicate, language) in [false, true].into_iter().flat_map(|it| Language::ALL.map(|one| (it, one))) {
        let bytes = code_sheet(&CodeSheet {
            counter: LONG_COUNTER,
            holder: "VON WALTHER-OBERKIRCHNER ZU HOCHFELDENSTEIN D’ALTAMURA MARIA-THERESIA ÄNNCHEN ŽIVA",
            codes: &codes,
            masked_address: "m•••••••••••••••••••••••••••••••••••••••@l••••••••••••••••••••.example",
            duplicate,
            ..sheet(language)
        });
        let path = keep(&format!("sheet-long-{duplicate}-{language}"), &bytes);
        assert!(info(&path).contains("Pages:           1\n"));
        assert!(words(&path).contains(&format!("{digits}{}", "•".repeat(16))));
        tidy(&path, 1);
        for (word, [_, top, _, bottom]) in boxes(&path, 1) {
            assert!(
                FOLDS.iter().all(|fold| bottom < *fold + 2.0 || top > *fold),
                "{word} lies across a fold"
            );
        }
        let (top, bottom) = boxes(&path, 1)
            .into_iter()
            .filter(|(word, _)| word.contains(digits))
            .fold((f32::MAX, 0.0_f32), |(top, bottom), (_, edges)| (top.min(edges[1]), bottom.max(edges[3])));
        assert!(top > FOLDS[0] && bottom < FOLDS[1], "digits from {top} to {bottom}");
    }
}

#[test]
fn a_half_knows_its_own_mask_and_the_others() {
    let [pin, ..] = CODES;
    assert_eq!((pin.masked().as_str(), pin.other_shape().as_str()), ("73•••", "••___"));
    let last = CodeHalf { kind: CodeKind::Pin, digits: "345", positions: 2..5, total: 5 };
    assert_eq!((last.masked().as_str(), last.other_shape().as_str()), ("••345", "__•••"));
}

/// Prints what the papers of one case cost; run it with `--run-ignored all --no-capture` after a change in drawing.
#[test]
#[ignore = "a measurement, not a rule"]
fn what_the_papers_of_a_case_cost() {
    let form = super::fixtures::form(Language::English);
    let papers = || {
        let bytes = sportello::pdf::request_form(&form).len() + code_sheet(&sheet(Language::English)).len();
        bytes + super::slips::print_receipt(Language::English).len()
    };
    papers();
    let start = std::time::Instant::now();
    let bytes: usize = (0..50).map(|_| papers()).sum();
    eprintln!("{:?} and {} bytes for form, sheet and receipt", start.elapsed() / 50, bytes / 50);
}
