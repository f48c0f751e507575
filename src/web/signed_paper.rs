// SPDX-License-Identifier: AGPL-3.0-or-later
//! How a request form is signed, as form and receipt show it.

use super::dates;
use crate::cases::{Cause, Signing};
use crate::identification::document::IdentityDocument;
use crate::pdf::{self, Said};
use crate::policy::{Policy, Relation};
use crate::texts::Language;

/// What the request form shows in place of a signature.
pub(super) struct SignedOnPaper<'a> {
    signing: &'a Signing,
    /// The relative's document in one line.
    document: String,
}

impl<'a> SignedOnPaper<'a> {
    pub(super) fn of(policy: &Policy, signing: &'a Signing, language: Language) -> Self {
        let document = match signing {
            Signing::ByRelative(declarant) => in_one_line(policy, &declarant.document, language),
            Signing::ByHand | Signing::TakenByOfficer(_) => String::new(),
        };
        Self { signing, document }
    }

    pub(super) fn view(&self) -> pdf::Signed<'_> {
        match self.signing {
            Signing::ByHand => pdf::Signed::ByHand,
            Signing::TakenByOfficer(cause) => pdf::Signed::TakenByOfficer(Some(match cause {
                Cause::DoesNotKnow => pdf::Cause::DoesNotKnow,
                Cause::Cannot => pdf::Cause::Cannot,
            })),
            Signing::ByRelative(declarant) => pdf::Signed::ByRelative(pdf::Relative {
                person: pdf::Person {
                    surname: Some(declarant.surname.as_str()),
                    name: Some(declarant.name.as_str()),
                    codice_fiscale: Some(declarant.code.as_str()),
                    birth_date: Some(declarant.birth_date),
                    birth_place: None,
                },
                kin: Some(match declarant.relation {
                    Relation::Spouse => pdf::Kin::Spouse,
                    Relation::Child => pdf::Kin::Child,
                    Relation::Parent | Relation::RelativeToThirdDegree => pdf::Kin::Other,
                }),
                document: Some(&self.document),
            }),
        }
    }
}

/// `carta d’identità / identity card CA12345AB, Comune di Ancona, 14/03/2022 – 01/01/2032`.
fn in_one_line(policy: &Policy, document: &IdentityDocument, language: Language) -> String {
    let kind = policy.document(document.kind());
    let kind = Said::named(language, |language| kind.map_or("", |kind| kind.name(language)));
    let days = [Some(document.issued()), document.expires()].into_iter().flatten().map(dates::show);
    let days = days.collect::<Vec<_>>().join(" – ");
    format!("{} {}, {}, {days}", kind.joined(), document.number(), document.issuer())
}

/// What the receipt says of a request that the holder did not sign; nothing of one that was signed by hand.
pub(super) fn on_receipt(signing: &Signing, language: Language) -> Option<Said> {
    match signing {
        Signing::ByHand => None,
        Signing::TakenByOfficer(_) => Some(Said::of(language, "receipt-done-by-officer", &[])),
        Signing::ByRelative(declarant) => {
            let name = format!("{} {}", declarant.name, declarant.surname);
            Some(Said::of(language, "receipt-done-by-relative", &[("name", name.into())]))
        }
    }
}
