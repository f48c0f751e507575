// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the pages of a case share: the head with the steps, the way in, and what becomes of refusals.

use super::dates;
use super::error::{Answer, PageError};
use super::page::Page;
use super::siblings::VisitView;
use crate::audit::{self, Entry};
use crate::cases::{self, Acting, Blocked, Brief, Case, NoEntry, Ownership, Service, Step};
use crate::db::{Breakage, Connection};
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::policy::Policy;
use crate::texts;
use serde::Serialize;

/// The head of a page of a case, `case` in the templates.
#[derive(Serialize)]
pub(super) struct Head {
    id: String,
    protocol: String,
    version: i32,
    /// Given name and surname, once saved.
    holder: String,
    steps: Vec<StepView>,
    /// The step of this page, from 1.
    current: usize,
    noun: &'static str,
    /// What the case is for; empty for an activation, which is the ordinary thing.
    service: &'static str,
    /// The other cases of the visit, where the page shows them.
    visit: Option<VisitView>,
}

#[derive(Serialize)]
struct StepView {
    label: String,
    href: String,
    done: bool,
}

/// What somebody else saved while this page was open, and what is in force now.
#[derive(Serialize)]
pub(super) struct Changed {
    by: String,
    at: String,
    facts: Vec<Fact>,
}

/// A line of what is known: a key of a text, and the value.
#[derive(Serialize)]
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
}

impl Head {
    /// A head as pages show it, for tests of templates.
    #[cfg(test)]
    pub(super) fn sample(current: Step) -> Self {
        let step = |step: Step| StepView { label: step.noun().to_owned(), href: String::new(), done: true };
        Self {
            id: "0193".to_owned(),
            protocol: "AN01-2026-000001".to_owned(),
            version: 6,
            holder: "Niccolò D'Alò".to_owned(),
            steps: Step::ALL.map(step).into(),
            current: current.number(true),
            noun: current.noun(),
            service: "",
            visit: None,
        }
    }

    /// The same with the list of the visit.
    pub(super) fn in_visit(self, visit: Option<VisitView>) -> Self {
        Self { visit, ..self }
    }

    pub(super) fn of(page: &Page, case: &Case, current: Step) -> Self {
        let progress = case.progress();
        let next = progress.next();
        let delegated = case.delegation.is_some();
        let steps = Step::of(delegated).map(|step| StepView {
            label: texts::text(page.language(), &format!("case-step-{}", step.noun())),
            href: match case.is_open() && (step <= Step::Contact || step <= next) {
                true => format!("/cases/{}/{}", case.id, step.noun()),
                false => String::new(),
            },
            done: progress.has(step),
        });
        Self {
            id: case.id.to_string(),
            protocol: case.protocol.to_string(),
            version: case.version,
            holder: holder(case),
            steps: steps.collect(),
            current: current.number(delegated),
            noun: current.noun(),
            service: match case.service {
                Service::Activation => "",
                other => other.key(),
            },
            visit: None,
        }
    }
}

impl Changed {
    pub(super) fn of(case: &Case, facts: Vec<Fact>) -> Self {
        let by = format!("{} {}", case.changed_by.name, case.changed_by.surname);
        Self { by, at: dates::time_of_day(case.changed_at), facts }
    }
}

/// Given name and surname of the holder, once saved.
pub(super) fn holder(case: &Case) -> String {
    case.person.as_ref().map(|person| format!("{} {}", person.name, person.surname)).unwrap_or_default()
}

/// Given name and surname of who acts for the holder; empty where nobody does.
pub(super) fn delegate(case: &Case) -> String {
    let delegate = case.delegation.as_ref().and_then(|delegation| delegation.delegate.as_ref());
    delegate
        .map(|delegate| format!("{} {}", delegate.person.name, delegate.person.surname))
        .unwrap_or_default()
}

/// The kind of delegation in the reader's language; empty for a holder in person.
pub(super) fn delegation_kind(language: texts::Language, case: &Case) -> String {
    let kind = case.delegation.as_ref().map(|delegation| delegation.kind.text_key("delegation-kind"));
    kind.map(|key| texts::text(language, &key)).unwrap_or_default()
}

/// Where a case is told from: the step that has work, its release, or how it ended.
pub(super) fn place_of(case: &Case) -> String {
    match () {
        () if !case.is_open() => format!("/cases/{}", case.id),
        // what happened after the signature is told by the release's own page
        () if case.asked || case.releasing => format!("/cases/{}/release", case.id),
        () => way_on(case),
    }
}

/// Where the work of an open case goes on.
pub(super) fn way_on(case: &Case) -> String {
    let ended = case.delegation.as_ref().is_some_and(|delegation| delegation.ended);
    let noun = match case.step() {
        // nothing of the steps can change: what was printed is to be voided
        _ if ended && case.releasing => Step::Release.noun(),
        Step::Contact if case.contact.is_some() && case.ownership == Ownership::Open => "ownership",
        Step::Identification if case.sibling_of().is_some() && case.identification.is_none() => "carry-over",
        step => step.noun(),
    };
    format!("/cases/{}/{noun}", case.id)
}

impl Page {
    /// An operator at work, for the use cases.
    pub(super) fn acting<'a>(&'a self, operator: &'a Operator) -> Acting<'a> {
        Acting { operator, key: &self.app.audit_key, now: self.now() }
    }

    /// The policy of today, under which cases are opened.
    pub(super) fn policy_today(&self) -> Result<&Policy, Breakage> {
        let today = crate::policy::rome_date(self.now());
        self.app.policies.on(today).ok_or_else(|| Breakage::new("no policy is in force today"))
    }

    /// The policy that a case is decided under.
    pub(super) fn policy_of(&self, case: &Case) -> Result<&Policy, Breakage> {
        self.policy_named(&case.policy_version)
    }

    /// The policy of that version, a case's.
    pub(super) fn policy_named(&self, version: &str) -> Result<&Policy, Breakage> {
        let policy = self.app.policies.by_version(version);
        policy.ok_or_else(|| Breakage::new("the policy of a case is not in the book any more"))
    }

    /// Writes a refusal into the register, in a transaction of its own.
    pub(super) async fn note_refused(&self, entry: Entry) -> Result<(), Breakage> {
        audit::refuse(&self.app.pool, &self.app.audit_key, entry, self.now()).await.map(drop)
    }

    /// A case of the operator's counter; who does not get in gets its page, and the register its row.
    pub(super) async fn case(
        &self,
        conn: &mut Connection,
        operator: &Operator,
        id: CaseId,
    ) -> Result<Case, PageError> {
        match cases::find(conn, operator, id).await {
            Ok(case) => Ok(case),
            Err(no) => Err(self.blocked(operator, id, "case.show", Blocked::NoEntry(no)).await?),
        }
    }

    /// The same way in for an act that is going to take the case anyhow: without its facts.
    pub(super) async fn brief(
        &self,
        conn: &mut Connection,
        operator: &Operator,
        id: CaseId,
    ) -> Result<Brief, PageError> {
        match cases::brief(conn, operator, id).await {
            Ok(brief) => Ok(brief),
            Err(no) => Err(self.blocked(operator, id, "case.show", Blocked::NoEntry(no)).await?),
        }
    }

    /// 303 to where the work of a case goes on after a step of it: at once, not over the case's own page.
    pub(super) async fn onward(&self, operator: &Operator, id: CaseId) -> Answer {
        let mut conn = self.connection().await?;
        self.see(place_of(&self.case(&mut conn, operator, id).await?))
    }

    /// The page for an act that a case does not allow, its row in the register written. A change by somebody else is shown by
    /// the step itself; here it leads back to the case.
    pub(super) async fn blocked(
        &self,
        operator: &Operator,
        id: CaseId,
        act: &'static str,
        blocked: Blocked,
    ) -> Result<PageError, Breakage> {
        if let Some(rule) = blocked.rule() {
            self.note_refused(cases::refused(act, operator, id, rule)).await?;
        }
        let back = format!("/cases/{id}");
        Ok(match blocked {
            Blocked::NoEntry(NoEntry::Unknown | NoEntry::OtherCounter) => PageError::NotFound,
            Blocked::NoEntry(NoEntry::OwnCase) => PageError::refused("refused-own-case", "/"),
            Blocked::NoEntry(NoEntry::OwnDelegation) => PageError::refused("refused-own-delegation", "/"),
            Blocked::NoEntry(NoEntry::Broken(breakage)) => breakage.into(),
            Blocked::Closed => PageError::refused("refused-case-closed", back),
            Blocked::Fixed => PageError::refused("refused-step-fixed", back),
            Blocked::Changed(_) => PageError::refused("refused-case-changed", back),
        })
    }
}
