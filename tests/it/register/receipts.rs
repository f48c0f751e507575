// SPDX-License-Identifier: AGPL-3.0-or-later
//! The code on a citizen's receipt, from the paper to the page and to a program that shares nothing with this one.

use crate::support::desk::{Desk, desk};
use crate::support::visit::{serial_of, words_of};
use chrono::Utc;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use sportello::register::{CheckpointKey, Sequencer, register_key};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a scanner reads from a paper.
fn scanned(folder: &Path, paper: &[u8]) -> String {
    let (file, picture) = (folder.join("receipt.pdf"), folder.join("receipt"));
    std::fs::write(&file, paper).unwrap();
    let drawn =
        Command::new("pdftoppm").args(["-r", "150", "-png", "-singlefile"]).arg(&file).arg(&picture).status();
    assert!(drawn.unwrap().success());
    let read =
        Command::new("zbarimg").args(["-q", "--nodbus", "--raw"]).arg(picture.with_extension("png")).output();
    let symbols = String::from_utf8(read.unwrap().stdout).unwrap();
    let codes: Vec<&str> = symbols.lines().filter(|line| line.contains("/receipts/")).collect();
    assert_eq!(codes.len(), 1, "{symbols}");
    codes[0].to_owned()
}

/// Releases, hands over, and gives the path that the receipt's code leads to.
async fn receipt(desk: &Desk, folder: &Path) -> (String, String) {
    let mut anna = desk.at_work().await;
    let case = desk.signed_case(&mut anna, "ready").await;
    anna.open(&format!("{case}/release")).await;
    let code = desk.house.next_code(&desk.anna);
    anna.press("Attiva e rilascia", &[("totp", &code)]).await;
    anna.press("Stampa il foglio", &[]).await;
    let serial = serial_of(&words_of(anna.bytes()));
    anna.open(&format!("{case}/sheet")).await;
    anna.press("Consegna il foglio", &[("serial", &serial), ("taken_by", "holder")]).await;
    anna.open(&format!("{case}/receipt")).await;
    let address = scanned(folder, anna.bytes());
    let path = &address[address.find("/receipts/").unwrap()..];
    (path.to_owned(), serial)
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("receipts-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_on_a_receipt_shows_everybody_that_the_register_holds_the_hand_over() {
    let (desk, folder) = (desk().await, folder());
    let database = &desk.house.database;
    let key = CheckpointKey::generate();
    let verifier = key.verifier_key(&super::ORIGIN.parse().unwrap());
    register_key(&mut database.owner().await, &key, Utc::now()).await.unwrap();
    let sequencer = Sequencer::new(key, super::ORIGIN.parse().unwrap(), folder.join("checkpoints"));
    let (path, serial) = receipt(&desk, &folder).await;
    let code = path.rsplit('/').next().unwrap();
    assert!(code.len() == 64 && code.bytes().all(|b| b.is_ascii_hexdigit()), "{path}");

    let mut anybody = desk.house.browser();
    anybody.open(&path).await.says("Aspetti un momento").says("Consegna del foglio");
    anybody.open(&format!("{path}/proof")).await;
    assert_eq!(anybody.status(), 404, "nothing is proved yet");

    let mut role = AsyncPgConnection::establish(&database.url_of("sportello_sequencer")).await.unwrap();
    let signed = sequencer.step(&mut role, desk.house.now()).await.unwrap().signed.unwrap().checkpoint;
    anybody.open(&path).await.says("La consegna è nel registro").says(&format!("su {} righe", signed.size));
    anybody.says(&desk.house.now().with_timezone(&chrono_tz::Europe::Rome).format("%d/%m/%Y").to_string());
    let person = &desk.card("ready").holder;
    let page = anybody.source();
    for private in [
        person.surname.as_str(),
        desk.card("ready").codice_fiscale.as_str(),
        "ready@example.org",
        "AN01-20",
        serial.as_str(),
        "ANNA",
        "Rossi",
    ] {
        assert!(!page.contains(private), "{private}: {page}");
    }

    anybody.open(&format!("{path}/proof")).await;
    assert!(anybody.header("content-disposition").starts_with("attachment"));
    let (file, proof) = (folder.join("ricevuta.json"), anybody.source());
    std::fs::write(&file, &proof).unwrap();
    let check = |key: &str| {
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify_register.py");
        let done = Command::new("python3").arg(program).arg(&file).arg(key).output().unwrap();
        (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
    };
    let (fine, said) = check(&verifier);
    assert!(fine && said.contains(&format!("the receipt's code is {code}")), "{said}");
    let another = CheckpointKey::generate().verifier_key(&super::ORIGIN.parse().unwrap());
    assert!(!check(&another).0);
    let mut changed: serde_json::Value = serde_json::from_str(&proof).unwrap();
    changed["rows"][0]["number"] = 0.into();
    std::fs::write(&file, changed.to_string()).unwrap();
    assert!(!check(&verifier).0, "another number is another proof");

    for unknown in [&"ab".repeat(32), "nonsense", &code[..63], "%00"] {
        anybody.open(&format!("/receipts/{unknown}")).await.says("non corrisponde a nessuna consegna");
        assert_eq!(anybody.status(), 404, "{unknown}");
    }
    // an act that no receipt is about cannot be asked for
    let mut owner = database.owner().await;
    let tamper = |sql: &'static str| format!("SET session_replication_role = replica; {sql}");
    owner
        .batch_execute(&tamper("UPDATE register_leaves SET leaf_hash = sha256('x'); UPDATE register_nodes SET hash = sha256('x')"))
        .await
        .unwrap();
    anybody.open(&path).await.says("non contiene questa consegna dove dovrebbe");
    owner
        .batch_execute(&tamper(
            "UPDATE audit_rows SET canonical = canonical || ' ' WHERE act = 'sheet.hand_over'",
        ))
        .await
        .unwrap();
    anybody.open(&path).await.says("non corrisponde a nessuna consegna");
    std::fs::remove_dir_all(folder).unwrap();
}
