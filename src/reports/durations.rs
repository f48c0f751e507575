// SPDX-License-Identifier: AGPL-3.0-or-later
//! How long the steps of cases took.

use super::figures::{Figures, Row};
use super::filter::{Filter, Period};
use super::store;
use crate::db::{self, Breakage, Pool};
use crate::ids::CounterId;
use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt};
use futures_util::future::try_join;
use std::collections::BTreeMap;
use uuid::Uuid;

/// How long a step took, for one operator or all together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// A code of the list of steps.
    pub step: String,
    /// Whose; none for all together.
    pub operator: Option<Uuid>,
    /// How many there were; never 0.
    pub count: i64,
    /// Half of them took at most so many seconds.
    pub median: i64,
    /// Nine of ten took at most so many seconds.
    pub p90: i64,
}

impl Duration {
    /// The middle and the ninth tenth of what single steps took: of the smallest values that so many steps did not exceed, as
    /// PostgreSQL's `percentile_disc` has them. None of nothing.
    fn of(step: &str, operator: Option<Uuid>, mut seconds: Vec<i64>) -> Option<Self> {
        seconds.sort_unstable();
        let count = seconds.len();
        let at = |tenths: usize| seconds.get((count * tenths).div_ceil(10).checked_sub(1)?).copied();
        let (median, p90) = (at(5)?, at(9)?);
        Some(Self { step: step.to_owned(), operator, count: i64::try_from(count).ok()?, median, p90 })
    }
}

/// The steps in the order of a case.
const STEPS: [&str; 10] = [
    "card",
    "delegation",
    "identification",
    "contact",
    "signature",
    "activation_asked",
    "activation_answered",
    "codes",
    "handed_over",
    "whole",
];

/// A sum of a day, and how long each of what it sums took.
#[derive(QueryableByName)]
pub(super) struct Timed {
    #[diesel(embed)]
    sum: Row,
    #[diesel(sql_type = Array<BigInt>)]
    seconds: Vec<i64>,
}

/// The figures of [`Report::Durations`](super::Report::Durations). Two connections read half of the days each, at the same time. A case
/// and all its steps belong to the day on which it was opened, so that none is read twice, or in two states.
pub(super) async fn read(pool: &Pool, counter: CounterId, filter: &Filter) -> Result<Figures, Breakage> {
    let (first, second) = filter.period.halves();
    let part = async |period: Option<Period>| {
        let Some(period) = period else { return Ok(Vec::new()) };
        let mut filter = filter.clone();
        filter.period = period;
        let mut conn = db::connection(pool).await?;
        db::transaction(&mut conn, async |conn| {
            store::begin(conn).await?;
            store::timed(conn, counter, &filter).await
        })
        .await
    };
    let (mut timed, later) = try_join(part(Some(first)), part(second)).await?;
    timed.extend(later);
    // ten years of a large counter are millions of steps: other pages do not wait until they are sorted
    let summed = tokio::task::spawn_blocking(move || summed(timed)).await.map_err(Breakage::new)?;
    Ok(Figures::from(summed.0).with_durations(summed.1))
}

fn summed(timed: Vec<Timed>) -> (Vec<Row>, Vec<Duration>) {
    let (mut rows, mut took) = (Vec::new(), BTreeMap::<(usize, Option<Uuid>), Vec<i64>>::new());
    for Timed { sum, seconds } in timed {
        if let Some(place) = STEPS.iter().position(|known| *known == sum.outcome) {
            took.entry((place, None)).or_default().extend(&seconds);
            took.entry((place, Some(sum.operator))).or_default().extend(&seconds);
        }
        rows.push(sum);
    }
    rows.sort_unstable_by(|a, b| {
        (a.day, a.operator, &a.kind, &a.outcome).cmp(&(b.day, b.operator, &b.kind, &b.outcome))
    });
    let durations = took
        .into_iter()
        .filter_map(|((place, operator), seconds)| Duration::of(STEPS[place], operator, seconds));
    (rows, durations.collect())
}

#[cfg(test)]
mod tests {
    use super::Duration;

    #[test]
    fn half_and_nine_tenths_of_the_steps_took_at_most_so_long() {
        let of =
            |seconds: Vec<i64>| Duration::of("card", None, seconds).map(|it| (it.count, it.median, it.p90));
        assert_eq!(of(vec![]), None, "nothing has no middle");
        assert_eq!(of(vec![7]), Some((1, 7, 7)));
        assert_eq!(of(vec![9, 1]), Some((2, 1, 9)));
        assert_eq!(of(vec![30, 10, 20]), Some((3, 20, 30)));
        assert_eq!(of((1..=10).rev().collect()), Some((10, 5, 9)));
        assert_eq!(of((1..=11).collect()), Some((11, 6, 10)));
    }
}
