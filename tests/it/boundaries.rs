// SPDX-License-Identifier: AGPL-3.0-or-later
//! Every row of the table of permissions, asked by everybody whom it is not for: another role, another operator's counter,
//! another supervisor's counter. That each route has its row, and each row its route, is shown beside the table.

use crate::support::desk::desk;
use crate::support::{Database, encode, house};
use diesel_async::RunQueryDsl;
use hyper::Method;
use sportello::operators::Role;
use sportello::web::{Access, Permission, Scope, permissions};

/// A row's path, with the one id in every place of an id.
fn path_of(route: &Permission, id: &str) -> String {
    let filled = |part: &str| if part.starts_with('{') { id.to_owned() } else { part.to_owned() };
    route.pattern.split('/').map(filled).collect::<Vec<_>>().join("/")
}

/// A public file that the authority gives: in a house without one it is not to be had.
const AUTHORITYS: &str = "/pki/ca.cer";

fn method_of(route: &Permission) -> Method {
    route.verb.name().parse().unwrap()
}

/// What a row asks for of another counter's, or why it is not asked here.
enum Example {
    /// This address.
    At(String),
    /// It names nothing: whatever the answer is, no word of another counter's case may stand in it.
    Whole,
    /// Shown elsewhere, by this test.
    Elsewhere(&'static str),
}

/// An example for each row that reaches a case or a counter. A row of a new kind fails here until it has one.
fn example(route: &Permission, case: &str, holder: &str, look_up: &str) -> Example {
    match route.pattern.split('/').collect::<Vec<_>>()[1..] {
        ["cases", "{id}", ..] => Example::At(path_of(route, case)),
        ["holders", "{id}", ..] => Example::At(path_of(route, holder)),
        ["look-ups", "{id}"] => Example::At(path_of(route, look_up)),
        ["card-acts", "{id}", ..] => Example::Elsewhere("lifecycle::pages"),
        ["approvals", "{approval}"] => Example::Elsewhere("approvals::checkers"),
        ["patterns" | "samples", "figures", "{format}"] => Example::Whole, // figures are of the counter chosen
        ["patterns", "{pattern}"] => Example::Whole, // the same names everywhere; what they find is the counter's
        ["samples", "{sample}"] => Example::Elsewhere("samples::refused"),
        ["reports", "exports", "{export}", ..] => Example::Elsewhere("reports::lists"),
        ["reports", "filters", "{filter}", ..] => Example::Elsewhere("reports::saved"),
        ["reports", "{report}", ..] => Example::Whole, // the same names everywhere; figures are of the counter chosen
        ["closing", "{day}", ..] => Example::Elsewhere("closing::pages"),
        ["triage", ..] => Example::Whole, // its parameters are topics and languages, the same everywhere
        _ if !route.pattern.contains('{') => Example::Whole,
        _ => panic!(
            "{route} names something: say in tests/it/boundaries.rs what another counter would ask for"
        ),
    }
}

/// Everything that the counters have written, without what a request leaves behind in any case.
async fn facts(database: &Database) -> String {
    let beside = [
        "audit_rows",
        "audit_values",
        "register_queue",
        "sessions",
        "totp_uses",
        "look_ups",
        "sign_in_failures",
    ];
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
        for route in permissions() {
            let path = path_of(route, &uuid::Uuid::nil().to_string());
            let allowed = match (route.access, role) {
                (Access::Anyone, _) if route.scope == Scope::OwnSession => continue, // its own session tells what it may
                (Access::Anyone, _) => true,
                (Access::SignedIn, role) => role.is_some(),
                (Access::CounterStaff, Some(Access::Operator | Access::Supervisor)) => true,
                (access, role) => Some(access) == role,
            };
            let method = method_of(route);
            let posts = method == Method::POST;
            let answer = browser.send(method, &path, b"").await;
            let told = (answer.status, answer.header("location"));
            match (allowed, role) {
                // a POST without a token goes no further than this, and never as far as the act
                (true, _) if posts => assert_eq!(told.0, 403, "{route}"),
                (true, _) if route.pattern == AUTHORITYS => {
                    assert_eq!(told.0, 503, "{route}: it is away")
                }
                (true, _) => {
                    assert!(told.0 < 500 && told.0 != 403, "{route}: {told:?}");
                    let asked = role.is_none() && told.1.starts_with("/sign-in");
                    assert!(!asked, "{route} asks who it is: {told:?}");
                }
                (false, None) => {
                    assert_eq!(told.0, 303, "{route}");
                    assert!(told.1.starts_with("/sign-in"), "{route}: {told:?}");
                }
                (false, Some(_)) => {
                    forbidden += 1;
                    assert_eq!(told.0, 403, "{role:?}: {route}");
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
    let person = &desk.card("ready").holder;
    anna.open("/").await.press("Cerca", &[("sought", desk.card("accents").codice_fiscale.as_str())]).await;
    let look_up = anna.path().rsplit('/').next().unwrap().to_owned();
    assert!(anna.path().starts_with("/look-ups/"), "{}", anna.path());
    let case = case.rsplit('/').next().unwrap();
    let holder = holder_of(&desk.house.database, case).await;
    let mut browsers = Vec::new();
    for (name, role) in [("bruno", Role::Operator), ("carla", Role::Supervisor)] {
        let person = desk.house.hire(name, role, &["PU02"]).await;
        browsers.push(desk.house.signed_in(&person).await);
    }
    let before = facts(&desk.house.database).await;
    assert!(before.contains(person.surname.as_str()), "the case is in the dump");
    let secrets = [person.surname.as_str(), "CA00000AA", "ready@example.org", "AN01-", case];
    let mut asked = 0;
    for route in permissions().iter().filter(|row| matches!(row.scope, Scope::OwnCase | Scope::Counter)) {
        let (path, named) = match example(route, case, &holder, &look_up) {
            Example::At(path) => (path, true),
            Example::Whole => (path_of(route, "nothing"), false),
            Example::Elsewhere(test) => {
                assert!(test.contains("::"), "{route}");
                continue;
            }
        };
        for browser in &mut browsers {
            let token = browser.open("/").await.form("Esci", &[]).1.remove(0);
            let answer = browser.send(method_of(route), &path, &encode(&[token])).await;
            let (status, text) = (answer.status, answer.text());
            // a holder's page asks for a reason first, and nothing of the holder stands beside the question; others lead there
            let asks = match route.pattern {
                "/holders/{id}" => status == 200,
                _ => status == 303 && answer.header("location") == format!("/holders/{holder}"),
            };
            assert!(!named || asks || (400..500).contains(&status), "{route}: {status}\n{text}");
            // a page repeats its own address
            for secret in secrets.into_iter().filter(|secret| !path.contains(secret)) {
                assert!(!text.contains(secret), "{route} tells {secret}");
            }
            asked += 1;
        }
    }
    assert!(asked > 200, "{asked} routes were asked");
    assert!(facts(&desk.house.database).await == before, "something was written");
}

/// The holder of a case.
async fn holder_of(database: &Database, case: &str) -> String {
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Text)]
        holder: String,
    }
    let question = format!("SELECT holder_id::text AS holder FROM cases WHERE id = '{case}'");
    let mut owner = database.owner().await;
    diesel::sql_query(question).get_result::<Found>(&mut owner).await.unwrap().holder
}
