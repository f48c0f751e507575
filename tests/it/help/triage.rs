// SPDX-License-Identifier: AGPL-3.0-or-later
//! "It does not work": questions, advice and its slip.

use crate::support::house;
use crate::support::visit::words_of;
use sportello::operators::Role;
use std::collections::BTreeSet;

#[tokio::test(flavor = "multi_thread")]
async fn every_question_leads_to_advice_that_can_be_printed() {
    let house = house().await;
    let anna = house.hire("anna", Role::Operator, &["AN01"]).await;
    let mut browser = house.signed_in(&anna).await;
    browser.open("/").await;
    assert_eq!(browser.attribute("a[href='/triage']", "href"), "/triage");
    let (mut waiting, mut seen, mut advice) = (vec!["/triage".to_owned()], BTreeSet::new(), 0);
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        assert_eq!(browser.open(&path).await.status(), 200, "{path}");
        let source = browser.source();
        assert!(!source.contains("[triage") && !source.contains("[advice"), "{path}");
        let links = source.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        waiting.extend(
            links
                .map(|(link, _)| link.to_owned())
                .filter(|link| link.starts_with("/triage/") && !link.contains("/slip/")),
        );
        if source.contains("/slip/it") {
            advice += 1;
            for language in ["it", "en"] {
                browser.open(&format!("{path}/slip/{language}")).await;
                assert_eq!(browser.header("content-type"), "application/pdf", "{path}");
                let words = words_of(browser.bytes());
                assert!(
                    words.contains("Nessuno Le chiederà mai i codici") && !words.contains('['),
                    "{words}"
                );
                assert_eq!(words.contains("Nobody will ever ask"), language == "en", "{words}");
            }
        }
    }
    assert_eq!((seen.len(), advice), (15, 10));
    for odd in ["/triage/xx", "/triage/reader/slip/xx", "/triage/start/slip/it"] {
        assert_eq!(browser.open(odd).await.status(), 404, "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_halves_are_told_by_positions_in_words() {
    let house = house().await;
    let sara = house.hire("sara", Role::Supervisor, &["AN01"]).await;
    let mut browser = house.signed_in(&sara).await;
    browser.open("/triage/join-codes").await;
    browser.says("PIN: le prime 2 cifre sono sul foglio, le altre 3 nel messaggio");
    browser.says("PUK: le prime 4 cifre sono sul foglio, le altre 4 nel messaggio");
    browser.open("/triage/puk-blocked").await.says("il certificato si revoca");
}
