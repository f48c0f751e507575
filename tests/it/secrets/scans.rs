// SPDX-License-Identifier: AGPL-3.0-or-later
//! The same search over a guardian's case with scans, everything logged: what the files hold and how they were called stands nowhere
//! in clear, and the persons and their papers stand in the database and on paper, and in no log, metric or address.

use crate::support::delegated::{COPY, COPYS_NUMBER, DELEGATES_NUMBER, ISSUER, guardians_step};
use crate::support::files::{document, picture};
use crate::support::process::sportello;
use crate::support::running_demo::{RunningDemo, metrics};
use crate::support::search::{self, Wanted};
use crate::support::visit::{Shown, holders};
use diesel_async::SimpleAsyncConnection;
use std::fs;
use std::path::Path;
use std::process::Command;

const NAMES: [&str; 3] =
    ["carta-di-montefortino.pdf", "retro-carta-tutelato.png", "decreto-di-tutela-1987.pdf"];
const RECORD: &str = "Registra e continua";

/// Two places in the middle of a file, which no other file has.
fn pieces(name: &str, file: &[u8]) -> [Wanted; 2] {
    let at = |from: usize| &file[from..from + 24];
    [Wanted::bytes(name, at(file.len() / 3)), Wanted::bytes(name, at(file.len() * 2 / 3))]
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_case_with_scans_no_byte_name_or_number_stands_where_it_must_not() {
    let mut demo = RunningDemo::start("scanned", &[("SPORTELLO_LOG", "trace")]).await;
    let mut shown = Shown::default();
    let ready = holders(
        &demo,
        "s.state = 'on_hold' AND c.expires > now() + interval '1 day' AND length(c.surname) > 7",
    )
    .await;
    let (holder, guardian) = (&ready[0], &ready[1]);
    let mut clerk = demo.clerk(1).await;
    let mut browser = demo.sign_in(&mut clerk).await;
    let case = guardians_step(&mut browser, holder, guardian, &mut shown).await;

    // the copy of the holder's card in two files; one that is refused; the session locked while the decree is on its way
    let words = "tutela di una persona anziana, vista dal notaio Bevilacqua";
    let (front, decree) = (document(1, words), document(1, &format!("decreto, {words}")));
    let back = picture(120, image::ImageFormat::Png);
    browser.attach(RECORD, &COPY, &[("nota-riservata-rossi.txt", b"no")]).await;
    assert_eq!(browser.status(), 422, "{}", browser.text());
    browser.attach(RECORD, &[], &[(NAMES[0], &front), (NAMES[1], &back)]).await;
    assert_eq!(
        (browser.status(), browser.count(".evidence-list ol.scans li")),
        (200, 2),
        "{}",
        browser.text()
    );
    shown.keep(&browser);
    let label = "Apri 2, Fotocopia del documento d’identità del titolare";
    let (action, fields) = browser.form(label, &[]);
    let kept = browser.send(hyper::Method::POST, &action, &crate::support::encode(&fields)).await;
    assert!(kept.status == 200 && kept.body.starts_with(b"\x89PNG"), "{}", kept.text());
    shown.0.push((action, Vec::new())); // the file itself is what may be there
    browser.press(RECORD, &[("piece", "delegate_document_copy:paper_kept")]).await;
    let (action, body) =
        browser.with_files(RECORD, &[("piece", "guardianship_decree:scanned")], &[(NAMES[2], &decree)]);
    browser.press("Blocca", &[]).await;
    let locked = browser.send_files(&action, &body).await;
    assert_eq!(locked.status, 303);
    shown.0.push((action, locked.body.to_vec()));
    browser.open("/session/locked").await.press("Sblocca", &[("password", &clerk.password())]).await;
    browser.open("/session/parked").await.press("Invia ora", &[]).await;
    browser.says("Manca la scansione");
    browser.attach(RECORD, &[], &[(NAMES[2], &decree)]).await;
    assert_eq!(browser.path(), format!("{case}/contact"), "{}", browser.text());
    let email = [("email", "tutore@posta.example"), ("email_again", "tutore@posta.example")];
    browser.press("Salva e continua", &email).await;
    browser.press("Continua senza verifica", &[("skip_reason", "non legge la posta qui")]).await;
    shown.keep(&browser);
    browser.open(&format!("{case}/scans")).await;
    shown.keep(&browser);
    let cases = "SELECT count(*) FROM scans s JOIN delegation_evidence_scans e ON e.scan_id = s.id";
    assert_eq!(super::steps::asked(&demo, cases).await, "3");

    // nowhere at all
    let mut nowhere: Vec<Wanted> =
        NAMES.iter().map(|name| Wanted::words("the name of a file", name)).collect();
    nowhere.push(Wanted::words("the name of a refused file", "nota-riservata-rossi.txt"));
    nowhere.push(Wanted::words("words of a scan", words));
    nowhere.extend(pieces("the picture as it came", &back));
    nowhere.extend(pieces("the picture as it is kept", &kept.body));
    // in the database and on paper alone
    let mut persons = vec![
        Wanted::words("the guardian's code", &guardian.codice_fiscale),
        Wanted::words("the guardian's surname", &guardian.surname),
        Wanted::words("the issuer of the guardian's card", ISSUER),
        Wanted::words("the issuer of the copy", COPY[3].1),
        Wanted::words("the number of the guardian's card", DELEGATES_NUMBER),
        Wanted::words("the number of the copy", COPYS_NUMBER),
        Wanted::words("the address", "tutore@posta.example"),
    ];
    persons.push(Wanted::words("the holder's surname", &holder.surname));

    let dump = || {
        let dump = Command::new("pg_dump").arg(demo.superuser()).output().unwrap();
        assert!(dump.status.success() && dump.stdout.len() > 100_000);
        dump.stdout
    };
    let mut found = search::in_bytes("dump", &dump(), &nowhere);
    assert!(!search::in_bytes("dump", &dump(), &persons).is_empty(), "the persons stand in the database");
    let backup = demo.folder.join("backup");
    let owner = fs::read_to_string(demo.folder.join("keys/keeper/database")).unwrap();
    let settings = [
        ("DATABASE_URL", owner.trim().to_owned()),
        ("SPORTELLO_EVIDENCE_FOLDER", demo.folder.join("evidence").display().to_string()),
    ];
    let made = sportello(&["backup", backup.to_str().unwrap()], &settings).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let told = metrics(&demo).await;
    for (place, wanted) in [("metrics", &nowhere), ("metrics", &persons)] {
        found.extend(search::in_bytes(place, told.as_bytes(), wanted));
    }
    for (path, page) in &shown.0 {
        found.extend(search::in_bytes(&format!("address {path}"), path.as_bytes(), &nowhere));
        found.extend(search::in_bytes(&format!("address {path}"), path.as_bytes(), &persons));
        found.extend(search::in_bytes(&format!("page {path}"), page, &nowhere));
    }

    // planted copies are found: a row with bytes, a file beside the encrypted ones, a line of a log
    let planted = Wanted::bytes("planted", b"%PDF-1.7 planted copy");
    let row = "CREATE TABLE planted AS SELECT convert_to('%PDF-1.7 planted copy', 'UTF8') AS bytes";
    demo.database().await.batch_execute(row).await.unwrap();
    assert!(!search::in_bytes("dump", &dump(), &[planted]).is_empty(), "the dump is not searched");
    fs::write(demo.folder.join("evidence/planted.scan"), [b"xx", &back[..], b"yy"].concat()).unwrap();
    let line =
        format!("POST {case} number={COPYS_NUMBER} issuer=Comune+di+Montefortino filename={}", NAMES[0]);
    fs::write(demo.folder.join("logs/planted.log"), line).unwrap();
    demo.end(); // everything is on the disk now, the last log line too
    let is_planted = |file: &Path| file.ends_with("planted.scan") || file.ends_with("planted.log");
    let seen = search::search(&demo.folder, &nowhere, &|file| !is_planted(file));
    assert!(seen.iter().any(|it| it.contains("planted.scan") && it.contains("as it came")), "{seen:#?}");
    assert!(seen.iter().any(|it| it.contains("planted.log") && it.contains("name of a file")), "{seen:#?}");
    let seen = search::search(&demo.folder, &persons, &|file| !is_planted(file));
    for what in ["the number of the copy", "the issuer of the copy"] {
        assert!(seen.iter().any(|it| it.contains(what)), "{what}: {seen:#?}");
    }
    found.extend(search::search(&demo.folder, &nowhere, &is_planted));
    // data of persons stand in the database's own files, on the list of demonstration cards and in mails, and nowhere else
    let theirs = ["postgres", "cards.txt", "mail", "letters"].map(|name| demo.folder.join(name));
    let backups = demo.folder.join("backup");
    found.extend(search::search(&demo.folder, &persons, &|file| {
        is_planted(file) || file == backups || theirs.iter().any(|there| file.starts_with(there))
    }));
    assert!(found.is_empty(), "in clear:\n{}", found.join("\n"));
    let logs =
        search::search(&demo.folder.join("logs"), &[Wanted::words("", "/delegation/evidence")], &|_| false);
    assert!(!logs.is_empty(), "the step was logged");
}
