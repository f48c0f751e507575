// SPDX-License-Identifier: AGPL-3.0-or-later
//! Another person, same delegate: one visit, several holders, each with a case of their own.
//!
//! The visit is named by its first case, in which the delegate was identified. Within it, what was seen there is taken over by
//! the others ([`carry_over`]) as facts of their own that name where they come from; kind, age, title and rules are judged for
//! each holder anew. A visit is one delegate before one operator at one counter, on one day, in one session of the operator, and
//! not longer than the policy says: whoever went away and comes back shows their document again.

mod carriable;
mod carry;
mod line;
mod open;

pub use carriable::{Carriable, carriable};
pub use carry::{CarryRefused, Carrying, carry_over};
pub(super) use line::Living;
pub use line::{SiblingLine, Standing, siblings};
pub use open::{SiblingRefused, first_of, may_open_sibling, open_sibling};

use super::acting::Acting;
use super::case::{Case, Ending};
use crate::ids::OperatorId;
use crate::policy::{Policy, rome_date};
use chrono::{DateTime, TimeDelta, Utc};

/// Until when what was seen in the first case of a visit may be taken over; none where it may not.
pub(super) fn until(policy: &Policy, first: &Case, acting: &Acting<'_>) -> Option<DateTime<Utc>> {
    let limits = policy.delegation_limits()?;
    let (seen, delegation) = (first.identification.as_ref()?, first.delegation.as_ref()?);
    let stands = first.closing.as_ref().is_none_or(|closing| closing.how == Ending::Done);
    let there = delegation.delegate.is_some() && !delegation.ended && stands;
    (there && is_of_now(acting, limits.same_visit, seen.by, seen.at)).then(|| seen.at + limits.same_visit)
}

/// Whether a fact was recorded in this visit: by this operator in this session, today, and not too long ago.
fn is_of_now(acting: &Acting<'_>, within: TimeDelta, by: OperatorId, at: DateTime<Utc>) -> bool {
    by == acting.operator.id()
        && at >= acting.operator.session().began_at()
        && rome_date(at) == acting.today()
        && at <= acting.now
        && acting.now <= at + within
}
