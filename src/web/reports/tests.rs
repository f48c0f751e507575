// SPDX-License-Identifier: AGPL-3.0-or-later
use super::asked::Asked;
use super::facts::{FactLine, FactsPage};
use super::show::{Show, figures_view};
use super::*;
use crate::counters::Counter;
use crate::reports::files::{self, Format, Frame};
use crate::reports::{Figures, Names, Period, Words};
use crate::texts::Language;
use crate::web::templates::tests::rendered;
use uuid::Uuid;

fn period(from: &str, to: &str) -> Period {
    Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
}

fn asked(from: &str, to: &str) -> Asked {
    serde_json::from_value(serde_json::json!({"from": from, "to": to})).unwrap()
}

/// A report in which Anna released five times on the 1st and Bruno twice on the 3rd.
fn figures() -> (Figures, Names, [Uuid; 2]) {
    let people = [Uuid::from_u128(1), Uuid::from_u128(2)];
    let row = |day: &str, operator: Uuid, kind: &str, outcome: &str, count: i64| crate::reports::Row {
        day: day.parse().unwrap(),
        operator,
        kind: kind.to_owned(),
        outcome: outcome.to_owned(),
        count,
    };
    let rows = vec![
        row("2026-11-01", people[0], "direct", "handed_over", 4),
        row("2026-11-01", people[0], "parent", "withdrawn", 1),
        row("2026-11-03", people[1], "direct", "handed_over", 2),
    ];
    let names =
        [(people[0], "Rossi, \"la bionda\" Anna".to_owned()), (people[1], "=Bianchi Bruno".to_owned())];
    (Figures::from(rows), names.into_iter().collect(), people)
}

fn counter() -> Counter {
    let text = str::to_owned;
    Counter {
        code: text("AN01"),
        name: text("Sportello di Ancona"),
        body: text("AST Ancona"),
        municipality: text("Ancona"),
        address: text("via Piave 1"),
        telephone: String::new(),
        hours: String::new(),
    }
}

#[test]
fn every_table_of_a_report_sums_up_to_its_total_and_leads_to_its_facts() {
    let (figures, names, people) = figures();
    let words = Words { language: Language::Italian, report: Report::Releases };
    let asked = asked("2026-11-01", "2026-11-05");
    let view = figures_view(words, &asked, &names, &figures, &asked.read().unwrap());
    assert_eq!(view.total, 7);
    for group in &view.groups {
        assert_eq!(group.lines.iter().map(|line| line.count).sum::<i64>(), 7, "{}", group.name);
    }
    let time: Vec<_> = view.groups[0].lines.iter().map(|line| line.count).collect();
    assert_eq!(time, [5, 0, 2, 0, 0], "a day without anything is there");
    let base = "/reports/releases/facts?";
    assert_eq!(view.groups[0].lines[2].href, format!("{base}from=2026-11-03&to=2026-11-03"));
    let of_anna = format!("{base}from=2026-11-01&to=2026-11-05&operator={}", people[0]);
    assert_eq!(view.groups[3].lines[0].href, of_anna);
    let show = Show {
        report: "releases",
        asked: &asked,
        filter_name: "",
        fields: vec![],
        operators: vec![],
        kinds: vec![],
        outcomes: vec![],
        figures: Some(view),
    };
    let page = rendered("reports/show.html", &show);
    assert!(page.contains("<svg") && page.matches("<rect").count() == 5, "{page}");
    assert!(page.contains("consegnato") && page.contains("Rossi, &quot;la bionda&quot; Anna"), "{page}");
    rendered("reports/show.html", &Show { figures: None, ..show });
}

#[test]
fn a_file_quotes_names_and_begins_no_cell_like_a_formula() {
    let (figures, names, _) = figures();
    let (counter, filter) = (counter(), Filter::of(period("2026-11-01", "2026-11-30")));
    let frame = Frame {
        words: Words { language: Language::Italian, report: Report::Releases },
        region: "Regione Marche",
        counter: &counter,
        names: &names,
        filter: &filter,
        now: chrono::DateTime::UNIX_EPOCH,
    };
    let bytes = files::figures(&frame, &figures, Format::Csv).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("\"Rossi, \"\"la bionda\"\" Anna\""), "{text}");
    assert!(text.contains(",'=Bianchi Bruno,"), "{text}");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let counts = reader.records().map(|line| line.unwrap()[5].parse::<i64>().unwrap());
    assert_eq!(counts.sum::<i64>(), figures.total());
}

#[test]
fn a_long_period_is_drawn_by_months_that_keep_to_it() {
    let (figures, ..) = figures();
    let times = crate::reports::times(&figures, period("2026-09-15", "2026-11-20"));
    let told: Vec<_> = times.iter().map(|time| (time.label.as_str(), time.count)).collect();
    assert_eq!(told, [("09/2026", 0), ("10/2026", 0), ("11/2026", 7)]);
    assert_eq!(
        (times[0].first, times[2].last),
        ("2026-09-15".parse().unwrap(), "2026-11-20".parse().unwrap())
    );
    assert_eq!(crate::reports::times(&figures, period("2026-10-25", "2026-10-25")).len(), 1);
}

#[test]
fn an_address_means_what_was_typed_or_says_what_is_wrong() {
    assert_eq!(asked("01/11/2026", "30.11.2026").address(), "from=2026-11-01&to=2026-11-30");
    let wrong = |change: fn(&mut Asked)| {
        let mut asked = asked("2026-11-01", "2026-11-30");
        change(&mut asked);
        let errors = asked.read().unwrap_err();
        errors.iter().map(|error| format!("{} {}", error.field, error.key)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(wrong(|a| a.from = "31/02/2026".into()), "from field-date-wrong");
    assert_eq!(wrong(|a| a.to = "2026-10-01".into()), "to report-backward");
    assert_eq!(wrong(|a| a.from = "2001-10-01".into()), "to report-too-long");
    assert_eq!(wrong(|a| a.operator = "anna".into()), "operator report-unknown");
    assert_eq!(wrong(|a| a.kind = "cousin".into()), "kind report-unknown");
    assert_eq!(wrong(|a| a.outcome = "Rossi".into()), "outcome report-unknown");
}

#[test]
fn list_and_facts_render() {
    let page = rendered(
        "reports/list.html",
        &List { reports: Report::ALL.map(Report::key).to_vec(), saved: vec![] },
    );
    assert!(page.contains("href=\"/reports/no-email\""), "{page}");
    let fact = FactLine {
        at: "01/11/2026 10:00".into(),
        case: Some(Uuid::nil()),
        protocol: "AN01-2026-000001".into(),
        operator: "Rossi <b>".into(),
        kind: "il titolare di persona".into(),
        outcome: "consegnato".into(),
    };
    let view = FactsPage {
        report: "releases",
        back: "/reports/releases?from=2026-11-01&to=2026-11-02".into(),
        period: ["01/11/2026".into(), "02/11/2026".into()],
        total: 51,
        page_number: 1,
        pages: 2,
        facts: vec![fact],
        earlier: "/reports/releases/facts?page=2".into(),
        later: String::new(),
        fields: vec![("from", "2026-11-01".into())],
    };
    let page = rendered("reports/facts.html", &view);
    assert!(page.contains("Rossi &lt;b&gt;") && page.contains("Pagina 1 di 2"), "{page}");
}

#[test]
fn every_kind_and_every_outcome_that_the_views_know_has_words() {
    // that both languages have the same texts is shown where texts are
    let words = |report| Words { language: Language::Italian, report };
    {
        for kind in crate::reports::kinds() {
            assert_ne!(words(Report::Releases).kind(kind), kind);
        }
        let known = [
            (Report::Activations, "waiting done refused"),
            (Report::Releases, "waiting to_hand_over handed_over refused withdrawn stopped superseded"),
            (Report::Mails, "waiting unclaimed accepted perhaps_twice given_up alarm stopped bounced"),
            (Report::VoidedSheets, "destroyed missing"),
            (Report::NoEmail, "trusted letter left_open closed own_address"),
            (Report::Overrides, "surname birth_date delegate_many_holders"),
            (Report::Refusals, "minor expired"),
            (Report::SignInsRefused, "code password locked slowed codes_locked suspended not_ready"),
        ];
        for (report, codes) in known {
            for code in codes.split(' ') {
                assert_ne!(words(report).outcome(code), code, "{report:?} {code}");
            }
        }
        assert_eq!(words(Report::Refusals).outcome("something_new"), "something_new");
    }
}
