// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the counters know of an e-mail address.

use crate::cases::case::Case;
use crate::contacts::email::EmailAddress;
use crate::contacts::recipient::Recipient;
use crate::db::{Breakage, Connection, Keep};
use crate::ids::HolderId;
use crate::schema::{case_contacts, cases, counters, operators, releases};
use diesel::dsl::{exists, select, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};
use diesel_async::RunQueryDsl;

diesel::define_sql_function! {
    /// PostgreSQL's lower().
    fn lower(text: Nullable<Text>) -> Nullable<Text>;
}

/// What the counters know of where a second half is to go.
pub(in crate::cases) struct KnownAddress {
    pub(in crate::cases) staff: bool,
    pub(in crate::cases) counter_domain: Option<String>,
    pub(in crate::cases) used_for_another_holder: bool,
    /// Where the holder's latest release went.
    pub(in crate::cases) earlier: Option<Recipient>,
    /// The mailbox that the latest of the holder's releases by mail went to.
    pub(in crate::cases) earlier_mailbox: Option<EmailAddress>,
}

pub(in crate::cases) async fn known_address(
    conn: &mut Connection,
    case: &Case,
    to: &Recipient,
) -> Result<KnownAddress, Breakage> {
    let domain = counters::table.find(case.counter.id).select(counters::mail_domain).single_value();
    let given = || {
        releases::table
            .inner_join(cases::table.on(cases::id.eq(releases::case_id)))
            .filter(cases::holder_id.eq(case.holder.id))
            .filter(releases::handed_over_at.is_not_null())
            .order(releases::requested_at.desc())
            .select(releases::recipient)
            .limit(1)
    };
    let earlier = given().single_value();
    let earlier_mailbox = given().filter(releases::recipient.not_like("post:%")).single_value();
    let others = || {
        case_contacts::table
            .inner_join(cases::table.on(cases::id.eq(case_contacts::case_id)))
            .filter(cases::holder_id.ne(case.holder.id))
    };
    type Row = (bool, bool, Option<String>, Option<String>, Option<String>);
    // each kind asks for its own: with both in one condition no index would help
    let (staff, used_for_another_holder, counter_domain, earlier, earlier_mailbox): Row = match to {
        Recipient::Email(_) => {
            let staff = exists(
                operators::table
                    .filter(lower(operators::contact_address.nullable()).eq(to.key()))
                    .filter(operators::ended_at.is_null()),
            );
            let same_mailbox = exists(others().filter(lower(case_contacts::email).eq(to.key())));
            let known = (staff, same_mailbox, domain, earlier, earlier_mailbox);
            select(known).get_result(conn).await?
        }
        Recipient::Post(post) => {
            // a letter box is the same whoever's name is on the envelope
            let place = "lower(substr(case_contacts.post, strpos(case_contacts.post, '|'))) = lower(";
            let place = sql::<Nullable<Bool>>(place).bind::<Text, _>(post.place()).sql(")");
            let known = (exists(others().filter(place)), domain, earlier, earlier_mailbox);
            let known: (bool, _, _, _) = select(known).kept().get_result(conn).await?;
            (false, known.0, known.1, known.2, known.3)
        }
    };
    let earlier = earlier.and_then(|address| address.parse().ok());
    let earlier_mailbox = earlier_mailbox.and_then(|address| address.parse().ok());
    Ok(KnownAddress { staff, counter_domain, used_for_another_holder, earlier, earlier_mailbox })
}

/// Whether a second half is to go there in a case about that person.
pub(in crate::cases) async fn is_address_of(
    conn: &mut Connection,
    person: HolderId,
    to: &Recipient,
) -> Result<bool, Breakage> {
    let Recipient::Email(_) = to else { return Ok(false) };
    let own = case_contacts::table
        .inner_join(cases::table.on(cases::contact_id.eq(case_contacts::id.nullable())))
        .filter(cases::holder_id.eq(person))
        .filter(lower(case_contacts::email).eq(to.key()));
    Ok(select(exists(own)).get_result(conn).await?)
}
