// SPDX-License-Identifier: AGPL-3.0-or-later
//! The words of the card's life, as rows, pages and papers have them.

use crate::authority::contract::ChangeReason;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$word])* $variant,)*
        }

        impl $name {
            /// Every one there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Stable name, for rows and texts.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)*
                }
            }

            /// The one of a [`key`](Self::key).
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

words! {
    /// What is done to a card.
    CardAct {
        /// Put on hold; may come back.
        Suspend = "suspend",
        /// The hold is lifted.
        Reactivate = "reactivate",
        /// Ended for good, on the holder's word.
        Revoke = "revoke",
        /// Ended because a newer card of the holder was activated here.
        Replace = "replace",
        /// Ended because its last day has passed.
        Expire = "expire",
    }
}

words! {
    /// Why.
    Reason {
        /// Stolen.
        Theft = "theft",
        /// Lost.
        Loss = "loss",
        /// Somebody else may know the codes.
        CompromisedCodes = "compromised_codes",
        /// The chip does not work.
        Malfunction = "malfunction",
        /// Name, surname or codice fiscale are wrong or have changed.
        WrongData = "wrong_data",
        /// The PUK is blocked: the card is dead, and nothing but its end is left.
        PukBlocked = "puk_blocked",
        /// The holder wants it so.
        HolderRequest = "holder_request",
        /// The card was found again.
        Found = "found",
        /// The suspicion was none: card and codes were the holder's all the time.
        NothingCompromised = "nothing_compromised",
        /// Another card has taken its place.
        Superseded = "superseded",
        /// Its last day has passed.
        Expired = "expired",
    }
}

words! {
    /// On whose word.
    Way {
        /// The holder at the counter, with an identity document in force.
        InPerson = "in_person",
        /// The holder on the telephone, known by digits of the CIP.
        Telephone = "telephone",
        /// A newer card of the holder was activated.
        NewerCard = "newer_card",
        /// Time ran out.
        Time = "time",
    }
}

words! {
    /// What proves a theft or loss.
    ProofKind {
        /// *Denuncia* to the police.
        PoliceReport = "police_report",
        /// *Autocertificazione* (DPR 445/2000, articles 46 and 47).
        SelfCertification = "self_certification",
    }
}

/// What proves a theft or loss, and where it is found. No `Debug`: it may name somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Proof {
    /// Which paper.
    pub kind: ProofKind,
    /// Its number, date and office; never empty.
    pub reference: String,
}

impl Reason {
    /// Whether it takes a [`Proof`] to end a card for it.
    #[must_use]
    pub const fn needs_proof(self) -> bool {
        matches!(self, Self::Theft | Self::Loss)
    }

    /// The reason as the authority knows it; it decides what the revocation list says.
    #[must_use]
    pub const fn told(self) -> ChangeReason {
        match self {
            Self::Theft => ChangeReason::Theft,
            Self::Loss => ChangeReason::Loss,
            Self::CompromisedCodes => ChangeReason::CompromisedCodes,
            Self::Malfunction => ChangeReason::Malfunction,
            Self::WrongData => ChangeReason::WrongData,
            Self::PukBlocked => ChangeReason::PukBlocked,
            Self::Superseded => ChangeReason::Replaced,
            Self::Found | Self::NothingCompromised => ChangeReason::Found,
            Self::HolderRequest | Self::Expired => ChangeReason::HolderRequest,
        }
    }
}

impl CardAct {
    /// The act's name in the register.
    #[must_use]
    pub const fn audited(self) -> &'static str {
        match self {
            Self::Suspend => "card.suspend",
            Self::Reactivate => "card.reactivate",
            Self::Revoke => "card.revoke",
            Self::Replace => "card.replace",
            Self::Expire => "card.expire",
        }
    }

    /// Whether the card is over afterwards.
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(self, Self::Revoke | Self::Replace | Self::Expire)
    }

    /// Whether it takes a one-time code (S9): what makes a card usable again, or useless for ever.
    #[must_use]
    pub const fn takes_code(self) -> bool {
        matches!(self, Self::Reactivate | Self::Revoke)
    }
}
