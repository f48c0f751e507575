// SPDX-License-Identifier: AGPL-3.0-or-later
//! Releases whose second half goes to a trusted person or by letter, and the check afterwards.

use super::look::DONE;
use super::{CounterDay, Worker};
use chrono::Duration;
use sportello::cases::{self, Acting, Contact, Reasons};
use sportello::contacts::trusted::TrustedPerson;
use sportello::db;
use sportello::ids::{CaseId, ReleaseId};
use sportello::operators::Role;
use sportello::policy::PolicyBook;
use sportello::releases::{self, CheckResult, NotRecorded};
use sportello::seal::{Sealed, SecondHalf};
use sportello::texts::Language;

#[derive(diesel::QueryableByName)]
struct Posted {
    #[diesel(sql_type = diesel::sql_types::Text)]
    recipient: String,
    #[diesel(sql_type = diesel::sql_types::Bytea)]
    payload: Vec<u8>,
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    release_id: ReleaseId,
    #[diesel(sql_type = diesel::sql_types::Bool)]
    trusted: bool,
}

fn with_letters() -> &'static PolicyBook {
    let rules = include_str!("../../../policies/marche.toml");
    let rules = rules.replace("sealed_letter = false", "sealed_letter = true");
    Box::leak(Box::new(PolicyBook::parse(&rules, "with letters").unwrap()))
}

fn trusted() -> TrustedPerson {
    TrustedPerson { surname: "Bianchi".parse().unwrap(), name: "Ada".parse().unwrap(), relation: None }
}

impl CounterDay {
    /// A case that was signed with a mailbox and then with another way to the holder.
    async fn signed_otherwise(&self, worker: &Worker, to: &str, trusted: Option<TrustedPerson>) -> CaseId {
        let case = self.signed_case(worker).await;
        let operator = worker.operator();
        let acting = Acting { operator: &operator, key: &self.audit_key, now: self.now() };
        let contact =
            Contact { to: to.parse().unwrap(), trusted, phone: None, language: Language::default() };
        let mut conn = db::connection(&self.pool).await.unwrap();
        let rules = self.policy();
        cases::save_contact(&mut conn, &acting, rules, case, 6, contact, &Reasons::new()).await.unwrap();
        if !to.starts_with("post:") {
            cases::skip_proof(&mut conn, &acting, case, "lavora altrove").await.unwrap();
        }
        drop(conn);
        self.sign(worker, case).await;
        case
    }

    async fn handed_over(&self, worker: &Worker, case: CaseId) {
        self.release_codes(worker, case).await;
        self.serve(worker, case, "").await.unwrap();
        let ending = self.ending(case).await;
        self.hand_over(worker, case, &ending).await.unwrap();
    }

    async fn posted(&self) -> (Posted, SecondHalf) {
        let mut owner = self.database.owner().await;
        let query = diesel::sql_query(
            "SELECT o.recipient, o.payload, o.release_id, r.trusted FROM outbox o JOIN releases r ON r.id = o.release_id",
        );
        let posted: Posted = diesel_async::RunQueryDsl::get_result(query, &mut owner).await.unwrap();
        let sealed = Sealed::from_bytes(&posted.payload).unwrap();
        let half = SecondHalf::open(&self.authority.mail, posted.release_id.uuid(), &sealed).ok().unwrap();
        (posted, half)
    }

    async fn check(
        &self,
        worker: &Worker,
        case: CaseId,
        known: usize,
        result: CheckResult,
    ) -> Result<(), NotRecorded> {
        releases::record_check(&self.desk(), &worker.operator(), case, known, &result).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_authority_seals_the_letter_box_with_the_half() {
    let day = CounterDay::under(with_letters(), 0).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let home = "post:Ada Bianchi|Via Roma 1|60121|Ancona|AN";
    let case = day.signed_otherwise(&anna, home, None).await;
    day.handed_over(&anna, case).await;
    assert_eq!(day.tally(case).await, DONE);
    let (posted, half) = day.posted().await;
    assert_eq!((half.recipient.as_str(), posted.recipient.as_str()), (home, home));
    assert!(!posted.trusted);
    // who gave a mailbox before is told of the letter box, and the warning is repeated
    let without = day.count("outbox WHERE kind = 'address_notice'").await;
    assert_eq!(without, 0, "nothing was handed over to the first address");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_lost_its_letters_gives_no_codes_to_a_letter_box() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    let operator = anna.operator();
    let acting = Acting { operator: &operator, key: &day.audit_key, now: day.now() };
    let to = "post:Ada Bianchi|Via Roma 1|60121|Ancona|AN".parse().unwrap();
    let contact = Contact { to, trusted: None, phone: None, language: Language::default() };
    let mut conn = db::connection(&day.pool).await.unwrap();
    let rules = day.policy();
    let saved = cases::save_contact(&mut conn, &acting, rules, case, 6, contact, &Reasons::new()).await;
    assert!(matches!(saved, Err(cases::ContactRefused::Email(_))), "{saved:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_release_knows_that_the_mailbox_is_a_trusted_persons() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_otherwise(&anna, "ada@posta.example", Some(trusted())).await;
    day.handed_over(&anna, case).await;
    let (posted, half) = day.posted().await;
    assert_eq!(half.recipient, "ada@posta.example");
    assert!(posted.trusted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_is_added_once_for_each_page_and_never_before_the_hand_over() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "PU02").await;
    let case = day.served_case(&anna).await;
    let early = day.check(&anna, case, 0, CheckResult::CardRead).await;
    assert!(matches!(early, Err(NotRecorded::NotHandedOver)), "{early:?}");
    assert_eq!(day.refused("functional_check.record", "not_handed_over").await, 1);
    let ending = day.ending(case).await;
    day.hand_over(&anna, case, &ending).await.unwrap();
    // three clicks at once on the same page
    let all = tokio::join!(
        day.check(&anna, case, 0, CheckResult::CardRead),
        day.check(&anna, case, 0, CheckResult::PinTried),
        day.check(&anna, case, 0, CheckResult::CardRead),
    );
    assert!(all.0.is_ok() && all.1.is_ok() && all.2.is_ok(), "{all:?}");
    assert_eq!(day.count("functional_checks").await, 1);
    day.later(Duration::minutes(5));
    day.check(&anna, case, 1, CheckResult::PinTried).await.unwrap();
    let told = day.check(&anna, case, 2, CheckResult::NotChecked("il PUK è 9164".into())).await;
    assert!(matches!(told, Err(NotRecorded::HoldsCode)), "{told:?}");
    let other = day.check(&bruno, case, 2, CheckResult::PinTried).await;
    assert!(matches!(other, Err(NotRecorded::NoEntry(_))), "{other:?}");
    assert_eq!(day.count("functional_checks").await, 2);
    assert_eq!(day.audited("functional_check.record", "done").await, 2);
    let mut conn = db::connection(&day.pool).await.unwrap();
    let checks = releases::checks_of_case(&mut conn, case).await.unwrap();
    assert_eq!(checks.last().map(|check| &check.result), Some(&CheckResult::PinTried));
    // the database itself keeps codes out and rows as they are
    let mut owner = day.database.owner().await;
    let code = "UPDATE functional_checks SET result = 'not_checked', reason = 'PIN 12-345'";
    let error = diesel_async::RunQueryDsl::execute(diesel::sql_query(code), &mut owner).await.unwrap_err();
    assert!(error.to_string().contains("reason"), "{error}");
}
