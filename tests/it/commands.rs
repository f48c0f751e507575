// SPDX-License-Identifier: AGPL-3.0-or-later
//! The keeper's commands, as they are typed.

use crate::support::database;
use diesel_async::RunQueryDsl;
use std::process::{Command, Output};

/// Runs `sportello` with these words and nothing but these settings.
fn sportello(words: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
    command
        .args(words)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .envs(settings.iter().copied())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_missing_setting_stops_the_start_with_one_sentence_and_exit_code_2() {
    for process in ["serve", "work", "sequence", "migrate"] {
        let output = sportello(&[process], &[]);
        assert_eq!(output.status.code(), Some(2), "{process}");
        let sentence = String::from_utf8(output.stderr).unwrap();
        assert!(
            sentence.starts_with("sportello: ") && sentence.contains(" is not set: "),
            "{process}: {sentence}"
        );
        assert_eq!(sentence.lines().count(), 1, "{process}: {sentence}");
    }
}

#[test]
fn keys_are_made_once_and_rotated_beside_the_old_ones() {
    let folder = std::env::temp_dir().join(format!("sportello-keys-{}", uuid::Uuid::now_v7()));
    let path = folder.to_str().unwrap();
    assert!(sportello(&["keys", "generate", "serve", path], &[]).status.success());
    let again = sportello(&["keys", "generate", "serve", path], &[]);
    assert!(!again.status.success() && said(&again).contains("is not empty"), "{}", said(&again));
    let sheets = || {
        let names = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("sheet-") && name.ends_with(".key")).count()
    };
    assert_eq!(sheets(), 1);
    let rotated = sportello(&["keys", "rotate", "serve", path], &[]);
    assert!(rotated.status.success(), "{}", said(&rotated));
    assert_eq!(sheets(), 2);
    let foreign = sportello(&["keys", "rotate", "work", path], &[]);
    assert_eq!(foreign.status.code(), Some(2), "{}", said(&foreign));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_policy_of_a_day_is_shown_and_a_wrong_file_is_named_with_its_line() {
    let shown = sportello(&["policy", "show", "--on", "2026-11-22"], &[]);
    assert!(shown.status.success() && said(&shown).contains("[version.codes.ts_cns]"), "{}", said(&shown));
    let file = std::env::temp_dir().join(format!("sportello-policy-{}.toml", uuid::Uuid::now_v7()));
    std::fs::write(&file, "name = \"Nowhere\"\nregion = \"999\"\n").unwrap();
    let refused = sportello(&["policy", "check", file.to_str().unwrap()], &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains(".toml:"), "{}", said(&refused));
    std::fs::remove_file(file).unwrap();
}

#[test]
fn the_check_of_a_policy_shows_who_may_act_for_a_holder_and_with_what() {
    for (files, region, item) in [
        (&[][..], "Regione Marche (region 110)", "impediment_self_certification"),
        (&["policies/sardegna.toml"][..], "Regione Sardegna (region 200)", "card_copy"),
    ] {
        let shown = said(&sportello(&[&["policy", "check"][..], files].concat(), &[]));
        assert!(shown.contains(region) && shown.contains("health_impediment"), "{shown}");
        let line = shown.lines().find(|line| line.contains(item)).unwrap_or_else(|| panic!("{shown}"));
        assert!(line.contains("yes") && line.contains("kept 180 days"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_check_finds_a_role_that_was_given_too_much() {
    let database = database().await;
    let url = database.url();
    let before = said(&sportello(&["check"], &[("DATABASE_URL", &url)]));
    assert!(before.contains("forbidden acts are refused"), "{before}");
    assert!(before.contains("none has ever run"), "{before}");
    let mut owner = database.owner().await;
    diesel::sql_query("GRANT SELECT ON outbox TO sportello_web").execute(&mut owner).await.unwrap();
    let after = sportello(&["check"], &[("DATABASE_URL", &url)]);
    assert_eq!(after.status.code(), Some(1));
    assert!(said(&after).contains("sportello_web can read a mail's payload"), "{}", said(&after));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_learns_a_key_and_a_process_with_another_key_does_not_start() {
    let database = database().await;
    let folder = std::env::temp_dir().join(format!("sportello-keys-{}", uuid::Uuid::now_v7()));
    let path = folder.to_str().unwrap();
    assert!(sportello(&["keys", "generate", "work", path], &[]).status.success());
    let (owner, worker) = (database.url(), database.url_of("sportello_worker"));
    let settings = [
        ("SPORTELLO_DATABASE_URL", worker.as_str()),
        ("SPORTELLO_KEYS", path),
        ("SPORTELLO_MAIL_URL", "smtp://127.0.0.1:9"),
        ("SPORTELLO_MAIL_FROM", "sportello@example.it"),
    ];
    let stranger = sportello(&["work"], &settings);
    assert!(said(&stranger).contains("does not fit the database"), "{}", said(&stranger));
    assert!(sportello(&["keys", "register", "work", path], &[("DATABASE_URL", &owner)]).status.success());
    let row = "SELECT 1 FROM audit_rows WHERE act = 'key.register'";
    assert_eq!(
        diesel::sql_query(row).execute(&mut database.owner().await).await.unwrap(),
        1,
        "it is in the register"
    );
    let checked = said(&sportello(&["check", "work"], &settings));
    assert!(checked.contains("ok     register: knows the audit key"), "{checked}");
    assert!(checked.contains("WRONG  mail: "), "nobody listens on port 9: {checked}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keeper_opens_a_counter_and_gives_an_account_that_is_the_persons_only_one() {
    let database = database().await;
    let folder = std::env::temp_dir().join(format!("sportello-keeper-{}", uuid::Uuid::now_v7()));
    let (keeper, serve) = (folder.join("keeper"), folder.join("serve"));
    let url = database.url();
    let settings = [("DATABASE_URL", url.as_str()), ("SPORTELLO_KEYS", keeper.to_str().unwrap())];
    assert!(sportello(&["keys", "generate", "keeper", keeper.to_str().unwrap()], &[]).status.success());
    assert!(sportello(&["keys", "generate", "serve", serve.to_str().unwrap()], &[]).status.success());
    for file in std::fs::read_dir(&serve).unwrap().map(|entry| entry.unwrap()) {
        if file.file_name().to_str().unwrap().starts_with("web-") {
            std::fs::copy(file.path(), keeper.join(file.file_name())).unwrap();
        }
    }
    assert!(sportello(&["keys", "register", "keeper", keeper.to_str().unwrap()], &settings).status.success());
    let counter =
        ["counter", "add", "AN01", "--name", "Ancona", "--body", "Comune", "--municipality", "Ancona"];
    assert!(sportello(&counter, &settings).status.success());
    let twice = sportello(&counter, &settings);
    assert!(said(&twice).contains("the code AN01 is taken"), "{}", said(&twice));
    let ability = |verb, code, word| said(&sportello(&["counter", verb, code, word], &settings));
    assert!(ability("enable", "AN01", "wards").contains("has the capability wards from now on"));
    assert!(ability("enable", "AN01", "wards").contains("already has the capability wards"));
    assert!(ability("enable", "AN02", "wards").contains("there is no open counter AN02"));
    assert!(ability("enable", "AN01", "Wards'").contains("a word of small letters"));
    assert!(ability("disable", "AN01", "wards").contains("does not have the capability wards any more"));
    assert!(ability("disable", "AN01", "wards").contains("does not have the capability wards"));
    assert!(ability("enable", "AN01", "wards").contains("from now on"), "again, as a new fact");
    let mut conn = database.owner().await;
    let kept = diesel::sql_query("SELECT 1 FROM counter_capabilities").execute(&mut conn).await.unwrap();
    assert_eq!(kept, 2, "what was in force stays told");
    for rewriting in [
        "UPDATE counter_capabilities SET capability = 'cards'",
        "UPDATE counter_capabilities SET since = since - interval '1 day'",
        "UPDATE counter_capabilities SET until = NULL WHERE until IS NOT NULL",
        "DELETE FROM counter_capabilities",
    ] {
        let refused = diesel::sql_query(rewriting).execute(&mut conn).await.unwrap_err().to_string();
        assert!(refused.contains("stays as it was told"), "{rewriting}: {refused}");
    }
    let account = |username, code, role, more: &[&'static str]| {
        let mut words =
            vec!["operator", "add", username, "--role", role, "--name", "Laura", "--surname", "Bianchi"];
        words.extend(["--codice-fiscale", code, "--contact-address", "laura@example.it"]);
        words.extend(more);
        said(&sportello(&words, &settings))
    };
    let made = account("laura", "BNCLRA85E52A271O", "operator", &["--counter", "AN01"]);
    assert!(made.contains("password: ") && made.contains("otpauth://totp/"), "{made}");
    // the same person in another form of the code (omocodia) is the same person
    let again = account("laura2", "BNCLRA85E52A27MG", "administrator", &[]);
    assert!(again.contains("has an account already"), "{again}");
    let reset = said(&sportello(&["operator", "reset-totp", "laura"], &settings));
    assert!(reset.contains("one-time codes: "), "{reset}");
    let nobody = said(&sportello(&["operator", "reset-password", "nobody"], &settings));
    assert!(nobody.contains("there is no account nobody"), "{nobody}");
    std::fs::remove_dir_all(folder).unwrap();
}
