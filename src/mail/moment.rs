// SPDX-License-Identifier: AGPL-3.0-or-later
//! Moments as mails say them.

use crate::texts::Language;
use chrono::{DateTime, Utc};

/// Day and time on the clocks of the counters, as each language writes them: `22/11/2026, 09:30`.
pub(super) fn local(language: Language, at: DateTime<Utc>) -> String {
    let written = match language {
        Language::Italian => "%d/%m/%Y, %H:%M",
        Language::English => "%-d %B %Y, %H:%M",
        Language::German => "%d.%m.%Y, %H:%M Uhr",
        Language::French => "%d/%m/%Y à %H h %M",
        Language::Slovene => "%-d. %-m. %Y ob %-H.%M",
    };
    at.with_timezone(&chrono_tz::Europe::Rome).format(&written.replace(' ', "\u{a0}")).to_string()
}
