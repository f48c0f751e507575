// SPDX-License-Identifier: AGPL-3.0-or-later
//! Lists that are not what was shown, and hands that press twice.

use super::Family;
use futures_util::future::join;
use sportello::cases::{Service, Standing};
use sportello::operators::{ReauthenticationError, Role};
use sportello::releases::{JointConfirmation, Listed, NotTogether, request_joint};

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_and_a_post_sent_again_release_each_case_once() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(3)).await;
    let list = family.shown(visit[0]).await;
    let code = family.day.code(&family.anna);
    let press = || family.together_by(&family.anna, visit[0], &list, &code);
    let (one, two) = join(press(), press()).await;
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.id, two.id, "the second click answers with the list of the first");
    assert_eq!(one.asks.len() + two.asks.len(), 3);
    family.carry_on(one).await;
    family.carry_on(two).await;
    let again = press().await.unwrap();
    assert!(again.asks.is_empty(), "the POST sent again finds everything done");
    assert_eq!(family.day.count("releases").await, 3);
    assert_eq!(family.day.count("joint_releases").await, 1);
    // the same code for another list is a used code
    let other = family.together_by(&family.anna, visit[0], &list[..2], &code).await;
    assert!(matches!(other.err(), Some(NotTogether::Code(ReauthenticationError::UsedWait { .. }))));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_and_not_finished_is_finished_by_the_same_list() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(2)).await;
    let list = family.shown(visit[0]).await;
    let code = family.day.code(&family.anna);
    // the process dies after the code and before the releases
    family.list_alone(visit[0], &list, &code).await;
    assert_eq!((family.day.count("joint_releases").await, family.day.count("releases").await), (1, 0));
    let together = family.together_by(&family.anna, visit[0], &list, &code).await.unwrap();
    assert_eq!(together.asks.len(), 2);
    assert_eq!(family.day.count("joint_releases").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_five_the_same_twice_and_nothing_at_all_are_refused_and_cost_no_code() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(2)).await;
    let list = family.shown(visit[0]).await;
    let six = vec![list[0]; 6];
    let refused = family.together(visit[0], &six).await.err();
    assert!(matches!(refused, Some(NotTogether::TooMany)), "{refused:?}");
    let twice = family.together(visit[0], &[list[0], list[0]]).await.err();
    assert!(matches!(twice, Some(NotTogether::Stranger)), "{twice:?}");
    let nothing = family.together(visit[0], &[]).await.err();
    assert!(matches!(nothing, Some(NotTogether::Nothing)), "{nothing:?}");
    assert_eq!(family.day.count("reauthentications").await, 0);
    assert_eq!(family.day.refused("release.request_joint", "too_many").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_another_visit_is_not_released_with_this_one() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(2)).await;
    let alone = family.day.signed_case(&family.anna).await;
    let case = family.case(alone).await;
    let stranger = Listed { case: alone, fingerprint: case.fingerprint().unwrap() };
    let mut list = family.shown(visit[0]).await;
    list.push(stranger);
    let refused = family.together(visit[0], &list).await.err();
    assert!(matches!(refused, Some(NotTogether::Stranger)), "{refused:?}");
    let refused = family.together(alone, &[stranger]).await.err();
    assert!(matches!(refused, Some(NotTogether::Stranger)), "a case alone has its own page: {refused:?}");
    assert_eq!(family.day.count("releases").await, 0);
    assert_eq!(family.day.count("reauthentications").await, 0);
    assert_eq!(family.day.refused("release.request_joint", "not_of_this_visit").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_operator_and_another_counter_do_not_release_a_visit_that_is_not_theirs() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(2)).await;
    let list = family.shown(visit[0]).await;
    let bruno = family.day.worker("bruno", Role::Operator, "AN01").await;
    let code = family.day.code(&bruno);
    let refused = family.together_by(&bruno, visit[0], &list, &code).await.err();
    assert!(matches!(refused, Some(NotTogether::Stranger)), "{refused:?}");
    let carla = family.day.worker("carla", Role::Operator, "PU02").await;
    let code = family.day.code(&carla);
    let refused = family.together_by(&carla, visit[0], &list, &code).await.err();
    assert!(matches!(refused, Some(NotTogether::NoEntry(_))), "{refused:?}");
    let theirs = family.day.case_with_card(&carla, Service::Activation, &family.card("third_child")).await;
    let mut list = list;
    list[1].case = theirs;
    let refused = family.together(visit[0], &list).await.err();
    assert!(matches!(refused, Some(NotTogether::Stranger)), "{refused:?}");
    assert_eq!(family.day.count("releases").await, 0);
    // one by one a colleague of the counter may go on
    assert_eq!(family.lines(visit[0]).await[1].standing, Standing::Signed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_releases_nothing_and_an_unticked_warning_refuses_that_case_alone() {
    let family = Box::pin(Family::new()).await;
    let visit = Box::pin(family.signed_visit(2)).await;
    let list = family.shown(visit[0]).await;
    let wrong = family.together_by(&family.anna, visit[0], &list, "000000").await.err();
    assert!(matches!(wrong, Some(NotTogether::Code(ReauthenticationError::Wrong { .. }))), "{wrong:?}");
    let code = family.day.code(&family.anna);
    let ticked = [(visit[0], "used_for_another_holder".to_owned())];
    let confirmation = JointConfirmation { code: &code, list: &list, warnings: &ticked };
    let (desk, operator) = (family.day.desk(), family.anna.operator());
    let together = request_joint(&desk, &operator, visit[0], &confirmation).await.unwrap();
    let outcomes = family.outcomes(visit[0], together.id).await;
    let rules: Vec<_> = outcomes.iter().map(|it| it.rule.as_deref()).collect();
    assert_eq!(rules, [None, Some("warnings_unconfirmed")]);
}
