// SPDX-License-Identifier: AGPL-3.0-or-later
//! Papers for citizens without an e-mail address: the sealed letter, the slip, and sheet and form that speak of either.

use sportello::{
    pdf::{
        AdviceSlip, Carrier, CodeHalf, CodeKind, CodeSheet, Contact, FOLDS, Reach, RequestForm, Said,
        SealedLetter, Tries, advice_slip, code_sheet, request_form, sealed_letter,
    },
    texts::Language,
};

use super::{
    fixtures::{COUNTER, LONG_COUNTER, form, long_form, now, sheet},
    tools::{boxes, info, keep, sound, tidy, words},
};

const SECOND: [CodeHalf<'static>; 3] = [
    CodeHalf { kind: CodeKind::Pin, digits: "528", positions: 2..5, total: 5 },
    CodeHalf { kind: CodeKind::Puk, digits: "3771", positions: 4..8, total: 8 },
    CodeHalf { kind: CodeKind::Cip, digits: "6490", positions: 4..8, total: 8 },
];

fn letter(language: Language) -> SealedLetter<'static> {
    SealedLetter {
        region: "Regione Marche",
        office: "Sportello TS-CNS di Ancona",
        telephone: "071 000000",
        address: ["Maria Lucìa D’Amico", "Via Gentile da Fabriano 9/B", "60125 Ancona AN"],
        release: "R-2026-004711",
        codes: &SECOND,
        tries: Tries { pin: 3, puk: 3 },
        language,
        now: now(),
    }
}

/// The place of a word's top and bottom, in points from above.
fn heights(path: &std::path::Path, word: &str) -> Vec<(f32, f32)> {
    boxes(path, 1).into_iter().filter(|(found, _)| found == word).map(|(_, at)| (at[1], at[3])).collect()
}

#[test]
fn the_letter_shows_its_address_outside_and_its_digits_inside() {
    for language in Language::ALL {
        let path = keep(&format!("letter-{}", language.code()), &sealed_letter(&letter(language)));
        let text = words(&path);
        for part in [
            "Maria Lucìa D’Amico",
            "60125 Ancona AN",
            "R-2026-004711",
            "••528",
            "••••3771",
            "••••6490",
            "Nessuno Le chiederà mai l’altra metà",
            "071 000000",
        ] {
            assert!(text.contains(part), "{part:?} is missing in {text}");
        }
        let about = info(&path);
        assert!(
            about.contains("Title:           Seconda metà dei codici\n")
                && about.contains("Pages:           1\n")
        );
        sound(&path);
        tidy(&path, 1);
        let inside = |word: &str| {
            heights(&path, word).iter().all(|(top, bottom)| *top > FOLDS[0] && *bottom < FOLDS[1])
        };
        assert!(inside("528") && inside("3771") && inside("6490"), "digits stand between the folds");
        let address = heights(&path, "60125");
        assert!(address.len() == 1 && address[0].1 < FOLDS[0], "the address stands above: {address:?}");
    }
}

#[test]
fn a_long_name_and_a_long_counter_stay_in_their_places() {
    let letter = SealedLetter {
        office: LONG_COUNTER.name,
        address: [
            "MARIA-THERESIA ÄNNCHEN GIUSEPPINA ŽIVA ČRTOMIRA VON WALTHER-OBERKIRCHNER ZU HOCHFELDENSTEIN D’ALTAMURA",
            "Via dei Martiri della Libertà e della Resistenza 1234/bis int",
            "39015 Sankt Leonhard in Passeier / San Leonardo in Passiria BZ",
        ],
        ..letter(Language::English)
    };
    let path = keep("letter-long", &sealed_letter(&letter));
    sound(&path);
    tidy(&path, 1);
}

#[test]
fn the_sheet_speaks_of_what_carries_the_other_half() {
    for (carrier, name, said, unsaid) in [
        (Carrier::TrustedMail, "sheet-trusted", "alla persona di fiducia", "lettera"),
        (Carrier::Letter, "sheet-letter", "Metta le cifre della lettera", "nell’e-mail"),
    ] {
        for language in Language::ALL {
            let masked_address =
                if carrier == Carrier::Letter { "60••• Ancona (AN)" } else { "a•••@example.org" };
            let sheet = CodeSheet { carrier, masked_address, ..sheet(language) };
            let path = keep(&format!("{name}-{}", language.code()), &code_sheet(&sheet));
            let text = words(&path);
            assert!(text.contains(said) && text.contains(masked_address), "{text}");
            assert!(!text.contains(unsaid), "{unsaid}: {text}");
            sound(&path);
            tidy(&path, 1);
        }
    }
}

#[test]
fn the_form_names_the_trusted_person_or_the_letter_box() {
    let person = "Maria-Theresia Črtomira Von Walther-Oberkirchner (amministratrice di sostegno della zia)";
    let email = "maria-theresia.vonwaltheroberkirchner_zuhochfelden@long.example";
    let trusted = Reach::Trusted { email, person };
    let post = Reach::Post("Maria Lucìa D’Amico, Via Gentile da Fabriano 9/B, 60125 Ancona (AN)");
    for language in Language::ALL {
        for (to, name, said) in [
            (trusted, "form-trusted", "Maria-Theresia Črtomira"),
            (post, "form-letter", "Via Gentile da Fabriano 9/B"),
        ] {
            for (kind, form) in [("", form(language)), ("-long", long_form(language))] {
                let form = RequestForm { contact: Contact { to, ..form.contact }, ..form };
                let path = keep(&format!("{name}{kind}-{}", language.code()), &request_form(&form));
                assert!(words(&path).contains(said), "{name}");
                sound(&path);
                let pages: usize = if info(&path).contains("Pages:           4\n") { 4 } else { 8 };
                tidy(&path, pages);
                assert!(kind == "-long" || pages == 4, "{name}: a copy fills one leaf");
            }
        }
    }
}

#[test]
fn a_slip_of_advice_names_no_case_where_there_is_none() {
    let said = |key: &str| Said::of(Language::English, key, &[]);
    let steps: Vec<Said> = (1..=4).map(|step| said(&format!("slip-no-email-{step}"))).collect();
    let slip = AdviceSlip {
        counter: COUNTER,
        protocol: Some("AN01-2026-000123"),
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
