// SPDX-License-Identifier: AGPL-3.0-or-later
//! The real process: its lease, its file, its witnesses, a `kill -9`.

use super::Book;
use crate::support::process::{Running, sportello};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::Utc;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn find(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

/// A witness that refuses the first note and keeps the others.
fn witness() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, kept) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
    let notes = Arc::clone(&kept);
    std::thread::spawn(move || {
        for (count, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            let mut length = 0;
            loop {
                let mut line = String::new();
                lines.read_line(&mut line).unwrap();
                if let Some(told) = line.to_lowercase().strip_prefix("content-length:") {
                    length = told.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            lines.read_exact(&mut body).unwrap();
            let answer = if count == 0 { "503 Away" } else { "200 OK" };
            if count > 0 {
                notes.lock().unwrap().push(String::from_utf8(body).unwrap());
            }
            write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        }
    });
    (address, kept)
}

fn settings(book: &Book, witness: SocketAddr) -> Vec<(&'static str, String)> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(&book.folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    vec![
        ("SPORTELLO_DATABASE_URL", book.database.url_of("sportello_sequencer")),
        ("SPORTELLO_KEYS", book.folder.display().to_string()),
        ("SPORTELLO_REGISTER_ORIGIN", super::ORIGIN.to_owned()),
        ("SPORTELLO_CHECKPOINT_FILE", book.file().display().to_string()),
        ("SPORTELLO_WITNESSES", format!("http://{witness}/add")),
    ]
}

/// Waits for a checkpoint over so many rows.
async fn signed(book: &Book, size: u64) {
    let began = Instant::now();
    loop {
        let last = if book.file().exists() { book.notes().pop() } else { None };
        if last.is_some_and(|last| last.checkpoint.size == size) {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "no checkpoint over {size} rows");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Seconds between each row's own time and that of the first checkpoint over it, as the product has written them down.
async fn waits(book: &Book) -> Vec<f64> {
    #[derive(diesel::QueryableByName)]
    struct Wait {
        #[diesel(sql_type = diesel::sql_types::Double)]
        seconds: f64,
    }
    let sql = "SELECT extract(epoch FROM (SELECT min(c.at) FROM register_checkpoints c WHERE c.size > l.index) - r.at)::float8 AS seconds
        FROM register_leaves l JOIN audit_rows r ON r.id = l.row_id ORDER BY l.index";
    let mut owner = book.database.owner().await;
    let waits: Vec<Wait> = diesel_async::RunQueryDsl::load(diesel::sql_query(sql), &mut owner).await.unwrap();
    waits.into_iter().map(|wait| wait.seconds).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_signs_within_seconds_leaves_a_second_one_waiting_and_survives_a_kill() {
    let book = Book::new().await;
    let (address, kept) = witness();
    let settings = settings(&book, address);
    let mut first = Running::start("sequence", &["sequence"], &settings);
    first.says("numbering and signing").await;
    let mut second = Running::start("second", &["sequence"], &settings);
    second.says("another sequencer is at work; waiting").await;
    // each right behind a checkpoint, when the next is farthest away
    for size in 1..=5 {
        book.rows(1, Utc::now()).await;
        signed(&book, size).await;
    }
    let waits = waits(&book).await;
    assert!(
        waits.len() == 5 && waits.iter().all(|wait| *wait < 2.0),
        "seconds from a row to its checkpoint: {waits:?}"
    );
    first.kill();
    book.rows(2, Utc::now()).await;
    signed(&book, 7).await;
    second.says("numbering and signing").await;
    let began = Instant::now();
    while kept.lock().unwrap().last().is_none_or(|note| !note.contains("\n7\n")) {
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", kept.lock().unwrap());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let told = kept.lock().unwrap().clone();
    assert!(told.iter().all(|note| book.notes().iter().any(|known| known.text == *note)), "{told:?}");
    let report = book.verified().await;
    assert!(report.is_clean() && report.numbered == 7, "{:?}", super::said(&report));

    let checked = sportello(&["check", "sequence"], &settings).output().unwrap();
    let checked = String::from_utf8(checked.stdout).unwrap();
    assert!(checked.contains("ok     register: knows the checkpoint key"), "{checked}");
    assert!(checked.contains("the newest checkpoint is over 7 rows"), "{checked}");
    let owner = [("DATABASE_URL", book.database.url())];
    let checked = String::from_utf8(sportello(&["check"], &owner).output().unwrap().stdout).unwrap();
    assert!(checked.contains("ok     register: 7 rows numbered, 0 wait; checkpoint over 7"), "{checked}");
    second.end();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_say_what_they_found_and_end_with_a_code() {
    let book = Book::new().await;
    book.signed(&[4, 8], super::noon()).await;
    let file = book.file().display().to_string();
    let export = book.folder.join("export").display().to_string();
    // a role that may read, and nothing else
    let mut owner = book.database.owner().await;
    let reader = format!("reader_{}", uuid::Uuid::now_v7().simple());
    let made = format!(
        "CREATE ROLE {reader} LOGIN IN ROLE pg_read_all_data; GRANT CONNECT ON DATABASE {} TO {reader}",
        book.database.name()
    );
    diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, &made).await.unwrap();
    let url = [("DATABASE_URL", book.database.url_of(&reader))];
    let run = |words: &[&str], settings: &[(&'static str, String)]| {
        let done = sportello(words, settings).output().unwrap();
        let said =
            String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
        (done.status.code(), said)
    };
    let (code, said) = run(&["audit", "verify"], &url);
    assert!(code == Some(0) && said.contains("a cut tail cannot be seen"), "{said}");
    let (code, said) = run(&["audit", "verify", "--checkpoint", &file], &url);
    assert!(
        code == Some(0) && said.contains("The first 8 rows are those of the checkpoint from outside"),
        "{said}"
    );
    assert_eq!(run(&["audit", "export", &export], &url).0, Some(0));
    let (code, said) = run(&["audit", "verify", "--export", &export, "--checkpoint", &file], &[]);
    assert!(code == Some(0) && said.contains("8 rows with a number"), "without a database: {said}");
    let written = std::fs::read_to_string(&export).unwrap();
    let bytes: Vec<Vec<u8>> = written.split('"').filter_map(|word| STANDARD.decode(word).ok()).collect();
    assert!(bytes.iter().any(|it| find(it, b"case.open")), "rows are there, and can be read");
    assert!(!bytes.iter().any(|it| find(it, b"D'Al")) && !written.contains("D'Al"), "no personal value");
    assert_eq!(run(&["audit", "verify", "--key", "nonsense"], &url).0, Some(2));

    book.tamper("DELETE FROM audit_rows WHERE id IN (SELECT row_id FROM register_leaves WHERE index = 2)")
        .await;
    let (code, said) = run(&["audit", "verify"], &url);
    assert!(code == Some(1) && said.contains("DELETED: the row of number 2 is gone."), "{said}");
    assert!(said.contains("1 thing is wrong with the register."), "{said}");
    let whole = std::fs::read_to_string(&export).unwrap();
    std::fs::write(&export, &whole[..whole.len() - "\"end\"\n".len()]).unwrap();
    let (code, said) = run(&["audit", "verify", "--export", &export], &[]);
    assert!(code == Some(1) && said.contains("the export ends before its last line"), "{said}");
    drop(url);
    let gone =
        format!("REVOKE CONNECT ON DATABASE {} FROM {reader}; DROP ROLE {reader}", book.database.name());
    diesel_async::SimpleAsyncConnection::batch_execute(&mut owner, &gone).await.unwrap();
}
