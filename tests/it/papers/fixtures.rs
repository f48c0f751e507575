// SPDX-License-Identifier: AGPL-3.0-or-later
//! Citizens with easy and with difficult data.

use chrono::{DateTime, NaiveDate, Utc};
use sportello::{
    pdf::{
        Card, Carrier, CodeHalf, CodeKind, CodeSheet, Contact, Counter, Holder, Identity, Notice, Reach,
        RequestForm, Said, Tries,
    },
    policy::PolicyBook,
    texts::Language,
};

pub(super) fn now() -> DateTime<Utc> {
    "2026-11-23T09:05:00Z".parse().expect("a time")
}

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A kind of document as the policy names it.
pub(super) fn kind(language: Language, code: &str) -> Said {
    let kind = PolicyBook::embedded().versions()[0].document(code).expect("a kind of document");
    Said::named(language, |language| kind.name(language))
}

pub(super) const COUNTER: Counter<'static> = Counter {
    region: "Regione Marche · Servizio sanitario regionale",
    name: "Sportello TS-CNS di Ancona, Azienda sanitaria territoriale",
    address: "Viale Cristoforo Colombo 106, 60127 Ancona (AN)",
    place: "Ancona",
    contact: "071 8705511 · ts-cns.ancona@example.org · da lunedì a venerdì, 8.30-12.30",
};

pub(super) const LONG_COUNTER: Counter<'static> = Counter {
    region: "Provincia autonoma di Bolzano – Alto Adige · Autonome Provinz Bozen – Südtirol",
    name: "Ufficio relazioni con il pubblico / Bürgerservice Außenstelle Sankt Leonhard in Passeier – Schlanders",
    address: "Straße der Freiwilligen Feuerwehrmannschaft 126/b, 39015 San Leonardo in Passiria / Sankt Leonhard (BZ)",
    place: "San Leonardo in Passiria / Sankt Leonhard in Passeier",
    contact: "0473 123456 · buergerservice.schlanders-sankt-leonhard@gemeinde.example.org",
};

pub(super) fn form(language: Language) -> RequestForm<'static> {
    RequestForm {
        asked: sportello::pdf::Asked::Activation,
        counter: COUNTER,
        protocol: "AN01-2026-000123",
        holder: Holder {
            surname: "D’AMICO",
            name: "MARIA LUCÌA",
            codice_fiscale: "DMCMLC80A41A271X",
            birth_date: date("1980-01-01"),
            birth_place: "ANCONA (AN)",
        },
        delegate: None,
        card: Card {
            number: "80380000500123456789",
            expires: date("2030-05-31"),
            certificate: Some("5A:3F:91:0C:77:DE:12:08"),
        },
        identity: Identity {
            kind: kind(language, "cie"),
            number: "CA12345AB",
            issuer: "Comune di Ancona",
            issued: Some(date("2022-03-14")),
            expires: Some(date("2032-01-01")),
        },
        contact: Contact { to: Reach::Email("maria.damico@example.org"), phone: Some("+39 333 1234567") },
        notice: Notice {
            controller: "Regione Marche, via Gentile da Fabriano 9, 60125 Ancona",
            officer: "rpd@regione.example.org",
            link: "https://www.regione.example.org/privacy/ts-cns",
        },
        fingerprint: "a1b2c3d4e5f60718293a4b5c6d7e8f90",
        signed: sportello::pdf::Signed::ByHand,
        language,
        now: now(),
    }
}

/// The same form for somebody whose every value is as long as it gets.
pub(super) fn long_form(language: Language) -> RequestForm<'static> {
    RequestForm {
        asked: sportello::pdf::Asked::Activation,
        counter: LONG_COUNTER,
        holder: Holder {
            surname: "VON WALTHER-OBERKIRCHNER ZU HOCHFELDENSTEIN D’ALTAMURA",
            name: "MARIA-THERESIA ÄNNCHEN GIUSEPPINA ŽIVA ČRTOMIRA",
            codice_fiscale: "VNWMTH80A41A952Z",
            birth_date: date("1980-01-01"),
            birth_place: "SAN LEONARDO IN PASSIRIA / SANKT LEONHARD IN PASSEIER (BZ)",
        },
        identity: Identity {
            kind: kind(language, "state_card"),
            issuer: "Gemeinde Sankt Leonhard in Passeier / Comune di San Leonardo in Passiria",
            ..form(language).identity
        },
        contact: Contact {
            to: Reach::Email("maria-theresia.vonwaltheroberkirchner_zuhochfelden@long.example"),
            phone: Some("+386 1 478 39 00 int. 1234"),
        },
        ..form(language)
    }
}

pub(super) const CODES: [CodeHalf<'static>; 3] = [
    CodeHalf { kind: CodeKind::Pin, digits: "73", positions: 0..2, total: 5 },
    CodeHalf { kind: CodeKind::Puk, digits: "9164", positions: 0..4, total: 8 },
    CodeHalf { kind: CodeKind::Cip, digits: "2805", positions: 0..4, total: 8 },
];

pub(super) fn sheet(language: Language) -> CodeSheet<'static> {
    CodeSheet {
        counter: COUNTER,
        protocol: "AN01-2026-000123",
        release: "AN01-R-2026-004711",
        serial: "FC26-7K3M-9QXA",
        holder: "D’AMICO MARIA LUCÌA",
        acting: None,
        codes: &CODES,
        tries: Tries { pin: 3, puk: 3 },
        carrier: Carrier::Mail,
        masked_address: "m•••••@e••••••.org",
        mail_minutes: 10,
        duplicate: false,
        language,
        now: now(),
    }
}

/// The address of a receipt, as long as they are.
pub(super) const RECEIPT_CODE: &str = concat!(
    "https://sportello.sanita.marche.example.org/receipts/",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
);
