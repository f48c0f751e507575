// SPDX-License-Identifier: AGPL-3.0-or-later
//! Wrong tries, counted in PostgreSQL so that every process and every thread counts the same.

use crate::db::{Breakage, Connection, Keep};
use crate::operators::session::Session;
use crate::operators::{Rules, SignInError};
use crate::schema::{operators, sign_in_failures as failures};
use crate::seal::SecretBox;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// What a username is counted as: a keyed digest, because people type passwords into the field above, too.
pub(in crate::operators) fn name(secrets: &SecretBox, username: &str) -> String {
    hex::encode(secrets.digest("sign-in failures", &[username.as_bytes()]))
}

/// Whose tries (by [`name`], whether there is such an account or not), and from where.
pub(in crate::operators) struct Place<'a> {
    pub(in crate::operators) account: &'a str,
    pub(in crate::operators) address: &'a str,
}

/// The counted tries of one place.
#[derive(Queryable, Default)]
pub(in crate::operators) struct Tries {
    pub(in crate::operators) wrong: i32,
    pub(in crate::operators) last_at: Option<DateTime<Utc>>,
    pub(in crate::operators) locked_until: Option<DateTime<Utc>>,
}

const EVERYWHERE: &str = "";

/// The tries so far, row locked until the transaction ends; old ones are forgotten.
async fn tries(
    conn: &mut Connection,
    place: (&str, &str, &str),
    rules: Option<&Rules>,
    now: DateTime<Utc>,
) -> Result<Tries, Breakage> {
    let (account, address, kind) = place;
    // The row must be there to be locked: the first try of all makes it.
    diesel::insert_into(failures::table)
        .values((
            failures::account.eq(account),
            failures::address.eq(address),
            failures::kind.eq(kind),
            failures::wrong.eq(0),
            failures::last_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    let mut tries: Tries = failures::table
        .find((account, address, kind))
        .select((failures::wrong, failures::last_at.nullable(), failures::locked_until))
        .for_update()
        .first(conn)
        .await?;
    tries.locked_until = tries.locked_until.filter(|until| {
        if *until <= now {
            tries.wrong = 0;
        }
        *until > now
    });
    if let (Some(rules), Some(last)) = (rules, tries.last_at)
        && tries.locked_until.is_none()
        && last + rules.counted_for <= now
    {
        tries.wrong = 0;
    }
    Ok(tries)
}

async fn put(
    conn: &mut Connection,
    place: (&str, &str, &str),
    wrong: i32,
    locked_until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    diesel::update(failures::table.find(place))
        .set((failures::wrong.eq(wrong), failures::last_at.eq(now), failures::locked_until.eq(locked_until)))
        .kept()
        .execute(conn)
        .await?;
    Ok(())
}

/// Counts a try at a password before it is checked, or says why it is not even checked.
pub(in crate::operators) async fn take_password_try(
    conn: &mut Connection,
    rules: &Rules,
    place: &Place<'_>,
    known_here: bool,
    now: DateTime<Utc>,
) -> Result<(), SignInError> {
    let everywhere = (place.account, EVERYWHERE, "password");
    let all = tries(conn, everywhere, Some(rules), now).await?;
    if let Some(last) = all.last_at
        && !known_here
        && all.wrong >= rules.wrong_passwords_everywhere
        && last + rules.slowed_to > now
    {
        return Err(SignInError::Slowed { seconds: (last + rules.slowed_to - now).num_seconds().max(1) });
    }
    let here = (place.account, place.address, "password");
    let pair = tries(conn, here, Some(rules), now).await?;
    if let Some(until) = pair.locked_until {
        return Err(SignInError::Locked { until });
    }
    if pair.wrong >= rules.wrong_passwords {
        // as many as are allowed are being checked at this moment
        return Err(SignInError::Locked { until: now + rules.locked_for });
    }
    put(conn, everywhere, all.wrong + 1, None, now).await?;
    put(conn, here, pair.wrong + 1, None, now).await?;
    Ok(())
}

/// After a wrong password: locks the pair where that was the last try.
pub(in crate::operators) async fn lock_password(
    conn: &mut Connection,
    rules: &Rules,
    place: &Place<'_>,
    now: DateTime<Utc>,
) -> Result<(), Breakage> {
    let full = failures::table
        .find((place.account, place.address, "password"))
        .filter(failures::wrong.ge(rules.wrong_passwords));
    diesel::update(full).set(failures::locked_until.eq(now + rules.locked_for)).kept().execute(conn).await?;
    Ok(())
}

/// After a right password: this place starts anew, and its try no longer counts against the account.
pub(in crate::operators) async fn forget_password(
    conn: &mut Connection,
    place: &Place<'_>,
) -> Result<(), Breakage> {
    let everywhere = failures::table.find((place.account, EVERYWHERE, "password"));
    diesel::update(everywhere.filter(failures::wrong.gt(0)))
        .set(failures::wrong.eq(failures::wrong - 1))
        .kept()
        .execute(conn)
        .await?;
    diesel::delete(failures::table.find((place.account, place.address, "password"))).execute(conn).await?;
    Ok(())
}

/// Until when an account's one-time codes are locked, if they are.
pub(in crate::operators) async fn codes_locked(
    conn: &mut Connection,
    account: &str,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Breakage> {
    let until: Option<Option<DateTime<Utc>>> = failures::table
        .find((account, EVERYWHERE, "totp"))
        .select(failures::locked_until)
        .first(conn)
        .await
        .optional()?;
    Ok(until.flatten().filter(|until| *until > now))
}

/// The account's sealed secret and its tries at codes, locked until the transaction ends.
pub(in crate::operators) async fn lock_codes(
    conn: &mut Connection,
    session: &Session,
    account: &str,
    now: DateTime<Utc>,
) -> Result<(Vec<u8>, Tries), Breakage> {
    let tries = tries(conn, (account, EVERYWHERE, "totp"), None, now).await?;
    let sealed = operators::table.find(session.operator).select(operators::totp_secret).first(conn).await?;
    Ok((sealed, tries))
}

/// Counts a wrong code; how many there are now. The last one locks the account.
pub(in crate::operators) async fn wrong_code(
    conn: &mut Connection,
    rules: &Rules,
    account: &str,
    now: DateTime<Utc>,
) -> Result<i32, Breakage> {
    let place = (account, EVERYWHERE, "totp");
    let wrong = tries(conn, place, Some(rules), now).await?.wrong + 1;
    let until = (wrong >= rules.wrong_codes).then(|| now + rules.codes_locked_for);
    put(conn, place, wrong, until, now).await?;
    Ok(wrong)
}

/// After a right code.
pub(in crate::operators) async fn forget_codes(conn: &mut Connection, account: &str) -> Result<(), Breakage> {
    diesel::delete(failures::table.find((account, EVERYWHERE, "totp"))).execute(conn).await?;
    Ok(())
}
