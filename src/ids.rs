// SPDX-License-Identifier: AGPL-3.0-or-later
//! Identities as types: a uuid of version 7 each, so that a case is never taken for a release.

use chrono::{DateTime, Utc};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::{NoContext, Timestamp, Uuid};

fn at(now: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos()))
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[derive(AsExpression, FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identity, drawn at `now`.
            #[must_use]
            pub fn new(now: DateTime<Utc>) -> Self {
                Self(at(now))
            }

            /// The uuid itself.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ToSql<diesel::sql_types::Uuid, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                <Uuid as ToSql<diesel::sql_types::Uuid, Pg>>::to_sql(&self.0, out)
            }
        }

        impl FromSql<diesel::sql_types::Uuid, Pg> for $name {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                <Uuid as FromSql<diesel::sql_types::Uuid, Pg>>::from_sql(value).map(Self)
            }
        }
    )*};
}

id! {
    /// A row of the register.
    AuditRowId;
    /// An office enabled to activate.
    CounterId;
    /// A file of counters that waits for its administrator's yes.
    CounterImportId;
    /// An account of somebody who works at a counter or administers the application.
    OperatorId;
    /// A sign-in of an operator on one browser.
    SessionId;
    /// The person whose card it is.
    HolderId;
    /// One visit for one service.
    CaseId;
    /// The holder's data as recorded in a case.
    HolderDataId;
    /// A card as typed or scanned in a case, with the authority's answer.
    CardCheckId;
    /// A person seen with an identity document.
    IdentificationId;
    /// How the citizen is reached.
    ContactId;
    /// A look-up of a person, with its reason.
    LookUpId;
    /// A rule that said no in a case.
    RefusalId;
    /// A request form printed over a fingerprint.
    FormId;
    /// A code that proves who reads an e-mail address.
    OwnershipCodeId;
    /// A one-time code given again for one act.
    ReauthenticationId;
    /// What was asked of the authority: the reference of an idempotent call.
    Reference;
    /// A card's certificate made usable.
    ActivationId;
    /// One giving of PIN, PUK and CIP in two halves.
    ReleaseId;
    /// A scan of a document, and the name of its file.
    ScanId;
    /// A look at a scan.
    ScanViewId;
    /// A file that a supervisor asked for.
    ExportId;
    /// A filter that a supervisor keeps.
    ReportFilterId;
    /// A message owed.
    OutboxId;
    /// A form that waits for its author to sign in again.
    ParkedFormId;
    /// Somebody who acts for a holder, and as what.
    DelegationId;
    /// What the power of a delegate is.
    DelegationTitleId;
    /// A piece of evidence that was shown or handed in.
    EvidenceId;
    /// What a supervisor is asked to approve.
    ApprovalId;
    /// A draw of samples: of a counter, a kind and a month.
    DrawId;
    /// What was drawn to be checked.
    SampleId;
    /// A supervisor's look at a pattern.
    PatternLookId;
    /// A duty of somebody at a counter, from a day on.
    DutyId;
    /// A counter's day that was closed.
    ClosingId;
    /// What one administrator asked for and a second one confirms.
    StaffChangeId;
    /// A one-time link to an account.
    InvitationId;
    /// What became of an account.
    StaffEventId;
}
