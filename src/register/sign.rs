// SPDX-License-Identifier: AGPL-3.0-or-later
//! When a checkpoint is due, and signing it.

use super::key::CheckpointKey;
use super::note::{Checkpoint, Note, Origin};
use super::store::{self, Signed};
use super::tree::fold;
use crate::db::{self, Breakage, Connection};
use crate::policy::rome_date;
use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};

/// The shortest time between two checkpoints.
const PAUSE: TimeDelta = TimeDelta::seconds(1);

/// Why a checkpoint is made now, or is not.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// Nothing to sign.
    No,
    /// Rows came.
    Rows,
    /// A day in Rome ended: this one.
    DayEnd(NaiveDate),
    /// The clock is behind the newest checkpoint, which was signed then: nothing may be signed.
    ClockBack(DateTime<Utc>),
}

/// What is due at `now` for a tree of `size` leaves, after the newest checkpoint: its size and time.
pub(super) fn due(newest: Option<(u64, DateTime<Utc>)>, size: u64, now: DateTime<Utc>) -> Due {
    let Some((signed, at)) = newest else { return if size > 0 { Due::Rows } else { Due::No } };
    let today = rome_date(now);
    if now < at {
        Due::ClockBack(at)
    } else if rome_date(at) < today && now > at {
        today.pred_opt().map_or(Due::No, Due::DayEnd)
    } else if size > signed && now - at >= PAUSE {
        Due::Rows
    } else {
        Due::No
    }
}

/// Signs a checkpoint over all leaves and keeps it. The database compares it with its tree and with the one before.
pub(super) async fn sign(
    conn: &mut Connection,
    key: &CheckpointKey,
    origin: &Origin,
    day_end: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<Note, Breakage> {
    db::transaction(conn, async |conn| {
        let newest = store::newest(conn).await?;
        let size = store::size(conn).await?;
        let root = fold(&store::edge(conn, size).await?);
        let at = now.trunc_subsecs(6);
        let checkpoint = Checkpoint { origin: origin.as_str().to_owned(), size, root, at, day_end };
        let note = key.sign(&checkpoint);
        let signed = Signed {
            number: newest.map_or(0, |newest| newest.number + 1),
            size: store::signed(size)?,
            root: root.to_vec(),
            at,
            day_end,
            key_id: key.id().to_owned(),
            note: note.clone(),
        };
        store::insert(conn, &signed).await?;
        note.parse().map_err(Breakage::new)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_checkpoint_is_due_when_rows_came_at_most_each_second_and_never_before_the_last() {
        let noon = at("2026-11-22T12:00:00Z");
        assert_eq!(due(None, 0, noon), Due::No);
        assert_eq!(due(None, 1, noon), Due::Rows);
        assert_eq!(due(Some((1, noon)), 1, noon + TimeDelta::hours(2)), Due::No);
        assert_eq!(due(Some((1, noon)), 2, noon + TimeDelta::milliseconds(999)), Due::No);
        assert_eq!(due(Some((1, noon)), 2, noon + TimeDelta::seconds(1)), Due::Rows);
        assert_eq!(due(Some((1, noon)), 2, noon - TimeDelta::hours(1)), Due::ClockBack(noon));
    }

    #[test]
    fn a_day_ends_at_romes_midnight_summer_and_winter() {
        for (last, before, after, day) in [
            ("2026-11-22T10:00:00Z", "2026-11-22T22:59:59Z", "2026-11-22T23:00:00Z", "2026-11-22"),
            ("2026-07-01T10:00:00Z", "2026-07-01T21:59:59Z", "2026-07-01T22:00:00Z", "2026-07-01"),
            // the day of 25 hours, and after days without anybody
            ("2026-10-25T00:30:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z", "2026-10-25"),
            ("2026-11-20T10:00:00Z", "2026-11-20T22:59:59Z", "2026-11-22T23:00:00Z", "2026-11-22"),
        ] {
            assert_eq!(due(Some((1, at(last))), 1, at(before)), Due::No, "{before}");
            assert_eq!(due(Some((1, at(last))), 1, at(after)), Due::DayEnd(day.parse().unwrap()), "{after}");
        }
    }
}
