// SPDX-License-Identifier: AGPL-3.0-or-later
//! An administrator opens, changes and closes counters: each act with a one-time code, and in the register with what was before
//! and after. The database says again what may be done, and keeps the history.

use super::CounterCode;
use super::book::{Kept, WorkLeft};
use super::facts::Facts;
use super::store::{self, Written};
use crate::audit::{self, Entry};
use crate::db::{self, Breakage, Connection};
use crate::ids::CounterId;
use crate::operators::{self, Act, Administrator, ReauthenticationError, Tools};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

/// Why a counter is not opened, changed or closed.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// There is none of this code.
    #[error("there is no such counter")]
    Unknown,
    /// The code is another counter's, open or closed.
    #[error("the code is taken")]
    Taken,
    /// It was closed.
    #[error("the counter is closed")]
    Closed,
    /// Somebody else changed it in the meantime.
    #[error("the counter was changed in the meantime")]
    Changed,
    /// Nothing is different.
    #[error("nothing is different")]
    Same,
    /// It cannot be closed yet.
    #[error("work is left at the counter")]
    WorkLeft(WorkLeft),
    /// The one-time code.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl KeepError {
    /// The rule's name in the register; none where no rule said no, or the refusal stands there already.
    const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("unknown_counter"),
            Self::Taken => Some("code_taken"),
            Self::Closed => Some("counter_closed"),
            Self::Changed => Some("changed_meanwhile"),
            Self::WorkLeft(_) => Some("work_left"),
            Self::Same | Self::Code(_) | Self::Broken(_) => None,
        }
    }
}

/// Who acts, and with which one-time code.
pub struct Hand<'a> {
    /// What re-authentication works with.
    pub tools: Tools<'a>,
    /// The administrator.
    pub administrator: &'a Administrator,
    /// The code as it was typed.
    pub code: &'a str,
    /// When.
    pub now: DateTime<Utc>,
}

/// Opens a counter.
///
/// # Errors
/// See [`KeepError`].
pub async fn open(hand: &Hand<'_>, facts: &Facts) -> Result<CounterId, KeepError> {
    let id = CounterId::new(hand.now);
    act(hand, "counter.open", &facts.code, async |conn| {
        written(store::write(conn, id, 0, facts, Some(hand.administrator.id()), hand.now).await?)?;
        Ok(changed("counter.open", id, None, facts))
    })
    .await?;
    Ok(id)
}

/// Writes a counter anew, if it still has the number that its writer saw.
///
/// # Errors
/// See [`KeepError`].
pub async fn change(hand: &Hand<'_>, seen: i32, facts: &Facts) -> Result<(), KeepError> {
    act(hand, "counter.change", &facts.code, async |conn| {
        let kept = found(conn, &facts.code).await?;
        written(store::write(conn, kept.id, seen, facts, Some(hand.administrator.id()), hand.now).await?)?;
        Ok(changed("counter.change", kept.id, Some(&kept.facts), facts))
    })
    .await
}

/// Closes a counter for ever, unless cases, sheets or duties are left there.
///
/// # Errors
/// See [`KeepError`].
pub async fn close(hand: &Hand<'_>, code: &CounterCode, seen: i32) -> Result<(), KeepError> {
    act(hand, "counter.close", code.as_str(), async |conn| {
        let kept = found(conn, code.as_str()).await?;
        let (outcome, left) = store::close(conn, kept.id, seen, hand.administrator.id(), hand.now).await?;
        match outcome {
            Written::WorkLeft => return Err(KeepError::WorkLeft(left)),
            other => written(other)?,
        }
        Ok(Entry::new("counter.close").plain("counter", kept.id).plain("code", code))
    })
    .await
}

/// What an administrator does: the fact, the code used up, and the row, or nothing at all; a refusal is a row too.
async fn act(
    hand: &Hand<'_>,
    name: &'static str,
    code: &str,
    work: impl AsyncFnOnce(&mut Connection) -> Result<Entry, KeepError>,
) -> Result<(), KeepError> {
    let Hand { tools, administrator, now, .. } = *hand;
    let done = {
        let mut conn = db::connection(tools.pool).await?;
        db::transaction(&mut conn, async |conn| {
            let entry = work(conn).await?;
            prove(conn, hand, name).await?;
            audit::record(conn, tools.audit_key, entry.by(administrator.who()), now).await?;
            Ok::<_, KeepError>(())
        })
        .await
    };
    if let Err(rule) = &done
        && let Some(rule) = rule.rule()
    {
        let entry = Entry::new(name).by(administrator.who()).plain("code", code).rule(rule);
        audit::refuse(tools.pool, tools.audit_key, entry, now).await?;
    }
    done
}

/// Uses the one-time code up.
pub(super) async fn prove(
    conn: &mut Connection,
    hand: &Hand<'_>,
    name: &'static str,
) -> Result<(), ReauthenticationError> {
    let act = Act { name, case: None, fingerprint: None };
    let session = hand.administrator.session();
    operators::reauthenticate(conn, hand.tools, session, hand.code, act, hand.now).await.map(drop)
}

async fn found(conn: &mut Connection, code: &str) -> Result<Kept, KeepError> {
    let code = code.parse().map_err(|_| KeepError::Unknown)?;
    store::by_code(conn, &code).await?.ok_or(KeepError::Unknown)
}

const fn written(outcome: Written) -> Result<(), KeepError> {
    match outcome {
        Written::Done => Ok(()),
        Written::Taken => Err(KeepError::Taken),
        Written::Unknown => Err(KeepError::Unknown),
        Written::Closed => Err(KeepError::Closed),
        Written::Changed | Written::WorkLeft => Err(KeepError::Changed),
        Written::Same => Err(KeepError::Same),
    }
}

/// The row of a change: what is different, as it was and as it is.
pub(super) fn changed(act: &'static str, id: CounterId, before: Option<&Facts>, after: &Facts) -> Entry {
    let fields = |facts: &Facts| match serde_json::to_value(facts) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) | Err(_) => Map::new(),
    };
    let (mut was, mut is) = (before.map(fields).unwrap_or_default(), fields(after));
    let same: Vec<String> = is.keys().filter(|key| was.get(*key) == is.get(*key)).cloned().collect();
    for key in same {
        was.remove(&key);
        is.remove(&key);
    }
    let entry = Entry::new(act).plain("counter", id).plain("code", &after.code);
    let entry = if before.is_some() { entry.plain("before", Value::Object(was)) } else { entry };
    entry.plain("after", Value::Object(is))
}
