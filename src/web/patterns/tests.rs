// SPDX-License-Identifier: AGPL-3.0-or-later
use super::*;
use crate::patterns::{Count, Finding};
use crate::reports::Colleague;
use crate::texts::Language;
use crate::web::templates::tests::rendered;

fn period() -> Period {
    Period::new("2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap()).unwrap()
}

#[test]
fn every_rule_has_its_words_with_its_threshold() {
    let rules =
        SupervisionRules { holders_per_address: 7, times_the_median: 4, ..SupervisionRules::default() };
    for language in [Language::Italian, Language::English] {
        for pattern in Pattern::ALL {
            let words = views::rule(language, pattern, &rules);
            let (first, second) = pattern.thresholds(&rules);
            for number in [first, second].into_iter().filter(|number| *number > 0) {
                assert!(words.contains(&number.to_string()), "{words}");
            }
        }
    }
    let counts = Pattern::ALL.map(|pattern| Count { pattern, to_look: 2, looked: 1 });
    let context = views::list_in(Language::Italian, &Asked::default(), &rules, Some((period(), &counts)));
    let page = rendered("patterns/list.html", &context);
    assert!(page.contains("/patterns/far-above?from=2026-11-01&amp;to=2026-11-30"), "{page}");
    assert!(!page.contains("[pattern"), "{page}");
}

#[test]
fn what_nobody_looked_at_has_a_form_and_what_somebody_looked_at_says_who() {
    let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
    let finding = |looked: bool| Finding {
        subject: ids[0],
        at: "2026-11-12T08:32:00Z".parse().unwrap(),
        operators: vec![ids[1]],
        cases: vec![ids[0]],
        protocols: vec!["AN01-2026-000001".to_owned()],
        measure: 4,
        looked_at: looked.then(|| "2026-11-13T08:32:00Z".parse().unwrap()),
        looked_by: looked.then(|| "Verdi Sara".to_owned()),
        note: looked.then(|| "famiglia <numerosa>".to_owned()),
        of: 1,
        looked_of: 0,
    };
    let colleagues = [Colleague { id: ids[1], name: "D'Alò Anna".to_owned() }];
    for pattern in Pattern::ALL {
        for looked in [false, true] {
            let count = Count { pattern, to_look: i64::from(!looked), looked: i64::from(looked) };
            let context = views::show_in(
                Language::Italian,
                &SupervisionRules::default(),
                (pattern, period(), 1),
                (count, vec![finding(looked)]),
                &colleagues,
                LookForm::default(),
            );
            let page = rendered("patterns/show.html", &context);
            assert_eq!(page.contains("name=\"note\""), !looked, "{pattern:?}: {page}");
            assert_eq!(page.contains("famiglia &lt;numerosa&gt;"), looked, "{page}");
            assert!(page.contains("D&#39;Alò Anna") && page.contains("AN01-2026-000001"), "{page}");
            assert!(!page.contains("[pattern"), "{page}");
        }
    }
}
