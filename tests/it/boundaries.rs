// SPDX-License-Identifier: AGPL-3.0-or-later
//! Every registered route, asked by everybody whom it is not for.

use crate::support::desk::desk;
use crate::support::{Database, encode, house};
use hyper::Method;
use sportello::operators::Role;
use sportello::web::{Access, RouteInfo, registry};

/// A route's path, with the one id in every place of an id.
fn path_of(route: &RouteInfo, id: &str) -> String {
    let filled = |part: &str| if part.starts_with('{') { id.to_owned() } else { part.to_owned() };
    route.pattern.split('/').map(filled).collect::<Vec<_>>().join("/")
}

/// Everything that the counters have written, without what a request leaves behind in any case.
async fn facts(database: &Database) -> String {
    let beside = ["audit_rows", "audit_values", "sessions", "totp_uses", "look_ups", "sign_in_failures"];
    let mut dump = tokio::process::Command::new("pg_dump");
    dump.arg("--data-only").args(beside.map(|table| format!("--exclude-table={table}"))).arg(database.url());
    let text = String::from_utf8(dump.output().await.unwrap().stdout).unwrap();
    // newer versions of pg_dump guard their scripts with a random word
    text.lines().filter(|line| !line.starts_with('\\')).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_other_roles_reach_no_page_that_is_not_theirs() {
    let house = house().await;
    let people = [
        (None, house.browser()),
        (Some(Access::Operator), house.signed_in(&house.hire("anna", Role::Operator, &["AN01"]).await).await),
        (
            Some(Access::Supervisor),
            house.signed_in(&house.hire("sara", Role::Supervisor, &["AN01"]).await).await,
        ),
        (
            Some(Access::Administrator),
            house.signed_in(&house.hire("ada", Role::Administrator, &[]).await).await,
        ),
    ];
    let mut forbidden = 0;
    for (role, mut browser) in people {
        for route in registry() {
            let path = path_of(route, &uuid::Uuid::nil().to_string());
            let allowed = match (route.access, role) {
                (Access::Anyone, _) => continue,
                (Access::SignedIn, role) => role.is_some(),
                (Access::CounterStaff, Some(Access::Operator | Access::Supervisor)) => true,
                (access, role) => Some(access) == role,
            };
            let method: Method = route.method.as_str().parse().unwrap();
            let posts = method == Method::POST;
            let answer = browser.send(method, &path, b"").await;
            let told = (answer.status, answer.header("location"));
            match (allowed, role) {
                // a POST without a token goes no further than this, and never as far as the act
                (true, _) if posts => assert_eq!(told.0, 403, "{} {path}", route.method),
                (true, _) => assert!(told.0 < 500 && told.0 != 403, "{} {path}: {told:?}", route.method),
                (false, None) => {
                    assert_eq!(told.0, 303, "{} {path}", route.method);
                    assert!(told.1.starts_with("/sign-in"), "{} {path}: {told:?}", route.method);
                }
                (false, Some(_)) => {
                    forbidden += 1;
                    assert_eq!(told.0, 403, "{role:?}: {} {path}", route.method);
                }
            }
        }
    }
    assert_eq!(house.audited("page.forbidden", "refused").await, forbidden);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_counters_case_shows_nothing_and_takes_nothing_on_any_route() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let case = desk.signed_case(&mut anna, "ready").await;
    let holder = &desk.card("ready").holder;
    let id = case.rsplit('/').next().unwrap();
    let mut browsers = Vec::new();
    for (name, role) in [("bruno", Role::Operator), ("carla", Role::Supervisor)] {
        let person = desk.house.hire(name, role, &["PU02"]).await;
        browsers.push(desk.house.signed_in(&person).await);
    }
    let before = facts(&desk.house.database).await;
    assert!(before.contains(holder.surname.as_str()), "the case is in the dump");
    let mut asked = 0;
    for route in registry().iter().filter(|route| route.pattern.starts_with("/cases/{id}")) {
        for browser in &mut browsers {
            let path = path_of(route, id);
            let token = browser.open("/").await.form("Esci", &[]).1.remove(0);
            let method: Method = route.method.as_str().parse().unwrap();
            let answer = browser.send(method, &path, &encode(&[token])).await;
            let (status, text) = (answer.status, answer.text());
            assert!((400..500).contains(&status), "{} {path}: {status}\n{text}", route.method);
            for secret in [holder.surname.as_str(), "CA00000AA", "ready@example.org"] {
                assert!(!text.contains(secret), "{} {path} tells {secret}", route.method);
            }
            asked += 1;
        }
    }
    assert!(asked > 40, "{asked} routes of a case were asked");
    assert!(facts(&desk.house.database).await == before, "something was written");
}
