// SPDX-License-Identifier: AGPL-3.0-or-later
//! One delegate for many holders: the policy's alarm before the release.

use super::persons::omocode_of;
use super::visit::{Visit, reasons, years};
use crate::releases::CounterDay;
use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::cases::{self, Acting, Alarm, AlarmRefused, DelegateData, Present, Reasons, Saved};
use sportello::db;
use sportello::policy::{DelegationKind, Power};
use sportello::releases::NotRequested;
use sportello::schema::audit_rows;

/// The case of the last of so many holders for whom one person acts, every other time by another form of the same code.
async fn holders(mut day: CounterDay, kind: DelegationKind, count: usize, who: &DelegateData) -> Visit {
    let born = years(if kind == DelegationKind::Parent { 10 } else { 50 });
    for number in 1.. {
        let visit = Visit::of_another(day, born).await;
        let base = who.code.base_code();
        let code = if number % 2 == 0 { who.code } else { omocode_of(base.as_str()) };
        let present = Present::Delegate(kind, Box::new(DelegateData { code, person: who.person.clone() }));
        visit.identify(&present).await.unwrap();
        if number == count {
            return visit;
        }
        assert!(visit.alarms().await.is_empty(), "holder {number}");
        day = visit.day;
    }
    unreachable!("the last one was returned")
}

async fn counter() -> (CounterDay, DelegateData) {
    let first = Visit::of(CounterDay::with_cards(20).await, years(50)).await;
    let who = first.somebody();
    (first.day, who)
}

async fn explain(visit: &Visit, reasons: &Reasons) -> Result<Saved, AlarmRefused> {
    let (operator, mut conn) = (visit.worker.operator(), db::connection(&visit.day.pool).await.unwrap());
    let acting = Acting { operator: &operator, key: &visit.day.audit_key, now: visit.day.now() };
    cases::explain_alarms(&mut conn, &acting, visit.policy(), visit.id, reasons).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sixth_holder_of_one_delegate_waits_for_a_word_and_the_word_is_in_the_register() {
    let (day, who) = counter().await;
    let visit = Box::pin(holders(day, DelegationKind::Parent, 6, &who)).await;
    assert_eq!(visit.alarms().await, [Alarm::ManyHolders { holders: 6, days: 365 }]);
    visit.complete(DelegationKind::Parent, Power::Acts).await;
    visit.sign().await.unwrap();
    assert!(matches!(visit.request().await.err(), Some(NotRequested::AlarmUnexplained)));
    let silent = explain(&visit, &Reasons::new()).await;
    assert!(matches!(silent, Err(AlarmRefused::Unexplained(_))), "{silent:?}");
    let said: Reasons =
        [("delegate_many_holders".to_owned(), "casa famiglia, visto l’elenco".to_owned())].into();
    assert_eq!(explain(&visit, &said).await.unwrap(), Saved::New);
    assert_eq!(explain(&visit, &said).await.unwrap(), Saved::AlreadyThere);
    assert_eq!(visit.alarms().await.len(), 1, "it goes on showing");
    // the dates of birth of these people do not fit their codes, and the word is one more thing to look at
    let clara = visit.day.worker("clara", sportello::operators::Role::Supervisor, "AN01").await;
    visit.approved_by(&clara).await;
    visit.request().await.map(drop).unwrap();
    let mut owner = visit.day.database.owner().await;
    let refused: i64 = audit_rows::table
        .filter(audit_rows::act.eq("release.request").and(audit_rows::outcome.eq("refused")))
        .count()
        .get_result(&mut owner)
        .await
        .unwrap();
    let done: i64 = audit_rows::table
        .filter(audit_rows::act.eq("warning.override").and(audit_rows::case_id.eq(visit.id)))
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>(
            "position('delegate_many_holders' in convert_from(canonical, 'UTF8')) > 0",
        ))
        .count()
        .get_result(&mut owner)
        .await
        .unwrap();
    assert_eq!((refused, done), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn five_holders_a_year_pass_and_so_does_a_sixth_after_the_year() {
    let (day, who) = counter().await;
    let visit = Box::pin(holders(day, DelegationKind::HealthImpediment, 5, &who)).await;
    assert_eq!(visit.alarms().await, []);
    let visit = Box::pin(holders(visit.day, DelegationKind::HealthImpediment, 1, &who)).await;
    assert_eq!(visit.alarms().await, [Alarm::ManyHolders { holders: 6, days: 365 }]);
    visit.day.later(Duration::days(366));
    assert_eq!(visit.alarms().await, [], "the five of the year before do not count");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guardian_of_many_is_no_alarm_and_does_not_count_for_one() {
    let (day, who) = counter().await;
    let visit = Box::pin(holders(day, DelegationKind::Guardian, 6, &who)).await;
    assert_eq!(visit.alarms().await, []);
    let visit = Box::pin(holders(visit.day, DelegationKind::Parent, 1, &who)).await;
    assert_eq!(visit.alarms().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_person_identified_wants_the_word_again() {
    let (day, who) = counter().await;
    let visit = Box::pin(holders(day, DelegationKind::Parent, 6, &who)).await;
    let said: Reasons = [("delegate_many_holders".to_owned(), "visto".to_owned())].into();
    explain(&visit, &said).await.unwrap();
    let person = sportello::holders::person::Person { birth_date: years(41), ..who.person.clone() };
    let anew = DelegateData { person, ..who.clone() };
    let present = Present::Delegate(DelegationKind::Parent, Box::new(anew));
    visit.identify_with(&present, &reasons()).await.unwrap();
    let mut conn = db::connection(&visit.day.pool).await.unwrap();
    let case = visit.case().await;
    let open = cases::unexplained_alarms(&mut conn, visit.policy(), &case, visit.day.now()).await.unwrap();
    assert_eq!(open.len(), 1);
}
