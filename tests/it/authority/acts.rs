// SPDX-License-Identifier: AGPL-3.0-or-later

use super::{activation, count, refusal};
use crate::support::authority::{TestAuthority, case};
use crate::support::database;
use chrono::{TimeDelta, Utc};
use futures_util::future::join_all;
use sportello::authority::contract::{CertificateState, ChangeReason, ChangeRequest, Refusal};
use sportello::authority::engine::Act;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_reference_is_acted_on_once_and_answered_alike() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let request = activation(case(&lot, "ready"));
    let now = Utc::now();
    let first = authority.engine.activate(&request, now).await.unwrap();
    let again = authority.engine.activate(&request, now + TimeDelta::hours(1)).await.unwrap();
    assert_eq!(first, again);

    let mut other_mode = request.clone();
    other_mode.mode = "parent".into();
    assert_eq!(refusal(authority.engine.activate(&other_mode, now).await), Refusal::ReferenceReused);
    let mut other_card = activation(case(&lot, "accents"));
    other_card.reference = request.reference;
    assert_eq!(refusal(authority.engine.activate(&other_card, now).await), Refusal::ReferenceReused);
    let other_reference = activation(case(&lot, "ready"));
    assert_eq!(refusal(authority.engine.activate(&other_reference, now).await), Refusal::AlreadyActive);
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_at_once_activate_a_card_once() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let card = case(&lot, "ready");
    let requests: Vec<_> = (0..8).map(|_| activation(card)).collect();
    let asked = requests.iter().map(|request| authority.engine.activate(request, Utc::now()));
    let answers = join_all(asked).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for answer in answers.into_iter().filter(Result::is_err) {
        assert_eq!(refusal(answer), Refusal::AlreadyActive);
    }
    let acts = format!("SELECT count(*) FROM authority.acts WHERE card_number = '{}'", card.card_number);
    assert_eq!(count(&mut database.owner().await, &acts).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_question_eight_times_at_once_has_one_answer() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let request = activation(case(&lot, "ready"));
    let now = Utc::now();
    let asked = (0..8).map(|nth| authority.engine.activate(&request, now + TimeDelta::seconds(nth)));
    let answers: Vec<_> = join_all(asked).await.into_iter().map(Result::unwrap).collect();
    let times: std::collections::BTreeSet<_> = answers.iter().map(|answer| answer.at).collect();
    assert_eq!(times.len(), 1, "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_odd_card_is_refused_with_its_reason() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    for (key, wanted) in [
        ("unknown", Refusal::Unknown),
        ("no_chip", Refusal::NoChip),
        ("expired", Refusal::Expired),
        ("other_region", Refusal::OtherRegion),
        ("already_active", Refusal::AlreadyActive),
        ("suspended", Refusal::Suspended),
        ("revoked", Refusal::Revoked),
        ("another_holder", Refusal::AnotherHolder),
    ] {
        let request = activation(case(&lot, key));
        assert_eq!(refusal(authority.engine.activate(&request, Utc::now()).await), wanted, "{key}");
    }
    let mut unfit = activation(case(&lot, "ready"));
    unfit.card_number = "8038".into();
    assert_eq!(refusal(authority.engine.activate(&unfit, Utc::now()).await), Refusal::Invalid);
    let mut unfit = activation(case(&lot, "ready"));
    unfit.operator = "two\nlines".into();
    assert_eq!(refusal(authority.engine.activate(&unfit, Utc::now()).await), Refusal::Invalid);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_active_certificate_is_suspended_comes_back_and_ends_for_good() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let card = case(&lot, "already_active");
    let change = |reason| ChangeRequest {
        reference: Uuid::now_v7(),
        card_number: card.card_number.to_string(),
        codice_fiscale: card.codice_fiscale.as_str().into(),
        reason,
        operator: "operator-1".into(),
    };
    let engine = &authority.engine;
    let now = Utc::now();
    let suspend = change(ChangeReason::Loss);
    assert_eq!(refusal(engine.change(Act::Reactivate, &suspend, now).await), Refusal::NotSuspended);
    let suspended = engine.change(Act::Suspend, &suspend, now).await.unwrap();
    assert_eq!(suspended.state, CertificateState::Suspended);
    let found = engine.change(Act::Reactivate, &change(ChangeReason::Found), now).await.unwrap();
    assert_eq!(found.state, CertificateState::Active);
    let repeated = engine.change(Act::Suspend, &suspend, now).await.unwrap();
    assert_eq!(repeated.state, CertificateState::Suspended, "the answer of then, not of now");
    let revoked = engine.change(Act::Revoke, &change(ChangeReason::PukBlocked), now).await.unwrap();
    assert_eq!(revoked.state, CertificateState::Revoked);
    let too_late = engine.change(Act::Reactivate, &change(ChangeReason::Found), now).await;
    assert_eq!(refusal(too_late), Refusal::Revoked);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_of_acts_and_orders_take_no_change() {
    use diesel_async::RunQueryDsl;
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    authority.engine.activate(&activation(case(&lot, "ready")), Utc::now()).await.unwrap();
    let pool = database.pool_of("sportello_authority");
    let mut conn = sportello::db::connection(&pool).await.unwrap();
    for table in ["acts", "orders"] {
        for sql in [
            format!("UPDATE authority.{table} SET operator = 'nobody'"),
            format!("DELETE FROM authority.{table}"),
            format!("TRUNCATE authority.{table}"),
        ] {
            let refused = diesel::sql_query(&sql).execute(&mut conn).await.unwrap_err().to_string();
            assert!(refused.contains("permission denied"), "{sql}: {refused}");
        }
        // Also if somebody grants what must not be granted.
        let mut owner = database.owner().await;
        let grant = format!("GRANT ALL ON authority.{table} TO sportello_authority");
        diesel::sql_query(grant).execute(&mut owner).await.unwrap();
        let sql = format!("DELETE FROM authority.{table}");
        let refused = diesel::sql_query(&sql).execute(&mut conn).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
}
