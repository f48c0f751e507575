// SPDX-License-Identifier: AGPL-3.0-or-later
//! Papers for citizens without an e-mail address: the sealed letter, the slip, and sheet and form that speak of either.

use sportello::{
    pdf::{
        Asked, Carrier, CodeHalf, CodeKind, CodeSheet, Contact, FOLDS, Reach, RequestForm, SealedLetter,
        Tries, code_sheet, request_form, sealed_letter,
    },
    texts::Language,
};

use super::{
    fixtures::{LONG_COUNTER, form, long_form, now, sheet},
    tools::{boxes, info, keep, sound, tidy, words},
};

const SECOND: [CodeHalf<'static>; 3] = [
    CodeHalf { kind: CodeKind::Pin, digits: "528", positions: 2..5, total: 5 },
    CodeHalf { kind: CodeKind::Puk, digits: "3771", positions: 4..8, total: 8 },
    CodeHalf { kind: CodeKind::Cip, digits: "6490", positions: 4..8, total: 8 },
];

pub(super) fn letter(language: Language) -> SealedLetter<'static> {
    SealedLetter {
        region: "Regione Marche",
        office: "Sportello TS-CNS di Ancona",
        telephone: "071 000000",
        address: ["Maria Lucìa D’Amico", "Via Gentile da Fabriano 9/B", "60125 Ancona AN"],
        release: "R-2026-004711",
        persons: None,
        codes: &SECOND,
        tries: Tries { pin: 3, puk: 3 },
        duplicate: false,
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
fn the_letter_of_a_duplicate_says_that_the_old_sheet_fits_in_every_language() {
    for language in Language::ALL {
        let long = SealedLetter { duplicate: true, office: LONG_COUNTER.name, ..letter(language) };
        let path = keep(&format!("letter-duplicate-{language}"), &sealed_letter(&long));
        let text = words(&path);
        for language in [Language::Italian, language] {
            let said = sportello::texts::text(language, "letter-duplicate");
            let start: Vec<_> = said.split_whitespace().take(2).collect();
            assert!(text.contains(&start.join(" ")), "{said}: {text}");
        }
        sound(&path);
        tidy(&path, 1);
        assert!(info(&path).contains("Pages:           1\n"), "{language}");
        assert!(!words(&keep("letter-plain", &sealed_letter(&letter(language)))).contains("foglio vecchio"));
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
            (trusted, "form-trusted", ["Maria-Theresia Črtomira", "alla persona di fiducia indicata"]),
            (post, "form-letter", ["Via Gentile da Fabriano 9/B", "con una lettera sigillata"]),
        ] {
            for asked in [Asked::Activation, Asked::NewRelease, Asked::CorrectedAddress] {
                for (kind, form) in [("", form(language)), ("-long", long_form(language))] {
                    let form = RequestForm { asked, contact: Contact { to, ..form.contact }, ..form };
                    let path = keep(&format!("{name}-{asked:?}{kind}-{language}"), &request_form(&form));
                    let text = words(&path);
                    assert!(said.iter().all(|said| text.contains(said)), "{name} {asked:?}: {text}");
                    assert!(!text.contains("la seconda per e-mail dopo"), "{name} {asked:?}: {text}");
                    sound(&path);
                    let pages: usize = if info(&path).contains("Pages:           4\n") { 4 } else { 8 };
                    tidy(&path, pages);
                    assert!(kind == "-long" || pages == 4, "{name} {asked:?}: a copy fills one leaf");
                }
            }
        }
    }
}
