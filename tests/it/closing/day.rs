// SPDX-License-Identifier: AGPL-3.0-or-later
//! One day closed as it should be, and everything that keeps a day from being closed.

use super::{because, date, desk};
use crate::releases::CounterDay;
use sportello::closing::{self, ActKind, EndKind, NotClosed, Reason};
use sportello::operators::{ReauthenticationError, Role};

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_closed_once_with_what_was_done_and_what_is_carried_over() {
    let day = CounterDay::with_cards(20).await;
    day.it_is("2026-11-24T09:00:00Z");
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let (open, gone) = (day.open_case(&anna).await, day.open_case(&anna).await);
    day.abandon(&anna, gone).await;
    let standing = day.day_stands(&clara).await;
    assert_eq!(standing.days, [date("2026-11-24")]);
    let [end] = &standing.ends[..] else { panic!("{:?}", standing.ends) };
    assert_eq!((end.kind, end.case, end.subject), (EndKind::Case, open, open.uuid()));

    let today = date("2026-11-24");
    day.close(&clara, today, &because(Reason::Returns, &standing.ends)).await.unwrap();
    assert_eq!(day.audited("day.close", "done").await, 1);
    let register = day.closed(&clara, today).await;
    let kinds: Vec<_> = register.acts.iter().map(|act| act.kind).collect();
    assert_eq!(kinds, [ActKind::Opened, ActKind::Opened, ActKind::Closed]);
    assert!(register.acts.iter().all(|act| act.operator == "anna" && act.protocol.starts_with("AN01-2026-")));
    assert_eq!(register.carried.len(), 1);
    assert_eq!((register.carried[0].reason, register.carried[0].kind), (Reason::Returns, EndKind::Case));
    assert_eq!(register.closing.by, "clara");
    let facts = format!("'plain' ->> 'facts' = '{}'", hex::encode(register.sum));
    let told =
        format!("audit_rows WHERE act = 'day.close' AND convert_from(canonical, 'UTF8')::jsonb -> {facts}");
    assert_eq!(day.count(&told).await, 1, "the register's row says the sum over the facts");

    assert!(day.day_stands(&clara).await.days.is_empty(), "today is closed");
    let again = day.close(&clara, today, &[]).await;
    assert!(matches!(again, Err(NotClosed::Already)), "{again:?}");
    assert_eq!(day.refused("day.close", "closed_before").await, 1);
    assert_eq!(day.count("closings").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_closed_over_what_has_no_reason_or_turned_up_meanwhile() {
    let day = CounterDay::with_cards(20).await;
    day.it_is("2026-11-24T09:00:00Z");
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    day.open_case(&anna).await;
    let (today, shown) = (day.today(), day.day_stands(&clara).await.ends);
    let without = day.close(&clara, today, &[]).await;
    assert!(matches!(&without, Err(NotClosed::Open(ends)) if *ends == shown), "{without:?}");
    let mut wordless = because(Reason::Other, &shown);
    let refused = day.close(&clara, today, &wordless).await;
    assert!(matches!(refused, Err(NotClosed::Words)), "{refused:?}");
    let second = day.open_case(&anna).await;
    wordless[0].words = "in attesa della questura".to_owned();
    let turned_up = day.close(&clara, today, &wordless).await;
    let Err(NotClosed::Open(ends)) = turned_up else { panic!("{turned_up:?}") };
    assert!(ends.len() == 2 && ends[1].case == second, "{ends:?}");
    assert_eq!(day.refused("day.close", "open_ends").await, 2);
    assert_eq!(day.refused("day.close", "no_words").await, 1);
    assert_eq!((day.count("closings").await, day.count("closing_acts").await), (0, 0));
    // what is dealt with needs no reason, and a reason for it does no harm
    day.abandon(&anna, second).await;
    let mut all = because(Reason::Time, &ends);
    all[0] = wordless.remove(0);
    day.close(&clara, today, &all).await.unwrap();
    let carried = day.closed(&clara, today).await.carried;
    assert_eq!((carried.len(), carried[0].words.as_str()), (1, "in attesa della questura"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_or_used_code_closes_nothing() {
    let day = CounterDay::with_cards(5).await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let close =
        async |code: &str| closing::close(&desk(&day), &clara.supervisor(), day.today(), &[], code).await;
    let wrong = close("000 00x").await;
    assert!(matches!(wrong, Err(NotClosed::Code(ReauthenticationError::Wrong { .. }))), "{wrong:?}");
    assert_eq!(day.count("closings").await, 0);
    let code = day.code(&clara);
    close(&code).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn each_counter_closes_its_own_day_and_sees_nothing_of_another() {
    let day = CounterDay::with_cards(20).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let paolo = day.worker("paolo", Role::Supervisor, "PU02").await;
    day.open_case(&anna).await;
    assert!(day.day_stands(&paolo).await.ends.is_empty());
    let today = day.today();
    day.close(&paolo, today, &[]).await.unwrap();
    assert!(day.closed(&paolo, today).await.acts.is_empty());
    assert_eq!(day.day_stands(&clara).await.days, [today], "the other counter's day is still open");
    assert_eq!(day.close_next(&clara).await, today);
    assert_eq!(day.closed(&clara, today).await.acts.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_closed_in_order_and_nothing_falls_between_two() {
    let day = CounterDay::with_cards(30).await;
    day.it_is("2026-11-23T09:00:00Z"); // Monday
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    day.open_case(&anna).await;
    day.it_is("2026-11-23T16:30:00Z");
    assert_eq!(day.close_next(&clara).await, date("2026-11-23"));
    day.it_is("2026-11-23T17:00:00Z"); // six in the evening, after the closing
    day.open_case(&anna).await;
    day.it_is("2026-11-25T09:00:00Z"); // on Tuesday nobody came
    assert_eq!(day.day_stands(&clara).await.days, [date("2026-11-25")]);
    day.open_case(&anna).await;
    day.it_is("2026-11-27T09:00:00Z");
    let standing = day.day_stands(&clara).await;
    assert_eq!(standing.days, [date("2026-11-25"), date("2026-11-27")]);
    day.open_case(&anna).await;
    let early = day.close(&clara, date("2026-11-27"), &because(Reason::Time, &standing.ends)).await;
    assert!(matches!(early, Err(NotClosed::NotThisDay)), "{early:?}");
    assert_eq!(day.refused("day.close", "not_this_day").await, 1);
    let future = day.close(&clara, date("2026-12-01"), &[]).await;
    assert!(matches!(future, Err(NotClosed::NotThisDay)), "{future:?}");
    assert_eq!(standing.ends.len(), 3, "what began after the day that is closed is not its business");
    assert_eq!(day.close_next(&clara).await, date("2026-11-25"));
    assert_eq!(day.close_next(&clara).await, date("2026-11-27"));
    let mut acts = Vec::new();
    let mut end = None;
    for closed in ["2026-11-23", "2026-11-25", "2026-11-27"] {
        let register = day.closed(&clara, date(closed)).await;
        assert!(
            end.is_none_or(|end| end == register.closing.covers_from),
            "{closed} begins where the last ends"
        );
        end = Some(register.closing.covers_until);
        acts.push(register.acts.len());
    }
    assert_eq!(acts, [1, 2, 1], "the case of Monday evening is in Wednesday's register");
    assert_eq!(day.count("closing_acts").await, day.count("cases").await);
}
