// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a release costs on a full database and on an empty one.

use super::super::demo::{Demo, Person};
use super::super::measure;
use super::super::visit;
use super::super::visitor::{Answer, Visitor};
use sportello::operators::Role;
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// Releases whose cost is measured, and those before them: after a table's statistics have changed each connection plans its statements
/// anew.
const RELEASES: usize = 240;
const WARM: usize = 10;

/// So many follow each other on one database, then as many on the other.
const IN_TURN: usize = 40;

/// Citizens who come in each of the two measurements, and as many to the empty database.
pub const COMERS: usize = RELEASES + WARM;

/// A counter where releases are measured: everything up to the release is done.
struct Counter<'a> {
    demo: &'a Demo,
    ready: VecDeque<(Visitor, Answer)>,
    sheets: Vec<(Visitor, Answer)>,
    spent: BTreeMap<String, Duration>,
}

impl<'a> Counter<'a> {
    async fn with(demo: &'a Demo, people: VecDeque<Person>) -> Self {
        let mut ready = VecDeque::new();
        for (mut visitor, person) in
            demo.signed_in(Role::Operator, people.len()).await.into_iter().zip(&people)
        {
            let signed = visit::up_to_the_signature(&mut visitor, person, None).await;
            ready.push_back((visitor, signed));
        }
        Self { demo, ready, sheets: Vec::new(), spent: BTreeMap::new() }
    }

    /// So many releases, from the form to the printable sheet, one at a time.
    async fn release(&mut self, count: usize) {
        let before = self.demo.threads();
        for (mut visitor, signed) in self.ready.drain(..count) {
            let form = visit::release_form(&mut visitor, &signed).await;
            let sheet = visit::release(&mut visitor, form).await;
            self.sheets.push((visitor, sheet));
        }
        for (name, spent) in measure::spent(&before, &self.demo.threads()) {
            *self.spent.entry(name).or_default() += spent;
        }
    }

    /// Processor milliseconds of a release, of all processes together.
    fn cost(&self, of: &str) -> f64 {
        let cost = self.spent.values().sum::<Duration>().as_secs_f64() * 1000.0 / RELEASES as f64;
        let shares = super::super::shares(&BTreeMap::new(), &self.spent, RELEASES);
        eprintln!(
            "  a release on {of} costs {} ms of processor time, of it: {shares}",
            super::super::round(cost)
        );
        cost
    }

    async fn hand_over(self) {
        for (mut visitor, sheet) in self.sheets {
            visit::hand_over(&mut visitor, sheet, "holder").await;
        }
    }
}

/// What a release costs here, over what it costs on the empty database; in turns, so that what slows the machine down slows both.
pub async fn of_a_release(demo: &Demo, people: VecDeque<Person>, empty: &mut Demo) -> f64 {
    let comers = empty.people(COMERS);
    let mut counters = [Counter::with(empty, comers).await, Counter::with(demo, people).await];
    for counter in &mut counters {
        counter.release(WARM).await;
        counter.spent.clear();
    }
    for counter in &counters {
        measure::quiet(counter.demo).await;
    }
    for _ in 0..RELEASES / IN_TURN {
        for counter in &mut counters {
            counter.release(IN_TURN).await;
        }
    }
    let [empty, full] = counters;
    let growth = full.cost("this database") / empty.cost("the empty one");
    empty.hand_over().await;
    full.hand_over().await;
    growth
}
