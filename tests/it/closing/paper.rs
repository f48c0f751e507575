// SPDX-License-Identifier: AGPL-3.0-or-later
//! The day register on paper: its rows are the database's, its totals are its rows, and it holds the signed root.

use super::because;
use crate::releases::CounterDay;
use crate::support::desk::desk;
use crate::support::visit::words_of;
use crate::support::{Browser, Database};
use chrono::Utc;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use sportello::closing::Reason;
use sportello::operators::Role;
use sportello::policy::rome_date;
use sportello::register::{CheckpointKey, Sequencer, register_key, root_words};

/// What the sequencer does within two seconds: numbers every row and signs.
pub(super) async fn sign(database: &Database, now: chrono::DateTime<Utc>) {
    let folder = std::env::temp_dir().join(format!("day-register-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    let key = CheckpointKey::generate();
    register_key(&mut database.owner().await, &key, Utc::now()).await.unwrap();
    let sequencer =
        Sequencer::new(key, "register.example.it/sportello".parse().unwrap(), folder.join("notes"));
    let mut conn = AsyncPgConnection::establish(&database.url_of("sportello_sequencer")).await.unwrap();
    assert!(sequencer.step(&mut conn, now).await.unwrap().signed.is_some());
    std::fs::remove_dir_all(folder).unwrap();
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    words: String,
}

pub(super) async fn rows(database: &Database, sql: &str) -> Vec<String> {
    let rows: Vec<Row> = diesel::sql_query(sql).load(&mut database.owner().await).await.unwrap();
    rows.into_iter().map(|row| row.words).collect()
}

#[derive(QueryableByName)]
struct Signed {
    #[diesel(sql_type = BigInt)]
    size: i64,
    #[diesel(sql_type = diesel::sql_types::Binary)]
    root: Vec<u8>,
    #[diesel(sql_type = Text)]
    note: String,
}

/// Prints the sheet of a release as soon as it is there.
async fn printed(browser: &mut Browser, case: &str) {
    for _ in 0..300 {
        if browser.open(&format!("{case}/sheet")).await.text().contains("si stampa una volta sola") {
            browser.press("Stampa il foglio", &[]).await;
            assert!(browser.bytes().starts_with(b"%PDF"), "{}", browser.text());
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("no sheet to print: {}", browser.text());
}

/// Words with one blank between them.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_paper_says_what_the_database_says_and_again_the_same() {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let clara = desk.house.hire("clara", Role::Supervisor, &["AN01"]).await;
    let mut supervisor = desk.house.signed_in(&clara).await;
    let case = desk.signed_case(&mut anna, "ready").await;
    let code = desk.house.next_code(&desk.anna);
    anna.open(&format!("{case}/release")).await.press("Attiva e rilascia", &[("totp", &code)]).await;
    printed(&mut anna, &case).await;
    desk.open(&mut anna, desk.card("accents").codice_fiscale.as_str()).await;
    let button = format!("Chiudi la giornata del {}", rome_date(desk.house.now()).format("%d/%m/%Y"));
    let code = desk.house.next_code(&clara);
    supervisor.open("/closing").await;
    let (action, mut fields) = supervisor.form(&button, &[("totp", &code)]);
    fields.iter_mut().filter(|(name, _)| name == "reason").for_each(|(_, reason)| *reason = "returns".into());
    let answer = supervisor.send(hyper::Method::POST, &action, &crate::support::encode(&fields)).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = format!("{}/register", answer.header("location"));

    let unsigned = words_of(supervisor.open(&path).await.bytes());
    assert!(flat(&unsigned).contains("Il registro non ha ancora firmato questa chiusura"), "{unsigned}");
    sign(&desk.house.database, desk.house.now()).await;
    let bytes = supervisor.open(&path).await.bytes().to_vec();
    let kept = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("registro-del-giorno.pdf");
    std::fs::write(&kept, &bytes).unwrap();
    let said = flat(&words_of(&bytes));

    // every row with its number, serial and operator, and nothing of the citizen
    let database = &desk.house.database;
    let acts = "SELECT concat_ws(' ', to_char(at AT TIME ZONE 'Europe/Rome', 'HH24:MI'), coalesce(number, protocol), \
        regexp_replace(serial, '(....)(....)(....)', '\\1 \\2 \\3'), operator) AS words FROM closing_acts";
    let acts = rows(database, acts).await;
    assert!(acts.len() >= 3, "{acts:?}");
    for act in &acts {
        assert!(said.contains(act), "{act} is not in {said}");
    }
    let person = &desk.card("ready").holder;
    let name = format!("{} {}", person.surname.as_str(), person.name.as_str());
    for secret in [name.as_str(), desk.card("ready").codice_fiscale.as_str(), "ready@example.org"] {
        assert!(!said.contains(secret), "{secret} is on the paper");
    }
    // the totals are counts of rows
    let counts = "SELECT concat(kind, ' ', count(*)) AS words FROM closing_acts GROUP BY kind";
    for count in rows(database, counts).await {
        let (kind, count) = count.split_once(' ').unwrap();
        let title = sportello::texts::text(sportello::texts::Language::Italian, &format!("day-act-{kind}"));
        assert!(said.contains(&format!("{title} ({count})")), "the rows of {title}: {said}");
        assert!(said.contains(&format!("{title} {count} ")), "the total of {title}: {said}");
    }
    assert!(said.contains(&format!("Tutte le righe {}", acts.len())), "{said}");
    assert!(said.contains("foglio da consegnare la persona torna"), "{said}");

    // the root in words and digits, the note as QR
    let mut owner = database.owner().await;
    let signed: Signed = diesel::sql_query("SELECT size, root, note FROM register_checkpoints")
        .get_result(&mut owner)
        .await
        .unwrap();
    let root: [u8; 32] = signed.root.try_into().unwrap();
    for (number, word) in (1..).zip(root_words(&root)) {
        assert!(said.contains(&format!("{number} {word}")), "{number} {word}: {said}");
    }
    assert!(said.contains(&signed.size.to_string()));
    assert!(scanned(&kept).concat().contains(signed.note.trim()), "the QR symbol holds the note");

    // what is done later changes nothing of it
    desk.open(&mut anna, desk.card("minor").codice_fiscale.as_str()).await;
    sign(database, desk.house.now() + chrono::TimeDelta::seconds(5)).await;
    assert!(supervisor.open(&path).await.bytes()[..] == bytes[..], "printed again it is the same");
    assert_eq!(desk.house.audited("day.print", "done").await, 3);
}

/// What a scanner reads from each leaf.
pub(super) fn scanned(paper: &std::path::Path) -> Vec<String> {
    let target = paper.with_extension("");
    let target = target.to_str().unwrap();
    let run = |program: &str, arguments: &[&str]| {
        String::from_utf8(std::process::Command::new(program).args(arguments).output().unwrap().stdout)
            .unwrap()
    };
    run("pdftoppm", &["-r", "150", "-png", paper.to_str().unwrap(), target]);
    let folder = paper.parent().unwrap();
    let pages = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let named = |file: &std::path::PathBuf| file.to_str().unwrap().starts_with(&format!("{target}-"));
    let mut pages: Vec<_> = pages.filter(named).collect();
    pages.sort();
    pages.iter().map(|page| run("zbarimg", &["-q", "--nodbus", page.to_str().unwrap()])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_web_process_sees_of_the_tree_the_one_checkpoint_over_a_closing() {
    let day = CounterDay::with_cards(10).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    day.open_case(&anna).await;
    sign(&day.database, day.now()).await;
    let ends = day.day_stands(&clara).await.ends;
    day.close(&clara, day.today(), &because(Reason::Time, &ends)).await.unwrap();
    assert!(day.closed(&clara, day.today()).await.signed.is_none(), "the older checkpoint does not cover it");
    sign(&day.database, day.now()).await;
    let signed = day.closed(&clara, day.today()).await.signed.unwrap();
    assert!(signed.row < signed.size);
    day.open_case(&anna).await;
    sign(&day.database, day.now() + chrono::TimeDelta::seconds(5)).await;
    assert_eq!(day.closed(&clara, day.today()).await.signed, Some(signed), "the first one that does");
}
