// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who may come back for codes follows from the kind.

use super::visit::{Visit, years};
use crate::releases::{CounterDay, Worker};
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use sportello::cases::{IdentificationRefused, Present, PresentRefused, Service};
use sportello::db;
use sportello::operators::Role;
use sportello::policy::{DelegationKind, PolicyBook, Power};

impl Visit {
    /// Codes given by a delegation of a kind, and a new case for codes of the same card.
    async fn and_again(&mut self, kind: DelegationKind, power: Power, clara: &Worker) {
        self.as_kind(kind).await;
        self.complete(kind, power).await;
        let to = format!("persona{}@posta.example", self.day.cards_shown()).parse().unwrap();
        let contact = sportello::cases::Contact::by_email(to, None, Default::default());
        let form = self.print_for(contact).await.unwrap();
        self.sign_printed(form).await.unwrap();
        self.hand_over(clara).await;
        self.day.later(chrono::Duration::minutes(5));
        self.worker = self.day.again(&self.worker).await;
        self.open(Service::NewRelease).await;
    }

    /// Whether somebody is taken in the new case.
    async fn takes(&self, who: &Present) -> bool {
        match self.identify(who).await {
            Ok(_) => true,
            Err(IdentificationRefused::Present(PresentRefused::NotForThisService)) => false,
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// Marche's rules, with a fiduciary who may not come back.
fn once() -> &'static PolicyBook {
    let text = include_str!("../../../policies/marche.toml");
    let (head, tail) = text.split_once("kind = \"fiduciary\"").unwrap();
    let both = "duplicate_to = [\"delegate\", \"holder\"]";
    assert!(tail.contains(both));
    let text = format!("{head}kind = \"fiduciary\"{}", tail.replacen(both, "duplicate_to = [\"holder\"]", 1));
    Box::leak(Box::new(PolicyBook::parse(&text, "once").unwrap_or_else(|errors| panic!("{errors}"))))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_come_back_for_codes_follows_from_the_kind() {
    let mut day = CounterDay::under(once(), 60).await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    for (kind, power, holder, delegate) in [
        (DelegationKind::Guardian, Power::Acts, false, true),
        (DelegationKind::HealthImpediment, Power::Acts, true, true),
        (DelegationKind::Curator, Power::Assists, true, true),
        (DelegationKind::Fiduciary, Power::Acts, true, false),
    ] {
        let mut visit = Visit::of_another(day, years(50)).await;
        visit.and_again(kind, power, &clara).await;
        visit.born(years(50)).await.unwrap();
        visit.hand_in_card().await;
        assert_eq!(visit.takes(&Present::Holder).await, holder, "the holder, {}", kind.key());
        let somebody = Present::Delegate(kind, Box::new(visit.somebody()));
        assert_eq!(visit.takes(&somebody).await, delegate, "the delegate, {}", kind.key());
        let minor = Present::Delegate(DelegationKind::Parent, Box::new(visit.somebody()));
        let said = visit.identify(&minor).await;
        assert!(matches!(said, Err(IdentificationRefused::Present(PresentRefused::HolderAge))), "{said:?}");
        day = visit.day;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_a_form_that_who_may_not_come_back_has_signed() {
    let day = CounterDay::under(once(), 20).await;
    let visit = Visit::of_another(day, years(50)).await;
    visit.as_kind(DelegationKind::Fiduciary).await;
    visit.complete(DelegationKind::Fiduciary, Power::Acts).await;
    let form = visit.print().await.unwrap();
    let sign = format!("UPDATE cases SET signed_form_id = '{form}' WHERE id = '{}'", visit.id);
    let mut owner = visit.day.database.owner().await;
    sql_query("UPDATE cases SET service = 'new_release'").execute(&mut owner).await.unwrap();
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    let refused = sql_query(&sign).execute(&mut web).await.expect_err("a fiduciary comes once").to_string();
    assert!(refused.contains("cases_who_may_come_back"), "{refused}");
    sql_query("UPDATE cases SET service = 'activation'").execute(&mut owner).await.unwrap();
    sql_query(&sign).execute(&mut web).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_lets_no_minor_be_there_in_person() {
    let visit = Visit::of(CounterDay::new().await, years(18)).await;
    visit.identify(&Present::Holder).await.unwrap();
    let id = visit.id;
    let younger = format!(
        "INSERT INTO case_holder_data (id, case_id, case_version, surname, name, sex, birth_date, birth_place, at, by) SELECT \
         '00000000-0000-7000-8000-00000000bbbb', case_id, 99, surname, name, sex, birth_date + 1, birth_place, at, by \
         FROM case_holder_data WHERE case_id = '{id}' LIMIT 1"
    );
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    sql_query(younger).execute(&mut web).await.unwrap();
    let point =
        format!("UPDATE cases SET holder_data_id = '00000000-0000-7000-8000-00000000bbbb' WHERE id = '{id}'");
    let refused = sql_query(&point).execute(&mut web).await.expect_err("of age tomorrow").to_string();
    assert!(refused.contains("cases_no_minor_in_person"), "{refused}");
    // with somebody who acts it is no matter
    visit.as_kind(DelegationKind::Guardian).await;
    sql_query(&point).execute(&mut web).await.unwrap();
}
