// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans in the step of a delegation, as an operator brings them in.

use super::pages::parents_case;
use crate::support::Browser;
use crate::support::desk::{Desk, desk};
use crate::support::files::{document, headers, picture};
use chrono::Duration;
use sportello::evidence::Scan;
use tokio::io::AsyncWriteExt;

pub(super) const STATUS: &str = "family_status:scanned";
const SIGNED: [(&str, &str); 2] =
    [("piece", "parenthood_self_certification:scanned"), ("signed", "delegate")];
pub(super) const RECORD: &str = "Registra e continua";
const ONLY_FILES: &str = "Carica soltanto i file";

/// A parent's case in whose step nothing but the proof of parenthood is missing.
pub(super) struct Step {
    pub desk: Desk,
    pub anna: Browser,
    /// `/cases/…`
    pub case: String,
}

pub(super) async fn step() -> Step {
    let desk = desk().await;
    let mut anna = desk.at_work().await;
    let case = parents_case(&desk, &mut anna).await;
    anna.press(RECORD, &[]).await; // the card
    assert_eq!(anna.count(".evidence-list .is-missing"), 1, "{}", anna.text());
    Step { desk, anna, case }
}

impl Step {
    pub async fn scans(&self) -> Vec<Scan> {
        let mut owner = self.desk.house.database.owner().await;
        let case = self.case.rsplit('/').next().unwrap().parse().unwrap();
        sportello::evidence::of_case(&mut owner, case).await.unwrap()
    }

    /// Rows of a table, or of a condition on one.
    pub async fn rows(&self, of: &str) -> i64 {
        super::scans_kept::rows(&self.desk.house.database, of).await
    }

    pub fn files(&self) -> usize {
        std::fs::read_dir(&self.desk.house.evidence).unwrap().count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_is_recorded_with_its_scans_by_one_button() {
    let mut step = step().await;
    assert_eq!(step.anna.attribute("form.evidence", "enctype"), "multipart/form-data");
    assert_eq!(step.anna.count("form.evidence [data-scanned]"), 2);
    let files: [(&str, &[u8]); 2] =
        [("fronte.pdf", &document(1, "fronte")), ("retro.png", &picture(60, image::ImageFormat::Png))];
    step.anna.attach(RECORD, &SIGNED, &files).await;
    assert_eq!(step.anna.path(), format!("{}/contact", step.case), "{}", step.anna.text());
    assert_eq!((step.scans().await.len(), step.rows("delegation_evidence_scans").await), (2, 2));
    assert_eq!(step.rows("delegation_evidence WHERE way = 'scanned'").await, 1);
    // the step lists them; whoever opens one is registered, and the page says so
    step.anna.open(&format!("{}/delegation", step.case)).await;
    assert_eq!(step.anna.count(".evidence-list ol.scans li"), 2);
    let open = "Apri 1, Dichiarazione sostitutiva di responsabilità genitoriale";
    let (action, fields) = step.anna.form(open, &[]);
    let file = step.anna.send(hyper::Method::POST, &action, &crate::support::encode(&fields)).await;
    assert!(file.body == files[0].1 && file.header("content-disposition").starts_with("attachment"));
    step.anna.open(&format!("{}/delegation", step.case)).await.says("aperto una volta");
    step.desk.contact(&mut step.anna, &step.case, "mamma@example.org").await;
    step.desk.sign(&mut step.anna, &step.case).await;
    step.anna.open(&format!("{}/delegation", step.case)).await;
    assert_eq!(step.anna.count(".evidence-list ol.scans li"), 2);
    assert_eq!(step.anna.count("form[action$=removal]"), 0, "what was signed for stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_whatever_becomes_of_the_files() {
    let mut step = step().await;
    let typed = [
        ("piece", STATUS),
        ("signed", "delegate"),
        ("number", "CA99999AA"),
        ("issuer", "Comune di Fabriano"),
        ("issued", "01/02/2024"),
    ];
    let stays = |browser: &Browser| {
        assert_eq!(browser.attribute("input[name=piece][checked]", "value"), STATUS);
        assert_eq!(browser.attribute("#number", "value"), "CA99999AA");
        assert_eq!(browser.attribute("#issuer", "value"), "Comune di Fabriano");
        assert_eq!(browser.attribute("#issued", "value"), "01/02/2024");
        assert_eq!(browser.count("input[name=signed][checked]"), 1);
    };
    // only the files
    step.anna.attach(ONLY_FILES, &typed, &[("a.pdf", &document(1, "a"))]).await;
    assert_eq!(step.anna.status(), 200, "{}", step.anna.text());
    step.anna.says("File caricati e non ancora registrati").says("1. Stato di famiglia");
    stays(&step.anna);
    // nothing chosen
    step.anna.attach(ONLY_FILES, &[], &[("", b"")]).await.says("Scegli almeno un file");
    assert_eq!(step.anna.status(), 422);
    stays(&step.anna);
    // a file that does not do, and one that does
    let files: [(&str, &[u8]); 2] = [("nota.txt", b"no"), ("b.pdf", &document(1, "b"))];
    step.anna.attach(RECORD, &[], &files).await.says("File 1 (nota.txt): non è un PDF");
    assert_eq!((step.anna.status(), step.scans().await.len()), (422, 2));
    stays(&step.anna);
    assert_eq!(step.rows("delegation_evidence WHERE way = 'scanned'").await, 0, "nothing is recorded");
    // one of them taken back, by a button of the same form
    step.anna.attach("Togli 1, Stato di famiglia", &[], &[]).await;
    assert_eq!((step.anna.status(), step.files()), (200, 1), "{}", step.anna.text());
    stays(&step.anna);
    step.anna.press(RECORD, &[]).await;
    assert_eq!(step.anna.path(), format!("{}/contact", step.case), "{}", step.anna.text());
    assert_eq!(step.rows("delegation_evidence_scans").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_that_is_missing_is_told_in_words_and_keeps_from_going_on() {
    let mut step = step().await;
    step.anna.attach(RECORD, &[("piece", STATUS)], &[("", b"")]).await;
    assert_eq!(step.anna.status(), 422);
    assert!(step.anna.words_of("#files-error").contains("Manca la scansione"), "{}", step.anna.text());
    step.anna.attach(RECORD, &[], &[("a.pdf", &document(1, "a"))]).await;
    assert_eq!(step.anna.path(), format!("{}/contact", step.case), "{}", step.anna.text());
    // its only scan taken back: the piece stays, lacks it, and the case goes back to the step
    step.anna.open(&format!("{}/delegation", step.case)).await;
    step.anna.press("Togli 1, Stato di famiglia", &[]).await;
    step.anna.says("Manca la scansione").says("Il file è stato tolto");
    assert_eq!(step.anna.count(".evidence-list .is-missing"), 1);
    step.anna.open(&format!("{}/check", step.case)).await;
    assert_eq!(step.anna.path(), format!("{}/delegation", step.case), "it refuses to go on");
    assert_eq!(step.anna.attribute("input[name=piece][checked]", "value"), STATUS, "as it was recorded");
    step.anna.attach(RECORD, &[], &[("b.pdf", &document(1, "b"))]).await;
    assert_eq!(step.anna.path(), format!("{}/contact", step.case), "{}", step.anna.text());
    assert_eq!(step.rows("delegation_evidence WHERE way = 'scanned'").await, 1, "it is the same piece");
    assert_eq!(step.desk.house.audited("evidence.add_scans", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clicks_and_two_uploads_at_once_are_one_piece() {
    let step = step().await;
    let mut clicks = Vec::new();
    for words in ["same", "same", "other"] {
        let (action, body) = step.anna.with_files(RECORD, &SIGNED, &[("a.pdf", &document(1, words))]);
        let mut browser = step.desk.house.browser();
        browser.jar = step.anna.jar.clone();
        clicks.push(tokio::spawn(async move { browser.send_files(&action, &body).await.status }));
    }
    for click in clicks {
        assert_eq!(click.await.unwrap(), 303);
    }
    assert_eq!((step.scans().await.len(), step.files()), (2, 2));
    assert_eq!(step.rows("delegation_evidence WHERE way = 'scanned'").await, 1);
    assert_eq!(step.rows("delegation_evidence_scans").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_cut_in_the_middle_records_nothing_and_the_step_goes_on() {
    let mut step = step().await;
    let (small, large) = (document(1, "whole"), picture(300, image::ImageFormat::Png));
    let (action, body) = step.anna.with_files(RECORD, &SIGNED, &[("a.pdf", &small), ("b.png", &large)]);
    let cookies: Vec<String> = step.anna.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
    for cut in [body.len() - 1_000, body.len() / 2, 400, body.len() - 3] {
        let address = step.desk.house.address;
        let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
        let (cookies, length) = (cookies.join("; "), body.len());
        let [(site, origin), (kind, form)] = headers();
        let head = format!(
            "POST {action} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookies}\r\n{site}: {origin}\r\n{kind}: {form}\r\n\
             Content-Length: {length}\r\n\r\n"
        );
        line.write_all(head.as_bytes()).await.unwrap();
        line.write_all(&body[..cut]).await.unwrap();
        line.shutdown().await.unwrap();
        let mut answer = Vec::new();
        let _cut = tokio::io::AsyncReadExt::read_to_end(&mut line, &mut answer).await;
    }
    assert_eq!(step.rows("delegation_evidence WHERE way = 'scanned'").await, 0);
    assert!(step.scans().await.len() <= 1 && step.files() == step.scans().await.len());
    step.anna.open(&format!("{}/delegation", step.case)).await;
    step.anna.attach(RECORD, &SIGNED, &[("a.pdf", &small), ("b.png", &large)]).await;
    assert_eq!(step.anna.path(), format!("{}/contact", step.case), "{}", step.anna.text());
    assert_eq!((step.scans().await.len(), step.rows("delegation_evidence_scans").await), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_files_whose_session_ended_waits_without_them() {
    let mut step = step().await;
    let typed = [SIGNED[0], SIGNED[1], ("issuer", "Comune di Fabriano")];
    let (action, body) = step.anna.with_files(RECORD, &typed, &[("a.pdf", &document(1, "secret words"))]);
    step.desk.house.later(Duration::minutes(16));
    let answer = step.anna.send_files(&action, &body).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/sign-in"));
    assert_eq!((step.scans().await.len(), step.files()), (0, 0), "files are not taken from nobody");
    assert_eq!(step.rows("parked_forms").await, 1);
    let mut anna = step.desk.at_work().await;
    anna.open("/session/parked").await.says("I file non sono stati conservati");
    assert_eq!(anna.count("input[name=files]"), 0);
    anna.press("Invia ora", &[]).await;
    assert_eq!(anna.status(), 422, "{}", anna.text());
    assert!(anna.words_of("#files-error").contains("Manca la scansione: scegli i file"), "{}", anna.text());
    assert_eq!(anna.attribute("#issuer", "value"), "Comune di Fabriano");
    anna.attach(RECORD, &[], &[("a.pdf", &document(1, "secret words"))]).await;
    assert_eq!(anna.path(), format!("{}/contact", step.case), "{}", anna.text());
}
