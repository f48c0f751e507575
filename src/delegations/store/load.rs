// SPDX-License-Identifier: AGPL-3.0-or-later
//! A delegation with the title and the evidence in force.

use crate::db::{Breakage, Connection};
use crate::delegations::delegation::{Delegate, Delegation};
use crate::delegations::evidence::{Evidence, Piece};
use crate::delegations::title::{Decree, Title};
use crate::holders::person::Person;
use crate::identification::document::IdentityDocument;
use crate::ids::{
    CaseId, DelegationId, DelegationTitleId, EvidenceId, HolderId, IdentificationId, OperatorId, ScanId,
};
use crate::policy::{DelegationKind, EvidenceWay, Power, Relation, Signatory};
use crate::schema::{
    case_delegates, delegation_ends, delegation_evidence, delegation_evidence_ends,
    delegation_evidence_scans, delegation_titles, delegations, holders, operators, scan_deletions,
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

#[derive(Queryable, Selectable)]
#[diesel(table_name = delegations)]
struct HeadRow {
    id: DelegationId,
    case_id: CaseId,
    delegate_id: Option<HolderId>,
    kind: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_delegates)]
struct PersonRow {
    surname: String,
    name: String,
    sex: String,
    birth_date: NaiveDate,
    birth_place: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = delegation_titles)]
struct TitleRow {
    power: String,
    words: Option<String>,
    decree_court: Option<String>,
    decree_number: Option<String>,
    decree_on: Option<NaiveDate>,
    decree_ends_on: Option<NaiveDate>,
    relation: Option<String>,
    holder_present: bool,
    address_in_words: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = delegation_evidence)]
struct EvidenceRow {
    id: EvidenceId,
    case_id: CaseId,
    evidence_group: String,
    item: String,
    way: String,
    holder_signed: bool,
    delegate_signed: bool,
    document_kind: Option<String>,
    document_number: Option<String>,
    issuer: Option<String>,
    issued: Option<NaiveDate>,
    expires: Option<NaiveDate>,
    from_on: Option<NaiveDate>,
    to_on: Option<NaiveDate>,
    at: DateTime<Utc>,
    by: OperatorId,
}

type Joined = (HeadRow, Option<String>, Option<PersonRow>, Option<TitleRow>, bool);

fn known<T>(found: Option<T>) -> Result<T, Breakage> {
    found.ok_or_else(|| Breakage::new("a stored word has no meaning"))
}

/// A delegation as a case has it: with the title that the case points at, and the person whom its identification saw. What
/// was recorded in another case is told apart.
pub(crate) async fn load(
    conn: &mut Connection,
    id: DelegationId,
    title_id: Option<DelegationTitleId>,
    identification: Option<IdentificationId>,
    complete: bool,
    case: CaseId,
) -> Result<Delegation, Breakage> {
    let ended = exists(delegation_ends::table.filter(delegation_ends::delegation_id.eq(delegations::id)));
    let (head, code, person, title, ended): Joined = delegations::table
        .left_join(holders::table.on(holders::id.nullable().eq(delegations::delegate_id)))
        .left_join(case_delegates::table.on(case_delegates::identification_id.nullable().eq(identification)))
        .left_join(delegation_titles::table.on(delegation_titles::id.nullable().eq(title_id)))
        .filter(delegations::id.eq(id))
        .select((
            HeadRow::as_select(),
            holders::codice_fiscale.nullable(),
            Option::<PersonRow>::as_select(),
            Option::<TitleRow>::as_select(),
            ended,
        ))
        .first(conn)
        .await?;
    let delegate = match (head.delegate_id, code, person) {
        (Some(id), Some(code), Some(row)) => {
            Some(Delegate { id, code: code.parse().map_err(Breakage::new)?, person: person_of(row)? })
        }
        (None, _, _) => None,
        (Some(_), _, _) => return Err(Breakage::new("a delegate was not identified")),
    };
    Ok(Delegation {
        id: head.id,
        kind: known(DelegationKind::from_key(&head.kind))?,
        made_in: head.case_id,
        delegate,
        title: title.map(title_of).transpose()?,
        title_id,
        evidence: evidence(conn, id, case).await?,
        ended,
        complete,
    })
}

async fn evidence(conn: &mut Connection, id: DelegationId, case: CaseId) -> Result<Vec<Evidence>, Breakage> {
    let taken_back = exists(
        delegation_evidence_ends::table
            .filter(delegation_evidence_ends::evidence_id.eq(delegation_evidence::id)),
    );
    let rows: Vec<(EvidenceRow, (String, String))> = delegation_evidence::table
        .inner_join(operators::table.on(operators::id.eq(delegation_evidence::by)))
        .filter(delegation_evidence::delegation_id.eq(id))
        .filter(diesel::dsl::not(taken_back))
        .order((delegation_evidence::at, delegation_evidence::id))
        .select((EvidenceRow::as_select(), (operators::surname, operators::name)))
        .load(conn)
        .await?;
    let scanned: Vec<EvidenceId> =
        rows.iter().filter(|(row, _)| row.way == EvidenceWay::Scanned.key()).map(|(row, _)| row.id).collect();
    let scans: Vec<(EvidenceId, ScanId)> = match scanned.is_empty() {
        true => Vec::new(),
        false => {
            let removed = scan_deletions::table
                .filter(scan_deletions::scan_id.eq(delegation_evidence_scans::scan_id))
                .filter(scan_deletions::why.eq("removed"));
            delegation_evidence_scans::table
                .filter(delegation_evidence_scans::evidence_id.eq_any(scanned))
                .filter(diesel::dsl::not(exists(removed)))
                .select((delegation_evidence_scans::evidence_id, delegation_evidence_scans::scan_id))
                .order(delegation_evidence_scans::scan_id)
                .load(conn)
                .await?
        }
    };
    rows.into_iter().map(|(row, by)| piece_of(row, by, case, &scans)).collect()
}

fn piece_of(
    row: EvidenceRow,
    by: (String, String),
    case: CaseId,
    scans: &[(EvidenceId, ScanId)],
) -> Result<Evidence, Breakage> {
    let said = [(row.holder_signed, Signatory::Holder), (row.delegate_signed, Signatory::Delegate)];
    let document = match (row.document_kind, row.document_number, row.issuer, row.issued) {
        (Some(kind), Some(number), Some(issuer), Some(issued)) => {
            Some(IdentityDocument::recorded(kind, number, issuer, issued, row.expires))
        }
        _ => None,
    };
    let piece = Piece {
        group: row.evidence_group,
        item: row.item,
        way: known(EvidenceWay::from_key(&row.way))?,
        signed: said.into_iter().filter_map(|(signed, who)| signed.then_some(who)).collect(),
        document,
        from_on: row.from_on,
        to_on: row.to_on,
        scans: scans.iter().filter(|(of, _)| *of == row.id).map(|(_, scan)| *scan).collect(),
    };
    let earlier = (row.case_id != case).then_some(by);
    Ok(Evidence { id: row.id, piece, at: row.at, by: row.by, earlier })
}

fn person_of(row: PersonRow) -> Result<Person, Breakage> {
    Ok(Person {
        surname: row.surname.parse().map_err(Breakage::new)?,
        name: row.name.parse().map_err(Breakage::new)?,
        sex: row.sex.parse().map_err(Breakage::new)?,
        birth_date: row.birth_date,
        birth_place: row.birth_place.parse().map_err(Breakage::new)?,
    })
}

fn title_of(row: TitleRow) -> Result<Title, Breakage> {
    let decree = match (row.decree_court, row.decree_number, row.decree_on) {
        (Some(court), Some(number), Some(on)) => {
            Some(Decree { court, number, on, ends_on: row.decree_ends_on })
        }
        _ => None,
    };
    Ok(Title {
        power: known(Power::from_key(&row.power))?,
        words: row.words,
        decree,
        relation: row.relation.as_deref().map(|key| known(Relation::from_key(key))).transpose()?,
        holder_present: row.holder_present,
        address_in_words: row.address_in_words,
    })
}
