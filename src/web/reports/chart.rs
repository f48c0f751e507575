// SPDX-License-Identifier: AGPL-3.0-or-later
//! A bar for each day, or for each month of a long period. The table under the chart says the same in words.

use crate::reports::Time;
use serde::Serialize;

/// Units of the drawing; the page scales it.
const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 220.0;
const BASE: f64 = 190.0;
const TOP: f64 = 20.0;
const LEFT: f64 = 44.0;

/// What the template draws.
#[derive(Serialize)]
pub(super) struct Chart {
    width: f64,
    height: f64,
    left: f64,
    base: f64,
    top: f64,
    most: i64,
    bars: Vec<Bar>,
}

#[derive(Serialize)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    middle: f64,
    label: String,
    /// Under the bar; empty where there is no room for it.
    tick: String,
    count: i64,
}

impl Chart {
    #[expect(clippy::cast_precision_loss, reason = "a drawing")]
    pub(super) fn of(times: &[Time]) -> Self {
        let most = times.iter().map(|time| time.count).max().unwrap_or(0);
        let step = (WIDTH - LEFT) / times.len().max(1) as f64;
        let every = times.len().div_ceil(12).max(1);
        let bar = |(at, time): (usize, &Time)| {
            let height = if most == 0 { 0.0 } else { (BASE - TOP) * time.count as f64 / most as f64 };
            let x = LEFT + step * at as f64;
            let tick = if at % every == 0 { short(&time.label) } else { String::new() };
            Bar {
                x: tenth(x + step * 0.1),
                y: tenth(BASE - height),
                width: tenth(step * 0.8),
                height: tenth(height),
                middle: tenth(x + step / 2.0),
                label: time.label.clone(),
                tick,
                count: time.count,
            }
        };
        let bars = times.iter().enumerate().map(bar).collect();
        Self { width: WIDTH, height: HEIGHT, left: LEFT, base: BASE, top: TOP, most, bars }
    }
}

/// `31/01` of a day, `01/26` of a month.
fn short(label: &str) -> String {
    match label.rsplit_once('/') {
        Some((day, _)) if day.contains('/') => day.to_owned(),
        Some((month, year)) => format!("{month}/{}", &year[2..]),
        None => label.to_owned(),
    }
}

fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_tick_names_day_and_month_or_month_and_year() {
        assert_eq!((short("31/01/2026").as_str(), short("01/2026").as_str()), ("31/01", "01/26"));
    }
}
