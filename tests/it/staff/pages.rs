// SPDX-License-Identifier: AGPL-3.0-or-later
//! The list, the own sessions, and what the home page leads to.

use super::town;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_narrowed_and_paged_by_its_address() {
    let mut town = town().await;
    for n in 0..26 {
        town.house.hire(&format!("p{n:02}"), Role::Operator, &[if n == 0 { "PU02" } else { "AN01" }]).await;
    }
    town.at_ada.open("/").await.says("Personale").says("Da confermare");
    town.at_ada.open("/administration/staff").await;
    assert_eq!(town.at_ada.count("tbody tr"), 25);
    let next = town.at_ada.attribute("nav[aria-label='Pagine dell’elenco'] a", "href");
    town.at_ada.open(&next).await.says("Pagina 2");
    assert_eq!(town.at_ada.count("tbody tr"), 3);
    for (query, lines) in [
        ("counter=PU02", 1),
        ("words=rossi+P0", 10),
        ("words=p0", 10),
        ("words=ROSSI&counter=AN01", 25),
        ("standing=suspended", 0),
        ("standing=ready&words=ada", 1),
        ("words=%27%3B+drop+table+operators%3B+--", 0),
        ("page=-5", 25),
        ("page=zzz&standing=x", 0),
    ] {
        town.at_ada.open(&format!("/administration/staff?{query}")).await;
        assert_eq!((town.at_ada.status(), town.at_ada.count("tbody tr")), (200, lines), "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_sees_the_own_sessions_and_ends_another_and_nobody_elses() {
    let town = town().await;
    let anna = town.house.hire("anna", Role::Operator, &["AN01"]).await;
    let mut here = town.house.signed_in(&anna).await;
    let there = town.house.signed_in(&anna).await;
    let bruno = town.house.hire("bruno", Role::Operator, &["AN01"]).await;
    let mut at_bruno = town.house.signed_in(&bruno).await;
    here.open("/session/own").await.says("Questa.");
    assert_eq!(here.count("ul.work li"), 2);
    let path = here.attribute("form[action^='/session/own/']", "action");
    // somebody else's session is not there for Bruno
    at_bruno.open("/session/own").await;
    assert_eq!(at_bruno.count("form[action^='/session/own/']"), 0);
    let token = at_bruno.form("Esci", &[]).1.remove(0);
    let answer = at_bruno.send(hyper::Method::POST, &path, &crate::support::encode(&[token])).await;
    assert_eq!(answer.status, 404);
    let button = here.words_of("form[action^='/session/own/'] button");
    here.press(&button, &[]).await;
    assert_eq!(here.count("ul.work li"), 1, "{}", here.text());
    assert!(town.house.session(&there).await.is_none());
    assert!(town.house.session(&here).await.is_some());
}
