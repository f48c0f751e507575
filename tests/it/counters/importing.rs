// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters from a file, by page and by command line.

use super::{administrator, kept};
use crate::support::{Database, database, house};
use chrono::Utc;
use diesel_async::RunQueryDsl;
use sportello::counters::import::{self, ImportError, Plan, Trouble};
use sportello::texts::Language;

const HEAD: &str = "codice;nome;ente;comune";

async fn take(database: &Database, file: impl AsRef<[u8]>) -> Result<Plan, ImportError> {
    let mut owner = database.owner().await;
    import::take_as_keeper(&mut owner, &database.web_key, file.as_ref(), Utc::now()).await
}

async fn troubles(database: &Database, file: impl AsRef<[u8]>) -> Vec<Trouble> {
    match take(database, file).await {
        Err(ImportError::Troubles(troubles)) => troubles,
        other => panic!("{other:?}"),
    }
}

async fn rows(database: &Database, of: &str) -> usize {
    diesel::sql_query(format!("SELECT 1 FROM {of}")).execute(&mut database.owner().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstrations_counters_come_in_once_and_a_second_time_changes_nothing() {
    let database = database().await;
    let file = include_bytes!("../../../src/demo/counters.csv");
    assert_eq!(take(&database, file).await.unwrap().counts(), (20, 0, 0));
    let before = (rows(&database, "counter_changes").await, rows(&database, "audit_rows").await);
    assert_eq!(take(&database, file).await.unwrap().counts(), (0, 0, 20));
    assert_eq!(rows(&database, "counter_changes").await, before.0);
    assert_eq!(rows(&database, "audit_rows").await, before.1 + 1, "the import itself, again");
    for body in ["AST Pesaro-Urbino", "AST Ancona", "AST Macerata", "AST Fermo", "AST Ascoli Piceno"] {
        assert!(rows(&database, &format!("counters WHERE body = '{body}'")).await >= 3, "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn commas_quotes_marks_and_apostrophes_are_read_and_missing_columns_stay_as_they_are() {
    let database = database().await;
    let file = "\u{feff}CODICE,nome,ente,comune,lunedi,telefono\r\n\
        AN01,\"Sportello dell'Aquila, \"\"nuovo\"\"\",AST,Porto Sant'Elpidio,\"8-12, 14-17\",'+39 071\r\n\r\n,,,,,\r\n";
    assert_eq!(take(&database, file).await.unwrap().counts(), (1, 0, 0));
    let plan = take(&database, format!("{HEAD}\nAN01;Altro;AST;Jesi\n")).await.unwrap();
    assert_eq!(plan.counts(), (0, 1, 0));
    let facts = &plan.lines[0].facts;
    assert_eq!((facts.telephone.as_str(), facts.weekday(0).len(), facts.services.len()), ("+39 071", 2, 7));
    let before = plan.lines[0].kept.as_ref().unwrap();
    assert_eq!((before.facts.name.as_str(), before.version), ("Sportello dell'Aquila, \"nuovo\"", 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_one_fault_saves_nothing_and_says_where_it_is() {
    let database = database().await;
    let file = format!(
        "{HEAD};martedi;eccezioni\nAN01;Uno;AST;Ancona;8-12;\nAN02;Due;AST;;8-12, 11-13;29/02/2027 chiuso\nAN01;Tre;AST;Jesi;;\nAN03;x\n"
    );
    let found = troubles(&database, &file).await;
    assert_eq!(
        found.iter().map(|trouble| (trouble.line, trouble.column.as_str())).collect::<Vec<_>>(),
        [(5, "")]
    );
    assert!(found[0].said(Language::Italian).contains("2 celle e l’intestazione 6"));
    let found = troubles(&database, file.replace("AN03;x\n", "")).await;
    let told: Vec<_> =
        found.iter().map(|trouble| (trouble.line, trouble.column.as_str(), trouble.key)).collect();
    assert_eq!(
        told,
        [
            (3, "comune", "field-required"),
            (3, "martedi", "counter-fault-overlap"),
            (3, "eccezioni", "counter-fault-date"),
            (4, "codice", "counter-fault-code-twice"),
        ]
    );
    assert_eq!((rows(&database, "counters").await, rows(&database, "audit_rows").await), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_file_of_counters_is_said_as_a_whole() {
    let database = database().await;
    for (file, key) in [
        (b"".to_vec(), "counter-import-empty"),
        (HEAD.as_bytes().to_vec(), "counter-import-empty"),
        (vec![b'x'; 10_000_000], "counter-import-large"),
        (b"codice;nome;ente;comune\nAN01;Alb\xe0;AST;x\n".to_vec(), "counter-import-utf8"),
        (b"codice;nome;ente;comune\nAN01;A\0;AST;x\n".to_vec(), "field-odd-characters"),
        (b"codice;nome;ente\nAN01;A;AST\n".to_vec(), "counter-import-column-missing"),
        (b"codice;nome;ente;comune;comune\n".to_vec(), "counter-import-column-twice"),
        (b"codice;nome;ente;comune;password\n".to_vec(), "counter-import-column-unknown"),
        (b"codice;nome;ente;comune\nAN01;\"never closed;AST;x\n".to_vec(), "counter-import-cells"),
        (b"%PDF-1.7\n\x01\x02\n".to_vec(), "counter-import-column-unknown"),
        (format!("{HEAD}\n{}", "AN01;a;b;c\n".repeat(2_001)).into_bytes(), "counter-import-rows"),
    ] {
        let found = troubles(&database, &file).await;
        assert_eq!(found[0].key, key, "{found:?}");
    }
    assert_eq!(rows(&database, "counters").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_shows_what_a_file_does_before_it_is_taken() {
    let house = house().await;
    let (ada, mut browser) = administrator(&house, "ada").await;
    let file = format!(
        "{HEAD};lunedi\nAN01;Ancona nuova;AST Ancona;Ancona;8:30-12:30\nMC01;Macerata;AST Macerata;Macerata;\n"
    );
    browser.open("/administration/counters/import").await;
    browser.attach("Guarda il file", &[], &[("sportelli.csv", file.as_bytes())]).await;
    browser.says("Uno sportello nuovo.").says("Uno modificato.").says("Nome: Ancona centro → Ancona nuova");
    assert_eq!(kept(&house, "AN01").await.version, 1, "nothing is saved yet");
    let plan = browser.path().to_owned();
    let code = house.next_code(&ada);
    browser.press("Prendi tutto", &[("totp", &code)]).await.says("Gli sportelli del file sono salvati");
    assert_eq!(kept(&house, "AN01").await.facts.name, "Ancona nuova");
    assert_eq!(
        (house.audited("counter.open", "done").await, house.audited("counter.import", "done").await),
        (1, 1)
    );
    browser.open(&plan).await.says("non cambia niente");
    let (_, mut other) = administrator(&house, "ivo").await;
    other.open(&plan).await;
    assert_eq!(other.status(), 404, "a file is its administrator's own");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_would_do_something_else_by_now_is_not_taken() {
    let house = house().await;
    let (ada, mut browser) = administrator(&house, "ada").await;
    let file = format!("{HEAD}\nAN01;Ancona nuova;AST Ancona;Ancona\n");
    browser.open("/administration/counters/import").await;
    browser.attach("Guarda il file", &[], &[("a.csv", file.as_bytes())]).await;
    let mut owner = house.database.owner().await;
    let meanwhile = "SELECT write_counter(id, 1, counter_facts(id) || '{\"telephone\": \"1\"}', NULL, now()) FROM counters WHERE code = 'AN01'";
    diesel::sql_query(meanwhile).execute(&mut owner).await.unwrap();
    let code = house.next_code(&ada);
    browser.press("Prendi tutto", &[("totp", &code)]).await.says("Nel frattempo");
    assert_eq!((browser.status(), house.audited("counter.import", "refused").await), (409, 1));
    assert_eq!(kept(&house, "AN01").await.facts.name, "Ancona centro");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_none_is_told_on_its_page() {
    let house = house().await;
    let (_, mut browser) = administrator(&house, "ada").await;
    for (file, words) in [
        (vec![b'x'; 10_000_000], "Il file è troppo grande"),
        (b"codice;nome;ente;comune\nan1;<b>;AST;x\n".to_vec(), "due lettere maiuscole"),
        (b"codice;nome;ente;comune\nAN01;\0;AST;x\n".to_vec(), "caratteri"),
    ] {
        browser.open("/administration/counters/import").await;
        browser.attach("Guarda il file", &[], &[("a.csv", &file)]).await;
        assert_eq!(browser.status(), 422);
        assert!(browser.text().to_lowercase().contains(&words.to_lowercase()), "{words}: {}", browser.text());
    }
    browser
        .open("/administration/counters/import")
        .await
        .attach("Guarda il file", &[], &[])
        .await
        .says("Scegli un file");
}
