// SPDX-License-Identifier: AGPL-3.0-or-later
//! Sign-in and sessions, through the real pages.

use crate::support::{House, Person, Plan, encode, house, house_with};
use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use hyper::Method;
use sportello::operators::{AccountError, NewAccount, Role};
use sportello::schema::sessions;

const WRONG: &str = "Nome utente o password non corretti";

async fn with_anna() -> (House, Person) {
    let house = house().await;
    let anna = house.hire("anna", Role::Operator, &["AN01"]).await;
    (house, anna)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_signs_in_and_every_page_says_who_and_where() {
    let (house, anna) = with_anna().await;
    let mut browser = house.browser();
    browser.open("/").await;
    assert_eq!(browser.path(), "/sign-in", "a stranger is asked to sign in");
    let first = browser.jar["sportello"].clone();
    browser.press("Continua", &[("username", " Anna "), ("password", &anna.password)]).await;
    assert_eq!(browser.path(), "/sign-in/code");
    let second = browser.jar["sportello"].clone();
    assert_eq!(browser.open("/").await.path(), "/sign-in", "the password alone opens nothing");
    browser.open("/sign-in/code").await;
    let code = house.next_code(&anna);
    browser.press("Entra", &[("totp", &format!("{} {}", &code[..3], &code[3..]))]).await;
    assert_eq!((browser.path(), browser.status()), ("/", 200));
    let third = browser.jar["sportello"].clone();
    assert!(first != second && second != third, "a new key at each step");
    let header = browser.words_of(".whereabouts");
    assert!(header.contains("AN01 Ancona centro") && header.contains("ANNA Rossi"), "{header}");
    assert_eq!(house.audited("sign_in.password", "done").await, 1);
    assert_eq!(house.audited("sign_in.code", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_user_and_wrong_password_get_the_same_answer_and_what_was_typed_stays() {
    let (house, _anna) = with_anna().await;
    let mut answers = Vec::new();
    for username in ["anna", "nobody", "'; drop table operators; --", "<script>alert(1)</script>", ""] {
        let mut browser = house.browser();
        browser.open("/sign-in").await;
        browser.press("Continua", &[("username", username), ("password", "wrong wrong wrong")]).await;
        assert_eq!(browser.status(), 422);
        assert_eq!(browser.attribute("#username", "value"), username);
        answers.push(browser.words_of("#error-summary ul"));
    }
    assert_eq!(answers[..4], [WRONG; 4]);
    assert_eq!(answers[4], "Scrivi il nome utente");
    assert_eq!(house.audited("sign_in.password", "refused").await, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_counts_once() {
    let (house, anna) = with_anna().await;
    let code = house.next_code(&anna);
    for (n, text) in ["ANNA", "già stato usato"].into_iter().enumerate() {
        let mut browser = house.browser();
        browser.open("/sign-in").await;
        browser.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
        browser.press("Entra", &[("totp", &code)]).await;
        assert!(browser.source().contains(text), "{n}: {}", browser.text());
        if n == 1 {
            assert_eq!(browser.status(), 422);
            assert_eq!(browser.count("[data-countdown]"), 1, "the page counts down to the next code");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_passwords_lock_this_address_for_a_quarter_of_an_hour() {
    let (house, anna) = with_anna().await;
    let mut browser = house.browser();
    browser.open("/sign-in").await;
    for _ in 0..5 {
        browser.press("Continua", &[("username", "anna"), ("password", "wrong wrong wrong")]).await;
        browser.says(WRONG);
    }
    browser.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    browser.says("Troppi tentativi da questa postazione");
    assert_eq!(browser.status(), 422);
    house.later(Duration::minutes(14));
    browser.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    browser.says("Troppi tentativi da questa postazione");
    house.later(Duration::minutes(2));
    browser.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    assert_eq!(browser.path(), "/sign-in/code");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_wrong_passwords_at_once_are_no_more_than_five_tries() {
    let (house, _anna) = with_anna().await;
    let tries = (0..10).map(|_| async {
        let mut browser = house.browser();
        browser.open("/sign-in").await;
        browser.press("Continua", &[("username", "anna"), ("password", "wrong wrong wrong")]).await;
        browser.text()
    });
    let told = futures_util::future::join_all(tries).await;
    assert_eq!(told.iter().filter(|text| text.contains(WRONG)).count(), 5, "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_from_many_addresses_slow_the_account_down_but_not_at_its_own_desk() {
    let settings = Box::new(|settings: &mut sportello::web::Settings| {
        settings.proxies = vec!["127.0.0.0/8".parse().unwrap()];
    });
    let house = house_with(Plan { settings, ..Plan::default() }).await;
    let anna = house.hire("anna", Role::Operator, &["AN01"]).await;
    let at = |address: &str| {
        let mut browser = house.browser();
        browser.forwarded_for = address.to_owned();
        browser
    };
    let mut desk = at("192.0.2.1");
    house.sign_in(&mut desk, &anna).await;
    for n in 0..10 {
        let mut browser = at(&format!("198.51.100.{n}"));
        browser.open("/sign-in").await;
        browser.press("Continua", &[("username", "anna"), ("password", "wrong wrong wrong")]).await;
        browser.says(WRONG);
    }
    let mut stranger = at("203.0.113.1");
    stranger.open("/sign-in").await;
    stranger.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    stranger.says("Troppi tentativi per questo nome utente: riprova tra");
    house.sign_in(&mut desk, &anna).await;
    assert_eq!(desk.path(), "/", "an address that the account is at home at is not slowed");
    house.later(Duration::seconds(11));
    stranger.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    assert_eq!(stranger.path(), "/sign-in/code");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_typed_into_the_field_of_the_username_is_written_down_nowhere() {
    let (house, anna) = with_anna().await;
    let mut browser = house.browser();
    browser.open("/sign-in").await;
    browser.press("Continua", &[("username", &anna.password), ("password", "anna anna anna")]).await;
    let dump = house.database.dump().await;
    assert!(dump.contains("sign_in.password"), "the try itself is in the register");
    assert!(!dump.contains(&anna.password));
    let raw = hex::encode(&anna.password);
    assert!(!dump.contains(&raw));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_codes_after_a_right_password_lock_the_account_everywhere_for_a_time() {
    let (house, anna) = with_anna().await;
    let mut browser = house.browser();
    browser.open("/sign-in").await;
    browser.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    for left in (1..5).rev() {
        browser.press("Entra", &[("totp", "000000")]).await;
        browser.says(&format!("Tentativi rimasti: {left}"));
    }
    browser.press("Entra", &[("totp", "000000")]).await;
    browser.says("l’accesso è bloccato fino alle");
    let code = house.next_code(&anna);
    browser.press("Entra", &[("totp", &code)]).await;
    browser.says("l’accesso è bloccato fino alle");
    let mut other = house.browser();
    other.open("/sign-in").await;
    other.press("Continua", &[("username", "anna"), ("password", &anna.password)]).await;
    other.says("l’accesso è bloccato fino alle");
    house.later(Duration::minutes(31));
    house.sign_in(&mut other, &anna).await;
    assert_eq!(other.path(), "/");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_fifteen_idle_minutes_and_after_ten_hours_of_work() {
    let (house, anna) = with_anna().await;
    let mut browser = house.signed_in(&anna).await;
    for _ in 0..3 {
        house.later(Duration::minutes(14));
        assert_eq!(browser.open("/").await.path(), "/", "work keeps a session alive");
    }
    house.later(Duration::minutes(14));
    let left = browser.send(Method::GET, "/session", b"").await;
    let left: i64 = left.text().replace(r#"{"ends_in":"#, "").replace('}', "").parse().unwrap();
    assert!((55..=60).contains(&left), "asking how long is left is no work: {left}");
    let left = browser.send(Method::GET, "/session", b"").await.text();
    assert!(left.starts_with(r#"{"ends_in":5"#) || left == r#"{"ends_in":60}"#, "{left}");
    house.later(Duration::minutes(2));
    assert_eq!(browser.open("/").await.path(), "/sign-in");
    let mut browser = house.signed_in(&anna).await;
    for _ in 0..60 {
        house.later(Duration::minutes(10));
        browser.open("/").await;
    }
    assert_eq!(browser.path(), "/sign-in", "ten hours are over");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_kills_the_session_for_good() {
    let (house, anna) = with_anna().await;
    let mut browser = house.signed_in(&anna).await;
    let key = browser.jar["sportello"].clone();
    browser.press("Esci", &[]).await;
    assert_eq!(browser.path(), "/sign-in");
    browser.says("Sei uscito");
    assert_ne!(browser.jar["sportello"], key);
    browser.jar.insert("sportello".into(), key);
    assert_eq!(browser.open("/").await.path(), "/sign-in", "the old key opens nothing");
    assert!(!browser.text().contains("Sei uscito"), "a notice is shown once");
    assert_eq!(house.audited("session.end", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_operator_on_the_same_browser_ends_the_former_session() {
    let (house, anna) = with_anna().await;
    let bruno = house.hire("bruno", Role::Operator, &["PU02"]).await;
    let mut browser = house.signed_in(&anna).await;
    let annas = browser.jar["sportello"].clone();
    browser.open("/sign-in").await;
    browser.says("è aperta la sessione di ANNA Rossi");
    house.sign_in(&mut browser, &bruno).await;
    assert!(browser.words_of(".whereabouts").contains("BRUNO"));
    browser.jar.insert("sportello".into(), annas);
    assert_eq!(browser.open("/").await.path(), "/sign-in");
    assert_eq!(house.audited("session.replaced", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_screen_opens_with_the_password_alone() {
    let (house, anna) = with_anna().await;
    let mut browser = house.signed_in(&anna).await;
    browser.press("Blocca", &[]).await;
    assert_eq!(browser.open("/").await.path(), "/session/locked");
    browser.says("Bloccato da ANNA Rossi");
    assert_eq!(browser.count(".whereabouts"), 0);
    browser.press("Sblocca", &[("password", "wrong wrong wrong")]).await;
    browser.says("La password non è corretta");
    browser.press("Sblocca", &[("password", &anna.password)]).await;
    assert_eq!((browser.path(), browser.status()), ("/", 200));
    browser.press("Blocca", &[]).await;
    for _ in 0..5 {
        browser.press("Sblocca", &[("password", "wrong wrong wrong")]).await;
    }
    assert_eq!(browser.path(), "/sign-in", "the fifth wrong password ends the session");
    browser.says("la sessione è stata chiusa");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_with_several_counters_chooses_one_of_them() {
    let house = house().await;
    let carla = house.hire("carla", Role::Supervisor, &["AN01", "PU02"]).await;
    let mut browser = house.signed_in(&carla).await;
    browser.open("/session/counter").await;
    browser.press("Inizia", &[]).await;
    browser.says("Scegli lo sportello");
    assert_eq!(browser.status(), 422);
    let pesaro = browser.attribute("input[type=radio]:not([checked]) ~ label", "for").replace("counter-", "");
    browser.press("Inizia", &[("counter", &pesaro)]).await;
    assert!(browser.words_of(".whereabouts").contains("AN01"), "{}", browser.words_of(".whereabouts"));
    browser.open("/session/counter").await;
    let (path, mut fields) = browser.form("Inizia", &[]);
    fields.retain(|(name, _)| name != "counter");
    fields.push(("counter".into(), uuid::Uuid::now_v7().to_string()));
    assert_eq!(browser.send(Method::POST, &path, &encode(&fields)).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_when_the_screen_was_locked_is_there_afterwards_for_its_author_alone() {
    let (house, anna) = with_anna().await;
    let bruno = house.hire("bruno", Role::Operator, &["AN01"]).await;
    let mut browser = house.signed_in(&anna).await;
    let kept = "csrf=x&surname=D%27Al%C3%B2&note=a%0D%0Ab&totp=123456&password=secret";
    browser.press("Blocca", &[("kept_path", "/cases/1"), ("kept_fields", kept)]).await;
    let mut other = house.signed_in(&bruno).await;
    assert_eq!(other.open("/session/parked").await.path(), "/", "somebody else finds nothing");
    browser.press("Sblocca", &[("password", &anna.password)]).await;
    assert_eq!(browser.path(), "/session/parked");
    let (action, fields) = browser.form("Invia ora", &[]);
    let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["csrf", "surname", "note"], "codes and passwords are not kept");
    assert_eq!(fields[1].1, "D'Alò");
    let foreign = encode(&other.form("Blocca", &[]).1);
    assert_eq!(other.send(Method::POST, &action, &foreign).await.status, 404);
    let answer = browser.send(Method::POST, &action, &encode(&fields)).await;
    assert_eq!((answer.status, answer.header("location")), (307, "/cases/1"));
    assert_eq!(browser.open("/session/parked").await.path(), "/", "it is taken once");
    browser.press("Blocca", &[("kept_path", "/cases/1"), ("kept_fields", kept)]).await;
    browser.press("Sblocca", &[("password", &anna.password)]).await;
    assert_eq!(browser.press("Scarta", &[]).await.path(), "/");
    browser.press("Blocca", &[("kept_path", "/cases/1"), ("kept_fields", kept)]).await;
    house.later(Duration::minutes(31));
    house.sign_in(&mut browser, &anna).await;
    assert_eq!(browser.path(), "/", "half an hour is over");
}

/// An act of an operator, whichever comes first.
fn an_act() -> String {
    let route = sportello::web::registry()
        .iter()
        .find(|route| route.method.as_str() == "POST" && route.access == sportello::web::Access::Operator)
        .expect("operators do something");
    let nil =
        |part: &str| if part.starts_with('{') { uuid::Uuid::nil().to_string() } else { part.to_owned() };
    route.pattern.split('/').map(nil).collect::<Vec<_>>().join("/")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_with_an_ended_session_is_there_after_the_sign_in() {
    let (house, anna) = with_anna().await;
    let mut browser = house.signed_in(&anna).await;
    let token = browser.form("Esci", &[]).1.remove(0);
    let body =
        encode(&[token.clone(), ("note".into(), "quasi finito".into()), ("totp".into(), "123456".into())]);
    let path = an_act();
    house.later(Duration::minutes(20));
    let foreign = encode(&[("csrf".into(), "0".repeat(64)), ("note".into(), "planted".into())]);
    assert_eq!(
        browser.send(Method::POST, &path, &foreign).await.status,
        403,
        "only with the form's own token"
    );
    let answer = browser.send(Method::POST, &path, &body).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/sign-in"));
    house.sign_in(&mut browser, &anna).await;
    assert_eq!(browser.path(), "/session/parked");
    let (action, fields) = browser.form("Invia ora", &[]);
    assert_eq!(fields[1..], [("note".to_owned(), "quasi finito".to_owned())]);
    let answer = browser.send(Method::POST, &action, &encode(&fields)).await;
    assert_eq!((answer.status, answer.header("location")), (307, path.as_str()));

    // another page was open since before the sign-in: its form is not lost either, and does nothing by itself
    let answer = browser.send(Method::POST, &path, &body).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/session/parked"));
    browser.open("/session/parked").await.says("Un modulo ti aspetta");
    assert_eq!(browser.send(Method::POST, &path, &foreign).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_administrator_and_operator_at_once() {
    let (house, _anna) = with_anna().await;
    let ada = |role, username: &str, counters: &[&str], code: &str| NewAccount {
        username: username.into(),
        name: "Ada".into(),
        surname: "Neri".into(),
        codice_fiscale: code.into(),
        base_code: "NREDAA80A41A271X".into(),
        contact_address: "ada@comune.prova.example".into(),
        role,
        counters: counters.iter().map(|code| (*code).to_owned()).collect(),
    };
    let first = ada(Role::Administrator, "ada", &[], "NREDAA80A41A271X");
    house.try_hire(&first).await.unwrap();
    let again = ada(Role::Operator, "ada2", &["AN01"], "NREDAA80A41A27MX");
    assert!(matches!(house.try_hire(&again).await, Err(AccountError::PersonHasAccount)));
    let refused = [
        (ada(Role::Administrator, "x1", &["AN01"], "A"), "administrator"),
        (ada(Role::Operator, "x1", &[], "A"), "at least one counter"),
        (ada(Role::Operator, "X 1", &["AN01"], "A"), "username"),
        (ada(Role::Operator, "anna", &["AN01"], "A"), "taken"),
        (ada(Role::Operator, "x1", &["ZZ99"], "A"), "ZZ99"),
    ];
    for (n, (mut account, word)) in refused.into_iter().enumerate() {
        account.base_code = format!("other{n}");
        let told = house.try_hire(&account).await.err().unwrap().to_string();
        assert!(told.contains(word), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_holds_no_key_that_opens_a_session() {
    let (house, anna) = with_anna().await;
    let browser = house.signed_in(&anna).await;
    let mut owner = house.database.owner().await;
    let hashes: Vec<Vec<u8>> = sessions::table.select(sessions::key_hash).load(&mut owner).await.unwrap();
    let key = &browser.jar["sportello"];
    assert_eq!(hashes.len(), 1);
    use base64::Engine;
    let raw = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(key).unwrap();
    assert_ne!(hashes[0], raw);
}
