// SPDX-License-Identifier: AGPL-3.0-or-later
//! `keys reseal` killed in the middle, and the keys that go afterwards; those of the web process too.

use super::{Folder, asked, command, keeper, run, told};
use crate::support::authority::{TestAuthority, today};
use crate::support::database;
use crate::support::mail::{Desk, PostRoom};
use crate::support::process::{Running, sportello};
use chrono::{TimeDelta, Utc};
use diesel::sql_types::{Bytea, Text};
use diesel_async::RunQueryDsl;
use sportello::audit::AuditKey;
use sportello::authority::lot::demo_lot;
use sportello::keys;
use sportello::operators::{self, Hasher, NewAccount, Role, Rules, TotpSecret};
use sportello::seal::{CodeKind, KeyRing, OpenError, PrivateKey, Sealed, SecretBox, WholeCodes};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(diesel::QueryableByName)]
struct Chip {
    #[diesel(sql_type = Text)]
    card_number: String,
    #[diesel(sql_type = Bytea)]
    codes: Vec<u8>,
}

async fn chips(owner: &mut diesel_async::AsyncPgConnection) -> Vec<Chip> {
    let sql = "SELECT card_number, codes FROM authority.chips ORDER BY card_number";
    diesel::sql_query(sql).load(owner).await.unwrap()
}

/// The only key of a role in a folder.
fn only_key(folder: &Path, role: &str) -> PrivateKey {
    let mut files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let file = files.find(|path| name(path).starts_with(role) && name(path).ends_with(".key"));
    PrivateKey::read(&file.unwrap()).ok().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseal_killed_in_the_middle_leaves_each_code_to_exactly_one_key_and_goes_on() {
    let database = database().await;
    let authority = TestAuthority::new(&database).await;
    let lot = demo_lot(2_000, "110".parse().unwrap(), today(), 11);
    authority.engine.import_lot(&lot, Utc::now()).await.unwrap();
    let folder = authority.config.keys.clone();
    let older = KeyRing::of([only_key(&folder, "codes")]);
    let newest = PrivateKey::generate("codes", Utc::now() + TimeDelta::days(1));
    newest.write(&folder).unwrap();
    let newer = KeyRing::of([newest]);
    let mut owner = database.owner().await;
    // the PIN of each card as one key alone opens it, and how many each key opens
    let mut opened = async || {
        let (mut pins, mut by) = (BTreeMap::new(), [0, 0]);
        for chip in chips(&mut owner).await {
            let sealed = Sealed::from_bytes(&chip.codes).ok().unwrap();
            let open = |ring: &KeyRing| WholeCodes::open(ring, &chip.card_number, &sealed).ok();
            let (old, new) = (open(&older), open(&newer));
            assert!(
                old.is_some() != new.is_some(),
                "exactly one key opens the codes of {}",
                chip.card_number
            );
            by[usize::from(new.is_some())] += 1;
            let whole = old.or(new).unwrap();
            let pin = whole.codes.iter().find(|code| code.kind == CodeKind::Pin).unwrap();
            pins.insert(chip.card_number, pin.digits().reveal().to_owned());
        }
        (pins, by)
    };
    let (before, [all, none]) = opened().await;
    assert!(all >= 1_900 && none == 0, "{all} {none}");

    let settings = [
        ("SPORTELLO_DATABASE_URL", database.url_of("sportello_authority")),
        ("SPORTELLO_KEYS", folder.display().to_string()),
        ("SPORTELLO_AUTHORITY_SOCKET", authority.config.socket.display().to_string()),
        ("SPORTELLO_SHEET_PUBLIC_KEY", authority.config.sheet_public_key.display().to_string()),
        ("SPORTELLO_MAIL_PUBLIC_KEY", authority.config.mail_public_key.display().to_string()),
    ];
    let backed_up = chips(&mut database.owner().await).await.remove(0);
    let mut moved = 0;
    for _ in 0..3 {
        let mut reseal = Running::start("reseal", &["keys", "reseal"], &settings);
        reseal.says("cards sealed to the newest key").await;
        reseal.kill();
        let (now, [left, done]) = opened().await;
        assert!(now == before, "the codes are what they were");
        assert!(done > moved && left > 0, "killed in the middle: {done} done, {left} left");
        moved = done;
    }
    let done = sportello(&["keys", "reseal"], &settings).output().unwrap();
    let (fine, said) = told(&done);
    assert!(fine && said.contains(&format!("{} cards were sealed again", all - moved)), "{said}");
    let (after, counts) = opened().await;
    assert!(after == before && counts == [0, all], "{counts:?}");
    let path = folder.display().to_string();
    let (fine, said) = run(&database.url(), &["keys", "prune", "authority", &path]);
    assert!(fine && said.matches("is deleted").count() == 1, "{said}");
    assert_eq!(only_key(&folder, "codes").id(), newer.newest().unwrap().id());
    let sealed = Sealed::from_bytes(&backed_up.codes).ok().unwrap();
    let left = KeyRing::load(&folder, "codes").ok().unwrap();
    let opened = WholeCodes::open(&left, &backed_up.card_number, &sealed);
    assert!(matches!(opened, Err(OpenError::UnknownKey(_))), "what an old backup holds stays shut");
    // what only signs and compares is still there
    let names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    for kept in ["certificates", "digest"] {
        assert!(names.iter().any(|name| name.starts_with(kept)), "{names:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_web_key_goes_once_serve_knows_the_newer_and_one_time_codes_still_count() {
    let (database, folder, now) = (database().await, Folder::new(), Utc::now());
    let url = database.url();
    let keeper = keeper(&url, &folder.0);
    let serve = folder.file("serve");
    Desk::open(&database).await;
    let mut owner = database.owner().await;
    let older = SecretBox::load(Path::new(&keeper), "web").ok().unwrap();
    let account = NewAccount {
        username: "anna".into(),
        name: "Anna".into(),
        surname: "Neri".into(),
        codice_fiscale: "NREANN80A01H501X".into(),
        base_code: "NREANN80A01H501X".into(),
        contact_address: "anna@example.it".into(),
        role: Role::Operator,
        counters: vec!["AN01".into()],
    };
    let (hasher, audit) =
        (Hasher::new(&Rules::default()).unwrap(), AuditKey::load(Path::new(&keeper)).unwrap());
    let anna = operators::add(&mut owner, &hasher, &older, &audit, &account, now).await.unwrap();
    let (known, said) = run(&url, &["keys", "register", "serve", &serve]);
    assert!(known, "{said}");
    let prune = |owner: &str, path: &str| run(&url, &["keys", "prune", owner, path]);
    let (done, said) = prune("serve", &serve);
    assert!(done && said.contains("There is no older key"), "{said}");
    std::thread::sleep(std::time::Duration::from_secs(1)); // keys tell their ages in seconds
    let (done, said) = run(&url, &["keys", "rotate", "serve", &serve]);
    assert!(done && said.contains("The keeper's folder needs a copy of the newest web-"), "{said}");
    let (done, said) = prune("serve", &serve);
    assert!(!done && said.contains("has not been started with its newest keys"), "{said}");
    assert!(older.is_sealed_to_newest(&secret(&mut owner).await), "nothing was changed");

    // what a start of `serve` notes
    let sheet = KeyRing::load(Path::new(&serve), "sheet").ok().unwrap().newest().unwrap();
    asked(&url, &format!("INSERT INTO process_keys VALUES ('sheet', '{}', now())", sheet.id()));
    // a form that waits under the older key holds it
    let parked = "INSERT INTO parked_forms (id, operator_id, path, sealed, parked_at, expires_at)
        SELECT gen_random_uuid(), id, '/', totp_secret, now(), now() + interval '30 minutes' FROM operators WHERE username = 'anna'";
    asked(&url, parked);
    let (done, said) = prune("serve", &serve);
    assert!(!done && said.contains("stays: 1 values are sealed to it"), "{said}");
    assert!(said.contains("1 secrets of one-time codes are sealed to the newest web key"), "{said}");
    let (_, checked) = run(&url, &["check"]);
    assert!(
        checked.contains("sealed: web: 1 to web-") && checked.contains(&format!("1 to {}", older.key_id())),
        "{checked}"
    );
    asked(&url, "DELETE FROM parked_forms");
    let (done, said) = prune("serve", &serve);
    assert!(done && said.contains(&format!("{} is deleted", older.key_id())), "{said}");
    let newer = SecretBox::load(Path::new(&serve), "web").ok().unwrap();
    assert_eq!(newer.older_ids().count(), 0);
    let sealed = secret(&mut owner).await;
    let moved = TotpSecret::open(&newer, anna.id, &sealed).ok().unwrap();
    assert_eq!(
        moved.code_at(now),
        anna.totp_secret.code_at(now),
        "the same secret under the newer key alone"
    );
    assert!(TotpSecret::open(&older, anna.id, &sealed).is_err());

    // the keeper's copy
    let file = format!("{}.key", newer.key_id());
    std::fs::copy(Path::new(&serve).join(&file), Path::new(&keeper).join(&file)).unwrap();
    let mut command = command(&url, &["keys", "prune", "keeper", &keeper]);
    let (done, said) = told(&command.env("SPORTELLO_KEYS", &keeper).output().unwrap());
    assert!(done && said.contains(&format!("{} is deleted", older.key_id())), "{said}");
    // the sheet's, the scans' and the web's of `serve`, and the keeper's copy
    assert_eq!(asked(&url, "SELECT count(*) FROM audit_rows WHERE act = 'key.prune'"), "4");
}

async fn secret(owner: &mut diesel_async::AsyncPgConnection) -> Vec<u8> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bytea)]
        totp_secret: Vec<u8>,
    }
    let sql = "SELECT totp_secret FROM operators WHERE username = 'anna'";
    diesel::sql_query(sql).get_result::<Row>(owner).await.unwrap().totp_secret
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workers_own_key_stays_because_it_seals_nothing_and_proves_marks() {
    let database = database().await;
    let room = PostRoom::new(&database);
    std::fs::set_permissions(room.folder(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let path = room.folder().display().to_string();
    let later = Utc::now() + TimeDelta::days(1);
    SecretBox::generate("worker", later).write(room.folder()).unwrap();
    PrivateKey::generate("mail", later).write(room.folder()).unwrap();
    let (done, said) = run(&database.url(), &["keys", "prune", "work", &path]);
    assert!(done && said.matches("is deleted").count() == 1 && said.contains("mail-"), "{said}");
    assert_eq!(SecretBox::load(room.folder(), keys::WORKER).ok().unwrap().older_ids().count(), 1);
}
