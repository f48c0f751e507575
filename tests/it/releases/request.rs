// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who may release, once, and under which conditions.

use super::look::READY;
use super::{CounterDay, Worker};
use sportello::cases::Reasons;
use sportello::ids::CaseId;
use sportello::operators::{ReauthenticationError, Role};
use sportello::releases::{self, Confirmation, NotRequested, Requested, State};

async fn request(
    day: &CounterDay,
    worker: &Worker,
    case: CaseId,
    code: &str,
) -> Result<Requested, NotRequested> {
    request_with(day, worker, case, code, &[]).await
}

async fn request_with(
    day: &CounterDay,
    worker: &Worker,
    case: CaseId,
    code: &str,
    warnings: &[String],
) -> Result<Requested, NotRequested> {
    releases::request(
        &day.desk(),
        &worker.operator(),
        case,
        &Confirmation { code, warnings, old_sheet: false },
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_press_activates_the_card_and_brings_both_halves_sealed() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.release_codes(&anna, case).await;
    assert_eq!(day.tally(case).await, READY);
    let release = day.release(case).await;
    assert!(matches!(release.state, State::Ready(_)), "{:?}", release.state);
    assert!(release.number.starts_with("AN01-") && release.number.ends_with("-000001-R1"));
    assert!(release.active_since.is_some());
    for act in ["release.request", "card.activate", "release.seal"] {
        assert_eq!(day.audited(act, "done").await, 1, "{act}");
    }
    let kept = "releases r JOIN reauthentications a ON a.id = r.reauthentication_id AND a.fingerprint = r.fingerprint";
    assert_eq!(
        day.count(kept).await,
        1,
        "the re-authentication is kept with the fingerprint that was signed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_press_twice_in_two_tabs_and_by_two_operators_is_one_release() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let bruno = day.worker("bruno", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    let (first, second) = (day.code(&anna), day.code(&bruno));
    let outcomes = tokio::join!(
        request(&day, &anna, case, &first),
        request(&day, &anna, case, &first),
        request(&day, &bruno, case, &second),
        request(&day, &bruno, case, &second),
    );
    let mut new = 0;
    for outcome in [outcomes.0, outcomes.1, outcomes.2, outcomes.3] {
        if let Requested::New(ask) = outcome.unwrap() {
            new += 1;
            releases::carry_on(&day.desk(), *ask).await.unwrap();
        }
    }
    assert_eq!(new, 1);
    assert_eq!(day.tally(case).await, READY);
    // the back button: the same form once more
    assert!(matches!(request(&day, &anna, case, &first).await, Ok(Requested::Already)));
    assert_eq!(day.line.acts(), 2, "one activation and one order of codes reached the authority");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_changed_after_the_signature_has_to_be_signed_again() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    day.save_address(&anna, case, 6, "altra@posta.example", &Reasons::new()).await;
    let code = day.code(&anna);
    let refused = request(&day, &anna, case, &code).await;
    assert!(
        matches!(refused, Err(NotRequested::FormChanged | NotRequested::NotSigned)),
        "{:?}",
        refused.err()
    );
    assert_eq!(day.count("releases").await, 0);
    assert_eq!(day.audited("release.request", "refused").await, 1);
    day.sign(&anna, case).await;
    assert!(
        matches!(request(&day, &anna, case, &code).await, Ok(Requested::New(_))),
        "the code was not used up"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_whose_fingerprint_is_not_the_cases_is_refused() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    let mut owner = day.database.owner().await;
    let altered = "UPDATE case_contacts SET email = 'ladro@posta.example'";
    diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, altered).await.unwrap();
    let code = day.code(&anna);
    assert!(matches!(request(&day, &anna, case, &code).await, Err(NotRequested::FormChanged)));
    assert_eq!(day.refused("release.request", "form_changed").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn warnings_about_the_address_are_confirmed_again_and_the_earlier_address_is_told() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let first = day.signed_case(&anna).await;
    day.release_codes(&anna, first).await;
    let reasons: Reasons = [("used_for_another_holder".to_owned(), "stessa famiglia".to_owned())].into();
    let second = day.signed_case_of(&anna, day.card(), "maria.bianchi@posta.example", &reasons).await;
    let code = day.code(&anna);
    assert!(matches!(request(&day, &anna, second, &code).await, Err(NotRequested::Unconfirmed)));
    let ticked = ["used_for_another_holder".to_owned()];
    assert!(matches!(request_with(&day, &anna, second, &code, &ticked).await, Ok(Requested::New(_))));
    assert_eq!(day.count("outbox WHERE kind = 'address_notice'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_address_of_the_holder_is_told_that_another_one_was_given() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let before = day.served_case(&anna).await;
    let ending = day.ending(before).await;
    day.hand_over(&anna, before, &ending).await.unwrap();
    let case = day.signed_case(&anna).await;
    // years ago it was the same holder, with another card
    let mut owner = day.database.owner().await;
    let earlier = format!(
        "UPDATE cases SET holder_id = (SELECT holder_id FROM cases WHERE id = '{case}') WHERE id = '{before}'"
    );
    diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, &earlier).await.unwrap();
    let code = day.code(&anna);
    assert!(matches!(request(&day, &anna, case, &code).await, Err(NotRequested::Unconfirmed)));
    let ticked = ["unlike_earlier".to_owned()];
    assert!(matches!(request_with(&day, &anna, case, &code, &ticked).await, Ok(Requested::New(_))));
    let told = "outbox WHERE kind = 'address_notice' AND recipient = 'maria.bianchi@posta.example'";
    assert_eq!(day.count(told).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_a_used_code_and_a_fifth_wrong_code_do_nothing_else() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (case, other) = (day.signed_case(&anna).await, day.signed_case(&anna).await);
    let code = day.code(&anna);
    assert!(matches!(request(&day, &anna, case, &code).await, Ok(Requested::New(_))));
    let used = request(&day, &anna, other, &code).await;
    assert!(matches!(used, Err(NotRequested::Code(ReauthenticationError::UsedWait { seconds: 1..=30 }))));
    for left in (1..5).rev() {
        let wrong = request(&day, &anna, other, "000000").await;
        assert!(
            matches!(wrong, Err(NotRequested::Code(ReauthenticationError::Wrong { left: l })) if l == left),
            "{:?}",
            wrong.err()
        );
    }
    let fifth = request(&day, &anna, other, "000000").await;
    assert!(matches!(fifth, Err(NotRequested::Code(ReauthenticationError::SessionEnded))));
    assert_eq!(day.count("sessions WHERE ended_at IS NULL").await, 0);
    assert_eq!(day.count("releases").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_releases_a_case_of_another_counter_or_of_their_own() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let elsewhere = day.worker("paolo", Role::Operator, "PU02").await;
    let card = day.card();
    let own = card.codice_fiscale.base_code().as_str().to_owned();
    let herself = day.worker_with_code("maria", Role::Operator, "AN01", &own).await;
    let case = day.signed_case_of(&anna, card, "maria@posta.example", &Reasons::new()).await;
    for (worker, rule) in [(&elsewhere, "other_counter"), (&herself, "own_case")] {
        let code = day.code(worker);
        assert!(matches!(request(&day, worker, case, &code).await, Err(NotRequested::NoEntry(_))));
        assert_eq!(day.refused("release.request", rule).await, 1, "{rule}");
    }
    assert_eq!(day.count("releases").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_is_not_signed_is_not_released() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let case = day.signed_case(&anna).await;
    let mut owner = day.database.owner().await;
    let unsigned = "UPDATE cases SET signed_form_id = NULL";
    diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, unsigned).await.unwrap();
    let code = day.code(&anna);
    assert!(matches!(request(&day, &anna, case, &code).await, Err(NotRequested::NotSigned)));
    assert_eq!(day.refused("release.request", "not_signed").await, 1);
}
