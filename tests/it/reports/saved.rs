// SPDX-License-Identifier: AGPL-3.0-or-later
//! Filters under a name: kept once, for their owner at one counter, and gone when forgotten.

use super::*;
use crate::support::browser::{Browser, encode};
use crate::support::desk::desk;
use hyper::Method;
use sportello::operators::Role;
use sportello::reports::SaveRefused;

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_is_kept_once_under_its_name_and_twenty_at_most() {
    let office = Office::open().await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    let (desk, by) = (office.desk(), sara.supervisor());
    let filter = one_day("2026-11-10").with_outcome("handed_over").unwrap();
    let save = async |name: &str| reports::save(&desk, &by, Report::Releases, &filter, name).await;
    let long = "n".repeat(61);
    for name in ["", "   ", long.as_str()] {
        assert!(matches!(save(name).await, Err(SaveRefused::Name)), "{name:?}");
    }
    let (one, other) = tokio::join!(save("  l’autunno d’«oro» "), save("l’autunno d’«oro»"));
    assert!(one.is_ok() != other.is_ok(), "a double click keeps one: {one:?} {other:?}");
    let refused = one.err().or(other.err());
    assert!(matches!(refused, Some(SaveRefused::Taken)), "{refused:?}");
    for number in 2..=20 {
        save(&format!("filtro {number}")).await.unwrap();
    }
    assert!(matches!(save("uno in più").await, Err(SaveRefused::TooMany)));
    let kept = reports::saved(&desk, &by).await.unwrap();
    assert_eq!(kept.len(), 20);
    let first = kept.iter().find(|kept| kept.name == "l’autunno d’«oro»").unwrap();
    assert_eq!(first.report, Report::Releases);
    assert_eq!(first.asked, "from=2026-11-10&to=2026-11-10&outcome=handed_over");
    assert_eq!(office.day.audited("report.save_filter", "done").await, 20);
    assert_eq!(office.day.audited("report.save_filter", "refused").await, 5);
    let named = "audit_rows WHERE encode(canonical, 'escape') LIKE '%autunno%'";
    assert_eq!(office.day.count(named).await, 0, "a name stays out of the register");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_is_saved_opened_and_forgotten_on_its_pages_and_nobody_elses() {
    let desk = desk().await;
    let house = &desk.house;
    let people = [
        house.hire("sara", Role::Supervisor, &["AN01"]).await,
        house.hire("sofia", Role::Supervisor, &["AN01"]).await,
    ];
    let mut sara = house.signed_in(&people[0]).await;
    let mut sofia = house.signed_in(&people[1]).await;
    let asked = "/reports/cases?from=2026-11-01&to=2026-11-15&outcome=abandoned";
    sara.open(asked).await.press("Salva", &[("name", "")]).await.says("Il nome ha da 1 a 60 lettere");
    assert_eq!((sara.status(), sara.count("#name-error")), (422, 1));
    sara.press("Salva", &[("name", "trimestre <b>")]).await.says("Filtro salvato");
    let forget = sara.attribute("main ul.work li form", "action");
    assert!(forget.ends_with("/forget"), "{forget}");
    sara.says("trimestre <b>");
    sara.open(asked).await.press("Salva", &[("name", "trimestre <b>")]).await;
    sara.says("C’è già un filtro con questo nome");
    assert_eq!(sara.status(), 422);
    sara.open("/reports").await;
    let href = sara.attribute("main ul.work li a[href^='/reports/cases?']", "href");
    sara.open(&href).await;
    assert_eq!(sara.status(), 200);
    sara.says("dal 01/11/2026 al 15/11/2026");

    sofia.open("/reports").await;
    assert!(!sofia.text().contains("trimestre"), "it is sara's");
    let pressed = |browser: &Browser, button: &str| {
        let (_, mut fields) = browser.form(button, &[]);
        fields.retain(|(name, _)| name == "csrf");
        encode(&fields)
    };
    let hers = pressed(sofia.open(asked).await, "Salva");
    assert_eq!(sofia.send(Method::POST, &forget, &hers).await.status, 404);
    let ours = pressed(sara.open("/reports").await, "Elimina trimestre <b>");
    assert_eq!(sara.send(Method::POST, &forget, b"").await.status, 403, "no form of ours");
    sara.press("Elimina trimestre <b>", &[]).await.says("Filtro eliminato");
    assert!(!sara.text().contains("trimestre"));
    assert_eq!(sara.send(Method::POST, &forget, &ours).await.status, 404, "a second click finds nothing");
    for act in ["report.save_filter", "report.forget_filter"] {
        assert_eq!(house.audited(act, "done").await, 1, "{act}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_keeps_no_filter_that_the_pages_would_not() {
    let office = Office::open().await;
    let sara = office.day.worker("sara", Role::Supervisor, "AN01").await;
    let insert = |name: &str, report: &str, asked: &str| {
        format!(
            "INSERT INTO report_filters (id, counter_id, operator_id, name, report, asked, saved_at) \
             SELECT gen_random_uuid(), id, '{}', '{name}', '{report}', '{asked}', now() FROM counters WHERE code = 'AN01'",
            sara.session.operator_id()
        )
    };
    let mut owner = office.day.database.owner().await;
    let long = "n".repeat(61);
    for (name, report, asked) in [
        ("", "releases", "from=2026-11-10"),
        (" trimestre", "releases", "from=2026-11-10"),
        (long.as_str(), "releases", "from=2026-11-10"),
        ("trimestre", "../holders", "from=2026-11-10"),
        ("trimestre", "releases", "from=10/11/2026"),
        ("trimestre", "releases", "from=2026-11-10\" onclick=\"x"),
    ] {
        let refused = owner.batch_execute(&insert(name, report, asked)).await;
        assert!(refused.is_err(), "{name:?} {report:?} {asked:?}");
    }
    owner.batch_execute(&insert("trimestre", "releases", "from=2026-11-10")).await.unwrap();
    assert!(owner.batch_execute(&insert("trimestre", "releases", "from=2026-11-10")).await.is_err(), "taken");
    for number in 2..=20 {
        owner
            .batch_execute(&insert(&format!("filtro {number}"), "releases", "from=2026-11-10"))
            .await
            .unwrap();
    }
    assert!(
        owner.batch_execute(&insert("uno in più", "releases", "from=2026-11-10")).await.is_err(),
        "twenty"
    );
}
