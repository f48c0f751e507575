// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the end of an attempt makes of its letter: the table of transitions.

use super::prepare::Unfit;
use super::store::Standing;
use super::{Lane, backoff};
use crate::mail::Delivery;
use crate::outbox::Reason;
use chrono::{DateTime, Utc};

/// How an attempt ended.
pub(super) enum Ending {
    /// The mail was offered.
    Delivered(Delivery),
    /// Nothing was sent.
    Unfit(Unfit),
}

impl Ending {
    /// The word in `mail_attempts`.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Delivered(delivery) => delivery.word(),
            Self::Unfit(_) => "permanent",
        }
    }

    /// What was said.
    pub(super) fn reply(&self) -> &str {
        match self {
            Self::Delivered(delivery) => delivery.reply(),
            Self::Unfit(_) => "nothing was sent",
        }
    }
}

/// What becomes of the letter.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Settlement {
    /// A server took it; `twice`: perhaps more than once.
    Accepted { server: String, twice: bool },
    /// It is tried again.
    Wait { next_attempt_at: DateTime<Utc>, reason: Reason },
    /// It is not tried again.
    GivenUp(Reason),
    /// Somebody must look into it.
    Alarm(Reason),
    /// Others have settled it already, or are at it.
    AsItStands,
}

/// The table. An acceptance counts whoever hears of it last; everything else counts only while the letter waits and this
/// attempt is the newest.
pub(super) fn settlement(
    lane: Lane,
    standing: &Standing,
    attempt: i32,
    ending: &Ending,
    now: DateTime<Utc>,
) -> Settlement {
    let newest = standing.state == "waiting" && standing.attempts == attempt;
    match (ending, standing.state.as_str()) {
        (Ending::Delivered(Delivery::Accepted { .. }), "stopped" | "bounced") => Settlement::AsItStands,
        (Ending::Delivered(Delivery::Accepted { server, .. }), _) => {
            Settlement::Accepted { server: server.clone(), twice: standing.doubtful }
        }
        _ if !newest => Settlement::AsItStands,
        (Ending::Unfit(Unfit::Alarm(reason)), _) => Settlement::Alarm(*reason),
        (Ending::Unfit(Unfit::Hopeless(reason)), _)
        | (Ending::Delivered(Delivery::Permanent { reason, .. }), _) => Settlement::GivenUp(*reason),
        (Ending::Delivered(Delivery::Temporary { reason, .. }), _) => {
            again(lane, standing, attempt, *reason, now)
        }
        (Ending::Delivered(Delivery::Unknown { .. }), _) => {
            again(lane, standing, attempt, Reason::Unknown, now)
        }
    }
}

fn again(lane: Lane, standing: &Standing, attempt: i32, reason: Reason, now: DateTime<Utc>) -> Settlement {
    if now >= standing.give_up_at {
        let doubtful = standing.doubtful || reason == Reason::Unknown;
        return Settlement::GivenUp(if doubtful { Reason::Unknown } else { Reason::Expired });
    }
    // the last attempt falls on the end of the time for trying
    let next_attempt_at = (now + backoff::pause(lane, attempt)).min(standing.give_up_at);
    Settlement::Wait { next_attempt_at, reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn standing(state: &str, attempts: i32, doubtful: bool) -> Standing {
        Standing {
            state: state.into(),
            attempts,
            give_up_at: NOW + TimeDelta::hours(1),
            erase_at: None,
            doubtful,
        }
    }

    fn accepted() -> Ending {
        Ending::Delivered(Delivery::Accepted { server: "mx".into(), reply: String::new() })
    }

    fn temporary() -> Ending {
        Ending::Delivered(Delivery::Temporary { reason: Reason::TryLater, reply: String::new() })
    }

    fn at(ending: &Ending, standing: &Standing, now: DateTime<Utc>) -> Settlement {
        settlement(Lane::Letters, standing, 2, ending, now)
    }

    #[test]
    fn an_acceptance_after_a_doubtful_attempt_is_perhaps_the_second() {
        let taken = |twice| Settlement::Accepted { server: "mx".into(), twice };
        assert_eq!(at(&accepted(), &standing("waiting", 2, false), NOW), taken(false));
        assert_eq!(at(&accepted(), &standing("waiting", 2, true), NOW), taken(true));
        assert_eq!(at(&accepted(), &standing("accepted", 3, true), NOW), taken(true));
        assert_eq!(at(&accepted(), &standing("given_up", 2, false), NOW), taken(false));
    }

    #[test]
    fn a_letter_that_was_stopped_or_came_back_stays_so() {
        for state in ["stopped", "bounced"] {
            for ending in [accepted(), temporary()] {
                assert_eq!(at(&ending, &standing(state, 2, false), NOW), Settlement::AsItStands);
            }
        }
    }

    #[test]
    fn an_old_attempt_that_failed_changes_nothing_for_the_newer_one() {
        assert_eq!(at(&temporary(), &standing("waiting", 3, true), NOW), Settlement::AsItStands);
        assert_eq!(at(&temporary(), &standing("accepted", 3, true), NOW), Settlement::AsItStands);
    }

    #[test]
    fn the_last_attempt_falls_on_the_end_of_the_time_and_then_it_is_given_up() {
        let late = NOW + TimeDelta::hours(1) - TimeDelta::seconds(1);
        let end = NOW + TimeDelta::hours(1);
        let waiting = standing("waiting", 2, false);
        assert_eq!(
            at(&temporary(), &waiting, late),
            Settlement::Wait { next_attempt_at: end, reason: Reason::TryLater }
        );
        assert_eq!(at(&temporary(), &waiting, end), Settlement::GivenUp(Reason::Expired));
        let doubtful = standing("waiting", 2, true);
        assert_eq!(
            at(&temporary(), &doubtful, end),
            Settlement::GivenUp(Reason::Unknown),
            "it may have arrived"
        );
    }
}
