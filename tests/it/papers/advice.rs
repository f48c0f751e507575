// SPDX-License-Identifier: AGPL-3.0-or-later
//! Slips that go home with a citizen whose codes or card are of no use yet, in every language.

use sportello::{
    pdf::{AdviceSlip, Said, advice_slip},
    texts::{Language, exists},
};

use super::{
    fixtures::{COUNTER, LONG_COUNTER, now},
    tools::{info, keep, sound, tidy, words},
};

#[test]
fn a_slip_of_advice_names_no_case_where_there_is_none() {
    let said = |key: &str| Said::of(Language::English, key, &[]);
    let steps: Vec<Said> = (1..=4).map(|step| said(&format!("slip-no-email-{step}"))).collect();
    let slip = AdviceSlip {
        counter: COUNTER,
        protocol: Some("AN01-2026-000123"),
        persons: None,
        title: &said("slip-no-email-title"),
        steps: &steps,
        language: Language::English,
        now: now(),
    };
    let path = keep("slip-no-email", &advice_slip(&slip));
    let text = words(&path);
    for part in [
        "AN01-2026-000123",
        "What you need to get the codes",
        "Porti con sé questo foglio",
        "Nobody will ever",
    ] {
        assert!(text.contains(part), "{part:?} is missing in {text}");
    }
    sound(&path);
    tidy(&path, 1);
    let path = keep("slip-advice", &advice_slip(&AdviceSlip { protocol: None, ..slip }));
    let text = words(&path);
    assert!(!text.contains("Pratica") && !text.contains("numero della pratica"), "{text}");
    tidy(&path, 1);
}

#[test]
fn every_slip_of_advice_fits_one_page_in_every_language() {
    let topics = [
        "advice-join-codes",
        "advice-pin-blocked",
        "advice-puk-blocked",
        "advice-sheet-lost",
        "advice-mail-missing",
        "advice-no-chip",
        "advice-expired",
        "advice-other-region",
        "advice-reader",
        "advice-software",
        "slip-no-email",
    ];
    let digits =
        ["pin_first", "pin_second", "puk_first", "puk_second", "pin", "puk"].map(|name| (name, 4.into()));
    for language in Language::ALL {
        for topic in topics {
            let said = |part: &str| Said::of(language, &format!("{topic}-{part}"), &digits);
            let steps: Vec<Said> = (1..)
                .take_while(|step| exists(&format!("{topic}-{step}")))
                .map(|step: u8| said(&step.to_string()))
                .collect();
            assert!(steps.len() > 1, "{topic}");
            let path = keep(
                &format!("{topic}-{language}"),
                &advice_slip(&AdviceSlip {
                    counter: LONG_COUNTER,
                    protocol: (topic == "slip-no-email").then_some("AN01-2026-000123"),
                    persons: None,
                    title: &said("title"),
                    steps: &steps,
                    language,
                    now: now(),
                }),
            );
            assert!(info(&path).contains("Pages:           1\n"), "{topic} {language}");
            tidy(&path, 1);
            let text = words(&path);
            let last = steps.last().and_then(|step| step.other.as_ref().or(Some(&step.it))).expect("a step");
            let end = last.split_whitespace().last().expect("a word");
            assert!(
                text.contains(end) && !text.contains('[') && !text.contains('{'),
                "{topic} {language}: {text}"
            );
        }
    }
}
