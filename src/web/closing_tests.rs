// SPDX-License-Identifier: AGPL-3.0-or-later

use super::*;
use crate::web::templates::tests::rendered;

fn end(kind: EndKind, detail: &str) -> OpenEnd {
    OpenEnd {
        kind,
        subject: Uuid::from_u128(7),
        case: Uuid::from_u128(8).into(),
        protocol: "AN01-2026-000001".to_owned(),
        since: "2026-11-22T09:00:00Z".parse().unwrap(),
        detail: detail.to_owned(),
    }
}

fn every_end() -> Vec<OpenEnd> {
    EndKind::ALL
        .into_iter()
        .map(|kind| match kind {
            EndKind::Mail => end(kind, "bounced"),
            EndKind::Reply => end(kind, "no_status"),
            EndKind::Sheet | EndKind::Decision => end(kind, "ABCD1234EFGH"),
            EndKind::Approval | EndKind::Case => end(kind, ""),
        })
        .collect()
}

fn days(days: &[&str]) -> Vec<NaiveDate> {
    days.iter().map(|day| day.parse().unwrap()).collect()
}

fn typed(kind: EndKind, reason: Option<Reason>, words: &str) -> Typed {
    Typed { kind, subject: Uuid::from_u128(7), reason, words: words.to_owned() }
}

#[test]
fn the_page_lists_each_kind_with_its_reasons_and_keeps_what_was_typed() {
    let standing = Standing { days: days(&["2026-11-21", "2026-11-22"]), ends: every_end() };
    let today = standing.days[1];
    let said = [typed(EndKind::Sheet, Some(Reason::Other), "<b>\"torna\"")];
    for language in [Language::Italian, Language::English] {
        let context = view(language, today, &standing, &days(&["2026-11-20"]), &said, (true, 12));
        let page = rendered("closing/show.html", &context);
        assert!(page.contains("value=\"sheet:00000000-0000-0000-0000-000000000007\""), "{page}");
        assert!(
            page.contains("value=\"&lt;b&gt;&quot;torna&quot;\"") && page.contains("21/11/2026"),
            "{page}"
        );
        assert!(
            page.contains("href=\"/closing/2026-11-20\"") && page.contains("href=\"/approvals/"),
            "{page}"
        );
        assert!(!page.contains("[closing") && !page.contains("[mail"), "{page}");
    }
    let closed = Standing { days: vec![], ends: vec![] };
    let page = rendered("closing/show.html", &view(Language::Italian, today, &closed, &[], &[], (false, 0)));
    assert!(!page.contains("name=\"totp\""), "{page}");
}

#[test]
fn a_supervisor_who_is_no_operator_is_led_to_no_case() {
    let leads = |operates: bool| every_end().iter().map(|end| href(end, operates)).collect::<Vec<_>>();
    assert!(leads(true).iter().all(|href| !href.is_empty()));
    let works = |href: &String| href.starts_with("/cases") && !href.ends_with("/inspection");
    assert!(!leads(false).iter().any(works), "a supervisor reads a case and does not work on it");
    assert_eq!(leads(false)[1], "/sheets/undecided");
}

#[test]
fn what_has_no_reason_and_what_turned_up_are_told_at_their_fields() {
    let ends = every_end();
    let said = [
        typed(EndKind::Sheet, Some(Reason::Time), ""),
        typed(EndKind::Decision, None, ""),
        typed(EndKind::Approval, Some(Reason::Other), " "),
    ];
    let errors = faults(&ends, &said);
    let told: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.key.as_str())).collect();
    assert_eq!(
        told,
        [
            ("reason-2", "closing-reason-missing"),
            ("words-3", "closing-words-missing"),
            ("reason-4", "closing-new-end"),
            ("reason-5", "closing-new-end"),
            ("reason-6", "closing-new-end"),
        ]
    );
}
