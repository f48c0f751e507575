// SPDX-License-Identifier: AGPL-3.0-or-later
use super::views::{ShowPage, list};
use super::*;
use crate::samples::{Figure, Line, Overview};
use crate::texts::{self, Language};
use crate::web::templates::tests::rendered;

fn overview() -> Overview {
    let month = "2026-10-01".parse().unwrap();
    let figure = Figure {
        month,
        kind: Kind::Telephone,
        operator: Some("D'Alò Anna".to_owned()),
        population: 101,
        sample: 3,
        outcomes: [(Outcome::Confirmed, 1), (Outcome::NotRecognised, 1)].into(),
        done: 2,
        open: 1,
        overdue: 1,
    };
    let nothing = Figure {
        kind: Kind::SelfCertification,
        operator: None,
        population: 0,
        sample: 0,
        outcomes: std::collections::BTreeMap::new(),
        done: 0,
        open: 0,
        overdue: 0,
        ..figure.clone()
    };
    let open = Line {
        id: uuid::Uuid::nil().into(),
        kind: Kind::Telephone,
        month,
        due_on: "2026-12-01".parse().unwrap(),
        overdue: true,
        protocol: "AN01-2026-000001".to_owned(),
        at: "2026-10-12T08:32:00Z".parse().unwrap(),
        operator: "D'Alò Anna".to_owned(),
        outcome: Some(Outcome::NotReached),
    };
    let done = Line { overdue: false, outcome: Some(Outcome::NotRecognised), ..open.clone() };
    Overview { figures: vec![figure, nothing], open: vec![open], done: vec![done] }
}

#[test]
fn the_list_shows_what_is_overdue_and_what_came_out() {
    let page = rendered("samples/list.html", &list(Language::Italian, &Asked::default(), overview()));
    assert!(page.contains("D&#39;Alò Anna") && page.contains("12/10/2026 10:32"), "{page}");
    assert!(page.contains("in ritardo") && !page.contains("[sample"), "{page}");
    let none = Overview { figures: vec![], open: vec![], done: vec![] };
    let page = rendered("samples/list.html", &list(Language::Italian, &Asked::default(), none));
    assert!(page.contains(&texts::text(Language::Italian, "samples-none")), "{page}");
}

#[test]
fn a_grave_result_says_what_the_law_wants_and_nobody_checks_an_own_act() {
    let page = rendered("samples/show.html", &ShowPage::sample(None));
    assert!(page.contains("name=\"outcome\"") && page.contains("071 0000000"), "{page}");
    for outcome in Outcome::ALL {
        let page = rendered("samples/show.html", &ShowPage::sample(Some(outcome)));
        assert_eq!(page.contains("art. 7"), outcome.is_grave(), "{outcome:?}: {page}");
        assert!(
            page.contains("ha risposto &lt;chi&gt; apre") && !page.contains("name=\"outcome\""),
            "{page}"
        );
        assert!(!page.contains("[sample"), "{page}");
    }
}

#[test]
fn an_address_names_a_month_by_its_first_day_and_a_kind_of_the_list() {
    let asked = |month: &str, kind: &str| Asked {
        month: month.to_owned(),
        kind: kind.to_owned(),
        counter: String::new(),
    };
    assert!(asked("2026-10-01", "telephone").read().is_ok() && asked("", "").read().is_ok());
    for (month, kind) in [("2026-10-02", ""), ("x", ""), ("", "lottery"), ("2026-10", "")] {
        assert!(asked(month, kind).read().is_err(), "{month} {kind}");
    }
}
