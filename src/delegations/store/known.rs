// SPDX-License-Identifier: AGPL-3.0-or-later
//! The delegations of a holder in one query, and the holders of a delegate in another.

use crate::db::{Breakage, Connection};
use crate::delegations::ends::{End, EndKind};
use crate::delegations::known::KnownDelegation;
use crate::ids::{CaseId, DelegationId, DelegationTitleId, HolderId, IdentificationId};
use crate::policy::DelegationKind;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Nullable, Text, Timestamptz, Uuid};
use diesel_async::RunQueryDsl;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Uuid)]
    id: DelegationId,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Uuid)]
    made_in: CaseId,
    #[diesel(sql_type = Timestamptz)]
    made_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Uuid>)]
    identification: Option<IdentificationId>,
    #[diesel(sql_type = Nullable<Text>)]
    surname: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
    #[diesel(sql_type = Nullable<Uuid>)]
    title: Option<DelegationTitleId>,
    #[diesel(sql_type = Nullable<Date>)]
    decree_ends_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    impediment_ends_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    born: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    words: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    ended_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Text>)]
    by_surname: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    by_name: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    cards: Vec<String>,
}

/// Each look-up goes by an index: delegations by holder, their identifications, titles, evidence and cases by delegation,
/// releases by case and by card. A piece without last day is an impediment without end.
const OF_HOLDER: &str = "
SELECT d.id, d.kind, d.case_id AS made_in, d.at AS made_at, i.id AS identification, p.surname, p.name, t.id AS title,
  t.decree_ends_on, m.to_on AS impediment_ends_on, b.birth_date AS born, x.reason, x.words, x.at AS ended_at,
  o.surname AS by_surname, o.name AS by_name, g.cards
FROM delegations d
LEFT JOIN LATERAL (SELECT i.id FROM case_identifications i WHERE i.delegation_id = d.id
  ORDER BY i.at DESC, i.id DESC LIMIT 1) i ON true
LEFT JOIN case_delegates p ON p.identification_id = i.id
LEFT JOIN LATERAL (SELECT t.id, t.decree_ends_on FROM delegation_titles t WHERE t.delegation_id = d.id
  ORDER BY t.at DESC, t.id DESC LIMIT 1) t ON true
LEFT JOIN LATERAL (SELECT CASE WHEN bool_and(e.to_on IS NOT NULL) THEN max(e.to_on) END AS to_on
  FROM delegation_evidence e WHERE e.delegation_id = d.id AND e.from_on IS NOT NULL
    AND NOT EXISTS (SELECT FROM delegation_evidence_ends n WHERE n.evidence_id = e.id)) m ON true
LEFT JOIN LATERAL (SELECT h.birth_date FROM cases c JOIN case_holder_data h ON h.id = c.holder_data_id
  WHERE c.holder_id = d.holder_id ORDER BY h.at DESC LIMIT 1) b ON true
LEFT JOIN delegation_ends x ON x.delegation_id = d.id
LEFT JOIN operators o ON o.id = x.by
LEFT JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT k.card_number), '{}') AS cards FROM cases c
  CROSS JOIN LATERAL (
    SELECT a.card_number, a.activated_at AS at FROM activations a WHERE a.case_id = c.id
    UNION ALL
    SELECT r.card_number, r.handed_over_at FROM releases r WHERE r.case_id = c.id AND r.handed_over_at IS NOT NULL) k
  WHERE c.delegation_id = d.id AND NOT EXISTS (SELECT FROM releases n JOIN cases l ON l.id = n.case_id
    WHERE n.card_number = k.card_number AND n.handed_over_at > k.at AND l.delegation_id IS DISTINCT FROM d.id)) g ON true
WHERE d.holder_id = $1
ORDER BY d.at DESC, d.id DESC
LIMIT 100";

/// The delegations of a holder, the latest first.
pub(crate) async fn of_holder(
    mut conn: &Connection,
    holder: HolderId,
) -> Result<Vec<KnownDelegation>, Breakage> {
    let rows: Vec<Row> = diesel::sql_query(OF_HOLDER).bind::<Uuid, _>(holder).load(&mut conn).await?;
    rows.into_iter().map(known).collect()
}

fn known(row: Row) -> Result<KnownDelegation, Breakage> {
    let unknown = || Breakage::new("a stored word has no meaning");
    let end = match (row.reason, row.words, row.ended_at, row.by_surname.zip(row.by_name)) {
        (Some(reason), Some(words), Some(at), Some(by)) => {
            Some((End { kind: EndKind::from_key(&reason).ok_or_else(unknown)?, words }, at, by))
        }
        _ => None,
    };
    Ok(KnownDelegation {
        id: row.id,
        kind: DelegationKind::from_key(&row.kind).ok_or_else(unknown)?,
        made_in: row.made_in,
        made_at: row.made_at,
        delegate: row.surname.zip(row.name),
        identification: row.identification,
        title: row.title,
        decree_ends_on: row.decree_ends_on,
        impediment_ends_on: row.impediment_ends_on,
        born: row.born,
        end,
        cards: row.cards,
    })
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    holders: i64,
}

/// Persons are told apart by their base codes: two forms of omocodia are one delegate, or one holder. Cases that came to
/// nothing do not count; the case in hand always does. By index: holders by base code, delegations by delegate, cases by
/// delegation.
const HOLDERS_OF: &str = "
SELECT count(DISTINCT h.base_code) AS holders
FROM holders p
JOIN holders q ON q.base_code = p.base_code
JOIN delegations d ON d.delegate_id = q.id
JOIN cases c ON c.delegation_id = d.id
JOIN holders h ON h.id = d.holder_id
WHERE p.id = $1 AND d.kind = ANY($2) AND (c.opened_at >= $3 OR c.id = $4)
  AND (c.closed_at IS NULL OR c.closure = 'done')";

/// For how many holders a person acts in cases that were opened since then, by delegations of these kinds.
pub(crate) async fn holders_of(
    conn: &mut Connection,
    delegate: HolderId,
    kinds: &[&str],
    since: DateTime<Utc>,
    case: CaseId,
) -> Result<i64, Breakage> {
    let counted: Counted = diesel::sql_query(HOLDERS_OF)
        .bind::<Uuid, _>(delegate)
        .bind::<Array<Text>, _>(kinds)
        .bind::<Timestamptz, _>(since)
        .bind::<Uuid, _>(case)
        .get_result(conn)
        .await?;
    Ok(counted.holders)
}
