// SPDX-License-Identifier: AGPL-3.0-or-later
//! "It does not work": a short tree of questions that end in advice, to be read to the citizen and printed. No page knows
//! whose card it is, and no path holds more than the name of a question.

use super::error::{Answer, PageError};
use super::page::Page;
use super::paper;
use super::routes::Routes;
use super::warnings::Choice;
use crate::operators::CounterStaff;
use crate::pdf::{self, Said};
use crate::policy::{CodeKind, Credential, Policy};
use crate::texts::{self, FluentValue, Language};
use actix_web::web::Path;
use serde::Serialize;
use zeroize::Zeroizing;

/// The questions, each with where its answers lead. Texts: `triage-<question>-title`, and for each way `triage-<way>-way`.
const QUESTIONS: [(&str, &[&str]); 5] = [
    ("start", &["pin", "codes", "card", "device"]),
    ("pin", &["join-codes", "pin-blocked", "puk-blocked"]),
    ("codes", &["join-codes", "sheet-lost", "mail-missing"]),
    ("card", &["no-chip", "expired", "other-region"]),
    ("device", &["reader", "software"]),
];

/// What is advised, with the number of steps. Texts: `advice-<advice>-title`, `advice-<advice>-1` … on paper and screen, and
/// `triage-<advice>-operator` for the operator alone.
const ADVICE: [(&str, usize); 10] = [
    ("join-codes", 4),
    ("pin-blocked", 3),
    ("puk-blocked", 4),
    ("sheet-lost", 3),
    ("mail-missing", 4),
    ("no-chip", 3),
    ("expired", 3),
    ("other-region", 2),
    ("reader", 4),
    ("software", 4),
];

#[derive(Serialize)]
struct QuestionPage {
    title: String,
    ways: Vec<Choice>,
    /// Whether this is the first question.
    first: bool,
}

#[derive(Serialize)]
struct AdvicePage {
    topic: &'static str,
    title: String,
    steps: Vec<String>,
    /// What the operator does, unheard by the citizen.
    operator: String,
    languages: Vec<Choice>,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/triage", start);
    routes.get("/triage/{topic}", show);
    routes.get("/triage/{topic}/slip/{language}", slip);
}

async fn start(_: CounterStaff, page: Page) -> Answer {
    question(&page, QUESTIONS[0])
}

async fn show(_: CounterStaff, page: Page, topic: Path<String>) -> Answer {
    if let Some(found) = QUESTIONS.into_iter().find(|(key, _)| *key == *topic) {
        return question(&page, found);
    }
    let (topic, count) = advice(&topic)?;
    let language = page.language();
    let positions = positions(page.policy_today()?);
    let text = |key: &str| texts::text_with(language, key, &positions);
    let printed = |language: Language| {
        Choice::of(page.language(), language.code(), &format!("language-{}", language.code()))
    };
    let context = AdvicePage {
        topic,
        title: text(&format!("advice-{topic}-title")),
        steps: (1..=count).map(|step| text(&format!("advice-{topic}-{step}"))).collect(),
        operator: text(&format!("triage-{topic}-operator")),
        languages: Language::ALL.map(printed).into(),
    };
    page.render("triage/advice.html", &context)
}

fn question(page: &Page, (key, ways): (&str, &[&str])) -> Answer {
    let language = page.language();
    let way = |way: &&str| Choice::of(language, way, &format!("triage-{way}-way"));
    let context = QuestionPage {
        title: texts::text(language, &format!("triage-{key}-title")),
        ways: ways.iter().map(way).collect(),
        first: key == "start",
    };
    page.render("triage/question.html", &context)
}

fn advice(topic: &str) -> Result<(&'static str, usize), PageError> {
    ADVICE.into_iter().find(|(key, _)| *key == topic).ok_or(PageError::NotFound)
}

/// Which digits are where, and how many tries there are, by today's rules.
fn positions(policy: &Policy) -> Vec<(&'static str, FluentValue<'static>)> {
    let codes = policy.codes(Credential::TsCns);
    let of = |kind, [first, second, tries]: [&'static str; 3]| {
        let rule = codes.rule(kind);
        [
            (first, rule.map_or(0, |rule| rule.first_digits()).into()),
            (second, rule.map_or(0, |rule| rule.second_digits()).into()),
            (tries, usize::from(rule.and_then(|rule| rule.tries()).unwrap_or(3)).into()),
        ]
    };
    let pin = of(CodeKind::Pin, ["pin_first", "pin_second", "pin"]);
    let puk = of(CodeKind::Puk, ["puk_first", "puk_second", "puk"]);
    pin.into_iter().chain(puk).collect()
}

/// The advice on paper, in Italian and the citizen's language.
async fn slip(staff: CounterStaff, page: Page, asked: Path<(String, String)>) -> Answer {
    let (topic, count) = advice(&asked.0)?;
    let language: Language = asked.1.parse().map_err(|_| PageError::NotFound)?;
    let office = {
        let mut conn = page.connection().await?;
        page.office(&mut conn, staff.counter_id()).await?
    };
    let positions = positions(page.policy_today()?);
    let said = |part: &str| Said::of(language, &format!("advice-{topic}-{part}"), &positions);
    let steps: Vec<Said> = (1..=count).map(|step| said(&step.to_string())).collect();
    let slip = pdf::AdviceSlip {
        counter: office.view(),
        protocol: None,
        persons: None,
        title: &said("title"),
        steps: &steps,
        language,
        now: page.now(),
    };
    Ok(paper::pdf("consigli.pdf", Zeroizing::new(pdf::advice_slip(&slip))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyBook;
    use std::collections::BTreeSet;

    #[test]
    fn every_way_leads_to_a_question_or_to_advice_and_every_advice_is_reached() {
        let questions: BTreeSet<&str> = QUESTIONS.iter().map(|(key, _)| *key).collect();
        let advised: BTreeSet<&str> = ADVICE.iter().map(|(key, _)| *key).collect();
        let led: BTreeSet<&str> = QUESTIONS.iter().flat_map(|(_, ways)| ways.iter().copied()).collect();
        let there: BTreeSet<&str> =
            questions.union(&advised).copied().filter(|key| *key != "start").collect();
        assert_eq!(led, there);
    }

    #[test]
    fn everything_has_its_words_in_both_languages() {
        let positions = positions(&PolicyBook::embedded().versions()[0]);
        let mut keys: Vec<String> = QUESTIONS.iter().map(|(key, _)| format!("triage-{key}-title")).collect();
        keys.extend(
            QUESTIONS.iter().flat_map(|(_, ways)| ways.iter().map(|way| format!("triage-{way}-way"))),
        );
        for (topic, count) in ADVICE {
            keys.extend([format!("advice-{topic}-title"), format!("triage-{topic}-operator")]);
            keys.extend((1..=count).map(|step| format!("advice-{topic}-{step}")));
            assert!(!texts::exists(&format!("advice-{topic}-{}", count + 1)), "{topic} has more steps");
        }
        for key in keys {
            for language in [Language::Italian, Language::English] {
                let text = texts::text_with(language, &key, &positions);
                assert!(!text.starts_with('[') && !text.contains("{$"), "{key}: {text}");
            }
        }
        let said = texts::text_with(Language::Italian, "advice-join-codes-2", &positions);
        assert!(said.contains("prime 2 cifre") && said.contains("altre 3"), "{said}");
    }

    #[test]
    fn questions_and_advice_render() {
        use crate::web::templates::tests::rendered;
        let choice = || Choice { value: "pin".to_owned(), label: "PIN".to_owned(), hint: String::new() };
        let page = rendered(
            "triage/question.html",
            &QuestionPage { title: "?".to_owned(), ways: vec![choice()], first: true },
        );
        assert!(page.contains("href=\"/triage/pin\""), "{page}");
        let page = rendered(
            "triage/advice.html",
            &AdvicePage {
                topic: "reader",
                title: "Lettore".to_owned(),
                steps: vec!["a".to_owned()],
                operator: "b".to_owned(),
                languages: vec![choice()],
            },
        );
        assert!(page.contains("/triage/reader/slip/pin"), "{page}");
    }
}
