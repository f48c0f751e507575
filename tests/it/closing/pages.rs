// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same through the pages, and what nobody else gets to see there.

use crate::support::desk::{Desk, desk, desk_under};
use crate::support::encode;
use hyper::Method;
use sportello::operators::Role;
use sportello::policy::{PolicyBook, rome_date};

/// The path of today's closing.
fn today(desk: &Desk) -> String {
    format!("/closing/{}", rome_date(desk.house.now()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_carries_over_what_is_open_and_closes_with_a_code() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&clara).await;
    desk.open(&mut anna, desk.card("ready").codice_fiscale.as_str()).await;
    supervisor.open("/").await.says("Una cosa è aperta");
    assert_eq!(supervisor.count("main a[href='/closing']"), 1);
    let button = format!("Chiudi la giornata del {}", rome_date(desk.house.now()).format("%d/%m/%Y"));
    supervisor.open("/closing").await.says("Pratiche aperte").says("AN01-");
    let case = supervisor.attribute("main a.mono", "href");
    assert!(case.ends_with("/inspection"), "no operator, no way to work on a case: {case}");
    supervisor.open(&case).await.says("La pratica non ha ancora tutti i dati");
    supervisor.open("/closing").await.press(&button, &[]).await;
    assert_eq!(supervisor.status(), 422);
    supervisor.says("Scegli perché la pratica AN01-");
    assert_eq!((supervisor.count("#reason-1-error"), supervisor.count("#totp-error")), (1, 1));
    supervisor.press(&button, &[("reason", "other"), ("totp", "000000")]).await;
    assert_eq!(supervisor.count("#words-1-error"), 1, "{}", supervisor.text());
    let words = "torna <domani>";
    supervisor.press(&button, &[("reason", "other"), ("words", words), ("totp", "000000")]).await;
    assert_eq!((supervisor.status(), supervisor.count("#totp-error")), (422, 1), "{}", supervisor.text());
    assert_eq!(supervisor.attribute("#words-1", "value"), words, "what was typed stays");
    let code = desk.house.next_code(&clara);
    supervisor.press(&button, &[("totp", &code)]).await;
    assert_eq!(supervisor.path(), today(&desk), "{}", supervisor.text());
    supervisor.open(&today(&desk)).await.says(words).says("Il registro sta firmando");
    desk.house.later(chrono::TimeDelta::seconds(20));
    supervisor.open(&today(&desk)).await.says("Il registro non ha ancora firmato");
    supervisor.open("/closing").await.says("La giornata di oggi è chiusa");
    assert_eq!(supervisor.count("#totp"), 0);
    assert_eq!(desk.house.audited("day.close", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_turned_up_since_the_page_is_shown_and_nothing_is_closed_over_it() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&clara).await;
    let button = format!("Chiudi la giornata del {}", rome_date(desk.house.now()).format("%d/%m/%Y"));
    supervisor.open("/closing").await.says("Non c’è niente di aperto");
    desk.open(&mut anna, desk.card("ready").codice_fiscale.as_str()).await;
    let code = desk.house.next_code(&clara);
    supervisor.press(&button, &[("totp", &code)]).await;
    assert_eq!(supervisor.status(), 422, "{}", supervisor.text());
    supervisor.says("Si è aggiunta adesso la pratica AN01-");
    assert_eq!(desk.house.audited("day.close", "refused").await, 1);
    // a second click on the same page, and a third one when the day is closed: one closing, and its page each time
    let code = desk.house.next_code(&clara);
    let (action, fields) = supervisor.form(&button, &[("reason", "time"), ("totp", &code)]);
    for _ in 0..2 {
        let answer = supervisor.send(Method::POST, &action, &encode(&fields)).await;
        assert_eq!((answer.status, answer.header("location")), (303, &*today(&desk)), "{}", answer.text());
    }
    assert_eq!(desk.house.audited("day.close", "done").await, 1);
    // three lists that do not fit each other are no form of ours
    let odd: Vec<_> = fields.into_iter().filter(|(name, _)| name != "words").collect();
    assert_eq!(supervisor.send(Method::POST, &action, &encode(&odd)).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_counters_supervisor_finds_no_day_and_an_operator_no_page() {
    let desk = desk().await;
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let paolo = desk.house.hire("paolo", Role::Supervisor, &["PU02"]).await;
    let (mut supervisor, mut other) =
        (desk.house.signed_in(&clara).await, desk.house.signed_in(&paolo).await);
    let button = format!("Chiudi la giornata del {}", rome_date(desk.house.now()).format("%d/%m/%Y"));
    let code = desk.house.next_code(&clara);
    supervisor.open("/closing").await.press(&button, &[("totp", &code)]).await;
    let day = today(&desk);
    assert_eq!(supervisor.path(), day);
    let mut anna = desk.at_work().await;
    for path in [day.clone(), format!("{day}/state"), format!("{day}/register")] {
        assert_eq!(other.open(&path).await.status(), 404, "{path}");
        assert_eq!(anna.open(&path).await.status(), 403, "{path}");
        assert_eq!(supervisor.open(&path).await.status(), 200, "{path}");
    }
    assert_eq!(anna.open("/closing").await.status(), 403);
    for odd in ["/closing/2026-02-30", "/closing/x", "/closing/2020-01-01/register"] {
        assert_eq!(supervisor.open(odd).await.status(), 404, "{odd}");
    }
    assert_eq!(desk.house.audited("day.print", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_that_left_a_day_unclosed_is_told_why_it_opens_no_case() {
    let text = include_str!("../../../policies/marche.toml");
    let text = text.replace("[version.closing]\n", "[version.closing]\nstop_after_unclosed_days = 1\n");
    let desk =
        desk_under(PolicyBook::parse(&text, "strict").unwrap_or_else(|errors| panic!("{errors}"))).await;
    let mut anna = desk.at_work().await;
    desk.open(&mut anna, desk.card("ready").codice_fiscale.as_str()).await;
    desk.house.later(chrono::TimeDelta::days(1));
    let mut anna = desk.at_work().await;
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&clara).await;
    anna.open("/").await.press("Cerca", &[("sought", desk.card("accents").codice_fiscale.as_str())]).await;
    anna.press("Apri una pratica", &[]).await.says("non apre pratiche nuove");
    assert_eq!(anna.status(), 409);
    assert_eq!(desk.house.audited("case.open", "refused").await, 1);
    supervisor.open("/").await.says("non è stata chiusa: si comincia da quella");
    supervisor.open("/closing").await.says("Una giornata non è stata chiusa").says("Poi aspettano");
}
