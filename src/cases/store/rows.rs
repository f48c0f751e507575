// SPDX-License-Identifier: AGPL-3.0-or-later
//! From rows to the types of a case: the one place where a state is made from columns.

use super::load::Joined;
use crate::cards::check::{Card, CardOutcome, CheckedCard, FormerCard};
use crate::cards::number::Entry;
use crate::cases::case::{Case, Closing, Colleague, Ending, Office, SignedForm};
use crate::cases::facts::{Contact, Ownership, Recorded};
use crate::cases::service::Service;
use crate::contacts::trusted::TrustedPerson;
use crate::db::Breakage;
use crate::delegations::Delegation;
use crate::holders::Holder;
use crate::holders::person::Person;
use crate::identification::document::IdentityDocument;
use crate::ids::{
    CaseId, CounterId, DelegationId, DelegationTitleId, FormId, HolderId, IdentificationId, OperatorId,
};
use crate::schema::{
    case_card_checks, case_contacts, case_forms, case_holder_data, case_identifications, cases,
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::str::FromStr;

#[derive(Queryable, Selectable)]
#[diesel(table_name = cases)]
pub(super) struct CaseRow {
    pub(super) id: CaseId,
    protocol: String,
    service: String,
    counter_id: CounterId,
    holder_id: HolderId,
    policy_version: String,
    opened_at: DateTime<Utc>,
    version: i32,
    changed_at: DateTime<Utc>,
    changed_by: OperatorId,
    closed_at: Option<DateTime<Utc>>,
    closure: Option<String>,
    closure_reason: Option<String>,
    pub(super) delegation_id: Option<DelegationId>,
    pub(super) delegation_title_id: Option<DelegationTitleId>,
    pub(super) delegation_complete: bool,
    pub(super) identification_id: Option<IdentificationId>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_holder_data)]
pub(super) struct PersonRow {
    surname: String,
    name: String,
    sex: String,
    birth_date: NaiveDate,
    birth_place: String,
    case_version: i32,
    at: DateTime<Utc>,
    by: OperatorId,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_card_checks)]
pub(super) struct CardRow {
    card_number: String,
    entered_by: String,
    expires: NaiveDate,
    former_card: String,
    outcome: String,
    case_version: i32,
    at: DateTime<Utc>,
    by: OperatorId,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_identifications)]
pub(super) struct IdentificationRow {
    document_kind: String,
    document_number: String,
    issuer: String,
    issued: NaiveDate,
    expires: Option<NaiveDate>,
    case_version: i32,
    at: DateTime<Utc>,
    by: OperatorId,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_contacts)]
pub(super) struct ContactRow {
    email: Option<String>,
    post: Option<String>,
    trusted_surname: Option<String>,
    trusted_name: Option<String>,
    trusted_relation: Option<String>,
    phone: Option<String>,
    language: String,
    case_version: i32,
    at: DateTime<Utc>,
    by: OperatorId,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_forms)]
pub(super) struct FormRow {
    id: FormId,
    fingerprint: Vec<u8>,
    signed_at: Option<DateTime<Utc>>,
}

/// Reads what the types themselves wrote; anything else is a breakage.
fn read<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(text: &str) -> Result<T, Breakage> {
    text.parse().map_err(Breakage::new)
}

fn known<T>(found: Option<T>) -> Result<T, Breakage> {
    found.ok_or_else(|| Breakage::new("a stored word has no meaning"))
}

pub(super) fn person(row: PersonRow) -> Result<Recorded<Person>, Breakage> {
    let value = Person {
        surname: read(&row.surname)?,
        name: read(&row.name)?,
        sex: read(&row.sex)?,
        birth_date: row.birth_date,
        birth_place: read(&row.birth_place)?,
    };
    Ok(Recorded { value, version: row.case_version, at: row.at, by: row.by })
}

fn card(row: CardRow) -> Result<Recorded<CheckedCard>, Breakage> {
    let entered_by = if row.entered_by == Entry::Scanner.key() { Entry::Scanner } else { Entry::Keyboard };
    let card = Card {
        number: read(&row.card_number)?,
        entered_by,
        expires: row.expires,
        former: known(FormerCard::from_key(&row.former_card))?,
    };
    let value = CheckedCard { card, outcome: known(CardOutcome::from_key(&row.outcome))? };
    Ok(Recorded { value, version: row.case_version, at: row.at, by: row.by })
}

fn document(row: IdentificationRow) -> Recorded<IdentityDocument> {
    let value = IdentityDocument::recorded(
        row.document_kind,
        row.document_number,
        row.issuer,
        row.issued,
        row.expires,
    );
    Recorded { value, version: row.case_version, at: row.at, by: row.by }
}

fn contact(row: ContactRow) -> Result<Recorded<Contact>, Breakage> {
    let trusted = match (row.trusted_surname, row.trusted_name) {
        (Some(surname), Some(name)) => Some(TrustedPerson {
            surname: read(&surname)?,
            name: read(&name)?,
            relation: row.trusted_relation,
        }),
        _ => None,
    };
    let value = Contact {
        to: read(&known(row.email.or(row.post))?)?,
        trusted,
        phone: row.phone.as_deref().map(read).transpose()?,
        language: read(&row.language)?,
    };
    Ok(Recorded { value, version: row.case_version, at: row.at, by: row.by })
}

fn form(row: FormRow) -> Result<SignedForm, Breakage> {
    let signed_at = known(row.signed_at)?;
    Ok(SignedForm { id: row.id, fingerprint: row.fingerprint.try_into()?, signed_at })
}

fn closing(case: &CaseRow) -> Result<Option<Closing>, Breakage> {
    let Some(at) = case.closed_at else { return Ok(None) };
    let how = known(case.closure.as_deref().and_then(Ending::from_key))?;
    Ok(Some(Closing { how, at, reason: case.closure_reason.clone() }))
}

pub(super) fn case(row: Joined, delegation: Option<Delegation>) -> Result<Case, Breakage> {
    let (
        case,
        code,
        office,
        colleague,
        who,
        what,
        seen,
        reached,
        printed,
        ownership,
        state,
        knows_delegations,
        visit,
    ) = row;
    let by_post = reached.as_ref().is_some_and(|contact| contact.post.is_some());
    Ok(Case {
        knows_delegations,
        visit,
        closing: closing(&case)?,
        id: case.id,
        protocol: read(&case.protocol)?,
        service: known(Service::from_key(&case.service))?,
        counter: Office { id: case.counter_id, code: office.0, name: office.1 },
        holder: Holder { id: case.holder_id, code: read(&code)? },
        policy_version: case.policy_version,
        opened_at: case.opened_at,
        version: case.version,
        changed_at: case.changed_at,
        changed_by: Colleague { id: case.changed_by, name: colleague.0, surname: colleague.1 },
        person: who.map(person).transpose()?,
        card: what.map(card).transpose()?,
        identification: seen.map(document),
        delegation,
        contact: reached.map(contact).transpose()?,
        ownership: match ownership {
            _ if by_post => Ownership::NoMailbox,
            (true, _) => Ownership::Proven,
            (false, true) => Ownership::Skipped,
            (false, false) => Ownership::Open,
        },
        signed_form: printed.map(form).transpose()?,
        asked: state.0,
        releasing: state.1,
    })
}
