// SPDX-License-Identifier: AGPL-3.0-or-later
//! The request form of a holder who is there and does not sign (DPR 445/2000 art. 4).

use std::path::Path;

use sportello::{
    pdf::{Cause, Kin, Person, Relative, RequestForm, Signed, request_form},
    texts::Language,
};

use super::{
    fixtures::{date, form, long_form},
    languages::complete,
    tools::{boxes, info, keep, sound, tidy, words},
};

const DOCUMENT: &str = "Carta d’identità elettronica (CIE) / Elektronische Identitätskarte (CIE) CA00000AA, Comune di Ancona, 14/03/2022 – 01/01/2032";

/// A relative whose every value is as long as it gets.
fn longest() -> Relative<'static> {
    Relative {
        person: Person {
            surname: Some("VON WALTHER-OBERKIRCHNER ZU HOCHFELDENSTEIN D’ALTAMURA"),
            name: Some("MARIA-THERESIA ÄNNCHEN GIUSEPPINA ŽIVA ČRTOMIRA"),
            codice_fiscale: Some("VNWMTH80A41A952Z"),
            birth_date: Some(date("1950-01-01")),
            birth_place: None,
        },
        kin: Some(Kin::Other),
        document: Some(
            "Tessera di riconoscimento di un’amministrazione dello Stato, con fotografia e timbro / Ausweis einer staatlichen \
             Verwaltung, mit Foto und Stempel AB1234567, Gemeinde Sankt Leonhard in Passeier, 14/03/2022",
        ),
    }
}

/// The block may take a leaf of its own in each copy; then it stands there in one piece with place, date and fingerprint.
fn whole(path: &Path) {
    let told = info(path);
    let pages = [4, 8].into_iter().find(|pages| told.contains(&format!("Pages:           {pages}\n")));
    let pages = pages.unwrap_or_else(|| panic!("{told}"));
    tidy(path, pages);
    sound(path);
    let last: Vec<String> =
        boxes(path, pages / 2 - usize::from(pages == 8)).into_iter().map(|(word, _)| word).collect();
    let last = last.join(" ");
    for part in ["Impronta dei dati", "art. 4, c.", "Firma del pubblico ufficiale"] {
        assert!(last.contains(part), "{part:?} is not on the page that is signed: {last}");
    }
}

#[test]
fn the_public_officer_takes_the_declaration_and_notes_the_cause_alone() {
    for language in Language::ALL {
        for (cause, ticked) in [
            (None, None),
            (Some(Cause::DoesNotKnow), Some("× non sa firmare")),
            (Some(Cause::Cannot), Some("× non può firmare")),
        ] {
            let signed = Signed::TakenByOfficer(cause);
            let bytes = request_form(&RequestForm { signed, ..form(language) });
            let path = keep(&format!("form-unsigned-{language}-{cause:?}"), &bytes);
            whole(&path);
            complete(&path, language, &["form-unsigned", "form-unsigned-cannot", "form-signature-officer"]);
            let text = words(&path);
            assert!(text.contains("art. 4, c. 1") && text.contains("nessuna diagnosi"), "{text}");
            assert!(!text.contains("Firma del titolare"), "nobody signs for the holder: {text}");
            assert_eq!(text.contains('×'), ticked.is_some());
            assert!(ticked.is_none_or(|ticked| text.contains(ticked)), "{text}");
        }
    }
}

#[test]
fn a_relative_declares_for_a_holder_whom_their_health_hinders() {
    let known = Person {
        surname: Some("D’AMICO"),
        name: Some("PAOLO"),
        codice_fiscale: Some("DMCPLA50A01A271Q"),
        birth_date: Some(date("1950-01-01")),
        birth_place: Some("ANCONA (AN)"),
    };
    for language in Language::ALL {
        let known = Relative { person: known, kin: Some(Kin::Child), document: Some(DOCUMENT) };
        for (name, relative) in [("blank", Relative::default()), ("known", known)] {
            let signed = Signed::ByRelative(relative);
            let path = keep(
                &format!("form-relative-{language}-{name}"),
                &request_form(&RequestForm { signed, ..form(language) }),
            );
            whole(&path);
            let says =
                ["form-relative", "form-relative-spouse", "form-relative-child", "form-relative-other"];
            complete(&path, language, &says);
            let text = words(&path);
            assert!(text.contains("art. 4, c. 2") && text.contains("nessuna diagnosi"), "{text}");
            assert_eq!(text.contains("DMCPLA50A01A271Q"), name == "known");
            assert_eq!(text.contains("× figlia o figlio"), name == "known", "{text}");
            assert_eq!(text.contains("CA00000AA"), name == "known", "{text}");
        }
    }
}

#[test]
fn with_the_longest_data_the_block_stays_in_one_piece() {
    for language in Language::ALL {
        for (name, signed) in
            [("officer", Signed::TakenByOfficer(None)), ("relative", Signed::ByRelative(longest()))]
        {
            let bytes = request_form(&RequestForm { signed, ..long_form(language) });
            let path = keep(&format!("form-{name}-long-{language}"), &bytes);
            whole(&path);
        }
    }
}
