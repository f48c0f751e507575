// SPDX-License-Identifier: AGPL-3.0-or-later
//! Request form, sheet and receipt where somebody acts for the holder, or assists them.

use sportello::{
    pdf::{
        Acting, Asked, Carrier, CodeSheet, Delegate, FOLDS, Persons, Power, Receipt, RefusalSlip,
        RequestForm, Said, SealedLetter, code_sheet, receipt, refusal_slip, request_form, sealed_letter,
    },
    texts::Language,
};

use super::{
    fixtures::{COUNTER, LONG_COUNTER, RECEIPT_CODE, date, form, long_form, now, sheet},
    languages::{LONG_NAME, USUAL_NAME, complete},
    other_ways::letter,
    tools::{boxes, info, keep, sound, tidy, words},
};

fn said(language: Language, it: &str, other: &str) -> Said {
    Said { it: it.to_owned(), other: (language != Language::Italian).then(|| other.to_owned()) }
}

/// As long as names of kinds become in each language.
fn kind(language: Language) -> Said {
    let other = match language {
        Language::German => "bevollmächtigte Person bei gesundheitlicher Verhinderung",
        Language::Slovene => "podporni upravitelj (amministratore di sostegno)",
        Language::Italian | Language::English | Language::French => "personne déléguée pour raisons de santé",
    };
    said(language, "amministratore di sostegno", other)
}

/// The kind that has a decree.
fn administrator(language: Language) -> Said {
    let other = match language {
        Language::German => "Sachwalter",
        Language::Slovene => "podporni upravitelj (amministratore di sostegno)",
        Language::Italian | Language::English | Language::French => "administrateur de soutien",
    };
    said(language, "amministratore di sostegno", other)
}

const DECREE: &str = "Tribunale di Ancona, 1234/2024 V.G., 01/02/2024 – 31/12/2030";

const ROSSI: &str = "ROSSI ADA";

fn delegate<'a>(kind: &'a Said, power: Power) -> Delegate<'a> {
    Delegate {
        surname: "ROSSI",
        name: "ADA",
        codice_fiscale: "RSSDAA50A41A271Q",
        birth_date: date("1950-01-01"),
        birth_place: "JESI (AN)",
        kind,
        title: Some(DECREE),
        power,
        own_address: power == Power::Acts,
    }
}

#[test]
fn the_request_form_names_both_persons_and_the_title_on_one_leaf() {
    for language in Language::ALL {
        let kind = administrator(language);
        for (power, ending) in [(Power::Acts, "-acts"), (Power::Assists, "-assists")] {
            for asked in [Asked::Activation, Asked::NewRelease, Asked::CorrectedAddress] {
                let delegate = Some(delegate(&kind, power));
                let bytes = request_form(&RequestForm { asked, delegate, ..form(language) });
                let path = keep(&format!("form-delegate-{language}{ending}-{asked:?}"), &bytes);
                tidy(&path, 4);
                sound(&path);
                assert!(info(&path).contains("Pages:           4\n"), "{language} {power:?} {asked:?}");
                let keys = ["form-delegate", "form-identity", "form-declares", "form-signature"];
                let keys = keys.map(|key| format!("{key}{ending}"));
                complete(&path, language, &keys.each_ref().map(String::as_str));
                complete(&path, language, &["form-delegate-as", "form-delegate-title"]);
                let text = words(&path);
                for part in ["D’AMICO", "ROSSI", "RSSDAA50A41A271Q", "01/01/1950", "1234/2024 V.G."] {
                    assert_eq!(text.matches(part).count() % 2, 0, "{part:?} in both copies of {text}");
                    assert!(text.contains(part), "{part:?} is missing in {text}");
                }
                let acts = power == Power::Acts;
                assert_eq!(text.contains("E-mail di chi agisce"), acts, "{text}");
                assert_eq!(
                    text.contains("Firma del titolare"),
                    !acts,
                    "only who assists has the holder sign"
                );
            }
        }
    }
}

#[test]
fn the_longest_delegate_of_the_longest_holder_stays_in_its_place() {
    for language in Language::ALL {
        let kind = kind(language);
        let delegate = Delegate {
            surname: "VON WALTHER-OBERKIRCHNER ZU HOCHFELDENSTEIN D’ALTAMURA",
            name: "MARIA-THERESIA ÄNNCHEN GIUSEPPINA ŽIVA ČRTOMIRA",
            ..delegate(&kind, Power::Assists)
        };
        let bytes = request_form(&RequestForm { delegate: Some(delegate), ..long_form(language) });
        let path = keep(&format!("form-delegate-long-{language}"), &bytes);
        let told = info(&path);
        // The longest of two persons may take a second leaf, never a third; a copy never ends in the middle of one.
        let pages = [4, 8].into_iter().find(|pages| told.contains(&format!("Pages:           {pages}\n")));
        tidy(&path, pages.unwrap_or_else(|| panic!("{told}")));
        sound(&path);
        assert_eq!(words(&path).matches("ŽIVA ČRTOMIRA").count(), 4, "both persons in both copies");
    }
}

#[test]
fn the_sheet_says_to_whom_it_is_handed_and_keeps_its_thirds() {
    for language in Language::ALL {
        let kind = kind(language);
        for (power, key) in [(Power::Acts, "sheet-to-acts"), (Power::Assists, "sheet-to-assists")] {
            for (holder, name) in
                [("D’AMICO MARIA LUCÌA", ROSSI), (USUAL_NAME, USUAL_NAME), (LONG_NAME, LONG_NAME)]
            {
                let acting = Some(Acting { name, kind: &kind, title: None, power });
                let counter = if name == LONG_NAME { LONG_COUNTER } else { COUNTER };
                for duplicate in [false, true] {
                    let paper = CodeSheet { counter, holder, acting, duplicate, ..sheet(language) };
                    let path = keep(
                        &format!("sheet-delegate-{language}-{power:?}-{}-{duplicate}", name.len()),
                        &code_sheet(&paper),
                    );
                    assert!(
                        info(&path).contains("Pages:           1\n"),
                        "{language} {name}: {}",
                        info(&path)
                    );
                    tidy(&path, 1);
                    sound(&path);
                    complete(&path, language, &[key]);
                    let text = words(&path);
                    assert!(text.contains("amministratore di sostegno"), "{text}");
                    for (word, [_, top, _, bottom]) in boxes(&path, 1) {
                        let across = FOLDS.iter().any(|fold| top < *fold && bottom > *fold + 1.0);
                        assert!(
                            !across,
                            "{language} {name}: {word} lies across a fold, from {top} to {bottom}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_receipt_says_who_acted_and_who_took_the_sheet() {
    for language in Language::ALL {
        let kind = administrator(language);
        for (power, key) in [(Power::Acts, "receipt-by-acts"), (Power::Assists, "receipt-by-assists")] {
            let done = Receipt::activation(language, Carrier::Mail);
            let mail = Said::of(language, "receipt-mail-given-up", &[]);
            let paper = receipt(&Receipt {
                counter: COUNTER,
                protocol: "AN01-2026-000123",
                holder: USUAL_NAME,
                card: Some("8038 0000 5001 2345 6789"),
                done: &done,
                release: Some("AN01-R-2026-004711"),
                serial: Some("FC26-7K3M-9QXA"),
                taken_by: Some(ROSSI),
                acting: Some(Acting { name: ROSSI, kind: &kind, title: Some(DECREE), power }),
                mail: Some(&mail),
                suspension: &Said::of(language, "receipt-suspension", &[]).joined(),
                qr: Some(RECEIPT_CODE),
                language,
                now: now(),
            });
            let path = keep(&format!("receipt-delegate-{language}-{power:?}"), &paper);
            assert!(info(&path).contains("Pages:           1\n"), "{language} {power:?}");
            tidy(&path, 1);
            sound(&path);
            complete(&path, language, &[key, "form-delegate-title"]);
            let text = words(&path);
            for part in [USUAL_NAME, "ROSSI ADA, amministratore di sostegno", "1234/2024 V.G."] {
                assert!(text.contains(part), "{part:?} is missing in {text}");
            }
        }
    }
}

#[test]
fn the_letter_says_from_whom_the_sheet_is_to_be_had_on_one_side() {
    for language in Language::ALL {
        let kind = kind(language);
        for power in [Power::Acts, Power::Assists] {
            for (holder, name, office) in
                [(USUAL_NAME, ROSSI, COUNTER.name), (LONG_NAME, LONG_NAME, LONG_COUNTER.name)]
            {
                let persons =
                    Some(Persons { holder, acting: Acting { name, kind: &kind, title: None, power } });
                let paper = SealedLetter { persons, office, duplicate: true, ..letter(language) };
                let path = keep(
                    &format!("letter-persons-{language}-{power:?}-{}", name.len()),
                    &sealed_letter(&paper),
                );
                assert!(
                    info(&path).contains("Pages:           1\n"),
                    "{language} {power:?}: {}",
                    info(&path)
                );
                tidy(&path, 1);
                sound(&path);
                let text = words(&path);
                assert!(text.contains(holder) && text.contains(name) && text.contains("sostegno"), "{text}");
                assert!(!text.contains('[') && !text.contains('{'), "a text is missing in {text}");
                let told = if language == Language::Italian { 1 } else { 2 };
                assert!(text.matches("R-2026-004711").count() >= told, "{text}");
            }
        }
    }
}

#[test]
fn a_slip_of_a_case_in_which_somebody_acts_names_both() {
    for language in Language::ALL {
        let kind = kind(language);
        for (holder, name) in [(USUAL_NAME, ROSSI), (LONG_NAME, LONG_NAME)] {
            let acting = Acting { name, kind: &kind, title: Some(DECREE), power: Power::Acts };
            let said = |part: &str| Said::of(language, &format!("refusal-minor-{part}"), &[]);
            let slip = refusal_slip(&RefusalSlip {
                counter: COUNTER,
                protocol: "AN01-2026-000123",
                persons: Some(Persons { holder, acting }),
                title: &said("what"),
                reasons: &[said("why")],
                ways_on: &[said("tell")],
                language,
                now: now(),
            });
            let path = keep(&format!("slip-persons-{language}-{}", name.len()), &slip);
            tidy(&path, 1);
            sound(&path);
            complete(&path, language, &["receipt-by-acts"]);
            assert!(words(&path).contains(holder) && words(&path).contains(name), "{}", words(&path));
        }
    }
}
