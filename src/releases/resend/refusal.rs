// SPDX-License-Identifier: AGPL-3.0-or-later
//! Why a second half is not sent again.

use crate::cases::NoEntry;
use crate::db::Breakage;
use crate::operators::ReauthenticationError;
use crate::releases::refusal::Rule;

/// Why a second half is not sent again.
#[derive(Debug, thiserror::Error)]
pub enum NotResent {
    /// The operator does not get into the case.
    #[error(transparent)]
    NoEntry(#[from] NoEntry),
    /// No sheet was handed over in this case: there is no letter.
    #[error("nothing was handed over")]
    NothingGiven,
    /// Nobody took the sheet in time, and both halves are erased.
    #[error("the release was withdrawn")]
    Withdrawn,
    /// A later release took its place.
    #[error("the release was superseded")]
    Superseded,
    /// It was ended otherwise.
    #[error("the release has ended")]
    Ended,
    /// The card is suspended, or about to be: nothing of it leaves the house.
    #[error("the card is held")]
    Held,
    /// The letter is still on its way.
    #[error("the letter waits to be sent")]
    Waiting,
    /// Something about the letter is wrong, or it was stopped.
    #[error("the letter raised an alarm")]
    Alarm,
    /// The window is over.
    #[error("the time for sending again is over")]
    WindowOver,
    /// It was sent again as often as the policy allows.
    #[error("it was sent again as often as allowed")]
    Limit,
    /// Nobody says that the holder is at the counter, or was known by the CIP.
    #[error("the holder is not at the counter")]
    Absent,
    /// The policy wants the holder at the counter.
    #[error("the policy asks for the holder's presence")]
    PresenceOnly,
    /// The digits of the CIP were not right, not said just now, not to this operator, or served before.
    #[error("the caller is not known")]
    CallerUnknown,
    /// The address is not fit to receive half of the codes by now.
    #[error("the address is refused")]
    AddressRefused,
    /// Warnings about the address are not confirmed.
    #[error("warnings are not confirmed")]
    Unconfirmed,
    /// The one-time code does not do.
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    /// The database failed.
    #[error(transparent)]
    Broken(#[from] Breakage),
}

impl NotResent {
    /// The rule, for the register and for texts; none where no rule said no.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Self::NoEntry(error) => error.rule(),
            Self::NothingGiven => Some("nothing_given"),
            Self::Withdrawn => Some("release_withdrawn"),
            Self::Superseded => Some("release_superseded"),
            Self::Ended => Some("release_ended"),
            Self::Held => Some("card_held"),
            Self::Waiting => Some("letter_waiting"),
            Self::Alarm => Some("letter_alarm"),
            Self::WindowOver => Some("window_over"),
            Self::Limit => Some("resend_limit"),
            Self::Absent => Some("holder_absent"),
            Self::PresenceOnly => Some("presence_only"),
            Self::CallerUnknown => Some("caller_unknown"),
            Self::AddressRefused => Some("address_refused"),
            Self::Unconfirmed => Some("warnings_unconfirmed"),
            Self::Code(error) => Rule::rule(error),
            Self::Broken(_) => None,
        }
    }
}

impl Rule for NotResent {
    fn rule(&self) -> Option<&'static str> {
        self.name()
    }
}
