// SPDX-License-Identifier: AGPL-3.0-or-later
//! One-time codes given again for an act.

use crate::support::{House, Person, house};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sportello::db::{self, Breakage};
use sportello::ids::{OperatorId, SessionId};
use sportello::operators::{Act, ReauthenticationError, Role, Session, reauthenticate};
use sportello::schema::{reauthentications, sessions};

#[derive(Debug, thiserror::Error)]
enum ActError {
    #[error(transparent)]
    Code(#[from] ReauthenticationError),
    #[error("the act itself is refused")]
    Refused,
    #[error(transparent)]
    Broken(#[from] Breakage),
}

/// An act that needs a code, and that is refused or done after it.
async fn act(house: &House, session: &Session, code: &str, refused: bool) -> Result<(), ActError> {
    let mut conn = db::connection(house.tools().pool).await?;
    db::transaction(&mut conn, async |conn| {
        let act = Act { name: "release.order", case: None, fingerprint: Some(b"fingerprint") };
        reauthenticate(conn, house.tools(), session, code, act, house.now()).await?;
        if refused { Err(ActError::Refused) } else { Ok(()) }
    })
    .await
}

async fn anna_at_work() -> (House, Person, Session) {
    let house = house().await;
    let anna = house.hire("anna", Role::Operator, &["AN01"]).await;
    let browser = house.signed_in(&anna).await;
    let session = house.session(&browser).await.unwrap();
    (house, anna, session)
}

async fn tries(house: &House, session: &Session) -> (i32, bool) {
    let mut owner = house.database.owner().await;
    let row =
        sessions::table.find(session.id()).select((sessions::wrong_codes, sessions::ended_at.is_not_null()));
    row.get_result(&mut owner).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_kept_with_its_act_and_counts_for_no_other() {
    let (house, anna, session) = anna_at_work().await;
    let at_sign_in = anna.secret.code_at(house.now());
    let told = act(&house, &session, &at_sign_in, false).await.unwrap_err();
    assert!(
        matches!(told, ActError::Code(ReauthenticationError::UsedWait { seconds: 1..=30 })),
        "the code of the sign-in is used up: {told}"
    );
    let code = house.next_code(&anna);
    act(&house, &session, &code, false).await.unwrap();
    let told = act(&house, &session, &code, false).await.unwrap_err();
    assert!(matches!(told, ActError::Code(ReauthenticationError::UsedWait { .. })), "{told}");
    let mut owner = house.database.owner().await;
    let kept: Vec<(OperatorId, SessionId, String, Option<Vec<u8>>)> = reauthentications::table
        .select((
            reauthentications::operator_id,
            reauthentications::session_id,
            reauthentications::act,
            reauthentications::fingerprint,
        ))
        .load(&mut owner)
        .await
        .unwrap();
    let whole = (session.operator_id(), session.id(), "release.order".into(), Some(b"fingerprint".to_vec()));
    assert_eq!(kept, [whole]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_is_rolled_back_gives_its_code_back() {
    let (house, anna, session) = anna_at_work().await;
    let code = house.next_code(&anna);
    assert!(matches!(act(&house, &session, &code, true).await, Err(ActError::Refused)));
    act(&house, &session, &code, false).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_codes_stay_counted_and_the_fifth_ends_the_session() {
    let (house, anna, session) = anna_at_work().await;
    for left in (1..5).rev() {
        let told = act(&house, &session, "000000", false).await.unwrap_err();
        assert!(
            matches!(told, ActError::Code(ReauthenticationError::Wrong { left: l }) if l == left),
            "{left}: {told}"
        );
    }
    let code = house.next_code(&anna);
    act(&house, &session, &code, false).await.unwrap();
    assert_eq!(tries(&house, &session).await, (0, false), "a right code forgives the wrong ones");
    for _ in 0..5 {
        act(&house, &session, "000000", false).await.unwrap_err();
    }
    assert_eq!(tries(&house, &session).await, (5, true));
    let code = house.next_code(&anna);
    let told = act(&house, &session, &code, false).await.unwrap_err();
    assert!(matches!(told, ActError::Code(ReauthenticationError::SessionEnded)), "{told}");
    assert_eq!(house.audited("session.reauthenticate", "refused").await, 9);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_wrong_codes_at_once_are_no_more_than_five_tries() {
    let (house, _anna, session) = anna_at_work().await;
    futures_util::future::join_all((0..7).map(|_| act(&house, &session, "000000", false))).await;
    assert_eq!(tries(&house, &session).await, (5, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_code_given_twice_at_once_counts_for_one_act() {
    let (house, anna, session) = anna_at_work().await;
    let code = house.next_code(&anna);
    let both =
        futures_util::future::join(act(&house, &session, &code, false), act(&house, &session, &code, false))
            .await;
    assert_eq!(usize::from(both.0.is_ok()) + usize::from(both.1.is_ok()), 1, "{both:?}");
}
