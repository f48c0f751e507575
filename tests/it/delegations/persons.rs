// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who may stand at the counter for a holder.

use super::visit::{Visit, reasons, years};
use crate::releases::CounterDay;
use chrono::Days;
use sportello::cases::{
    self, DelegateData, IdentificationRefused, PersonRefused, Present, PresentRefused, Reasons,
};
use sportello::db;
use sportello::delegations::DelegateWarning;
use sportello::holders::person::Person;
use sportello::operators::Role;
use sportello::policy::DelegationKind;

async fn refused(visit: &Visit, who: &Present) -> PresentRefused {
    match visit.identify(who).await {
        Err(IdentificationRefused::Present(refused)) => refused,
        other => panic!("{other:?}"),
    }
}

fn delegate(kind: DelegationKind, who: DelegateData) -> Present {
    Present::Delegate(kind, Box::new(who))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_minor_needs_somebody_who_acts_and_who_turns_18_today_needs_nobody() {
    let visit = Visit::of(CounterDay::new().await, years(18) + Days::new(1)).await;
    assert_eq!(refused(&visit, &Present::Holder).await, PresentRefused::Minor);
    let health = delegate(DelegationKind::HealthImpediment, visit.somebody());
    assert_eq!(refused(&visit, &health).await, PresentRefused::HolderAge, "for adults only");
    visit.as_kind(DelegationKind::Parent).await;
    // the date was wrong: of age today, the holder does not need a parent
    assert!(matches!(visit.born(years(18)).await, Err(PersonRefused::HolderAge)));
    visit.as_kind(DelegationKind::Guardian).await;
    visit.born(years(18)).await.unwrap();
    assert_eq!(
        refused(&visit, &delegate(DelegationKind::Parent, visit.somebody())).await,
        PresentRefused::HolderAge
    );
    visit.identify(&Present::Holder).await.unwrap();
    assert!(visit.case().await.delegation.is_none());
    assert!(matches!(visit.born(years(17)).await, Err(PersonRefused::Minor)), "identified in person");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emancipated_minor_acts_alone_from_sixteen() {
    let visit = Visit::of(CounterDay::new().await, years(16) + Days::new(1)).await;
    assert_eq!(refused(&visit, &Present::EmancipatedMinor).await, PresentRefused::HolderAge);
    visit.born(years(16)).await.unwrap();
    visit.identify(&Present::EmancipatedMinor).await.unwrap();
    let delegation = visit.case().await.delegation.unwrap();
    assert_eq!((delegation.kind, delegation.delegate), (DelegationKind::EmancipatedMinor, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_delegate_is_of_age_somebody_else_and_not_the_operator() {
    let visit = Visit::of(CounterDay::new().await, years(80)).await;
    let kind = DelegationKind::HealthImpediment;
    let who = visit.somebody();
    let aged =
        |birth_date| DelegateData { person: Person { birth_date, ..who.person.clone() }, ..who.clone() };
    let tomorrow = delegate(kind, aged(years(18) + Days::new(1)));
    assert_eq!(refused(&visit, &tomorrow).await, PresentRefused::UnderAge, "of age tomorrow");
    let unborn = delegate(kind, aged(crate::support::authority::today() + Days::new(2)));
    assert_eq!(refused(&visit, &unborn).await, PresentRefused::NotBorn);
    let same = delegate(kind, DelegateData { code: visit.card.codice_fiscale, ..who.clone() });
    assert_eq!(refused(&visit, &same).await, PresentRefused::SamePerson);
    let base = who.code.base_code();
    let clerk = visit.day.worker_with_code("delia", Role::Operator, "AN01", base.as_str()).await;
    let own = Visit { worker: clerk, ..visit };
    assert_eq!(refused(&own, &delegate(kind, who.clone())).await, PresentRefused::Operator);
    // identified by a colleague, the case is closed to the delegate all the same
    let bruno = own.day.worker("bruno", Role::Operator, "AN01").await;
    let Visit { day, worker: delia, id, card } = own;
    let visit = Visit { day, worker: bruno, id, card };
    visit.identify(&delegate(kind, aged(years(18)))).await.unwrap();
    let mut conn = db::connection(&visit.day.pool).await.unwrap();
    let found = cases::find(&mut conn, &delia.operator(), visit.id).await;
    assert!(matches!(found, Err(cases::NoEntry::OwnDelegation)), "{found:?}");
    assert_eq!(visit.case().await.delegation.unwrap().delegate.unwrap().code, who.code);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_like_the_holder_is_ticked_away_with_a_reason_and_seen_by_a_supervisor() {
    let visit = Visit::of(CounterDay::new().await, years(80)).await;
    let twin =
        |code| DelegateData { code, person: Person { birth_date: years(80), ..visit.card.holder.clone() } };
    let base = visit.card.codice_fiscale.base_code();
    let form: sportello::holders::codice_fiscale::FiscalCode = omocode_of(base.as_str());
    for (code, warning) in
        [(form, DelegateWarning::SameBaseCode), (visit.somebody().code, DelegateWarning::SamePerson)]
    {
        let who = delegate(DelegationKind::Guardian, twin(code));
        let Err(IdentificationRefused::Unexplained(found)) = visit.identify_with(&who, &Reasons::new()).await
        else {
            panic!("nothing was odd")
        };
        assert!(found.contains(&warning), "{found:?}");
        visit.identify_with(&who, &reasons()).await.unwrap();
        let (case, today) = (visit.case().await, crate::support::authority::today());
        let mut conn = db::connection(&visit.day.pool).await.unwrap();
        let causes = cases::approval_causes(&mut conn, visit.policy(), &case, today).await.unwrap();
        let keys: Vec<&str> = causes.into_iter().map(|cause| cause.key()).collect();
        assert!(keys.contains(&"omocodia"), "{keys:?}");
    }
}

/// Another form of a base code: its last digit as a letter.
pub fn omocode_of(base: &str) -> sportello::holders::codice_fiscale::FiscalCode {
    let mut form: Vec<char> = base[..15].chars().collect();
    let digit = form[14].to_digit(10).expect("a base code ends in digits") as usize;
    form[14] = char::from(b"LMNPQRSTUV"[digit]);
    let stem: String = form.iter().collect();
    let fits = ('A'..='Z').find_map(|check| format!("{stem}{check}").parse().ok());
    fits.expect("one letter checks")
}
