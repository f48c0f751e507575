// SPDX-License-Identifier: AGPL-3.0-or-later
//! The papers of a case in which a parent acts: printed from the step, and both persons on the request form.

use super::pages::parents_case;
use crate::support::desk::desk;
use std::io::Write;
use std::process::{Command, Stdio};

/// The words of a PDF, blanks and line ends made one.
fn words(bytes: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext");
    reader.stdin.take().expect("its input").write_all(bytes).expect("a paper");
    let text = reader.wait_with_output().expect("its words").stdout;
    String::from_utf8(text).expect("UTF-8").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_step_prints_the_declaration_with_what_is_known_and_keeps_a_row_of_it() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = parents_case(&desk, &mut browser).await;
    browser.says("Dichiarazione sostitutiva di responsabilità genitoriale");
    let papers = format!("{case}/delegation/papers");
    browser.open(&format!("{papers}/parenthood?language=de")).await;
    assert_eq!((browser.status(), browser.header("content-type")), (200, "application/pdf"));
    assert_eq!(browser.header("cache-control"), "no-store");
    let text = words(browser.bytes());
    let (minor, parent) = (desk.card("minor"), desk.card("ready"));
    for part in [
        minor.codice_fiscale.as_str(),
        parent.codice_fiscale.as_str(),
        "responsabilità genitoriale",
        "elterliche Verantwortung",
        "art. 76",
    ] {
        assert!(text.contains(part), "{part:?} is missing in {text}");
    }
    assert_eq!(desk.house.audited("delegation.print", "done").await, 1);
    browser.open(&format!("{papers}/guardian")).await;
    assert_eq!(browser.status(), 404, "a parent is no guardian");
    assert_eq!(desk.house.audited("delegation.print", "done").await, 1);
}
