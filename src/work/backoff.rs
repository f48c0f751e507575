// SPDX-License-Identifier: AGPL-3.0-or-later
//! When a letter is tried again.

use super::Lane;
use chrono::TimeDelta;

/// The pause after the attempt of that number (counted from 1): doubled each time up to a limit, and a quarter more or
/// less by chance, so that letters that failed together do not come back together.
///
/// Letters: 30 s, 1 min, 2 min … 1 h. Codes that somebody waits for: 2 s, 4 s … 30 s.
pub(super) fn pause(lane: Lane, attempt: i32) -> TimeDelta {
    let (first, longest) = match lane {
        Lane::WaitedFor => (2.0, 30.0),
        Lane::Letters => (30.0, 3_600.0),
    };
    let doubled = first * 2_f64.powi((attempt - 1).clamp(0, 20));
    let chance = rand::random_range(0.75..1.25);
    #[expect(clippy::cast_possible_truncation, reason = "at most 4.5 million milliseconds")]
    TimeDelta::milliseconds((doubled.min(longest) * chance * 1_000.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour_with_a_quarter_of_chance() {
        for (attempt, seconds) in [(1, 30), (2, 60), (5, 480), (8, 3_600), (500, 3_600)] {
            for _ in 0..50 {
                let pause = pause(Lane::Letters, attempt).num_milliseconds();
                assert!((seconds * 750..=seconds * 1_250).contains(&pause), "{attempt}: {pause}");
            }
        }
        assert!(pause(Lane::WaitedFor, 1) < TimeDelta::seconds(3));
        let pauses: std::collections::HashSet<_> = (0..50).map(|_| pause(Lane::Letters, 3)).collect();
        assert!(pauses.len() > 10, "letters that failed together come back apart");
    }
}
