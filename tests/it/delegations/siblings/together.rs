// SPDX-License-Identifier: AGPL-3.0-or-later
//! The cases of a visit, released by one code that lists them.

use super::{Family, reasons_for_address};
use crate::releases::Worker;
use crate::releases::look::READY;
use crate::support::lossy::Mischief;
use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::authority::contract::Refusal;
use sportello::cases::{self, Standing};
use sportello::ids::CaseId;
use sportello::policy::EvidenceWay;
use sportello::releases::{
    self, Candidate, JointConfirmation, Listed, NotTogether, Outcome, State, Together,
};
use sportello::schema::{reauthentications, releases as releases_table};

impl Family {
    /// A mother with so many children, up to three, each form signed.
    pub async fn signed_visit(&self, children: usize) -> Vec<CaseId> {
        let first = self.first_child().await;
        self.day.sign(&self.anna, first).await;
        let mut cases = vec![first];
        for key in ["second_child", "third_child"].into_iter().take(children - 1) {
            cases.push(self.signed(first, key).await);
        }
        cases
    }

    pub async fn candidates(&self, case: CaseId) -> Vec<Candidate> {
        let (case, operator, mut conn) = (self.case(case).await, self.anna.operator(), self.conn().await);
        releases::candidates(&mut conn, &self.day.desk(), &operator, &case).await.unwrap()
    }

    /// The list as the page shows it.
    pub async fn shown(&self, case: CaseId) -> Vec<Listed> {
        let of = |it: &Candidate| Listed { case: it.case.id, fingerprint: it.fingerprint };
        self.candidates(case).await.iter().map(of).collect()
    }

    pub async fn together(&self, case: CaseId, list: &[Listed]) -> Result<Together, NotTogether> {
        let code = self.day.code(&self.anna);
        self.together_by(&self.anna, case, list, &code).await
    }

    /// Asks for a list, every warning ticked.
    pub async fn together_by(
        &self,
        worker: &Worker,
        case: CaseId,
        list: &[Listed],
        code: &str,
    ) -> Result<Together, NotTogether> {
        let warning = |it: &Listed| (it.case, "used_for_another_holder".to_owned());
        let warnings: Vec<_> = list.iter().map(warning).collect();
        let confirmation = JointConfirmation { code, list, warnings: &warnings };
        releases::request_joint(&self.day.desk(), &worker.operator(), case, &confirmation).await
    }

    pub async fn carry_on(&self, together: Together) {
        for ask in together.asks {
            releases::carry_on(&self.day.desk(), ask).await.unwrap();
        }
    }

    pub async fn outcomes(&self, case: CaseId, list: sportello::ids::ReauthenticationId) -> Vec<Outcome> {
        let case = self.case(case).await;
        releases::outcomes(&mut *self.conn().await, &case, list).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_children_are_released_by_one_code_each_with_release_sheet_and_audit_of_its_own() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(3)).await;
    let shown = family.candidates(visit[1]).await;
    assert!(shown.iter().all(|it| it.obstacle.is_none()));
    let warned: Vec<usize> = shown.iter().map(|it| it.warnings.len()).collect();
    assert_eq!(warned, [1, 1, 1], "one address for three holders");
    let list = family.shown(visit[1]).await;
    assert_eq!(list.iter().map(|it| it.case).collect::<Vec<_>>(), visit);
    let together = family.together(visit[1], &list).await.unwrap();
    let id = together.id;
    assert_eq!(together.asks.len(), 3);
    family.carry_on(together).await;
    for case in &visit {
        assert_eq!(family.day.tally(*case).await, READY);
    }
    let mut owner = family.day.database.owner().await;
    let given: Vec<(String, Option<CaseId>)> = reauthentications::table
        .filter(reauthentications::id.eq(id))
        .select((reauthentications::act, reauthentications::case_id))
        .load(&mut owner)
        .await
        .unwrap();
    assert_eq!(given, [("release.request_joint".to_owned(), Some(visit[0]))]);
    let of_code: i64 = releases_table::table
        .filter(releases_table::reauthentication_id.eq(id).and(releases_table::joint_id.eq(id)))
        .count()
        .get_result(&mut owner)
        .await
        .unwrap();
    assert_eq!(of_code, 3);
    assert_eq!(family.day.audited("release.request", "done").await, 3);
    assert_eq!(family.day.audited("release.request_joint", "done").await, 1);
    let outcomes = family.outcomes(visit[2], id).await;
    assert!(outcomes.iter().all(|it| it.line.standing == Standing::Sheet && it.rule.is_none()));
    // the one code covers the serving of each sheet, as that of a single release does
    for case in &visit {
        family.day.serve(&family.anna, *case, "").await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_changed_after_the_page_was_shown_is_refused_in_words_and_the_others_go_on() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(3)).await;
    let list = family.shown(visit[0]).await;
    // another address for the second child, signed for again
    let version = family.case(visit[1]).await.version;
    family
        .day
        .save_address(&family.anna, visit[1], version, "altra@posta.example", &reasons_for_address())
        .await;
    family.day.sign(&family.anna, visit[1]).await;
    let together = family.together(visit[0], &list).await.unwrap();
    let id = together.id;
    family.carry_on(together).await;
    let told: Vec<_> = family.outcomes(visit[0], id).await;
    let told: Vec<_> = told.iter().map(|it| (it.line.standing, it.rule.as_deref())).collect();
    let refused = (Standing::Signed, Some("form_changed"));
    assert_eq!(told, [(Standing::Sheet, None), refused, (Standing::Sheet, None)]);
    assert_eq!(family.day.refused("release.request", "form_changed").await, 1);
    // it is released with what it says now, by a code of its own
    let list = family.shown(visit[0]).await;
    assert_eq!(list.len(), 1);
    let together = family.together(visit[0], &list).await.unwrap();
    assert_eq!(together.asks.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_authority_says_no_to_one_the_others_have_their_sheets() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(3)).await;
    let list = family.shown(visit[0]).await;
    let together = family.together(visit[0], &list).await.unwrap();
    let id = together.id;
    family.day.line.plan(Mischief::SaysNo(Refusal::Revoked));
    family.carry_on(together).await;
    let told = family.outcomes(visit[0], id).await;
    assert_eq!(told[0].refused.as_deref(), Some("revoked"));
    assert!(told[1..].iter().all(|it| it.line.standing == Standing::Sheet && it.refused.is_none()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_that_goes_away_in_the_middle_answers_the_reconciler() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(3)).await;
    let list = family.shown(visit[0]).await;
    let mut together = family.together(visit[0], &list).await.unwrap();
    let id = together.id;
    let rest = together.asks.split_off(1);
    family.carry_on(together).await;
    family.day.line.set_away(true);
    family.carry_on(Together { id, asks: rest }).await;
    let standing = async |family: &Family| {
        let told = family.outcomes(visit[0], id).await;
        told.iter().map(|it| it.line.standing).collect::<Vec<_>>()
    };
    assert_eq!(standing(&family).await, [Standing::Sheet, Standing::Asked, Standing::Asked]);
    family.day.line.set_away(false);
    family.day.later(Duration::minutes(1));
    while releases::reconcile(&family.day.desk()).await.unwrap() > 0 {}
    assert_eq!(standing(&family).await, [Standing::Sheet; 3]);
    assert!(matches!(family.day.state(visit[2]).await, State::Ready(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_supervisor_has_to_approve_is_listed_and_not_released() {
    let family = Box::pin(Family::new()).await;
    let first = family.first_child().await;
    family.day.sign(&family.anna, first).await;
    let second = family.sibling(first, "second_child").await;
    // the child's date of birth was ticked away: the region wants an approval
    let odd = sportello::holders::person::Person {
        birth_date: super::super::visit::years(6),
        ..family.card("second_child").holder
    };
    let (now, mut conn, policy) = (family.now(), family.conn().await, family.day.policy());
    let version = family.case(second).await.version;
    let reasons = super::super::visit::reasons();
    cases::save_person(&mut conn, &now.acting(), policy, second, version, odd, &reasons).await.unwrap();
    family.carry(second).await.unwrap();
    family.show(second, "card", EvidenceWay::Seen).await;
    family.day.sign(&family.anna, second).await;
    let found = family.candidates(first).await;
    let told: Vec<_> = found.iter().map(|it| (it.case.id, it.obstacle)).collect();
    assert_eq!(told, [(first, None), (second, Some("needs_approval"))]);
    let list = family.shown(first).await;
    let together = family.together(first, &list).await.unwrap();
    assert_eq!(together.asks.len(), 1);
    let outcomes = family.outcomes(first, together.id).await;
    assert_eq!(outcomes[1].rule.as_deref(), Some("needs_approval"));
}
