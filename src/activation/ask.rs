// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is asked of the authority for a release.

use crate::authority::client::AuthorityError;
use crate::authority::contract::Refusal;
use crate::db::Breakage;
use crate::ids::{CaseId, CounterId, HolderId, OperatorId, Reference, ReleaseId};
use crate::policy::DelegationKind;
use chrono::{DateTime, TimeDelta, Utc};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Lift the hold of the certificate.
    Activate,
    /// Give the two sealed halves.
    Codes,
}

impl Kind {
    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::Codes => "codes",
        }
    }

    pub(crate) fn stored(key: &str) -> Result<Self, Breakage> {
        [Self::Activate, Self::Codes]
            .into_iter()
            .find(|kind| kind.key() == key)
            .ok_or_else(|| Breakage::new("an unknown kind of request is stored"))
    }
}

/// Why an attempt brought no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The authority could not be reached.
    Unreachable,
    /// It was asked and did not answer.
    Unanswered,
    /// It answered what the contract does not foresee.
    Senseless,
    /// The operator has ordered as many releases in an hour as the authority allows.
    CapReached,
}

impl Trouble {
    /// Stable name, for rows and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Unanswered => "unanswered",
            Self::Senseless => "senseless",
            Self::CapReached => "cap_reached",
        }
    }

    /// When to ask again after the `attempts`th attempt: soon, because somebody waits at the counter.
    pub(crate) fn again_at(self, attempts: i32, now: DateTime<Utc>) -> DateTime<Utc> {
        let seconds = match self {
            Self::CapReached => 120,
            Self::Unreachable | Self::Unanswered | Self::Senseless => {
                2_i64.saturating_pow(attempts.clamp(1, 5).unsigned_abs()).min(30)
            }
        };
        now + TimeDelta::seconds(seconds)
    }
}

impl From<&AuthorityError> for Trouble {
    fn from(error: &AuthorityError) -> Self {
        match error {
            AuthorityError::Unreachable(_) => Self::Unreachable,
            AuthorityError::Unanswered(_) => Self::Unanswered,
            AuthorityError::Refused(Refusal::CapReached) => Self::CapReached,
            AuthorityError::Refused(_) | AuthorityError::Broken(_) => Self::Senseless,
        }
    }
}

/// The mode of an activation for the holder in person.
const DIRECT: &str = "direct";

/// How long whoever took a request may ask before another asks too: longer than any client waits for an answer.
pub(super) const LEASE: TimeDelta = TimeDelta::seconds(30);

/// A request that has no answer yet, in the hands of whoever asks now. No `Debug`: personal data.
#[derive(Clone)]
pub struct Ask {
    /// The reference of the idempotent call.
    pub reference: Reference,
    /// The release that it is for.
    pub release: ReleaseId,
    /// The case of the release.
    pub case: CaseId,
    /// The case's counter.
    pub counter: CounterId,
    /// Whose card it is.
    pub holder: HolderId,
    /// The holder's codice fiscale.
    pub codice_fiscale: String,
    /// What is asked for.
    pub kind: Kind,
    /// The twenty digits.
    pub card_number: String,
    /// The operator who asked first.
    pub asked_by: OperatorId,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// How many times it was asked, this one included.
    pub attempts: i32,
    /// The address that the second half goes to.
    pub recipient: String,
    /// Language of the mail.
    pub language: String,
    /// The policy under which the case was decided: it has the split.
    pub policy_version: String,
    /// On whose act: the kind of delegation; none for the holder in person.
    pub delegation: Option<DelegationKind>,
}

/// What a new request is made of; `of` says for which release, whose card and on whose act.
pub(crate) struct NewAsk {
    pub(crate) kind: Kind,
    pub(crate) release: ReleaseId,
    pub(crate) case: CaseId,
    pub(crate) counter: CounterId,
    pub(crate) holder: HolderId,
    pub(crate) codice_fiscale: String,
    pub(crate) card_number: String,
    pub(crate) asked_by: OperatorId,
    pub(crate) recipient: String,
    pub(crate) language: String,
    pub(crate) policy_version: String,
    pub(crate) delegation: Option<DelegationKind>,
}

impl Ask {
    /// The mode of the activation, as the authority and the register know it.
    #[must_use]
    pub fn mode(&self) -> &'static str {
        self.delegation.map_or(DIRECT, DelegationKind::key)
    }
}

impl NewAsk {
    /// The next request of the same release.
    pub(crate) fn after(ask: &Ask, kind: Kind) -> Self {
        Self {
            kind,
            release: ask.release,
            case: ask.case,
            counter: ask.counter,
            holder: ask.holder,
            codice_fiscale: ask.codice_fiscale.clone(),
            card_number: ask.card_number.clone(),
            asked_by: ask.asked_by,
            recipient: ask.recipient.clone(),
            language: ask.language.clone(),
            policy_version: ask.policy_version.clone(),
            delegation: ask.delegation,
        }
    }

    /// The request in the hands of whoever opened it: the first attempt is theirs.
    pub(super) fn taken(self, reference: Reference, now: DateTime<Utc>) -> Ask {
        Ask {
            reference,
            release: self.release,
            case: self.case,
            counter: self.counter,
            holder: self.holder,
            codice_fiscale: self.codice_fiscale,
            kind: self.kind,
            card_number: self.card_number,
            asked_by: self.asked_by,
            asked_at: now,
            attempts: 1,
            recipient: self.recipient,
            language: self.language,
            policy_version: self.policy_version,
            delegation: self.delegation,
        }
    }
}
