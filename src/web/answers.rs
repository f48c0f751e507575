// SPDX-License-Identifier: AGPL-3.0-or-later
//! The answers to check, before they are printed and signed.

use super::birth_place;
use super::case_page;
use super::dates;
use super::error::PageError;
use super::evidence_words;
use super::identification::kind_name;
use super::page::Page;
use super::title_form;
use crate::cases::{self, Case, Complete, Ownership, Step};
use crate::texts;
use serde::Serialize;

/// The answers of a step.
#[derive(Serialize)]
pub(super) struct Answers {
    title: &'static str,
    change: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    label: &'static str,
    value: String,
    mono: bool,
}

impl Answers {
    /// The same without rows that the page shows otherwise.
    pub(super) fn without(mut self, labels: &[&str]) -> Self {
        self.rows.retain(|row| !labels.contains(&row.label));
        self
    }
}

/// Everything that a complete case says, step by step, each with its way to change it.
pub(super) fn answers(page: &Page, case: &Case, facts: &Complete<'_>) -> Result<Vec<Answers>, PageError> {
    let language = page.language();
    let word = |key: String| texts::text(language, &key);
    let row: fn(_, _) -> _ = |label, value| Row { label, value, mono: false };
    let mono: fn(_, _) -> _ = |label, value| Row { label, value, mono: true };
    let Complete { code, person, card, document, contact, .. } = facts;
    let kind = page.policy_of(case)?.document(document.kind());
    let ownership = match case.ownership {
        Ownership::Proven => "ownership-is-proven",
        Ownership::Skipped => "ownership-is-skipped",
        Ownership::Open => "ownership-is-open",
        Ownership::NoMailbox => "ownership-is-no-mailbox",
    };
    let outcome = case.card.as_ref().map_or("", |card| card.outcome.key()).replace('_', "-");
    let place = birth_place::label(person.birth_place, person.birth_date);
    let of = |step: Step, title, rows| Answers {
        title,
        change: format!("/cases/{}/{}", case.id, step.noun()),
        rows,
    };
    let answers = vec![
        of(
            Step::Holder,
            "case-step-holder",
            vec![
                mono("holder-code", code.to_string()),
                row("holder-surname", person.surname.to_string()),
                row("holder-name", person.name.to_string()),
                row("holder-sex", word(format!("sex-{}", person.sex.letter().to_lowercase()))),
                row("holder-birth-date", dates::show(person.birth_date)),
                row("holder-birth-place", place),
            ],
        ),
        of(
            Step::Card,
            "case-step-card",
            vec![
                mono("card-number", card.number.grouped()),
                row("card-expires", dates::show(card.expires)),
                row("card-former", word(format!("former-card-{}", card.former.key().replace('_', "-")))),
                row("card-authority", word(format!("card-outcome-{outcome}"))),
            ],
        ),
        of(
            Step::Identification,
            "case-step-identification",
            vec![
                row("document-kind", kind.map(|kind| kind_name(language, kind)).unwrap_or_default()),
                mono("document-number", document.number().to_owned()),
                row("document-issuer", document.issuer().to_owned()),
                row("document-issued", dates::show(document.issued())),
                row("document-expires", document.expires().map_or_else(|| "–".to_owned(), dates::show)),
            ],
        ),
        of(Step::Delegation, "case-step-delegation", delegated(page, case, row, mono)?),
        of(
            Step::Contact,
            "case-step-contact",
            vec![
                mono("contact-to", contact.to.shown()),
                row(
                    "trusted-person",
                    contact.trusted.as_ref().map(|it| it.in_one_line()).unwrap_or_default(),
                ),
                row("contact-ownership", word(ownership.to_owned())),
                row(
                    "contact-phone",
                    contact.phone.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string),
                ),
                row("contact-language", word(format!("language-{}", contact.language.code()))),
            ],
        ),
    ];
    Ok(answers.into_iter().filter(|part| !part.rows.is_empty()).collect())
}

/// Who acts, as what, by which title and on which evidence; nothing for a holder in person.
fn delegated(
    page: &Page,
    case: &Case,
    row: fn(&'static str, String) -> Row,
    mono: fn(&'static str, String) -> Row,
) -> Result<Vec<Row>, PageError> {
    let Some((delegation, rules)) = cases::delegation_of(page.policy_of(case)?, case)? else {
        return Ok(Vec::new());
    };
    let language = page.language();
    let delegate = delegation.delegate.as_ref();
    let pieces = rules.evidence.iter().flat_map(|group| {
        let of_group = delegation.evidence.iter().filter(|piece| piece.group == group.key);
        of_group.map(|piece| evidence_words::of_piece(language, group, piece).what)
    });
    Ok(vec![
        row("answers-delegation-kind", case_page::delegation_kind(language, case)),
        row("answers-delegate", case_page::delegate(case)),
        mono("answers-delegate-code", delegate.map(|delegate| delegate.code.to_string()).unwrap_or_default()),
        row("answers-delegation-title", title_form::said(language, delegation)),
        row("answers-delegation-evidence", pieces.collect::<Vec<_>>().join("; ")),
    ])
}
