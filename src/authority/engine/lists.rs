// SPDX-License-Identifier: AGPL-3.0-or-later
//! The revocation list in parts: signed where an event or the time asks for it, kept in the database, served from memory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;

use super::Engine;
use super::pki::{ListEntry, ListTimes, list_url, sign_list};
use super::schema::{certificates, crl_due, crls};
use crate::authority::contract::CrlPart;
use crate::db::{self, Breakage, Connection};

/// How long a list is in force, and how long before its end it is signed anew.
const IN_FORCE: TimeDelta = TimeDelta::hours(24);
const AHEAD: TimeDelta = TimeDelta::hours(12);

/// The parts as signed last.
#[derive(Default)]
pub(super) struct Lists(RwLock<BTreeMap<i32, Signed>>);

#[derive(Clone)]
struct Signed {
    facts: CrlPart,
    /// Shared: a list of half a megabyte is answered to many.
    der: Arc<[u8]>,
}

impl Lists {
    fn keep(&self, signed: Signed) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(signed.facts.part, signed);
    }

    fn parts_ending_before(&self, moment: DateTime<Utc>) -> Vec<i32> {
        let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        parts.values().filter(|kept| kept.facts.next_update < moment).map(|kept| kept.facts.part).collect()
    }
}

impl Engine {
    /// The parts and when they were signed.
    #[must_use]
    pub fn crl_parts(&self) -> Vec<CrlPart> {
        let parts = self.lists.0.read().unwrap_or_else(PoisonError::into_inner);
        parts.values().map(|kept| kept.facts.clone()).collect()
    }

    /// One part in DER.
    #[must_use]
    pub fn crl(&self, part: i32) -> Option<Arc<[u8]>> {
        let parts = self.lists.0.read().unwrap_or_else(PoisonError::into_inner);
        parts.get(&part).map(|kept| kept.der.clone())
    }

    /// Parts whose time is over: nobody may rely on them.
    #[must_use]
    pub fn stale_crls(&self, now: DateTime<Utc>) -> Vec<i32> {
        self.lists.parts_ending_before(now)
    }

    /// Takes the parts as they were signed last into memory.
    pub(super) async fn load_lists(&self, conn: &mut Connection) -> Result<(), Breakage> {
        type Row = (i32, i64, Vec<u8>, DateTime<Utc>, DateTime<Utc>);
        for (part, number, der, this_update, next_update) in crls::table.load::<Row>(conn).await? {
            let url = list_url(&self.settings.pki_url, part);
            let facts = CrlPart { part, url, number, this_update, next_update };
            self.lists.keep(Signed { facts, der: der.into() });
        }
        Ok(())
    }

    /// Signs every part that an event or the time asks for; answers which. Called at start and then every second, so
    /// that any number of events within a second cost one signature.
    ///
    /// # Errors
    /// A breakage; what was due stays due.
    pub async fn sign_due_lists(&self, now: DateTime<Utc>) -> Result<Vec<i32>, Breakage> {
        let mut conn = db::connection(self.pool()).await?;
        let by_event: Vec<i32> = crl_due::table.select(crl_due::part).distinct().load(&mut conn).await?;
        let due: BTreeSet<i32> =
            self.lists.parts_ending_before(now + AHEAD).into_iter().chain(by_event).collect();
        for &part in &due {
            let signed =
                db::transaction(&mut conn, async |conn| self.sign_part(conn, part, now).await).await?;
            self.lists.keep(signed);
        }
        Ok(due.into_iter().collect())
    }

    /// The events are taken away before the states are read: what commits in between is read now and signed once more
    /// at the next round, and nothing is lost.
    async fn sign_part(
        &self,
        conn: &mut Connection,
        part: i32,
        now: DateTime<Utc>,
    ) -> Result<Signed, Breakage> {
        let last: Option<i64> =
            crls::table.find(part).select(crls::number).for_update().first(conn).await.optional()?;
        diesel::delete(crl_due::table.filter(crl_due::part.eq(part))).execute(conn).await?;
        let entries: Vec<(Vec<u8>, DateTime<Utc>, Option<i16>)> = certificates::table
            .filter(certificates::part.eq(part))
            .filter(certificates::state.ne("active"))
            .filter(certificates::not_after.ge(now))
            .select((certificates::serial, certificates::since, certificates::reason))
            .load(conn)
            .await?;
        let entries = entries
            .into_iter()
            .filter_map(|(serial, since, reason)| Some(ListEntry { serial, since, reason: reason? }))
            .collect();

        let this_update = now.trunc_subsecs(0);
        let times =
            ListTimes { number: last.unwrap_or(0) + 1, this_update, next_update: this_update + IN_FORCE };
        let url = list_url(&self.settings.pki_url, part);
        let der = sign_list(entries, &times, url.clone(), &self.keys.issuer).map_err(Breakage::new)?;
        let row = (
            crls::part.eq(part),
            crls::number.eq(times.number),
            crls::der.eq(&der),
            crls::this_update.eq(times.this_update),
            crls::next_update.eq(times.next_update),
        );
        let new = (
            crls::number.eq(excluded(crls::number)),
            crls::der.eq(excluded(crls::der)),
            crls::this_update.eq(excluded(crls::this_update)),
            crls::next_update.eq(excluded(crls::next_update)),
        );
        diesel::insert_into(crls::table)
            .values(row)
            .on_conflict(crls::part)
            .do_update()
            .set(new)
            .execute(conn)
            .await?;
        let ListTimes { number, this_update, next_update } = times;
        Ok(Signed { facts: CrlPart { part, url, number, this_update, next_update }, der: der.into() })
    }
}
