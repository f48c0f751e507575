// SPDX-License-Identifier: AGPL-3.0-or-later
//! An identity document on a page: what is wrong with which field, and what is odd.

use super::dates;
use super::form::FieldErrors;
use crate::identification::document::{DocumentError, DocumentField, DocumentHint};

/// A date that may be missing; whether it must be there is the document's own rule.
pub(super) fn date(field: &str, text: &str, errors: &mut FieldErrors) -> Option<chrono::NaiveDate> {
    let date = dates::parse(text);
    if date.is_none() && !text.trim().is_empty() {
        errors.add(field, "field-date-wrong");
    }
    date
}

pub(super) fn notice(hint: DocumentHint) -> &'static str {
    match hint {
        DocumentHint::UnusualNumber => "notice-document-unusual-number",
        DocumentHint::NotOnBirthday => "notice-document-not-on-birthday",
        DocumentHint::UnusuallyLong => "notice-document-unusually-long",
    }
}

pub(super) fn complain(error: DocumentError, errors: &mut FieldErrors) {
    let field = match error.field() {
        DocumentField::Kind => "kind",
        DocumentField::Number => "number",
        DocumentField::Issuer => "issuer",
        DocumentField::Issued => "issued",
        DocumentField::Expires => "expires",
    };
    let day = |name: &str, day| vec![(name.to_owned(), dates::show(day))];
    let position = |at: usize| vec![("position".to_owned(), at.to_string())];
    let (key, arguments) = match error {
        DocumentError::KindNoLongerValid { last_valid_day } => {
            ("document-kind-over", day("day", last_valid_day))
        }
        DocumentError::NumberMissing
        | DocumentError::IssuerMissing
        | DocumentError::IssuedMissing
        | DocumentError::ExpiryMissing => ("field-required", vec![]),
        DocumentError::NumberTooLong | DocumentError::IssuerTooLong => ("field-too-long", vec![]),
        DocumentError::NumberCharacter { position: at } => ("document-number-character", position(at)),
        DocumentError::IssuerCharacter { position: at } => ("document-issuer-character", position(at)),
        DocumentError::IssuedInFuture => ("document-issued-future", vec![]),
        DocumentError::IssuedBeforeBirth => ("document-issued-before-birth", vec![]),
        DocumentError::IssuedBeforeKind { first_issue_day } => {
            ("document-issued-before-kind", day("day", first_issue_day))
        }
        DocumentError::ExpiresBeforeIssue => ("document-expires-before-issue", vec![]),
        DocumentError::Expired { on } => ("document-expired", day("day", on)),
    };
    errors.add_with(field, key, arguments);
}
