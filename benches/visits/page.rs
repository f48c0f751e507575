// SPDX-License-Identifier: AGPL-3.0-or-later
//! A look-up page under a steady load. Every request has its time by the clock, and its answer is measured from that time
//! on, also when it had to wait for its turn: no coordinated omission.

use super::demo::Demo;
use super::visitor::Visitor;
use std::time::{Duration, Instant};

/// Milliseconds.
pub struct Latency {
    pub p50: f64,
    pub p99: f64,
}

/// Asks for the holder's pages of the last cases, `per_second` in all, by as many browsers as it takes.
pub async fn load(_demo: &Demo, staff: &mut [Visitor], per_second: u32, span: Duration) -> Latency {
    const BROWSERS: usize = 20;
    let total = (span.as_secs_f64() * f64::from(per_second)) as usize;
    let began = Instant::now() + Duration::from_millis(100);
    let gap = span / total as u32;
    let browsers: Vec<_> = staff.iter_mut().filter(|it| it.last_holder.is_some()).take(BROWSERS).collect();
    let stride = browsers.len();
    let runs = browsers.into_iter().enumerate().map(|(first, visitor)| async move {
        let path = visitor.last_holder.clone().expect("a case was done before");
        let mut times = Vec::new();
        for number in (first..total).step_by(stride) {
            let due = began + gap * number as u32;
            tokio::time::sleep_until(due.into()).await;
            let answer = visitor.get(&path).await;
            assert!(answer.status.is_success(), "{path}: {}", answer.status);
            times.push(due.elapsed());
        }
        times
    });
    let mut times: Vec<Duration> = futures_util::future::join_all(runs).await.concat();
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    Latency { p50: at(0.5), p99: at(0.99) }
}
