// SPDX-License-Identifier: AGPL-3.0-or-later
//! Two at the same moment.

use super::{PASSWORD, town};
use crate::support::encode;
use hyper::Method;

#[tokio::test(flavor = "multi_thread")]
async fn two_administrators_who_remove_each_other_leave_one() {
    let mut town = town().await;
    let (ada, bea) = (town.id("ada").await, town.id("beatrice").await);
    let code = town.house.next_code(&town.ada);
    let other = town.bea.secret.code_at(town.house.now());
    let page = |id: &str| format!("/administration/staff/{id}/acts/end");
    town.at_ada.open(&page(&bea)).await;
    town.at_bea.open(&page(&ada)).await;
    let fields = |code| [("reason", "scambio"), ("totp", code)];
    let (one, first) = town.at_ada.form("Chiudi l’account", &fields(&code));
    let (two, second) = town.at_bea.form("Chiudi l’account", &fields(&other));
    let (first, second) = (encode(&first), encode(&second));
    let (first, second) = tokio::join!(
        town.at_ada.send(Method::POST, &one, &first),
        town.at_bea.send(Method::POST, &two, &second)
    );
    let ended = town.value("SELECT count(*) FROM operators WHERE ended_at IS NOT NULL").await;
    assert_eq!(ended, "1", "{} {}\n{}\n{}", first.status, second.status, first.text(), second.text());
    assert!(first.status < 500 && second.status < 500, "{} {}", first.status, second.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_transactions_that_end_the_last_two_administrators_leave_one() {
    let town = town().await;
    let end = |who: &str| format!("UPDATE operators SET ended_at = now() WHERE username = '{who}'");
    let (one, two) = (end("ada"), end("beatrice"));
    let (one, two) = tokio::join!(town.sql(&one), town.sql(&two));
    let refused = [&one, &two].into_iter().filter(|said| said.contains("operators_keep_one_administrator"));
    assert_eq!(refused.count(), 1, "{one:?} {two:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_link_used_twice_at_once_makes_one_account_ready() {
    let mut town = town().await;
    town.invite(&[]).await;
    let link = town.link().await;
    let (mut one, mut two) = (town.house.browser(), town.house.browser());
    one.open(&link).await.press("Continua", &[("password", PASSWORD), ("again", PASSWORD)]).await;
    two.open(&link).await;
    let code = town.house.next_code(&town.scan(&one));
    let (path, fields) = one.form("Conferma", &[("totp", &code)]);
    let (_, others) = two.form("Conferma", &[("totp", &code)]);
    let (fields, others) = (encode(&fields), encode(&others));
    let (first, second) =
        tokio::join!(one.send(Method::POST, &path, &fields), two.send(Method::POST, &path, &others));
    let mut both = [first.status, second.status];
    both.sort_unstable();
    assert_eq!(both, [200, 410], "{}\n{}", first.text(), second.text());
    assert_eq!(town.value("SELECT count(*) FROM recovery_codes").await, "10");
    assert_eq!(town.value("SELECT count(*) FROM staff_events WHERE act = 'accepted'").await, "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_confirmed_twice_at_once_gives_one_duty() {
    let mut town = town().await;
    town.invite(&[]).await;
    let carla = town.house.hire("carlotta", sportello::operators::Role::Administrator, &[]).await;
    let mut at_carla = town.house.signed_in(&carla).await;
    let at = town.waiting().await;
    let code = town.house.next_code(&town.bea);
    let other = carla.secret.code_at(town.house.now());
    town.at_bea.open(&at).await;
    at_carla.open(&at).await;
    let fields = |code| [("decision", "confirmed"), ("totp", code)];
    let (path, first) = town.at_bea.form("Registra la decisione", &fields(&code));
    let (_, second) = at_carla.form("Registra la decisione", &fields(&other));
    let (first, second) = (encode(&first), encode(&second));
    let (first, second) = tokio::join!(
        town.at_bea.send(Method::POST, &path, &first),
        at_carla.send(Method::POST, &path, &second)
    );
    let mut both = [first.status, second.status];
    both.sort_unstable();
    assert_eq!(both, [303, 409], "{}\n{}", first.text(), second.text());
    assert_eq!(town.value("SELECT count(*) FROM duties").await, "1");
    assert_eq!(town.house.audited("staff.confirmed", "done").await, 1);
}
