// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lists of cases, sheets and cards: one query each.

use super::named::named_of;
use crate::cards::check::CardOutcome;
use crate::cases::case::{Ending, Office};
use crate::cases::dossier::{KnownCard, SheetOut};
use crate::cases::line::Line;
use crate::cases::service::Service;
use crate::cases::step::Progress;
use crate::db::{Breakage, Connection, Keep};
use crate::ids::{CaseId, CounterId, HolderId};
use crate::schema::{
    activations, case_card_checks, case_contacts, case_holder_data, case_ownerships, cases, counters,
    releases, sheets,
};
use chrono::{DateTime, Utc};
use diesel::dsl::{AsSelect, auto_type, exists};
use diesel::expression::SqlLiteral;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use futures_util::future::try_join;

/// No page lists more.
const MOST: i64 = 100;

#[derive(Queryable, Selectable)]
#[diesel(table_name = cases)]
struct HeadRow {
    id: CaseId,
    protocol: String,
    service: String,
    counter_id: CounterId,
    opened_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
    closure: Option<String>,
    signed_form_id: Option<crate::ids::FormId>,
    identification_id: Option<crate::ids::IdentificationId>,
    delegation_id: Option<crate::ids::DelegationId>,
    delegation_complete: bool,
}

type Row = (HeadRow, (String, String), Option<(String, String)>, Option<String>, bool);

#[auto_type(no_type_alias)]
fn lines() -> _ {
    let head: AsSelect<HeadRow, Pg> = HeadRow::as_select();
    let reached = exists(
        case_ownerships::table
            .filter(case_ownerships::case_id.eq(cases::id))
            .filter(case_ownerships::email.nullable().eq(case_contacts::email.nullable())),
    )
    .or(case_contacts::post.nullable().is_not_null());
    cases::table
        .inner_join(counters::table.on(counters::id.eq(cases::counter_id)))
        .left_join(case_holder_data::table.on(case_holder_data::id.nullable().eq(cases::holder_data_id)))
        .left_join(case_card_checks::table.on(case_card_checks::id.nullable().eq(cases::card_check_id)))
        .left_join(case_contacts::table.on(case_contacts::id.nullable().eq(cases::contact_id)))
        .select((
            head,
            (counters::code, counters::name),
            (case_holder_data::surname, case_holder_data::name).nullable(),
            case_card_checks::outcome.nullable(),
            reached,
        ))
}

fn line((head, office, holder, outcome, reached): Row) -> Result<Line, Breakage> {
    let unknown = || Breakage::new("a stored word has no meaning");
    let outcome = outcome.map(|key| CardOutcome::from_key(&key).ok_or_else(unknown)).transpose()?;
    let service = Service::from_key(&head.service).ok_or_else(unknown)?;
    Ok(Line {
        id: head.id,
        service,
        protocol: head.protocol.parse().map_err(Breakage::new)?,
        counter: Office { id: head.counter_id, code: office.0, name: office.1 },
        opened_at: head.opened_at,
        changed_at: head.changed_at,
        progress: Progress {
            holder: holder.is_some(),
            card: outcome.is_some_and(|outcome| service.lets_on(outcome)),
            identification: head.identification_id.is_some(),
            delegation: head.delegation_id.is_none() || head.delegation_complete,
            contact: reached,
            signed: head.signed_form_id.is_some(),
        },
        holder,
        by_delegation: head.delegation_id.is_some(),
        ending: head.closure.map(|key| Ending::from_key(&key).ok_or_else(unknown)).transpose()?,
    })
}

pub(in crate::cases) async fn open_lines(
    mut conn: &Connection,
    counter: CounterId,
) -> Result<Vec<Line>, Breakage> {
    let rows: Vec<Row> = lines()
        .filter(cases::counter_id.eq(counter))
        .filter(cases::closed_at.is_null())
        .order(cases::changed_at.desc())
        .limit(MOST)
        .load(&mut conn)
        .await?;
    rows.into_iter().map(line).collect()
}

pub(in crate::cases) async fn lines_of_holder(
    mut conn: &Connection,
    holder: HolderId,
) -> Result<Vec<Line>, Breakage> {
    let rows: Vec<Row> = lines()
        .filter(cases::holder_id.eq(holder))
        .order(cases::opened_at.desc())
        .limit(MOST)
        .load(&mut conn)
        .await?;
    rows.into_iter().map(line).collect()
}

pub(in crate::cases) async fn open_line_of(
    conn: &mut Connection,
    holder: HolderId,
) -> Result<Option<Line>, Breakage> {
    let row: Option<Row> = lines()
        .filter(cases::holder_id.eq(holder))
        .filter(cases::service.eq_any(Service::ALL.map(Service::key)))
        .filter(cases::closed_at.is_null())
        .first(conn)
        .await
        .optional()?;
    row.map(line).transpose()
}

/// Written out, not bound: the plan is made once for all values, and only a condition that it sees lets it take the index over
/// the cases done.
fn is_done() -> SqlLiteral<Bool> {
    diesel::dsl::sql("cases.closure = 'done'")
}

/// Cases of a counter that were opened, and that were done, since then.
pub(in crate::cases) async fn counted_since(
    mut conn: &Connection,
    counter: CounterId,
    since: DateTime<Utc>,
) -> Result<(i64, i64), Breakage> {
    let at = cases::table.filter(cases::counter_id.eq(counter));
    let opened = at.filter(cases::opened_at.ge(since)).count();
    let done = at.filter(cases::closed_at.ge(since)).filter(is_done()).count();
    let both = (opened.single_value(), done.single_value());
    let (opened, done): (Option<i64>, Option<i64>) =
        diesel::select(both).kept().get_result(&mut conn).await?;
    Ok((opened.unwrap_or_default(), done.unwrap_or_default()))
}

pub(in crate::cases) async fn sheets_out(
    mut conn: &Connection,
    counter: CounterId,
) -> Result<Vec<SheetOut>, Breakage> {
    let rows: Vec<(CaseId, String, DateTime<Utc>, DateTime<Utc>)> = sheets::table
        .inner_join(releases::table.on(releases::id.eq(sheets::release_id)))
        .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
        .filter(cases::counter_id.eq(counter))
        .filter(releases::ended_at.is_null())
        .filter(releases::handed_over_at.is_null())
        .filter(sheets::voided_at.is_null())
        .filter(sheets::withdrawn_at.is_null())
        .filter(sheets::served_at.is_not_null())
        .order(sheets::served_at)
        .limit(MOST)
        .select((cases::id, cases::protocol, sheets::served_at.assume_not_null(), releases::withdraw_after))
        .load(&mut conn)
        .await?;
    let out =
        |(case, protocol, served_at, withdraw_after)| SheetOut { case, protocol, served_at, withdraw_after };
    Ok(rows.into_iter().map(out).collect())
}

pub(in crate::cases) async fn cards_of(
    mut conn: &Connection,
    holder: HolderId,
) -> Result<Vec<KnownCard>, Breakage> {
    let shared = conn;
    let shown = case_card_checks::table
        .inner_join(cases::table.on(cases::id.eq(case_card_checks::case_id)))
        .left_join(activations::table.on(activations::card_number.eq(case_card_checks::card_number)))
        .filter(cases::holder_id.eq(holder))
        .filter(case_card_checks::outcome.ne("another_holder"))
        .order((case_card_checks::card_number, case_card_checks::at.desc()))
        .distinct_on(case_card_checks::card_number)
        .limit(MOST)
        .select((
            case_card_checks::id,
            case_card_checks::card_number,
            case_card_checks::expires,
            case_card_checks::outcome,
            case_card_checks::at,
            activations::activated_at.nullable(),
            true.into_sql::<Bool>(),
        ))
        .load::<KnownCard>(&mut conn);
    let shown = async { Ok::<_, Breakage>(shown.await?) };
    let (mut cards, named) = try_join(shown, named_of(shared, holder, None)).await?;
    let unseen = |card: &KnownCard| !cards.iter().any(|shown| shown.number == card.number);
    let unseen: Vec<KnownCard> = named.into_iter().filter(unseen).collect();
    cards.extend(unseen);
    cards.sort_by_key(|card| std::cmp::Reverse(card.seen_at));
    Ok(cards)
}
