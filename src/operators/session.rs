// SPDX-License-Identifier: AGPL-3.0-or-later
//! A sign-in of an operator on one browser, and the permissions that it gives.
//!
//! The permission types have no public constructor: they come out of a [`Session`], and a session comes out of the
//! database alone. Whoever holds an `&Operator` holds the proof that somebody signed in with both factors, is an operator of
//! the counter chosen, and has not locked the browser.

use super::SessionKey;
use crate::audit::Who;
use crate::ids::{CounterId, OperatorId, SessionId};
use chrono::{DateTime, Duration, Utc};
use std::net::IpAddr;
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// How far a sign-in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The password was right; the one-time code is still owed.
    Password,
    /// Both were right.
    Full,
}

/// The counter chosen for a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: CounterId,
    /// Its code, as `AN01`.
    pub code: String,
    /// Its name, as people know it.
    pub name: String,
}

/// A living session as the database has it: one row, read once a request.
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) id: SessionId,
    pub(super) operator: OperatorId,
    pub(super) username: String,
    pub(super) name: String,
    pub(super) surname: String,
    pub(super) codice_fiscale: String,
    pub(super) base_code: String,
    pub(super) administrator: bool,
    pub(super) step: Step,
    pub(super) place: Option<Place>,
    pub(super) operates: bool,
    pub(super) supervises: bool,
    pub(super) locked: bool,
    pub(super) address: IpAddr,
    pub(super) began_at: DateTime<Utc>,
    pub(super) seen_at: DateTime<Utc>,
    pub(super) former_token: Option<Vec<u8>>,
}

impl Session {
    /// The session's own id; not the browser's key.
    pub fn id(&self) -> SessionId {
        self.id
    }

    /// Whose session it is.
    pub fn operator_id(&self) -> OperatorId {
        self.operator
    }

    /// The name to sign in with.
    pub fn username(&self) -> &str {
        &self.username
    }

    /// Name and surname, as the header of every page shows them.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.name, self.surname)
    }

    /// The operator's own codice fiscale, as it was typed.
    pub fn codice_fiscale(&self) -> &str {
        &self.codice_fiscale
    }

    /// The operator's codice fiscale with omocodia undone: equal for the same person in any form of the code.
    pub fn base_code(&self) -> &str {
        &self.base_code
    }

    /// The counter chosen; none for administrators and before the choice.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// When the sign-in was complete.
    pub fn began_at(&self) -> DateTime<Utc> {
        self.began_at
    }

    /// When the operator last worked, as far as it was noted.
    pub fn seen_at(&self) -> DateTime<Utc> {
        self.seen_at
    }

    /// How far the sign-in has come.
    pub fn step(&self) -> Step {
        self.step
    }

    /// Whether the operator locked the browser and has not unlocked it.
    pub fn is_locked(&self) -> bool {
        self.locked
    }

    /// Whether this is the account of an administrator.
    pub fn is_administrator(&self) -> bool {
        self.administrator
    }

    /// Whether the account is an operator of the counter chosen.
    pub fn operates(&self) -> bool {
        self.operates
    }

    /// Whether the account is a supervisor of the counter chosen.
    pub fn supervises(&self) -> bool {
        self.supervises
    }

    /// Whether a form was given to this browser before its sign-in: by the session that ended then.
    pub fn knew_token(&self, token: &str) -> bool {
        let digest = SessionKey::digest_of(token);
        self.former_token.as_deref().is_some_and(|former| former.ct_eq(&digest).into())
    }

    /// Who acts, for the register.
    pub fn who(&self) -> Who {
        Who {
            operator: Some(self.operator),
            address: Some(self.address),
            counter: self.place.as_ref().map(|place| place.id),
        }
    }

    /// When the session ends if nothing is done: the earlier of idle and absolute end.
    pub fn ends_at(&self, idle: Duration, absolute: Duration) -> DateTime<Utc> {
        (self.seen_at + idle).min(self.began_at + absolute)
    }

    fn is_open(&self) -> bool {
        self.step == Step::Full && !self.locked
    }
}

macro_rules! permission {
    ($(#[$doc:meta])* $name:ident, $given:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(Arc<Session>);

        impl $name {
            /// The permission, where the session gives it.
            pub fn of(session: &Arc<Session>) -> Option<Self> {
                let given: fn(&Session) -> bool = $given;
                (session.is_open() && given(session)).then(|| Self(Arc::clone(session)))
            }

            /// The session that gave it.
            pub fn session(&self) -> &Session {
                &self.0
            }

            /// The account that acts.
            pub fn id(&self) -> OperatorId {
                self.0.operator
            }

            /// Who acts, for the register.
            pub fn who(&self) -> Who {
                self.0.who()
            }
        }
    };
    ($(#[$doc:meta])* $name:ident at a counter, $given:expr) => {
        permission!($(#[$doc])* $name, |session: &Session| {
            let given: fn(&Session) -> bool = $given;
            session.place.is_some() && given(session)
        });

        impl $name {
            /// The counter chosen for this session.
            // `of` gives the permission only where a counter is chosen
            pub fn place(&self) -> &Place {
                self.0.place.as_ref().expect("a permission at a counter has its counter")
            }

            /// The id of the counter chosen.
            pub fn counter_id(&self) -> CounterId {
                self.place().id
            }

            /// The account's own codice fiscale with omocodia undone.
            pub fn base_code(&self) -> &str {
                &self.0.base_code
            }
        }
    };
}

permission! {
    /// Anybody signed in with both factors, whatever the role, even before a counter is chosen.
    SignedIn, |_| true
}
permission! {
    /// May open and work on cases at the counter chosen.
    Operator at a counter, |session| session.operates
}
permission! {
    /// May approve, report and handle anomalies at the counter chosen.
    Supervisor at a counter, |session| session.supervises
}
permission! {
    /// Works at the counter chosen, as operator or supervisor: for pages that both may read.
    CounterStaff at a counter, |session| session.operates || session.supervises
}
permission! {
    /// May manage counters, operators and roles; never handles cases.
    Administrator, |session| session.administrator
}
