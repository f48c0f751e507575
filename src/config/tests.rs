// SPDX-License-Identifier: AGPL-3.0-or-later
use super::*;
use crate::keys::KeyFolder;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

fn folder(name: &str, files: &[&str]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sportello-config-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    for file in files {
        std::fs::write(folder.join(file), "").unwrap();
    }
    folder
}

fn serve_with(keys: &str, more: &[(&str, &str)]) -> Result<Serve, ConfigError> {
    let least = [
        ("SPORTELLO_DATABASE_URL", "postgres://sportello_web:hidden-word@localhost/sportello"),
        ("SPORTELLO_KEYS", keys),
        ("SPORTELLO_MAIL_PUBLIC_KEY", "/public/mail.pub"),
        ("SPORTELLO_AUTHORITY_URL", "unix:/run/sportello/authority.sock"),
    ];
    let values = least.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Serve::from_env(&Environment::from_values(Process::Serve, values))
}

fn refusal<T>(result: Result<T, ConfigError>) -> String {
    result.err().expect("the configuration must be refused").to_string()
}

#[test]
fn the_web_process_starts_with_the_least_configuration() {
    let keys = folder("least", &["sheet-a1.key", "audit.pem", "web-c3.box"]);
    let serve = serve_with(keys.to_str().unwrap(), &[]).map_err(|error| error.to_string()).unwrap();
    assert_eq!(serve.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(serve.public_url.as_str(), "http://127.0.0.1:8080");
    assert_eq!(serve.passwords.memory_kib, 19_456);
    std::fs::remove_dir_all(keys).unwrap();
}

#[test]
fn the_web_process_refuses_a_key_folder_with_anothers_key() {
    for (name, words) in [
        ("mail-1.key", "the mail's private key"),
        ("codes-1.key", "the authority's key to stored codes"),
        ("certificates-1.key", "the authority's signing key"),
        ("worker-1.box", "the worker's own key"),
    ] {
        let keys = folder(name, &["sheet-a1.key", name]);
        let said = refusal(serve_with(keys.to_str().unwrap(), &[]));
        assert!(said.contains(words) && said.contains(name), "{said}");
        std::fs::remove_dir_all(keys).unwrap();
    }
}

#[test]
fn the_worker_refuses_a_key_folder_with_the_sheets_key() {
    let keys = folder("worker", &["mail-1.key", "sheet-1.key"]);
    let said = refusal(KeyFolder::open(keys.clone(), Process::Work));
    assert!(said.starts_with("`work` does not start:"), "{said}");
    std::fs::remove_dir_all(keys).unwrap();
}

#[test]
fn a_key_folder_that_others_may_enter_is_refused() {
    let keys = folder("open", &[]);
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o750)).unwrap();
    let said = refusal(serve_with(keys.to_str().unwrap(), &[]));
    assert!(said.contains("chmod 700"), "{said}");
    std::fs::remove_dir_all(keys).unwrap();
}

#[test]
fn a_missing_or_wrong_value_is_one_sentence_that_names_it() {
    let keys = folder("wrong", &[]);
    let keys_text = keys.to_str().unwrap();
    for (name, value, said) in [
        ("SPORTELLO_LISTEN", "8080", "SPORTELLO_LISTEN is wrong: "),
        ("SPORTELLO_PROXIES", "10.0.0.0/33", "`10.0.0.0/33` is not an address or a network"),
        ("SPORTELLO_PUBLIC_URL", "sportello.example.it", "does not begin with http"),
        ("SPORTELLO_PASSWORD_ROUNDS", "1", "weaker than OWASP's least"),
        ("SPORTELLO_AUTHORITY_URL", "/run/authority.sock", "write unix:/absolute/path"),
        ("SPORTELLO_LOG_FORMAT", "xml", "it is text or json"),
        ("SPORTELLO_MAIL_URL", "smtp://localhost", "the way to the mail server"),
        ("SPORTELLO_DATABASE_URL", "not an address", "SPORTELLO_DATABASE_URL is wrong"),
    ] {
        let sentence = refusal(serve_with(keys_text, &[(name, value)]));
        assert!(sentence.contains(said), "{name}={value}: {sentence}");
        assert!(!sentence.contains('\n') && sentence.ends_with('.'), "{sentence}");
    }
    let nothing = Environment::from_values(Process::Migrate, []);
    assert_eq!(
        refusal(Migrate::from_env(&nothing)),
        "DATABASE_URL is not set: the PostgreSQL address with the owner role."
    );
    std::fs::remove_dir_all(keys).unwrap();
}

#[test]
fn a_wrong_address_with_a_password_does_not_repeat_the_password() {
    let values = [("DATABASE_URL".to_owned(), "postgres//owner:hidden-word@db".to_owned())];
    let sentence = refusal(Migrate::from_env(&Environment::from_values(Process::Migrate, values)));
    assert!(!sentence.contains("hidden-word"), "{sentence}");
}

#[test]
fn mail_goes_to_a_folder_only_under_the_demonstration() {
    let keys = folder("folder-mail", &["mail-1.key"]);
    let values = [
        ("SPORTELLO_DATABASE_URL", "postgres://sportello_worker@localhost/sportello"),
        ("SPORTELLO_KEYS", keys.to_str().unwrap()),
        ("SPORTELLO_MAIL_URL", "file:///tmp/mail"),
        ("SPORTELLO_MAIL_FROM", "sportello@example.it"),
        ("SPORTELLO_DEMO", "yes"), // saying so is not enough: the parent must be the supervisor
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let said = refusal(Work::from_env(&Environment::from_values(Process::Work, values)));
    assert!(said.contains("file:// address is for the processes that `sportello demo` starts"), "{said}");
    std::fs::remove_dir_all(keys).unwrap();
}

#[test]
fn a_network_contains_its_addresses_and_no_others() {
    for (network, inside, outside) in [
        ("10.0.0.0/8", "10.255.0.1", "11.0.0.1"),
        ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
        ("2001:db8::/32", "2001:db8::1", "2001:db9::1"),
        ("10.0.0.0/8", "::ffff:10.0.0.1", "::1"),
        ("0.0.0.0/0", "203.0.113.9", "::1"),
    ] {
        let network: Network = network.parse().unwrap();
        assert!(network.contains(inside.parse().unwrap()), "{network:?} {inside}");
        assert!(!network.contains(outside.parse().unwrap()), "{network:?} {outside}");
    }
}

#[test]
fn anothers_key_is_found_under_any_name() {
    let keys = folder("renamed", &["sheet-1.key"]);
    let mail = "-----BEGIN SPORTELLO PRIVATE KEY-----\nKey-Id: mail-2026a1b2c3d4\n\nAA==\n";
    std::fs::write(keys.join("sheet-2.key"), mail).unwrap();
    let said = refusal(KeyFolder::open(keys.clone(), Process::Serve));
    assert!(said.contains("sheet-2.key holds the mail's private key"), "{said}");
    std::fs::remove_dir_all(keys).unwrap();
}

#[test]
fn the_readme_has_the_table_of_settings_line_by_line() {
    let readme = include_str!("../../README.md");
    let begins = |line: &&str| line.starts_with("| `SPORTELLO_") || line.starts_with("| `DATABASE_URL");
    let found: Vec<&str> = readme.lines().filter(begins).collect();
    let expected: Vec<String> = SETTINGS.iter().map(Setting::row).collect();
    assert_eq!(found, expected, "the README should say:\n{}", expected.join("\n"));
}
