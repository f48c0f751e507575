// SPDX-License-Identifier: AGPL-3.0-or-later
//! The papers that a delegate brings: delegation and self-certifications, blank and filled in, in every language.

use sportello::{
    pdf::{
        Counter, Declaration, Declared, Decree, DelegationForm, Person, Power, declaration, delegation_form,
    },
    texts::Language,
};

use super::{
    fixtures::{COUNTER, LONG_COUNTER, date, form, now},
    languages::complete,
    tools::{info, keep, sound, tidy, words},
};

fn holder() -> Person<'static> {
    Person {
        surname: Some("D’AMICO"),
        name: Some("MARIA LUCÌA"),
        codice_fiscale: Some("DMCMLC80A41A271X"),
        birth_date: Some(date("1980-01-01")),
        birth_place: Some("ANCONA (AN)"),
    }
}

fn delegate() -> Person<'static> {
    Person {
        surname: Some("ROSSI"),
        name: Some("ADA"),
        codice_fiscale: Some("RSSDAA50A41A271Q"),
        birth_date: Some(date("1950-01-01")),
        birth_place: Some("JESI (AN)"),
    }
}

fn long() -> Person<'static> {
    Person {
        surname: Some("VON WALTHER-OBERKIRCHNER ZU HOCHFELDENSTEIN D’ALTAMURA"),
        name: Some("MARIA-THERESIA ÄNNCHEN GIUSEPPINA ŽIVA ČRTOMIRA"),
        codice_fiscale: Some("VNWMTH80A41A952Z"),
        birth_date: Some(date("1980-01-01")),
        birth_place: Some("SAN LEONARDO IN PASSIRIA / SANKT LEONHARD IN PASSEIER (BZ)"),
    }
}

fn decree() -> Decree<'static> {
    Decree {
        court: Some("Tribunale di Ancona, giudice tutelare"),
        number: Some("1234/2024 V.G."),
        date: Some(date("2024-02-01")),
        end: Some(date("2030-12-31")),
    }
}

fn blank_delegation(language: Language, counter: Counter<'static>) -> DelegationForm<'static> {
    DelegationForm {
        counter,
        protocol: None,
        holder: Person::default(),
        delegate: Person::default(),
        card: None,
        duplicate: true,
        over_months: Some(3),
        from: None,
        to: None,
        email: None,
        notice: form(language).notice,
        language,
        now: now(),
    }
}

fn filled_delegation(language: Language) -> DelegationForm<'static> {
    DelegationForm {
        protocol: Some("AN01-2026-000123"),
        holder: holder(),
        delegate: delegate(),
        card: Some("80380000500123456789"),
        from: Some(date("2026-09-01")),
        to: Some(date("2027-03-31")),
        email: Some("maria.damico@example.org"),
        ..blank_delegation(language, COUNTER)
    }
}

/// On one leaf, tidy, sound, and with nothing of a person in its title.
fn one_leaf(name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = keep(name, bytes);
    let told = info(&path);
    let pages = [1, 2].into_iter().find(|pages| told.contains(&format!("Pages:           {pages}\n")));
    tidy(&path, pages.unwrap_or_else(|| panic!("{name} takes more than a leaf: {told}")));
    sound(&path);
    assert!(!told.contains("AMICO") && !told.contains("ROSSI"), "{told}");
    path
}

#[test]
fn a_delegation_says_who_for_whom_until_when_and_whose_address() {
    let path = one_leaf("delegation-filled", &delegation_form(&filled_delegation(Language::Italian)));
    let text = words(&path);
    let mut rest = text.as_str();
    for part in [
        "AN01-2026-000123",
        "Delega per la tessera sanitaria TS-CNS",
        "D’AMICO",
        "MARIA LUCÌA",
        "8038 0000 5001 2345 6789",
        "ROSSI",
        "RSSDAA50A41A271Q",
        "attivazione della tessera",
        "un nuovo rilascio dei codici",
        "più di 3 mesi",
        "01/09/2026",
        "31/03/2027",
        "Non scriva la malattia né la diagnosi",
        "art. 38",
        "maria.damico@example.org",
        "indirizzo e-mail della persona delegata: vale solo se il titolare lo scrive",
        "Indirizzo e-mail della persona delegata",
        "Firma del titolare per questa scelta",
        "https://www.regione.example.org/privacy/ts-cns",
        "art. 76",
        "Luogo e data",
        "Firma del titolare",
    ] {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part:?} is missing in {rest}"));
        rest = &rest[at + part.len()..];
    }
    assert!(info(&path).contains("Title:           Delega per la tessera sanitaria TS-CNS\n"));
}

#[test]
fn a_delegation_may_be_printed_blank_in_every_language() {
    for language in Language::ALL {
        for (length, counter) in [("plain", COUNTER), ("long", LONG_COUNTER)] {
            let name = format!("delegation-blank-{language}-{length}");
            let path = one_leaf(&name, &delegation_form(&blank_delegation(language, counter)));
            complete(
                &path,
                language,
                &[
                    "deed-delegation-title",
                    "deed-delegate",
                    "deed-address",
                    "deed-address-signature",
                    "deed-attached",
                ],
            );
            assert!(!words(&path).contains("Pratica"), "no case");
        }
    }
}

#[test]
fn the_longest_persons_fit_on_the_leaf_of_a_delegation() {
    for language in Language::ALL {
        let paper = DelegationForm {
            counter: LONG_COUNTER,
            holder: long(),
            delegate: long(),
            email: Some("maria-theresia.vonwaltheroberkirchner_zuhochfelden@long.example"),
            ..filled_delegation(language)
        };
        let path = one_leaf(&format!("delegation-long-{language}"), &delegation_form(&paper));
        assert_eq!(words(&path).matches("ŽIVA ČRTOMIRA").count(), 2);
    }
}

#[test]
fn what_the_policy_does_not_allow_the_delegation_does_not_offer() {
    let paper =
        DelegationForm { duplicate: false, over_months: None, ..filled_delegation(Language::Italian) };
    let text = words(&one_leaf("delegation-short", &delegation_form(&paper)));
    assert!(!text.contains("nuovo rilascio") && !text.contains("più di"), "{text}");
}

/// Each declaration with what is known, and with nothing known.
fn declarations() -> [(&'static str, Declared<'static>, Declared<'static>); 7] {
    let (known, none) = (decree(), Decree::default());
    [
        ("parenthood", Declared::Parenthood, Declared::Parenthood),
        ("guardian", Declared::Guardian(known), Declared::Guardian(none)),
        ("curator", Declared::Curator(known), Declared::Curator(none)),
        (
            "support-administrator",
            Declared::SupportAdministrator(known, Some(Power::Acts)),
            Declared::SupportAdministrator(none, None),
        ),
        (
            "fiduciary",
            Declared::Fiduciary(Some(
                "Scrittura privata autenticata dal notaio Bianchi di Ancona, 12/05/2025",
            )),
            Declared::Fiduciary(None),
        ),
        (
            "impediment",
            Declared::Impediment(Some(date("2026-09-01")), Some(date("2027-03-31"))),
            Declared::Impediment(None, None),
        ),
        ("emancipation", Declared::Emancipation, Declared::Emancipation),
    ]
}

fn paper(language: Language, declared: Declared<'static>) -> Declaration<'static> {
    Declaration {
        counter: COUNTER,
        protocol: Some("AN01-2026-000123"),
        declared,
        declarant: delegate(),
        holder: holder(),
        notice: form(language).notice,
        language,
        now: now(),
    }
}

#[test]
fn each_declaration_is_complete_in_every_language_blank_and_filled() {
    for language in Language::ALL {
        for (key, known, none) in declarations() {
            let blank = Declaration {
                protocol: None,
                declarant: Person::default(),
                holder: Person::default(),
                ..paper(language, none)
            };
            let widest = Declaration {
                counter: LONG_COUNTER,
                declarant: long(),
                holder: long(),
                ..paper(language, known)
            };
            for (filled, paper) in [("known", paper(language, known)), ("blank", blank), ("long", widest)] {
                let path = one_leaf(&format!("declaration-{language}-{key}-{filled}"), &declaration(&paper));
                let [title, declares] = ["title", "declares"].map(|part| format!("deed-{part}-{key}"));
                let says = [
                    title.as_str(),
                    &declares,
                    "deed-law",
                    "deed-aware",
                    "deed-liability",
                    "deed-signing-here",
                ];
                complete(&path, language, &says);
                complete(
                    &path,
                    language,
                    &["deed-signing-copy", "form-place-date", "deed-signature-declarant"],
                );
                let text = words(&path);
                for article in ["art. 71", "art. 75", "art. 76", "art. 38"] {
                    assert!(text.contains(article), "{article} is missing in {text}");
                }
            }
        }
    }
}

#[test]
fn a_declaration_says_what_its_kind_wants() {
    for (key, known, _) in declarations() {
        let text =
            words(&one_leaf(&format!("declaration-{key}"), &declaration(&paper(Language::Italian, known))));
        assert!(text.contains("RSSDAA50A41A271Q"), "{text}");
        let about_oneself = matches!(key, "impediment" | "emancipation");
        assert_eq!(text.contains("DMCMLC80A41A271X"), !about_oneself, "{key}: {text}");
        let own: &[&str] = match key {
            "parenthood" => &["responsabilità genitoriale", "non è emancipato"],
            "guardian" | "curator" => &["Tribunale di Ancona", "1234/2024 V.G.", "01/02/2024", "31/12/2030"],
            "support-administrator" => &["× di agire in nome e per conto", "1234/2024 V.G."],
            "fiduciary" => &["notaio Bianchi"],
            "impediment" => &["01/09/2026", "31/03/2027", "Non scriva la malattia né la diagnosi"],
            _ => &["emancipato per matrimonio", "Comune del matrimonio"],
        };
        for part in own {
            assert!(text.contains(part), "{key}: {part:?} is missing in {text}");
        }
    }
}

#[test]
fn a_decree_is_told_in_one_line() {
    let until = decree().in_one_line();
    assert_eq!(until, "Tribunale di Ancona, giudice tutelare, 1234/2024 V.G., 01/02/2024 – 31/12/2030");
    assert!(Decree { end: None, ..decree() }.in_one_line().ends_with("V.G., 01/02/2024"));
    assert_eq!(Decree::default().in_one_line(), "");
}

#[test]
fn the_same_delegation_gives_the_same_bytes() {
    let paper = filled_delegation(Language::German);
    assert_eq!(delegation_form(&paper), delegation_form(&paper));
}
