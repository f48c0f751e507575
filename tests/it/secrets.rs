// SPDX-License-Identifier: AGPL-3.0-or-later
//! No half of a code stands anywhere: under codes of 32 digits split 16 + 16, and with everything logged, whole journeys are
//! made (a spoilt sheet, a killed process and a refusal included); then the database, its WAL and dump, logs, keys, temporary
//! files, metrics, pages with their addresses, and papers are searched for each half in each form.

mod life;
mod places;
mod reports;
mod said;
mod scans;
mod steps;

use crate::support::browser::{Browser, encode};
use crate::support::running_demo::{RunningDemo, mails, metrics};
use crate::support::search::{self, Wanted};
use crate::support::visit::{
    Shown, hand_over, holders, print, serial_of, to_the_card, to_the_letter_box, to_the_signature,
    to_the_signature_again, typed, words_of,
};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The runs of at least 16 digits beside bullets: halves of codes.
fn halves(text: &str) -> BTreeSet<String> {
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{200b}')).collect();
    let runs = bare.split(|c: char| !(c.is_ascii_digit() || c == '•'));
    let masked = runs.filter(|run| run.contains('•') && run.bytes().filter(u8::is_ascii_digit).count() == 16);
    masked.map(|run| run.chars().filter(char::is_ascii_digit).collect()).collect()
}

/// Waits until the letter of a finished case may be sent again.
async fn accepted(browser: &mut Browser, case: &str) {
    for _ in 0..200 {
        if browser.open(case).await.count("a[href$='/resend']") > 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("nothing to send again: {}", browser.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_half_of_a_code_stands_anywhere_but_on_the_sheet_and_in_the_one_mail() {
    let policy = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/test-long-codes.toml");
    let readable = std::env::temp_dir().join(format!("long-codes-{}.toml", std::process::id()));
    std::fs::copy(policy, &readable).unwrap();
    let settings = [("SPORTELLO_POLICY", readable.to_str().unwrap()), ("SPORTELLO_LOG", "trace")];
    let mut demo = RunningDemo::start("secrets", &settings).await;
    let mut shown = Shown::default();
    let ready = holders(&demo, "s.state = 'on_hold' AND c.expires > now() + interval '1 day'").await;
    let mut sheets = Vec::new();

    // a whole case as it should be
    let mut clerk = demo.clerk(1).await;
    let mut browser = demo.sign_in(&mut clerk).await;
    to_the_card(&mut browser, &ready[0], &mut shown).await;
    let case = to_the_signature(&mut browser, "uno@posta.example", &mut shown).await;
    let code = clerk.code().await;
    browser.press("Attiva e rilascia", &[("totp", &code)]).await;
    shown.keep(&browser);
    sheets.push(print(&mut browser, &mut clerk, &case).await);
    hand_over(&mut browser, &case, &sheets[0], &mut shown).await;

    // sent again, then the address corrected with the old sheet at hand: no other half is printed
    let done = case;
    accepted(&mut browser, &done).await;
    browser.open(&format!("{done}/resend")).await;
    shown.keep(&browser);
    let code = clerk.code().await;
    browser.press("Invia di nuovo", &[("totp", &code), ("present", "on")]).await;
    shown.keep(&browser);
    let mut clerk = demo.clerk(5).await; // each has three codes at once
    let mut browser = demo.sign_in(&mut clerk).await;
    accepted(&mut browser, &done).await;
    browser.press("Correggi l’indirizzo", &[]).await;
    browser.press("Salva e continua", &[]).await;
    let card =
        [("number", &*ready[0].card_number), ("expires", &typed(ready[0].expires)), ("former", "none")];
    browser.press("Salva e continua", &card).await;
    let case = to_the_signature_again(&mut browser, "uno.nuovo@posta.example", &mut shown).await;
    let code = clerk.code().await;
    let said = [("totp", &*code), ("warnings", "unlike_earlier"), ("old_sheet", "yes")];
    browser.press("Rilascia i codici", &said).await;
    for _ in 0..100 {
        if browser.open(&format!("{case}/old-sheet")).await.count("#serial") > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    shown.keep(&browser);
    browser.press("Conferma il foglio", &[("serial", &serial_of(&sheets[0]))]).await;
    assert!(browser.path().ends_with("/handover"), "{}", browser.text());
    shown.keep(&browser);

    // a spoilt sheet, destroyed and printed anew
    let mut clerk = demo.clerk(2).await;
    let mut browser = demo.sign_in(&mut clerk).await;
    to_the_card(&mut browser, &ready[1], &mut shown).await;
    let case = to_the_signature(&mut browser, "due@posta.example", &mut shown).await;
    let code = clerk.code().await;
    browser.press("Attiva e rilascia", &[("totp", &code)]).await;
    sheets.push(print(&mut browser, &mut clerk, &case).await);
    browser.open(&format!("{case}/sheet")).await;
    let code = clerk.code().await;
    let void = [("reason", "inceppato"), ("destroyed", "yes"), ("totp", &*code)];
    browser.press("Annulla il foglio", &void).await;
    shown.keep(&browser);
    let mut second = demo.clerk(4).await;
    let mut browser = demo.sign_in(&mut second).await;
    sheets.push(print(&mut browser, &mut second, &case).await);
    assert_eq!(halves(&sheets[1]), halves(&sheets[2]), "the same first half on a new sheet");
    hand_over(&mut browser, &case, &sheets[2], &mut shown).await;

    // the web process killed while the authority is asked
    let mut clerk = demo.clerk(3).await;
    let mut browser = demo.sign_in(&mut clerk).await;
    to_the_card(&mut browser, &ready[2], &mut shown).await;
    let case = to_the_signature(&mut browser, "tre@posta.example", &mut shown).await;
    let code = clerk.code().await;
    let (action, fields) = browser.form("Attiva e rilascia", &[("totp", &code)]);
    let mut other = Browser::new(demo.address);
    other.jar = browser.jar.clone();
    let asked = tokio::spawn(async move {
        let body = encode(&fields);
        other.send(hyper::Method::POST, &action, &body).await.status // or the line is cut, which ends this task
    });
    tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    demo.kill("serve");
    let _cut = asked.await;
    while !demo.is_ready().await {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    browser.open(&format!("{case}/release")).await;
    if browser.text().contains("Codice dell’app di autenticazione") {
        // killed before anything was recorded: the operator asks again
        let code = clerk.code().await;
        browser.press("Attiva e rilascia", &[("totp", &code)]).await;
    }
    sheets.push(print(&mut browser, &mut clerk, &case).await);
    hand_over(&mut browser, &case, &sheets[3], &mut shown).await;

    // a card that cannot be activated
    let without_chip = holders(&demo, "NOT c.has_chip").await;
    to_the_card(&mut browser, &without_chip[0], &mut shown).await;
    assert!(browser.path().contains("/refusals/"), "{}", browser.path());

    // a holder without a mailbox: the second half goes by letter
    to_the_card(&mut browser, &ready[3], &mut shown).await;
    let case = to_the_letter_box(&mut browser, &mut shown).await;
    let code = clerk.code().await;
    browser.press("Attiva e rilascia", &[("totp", &code)]).await;
    sheets.push(print(&mut browser, &mut clerk, &case).await);
    hand_over(&mut browser, &case, &sheets[4], &mut shown).await;
    let (print_folder, mut papers) = (demo.folder.join("letters"), Vec::new());
    for _ in 0..200 {
        papers = std::fs::read_dir(&print_folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        if papers.iter().any(|path| path.extension().is_some_and(|end| end == "pdf")) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let by_post = halves(&words_of(&std::fs::read(&papers[0]).unwrap()));
    assert_eq!((papers.len(), by_post.len()), (1, 3), "PIN, PUK and CIP in one letter");

    // what the citizens got
    let mailbox = demo.folder.join("mail");
    let mut letters = Vec::new();
    for _ in 0..200 {
        letters = mails(&mailbox).into_iter().filter(|mail| !halves(mail).is_empty()).collect();
        if letters.len() == 5 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(letters.len(), 5, "three citizens got their second halves, one of them three times");
    let first: BTreeSet<String> = sheets.iter().flat_map(|sheet| halves(sheet)).collect();
    let mut second: BTreeSet<String> = letters.iter().flat_map(|letter| halves(letter)).collect();
    second.extend(by_post);
    assert_eq!((first.len(), second.len()), (12, 12), "PIN, PUK and CIP of four cards, each in two halves");
    assert!(first.is_disjoint(&second));

    let wanted: Vec<Wanted> = first
        .iter()
        .map(|half| Wanted::new("a first half", half))
        .chain(second.iter().map(|half| Wanted::new("a second half", half)))
        .collect();
    let dump = Command::new("pg_dump").arg(demo.superuser()).output().unwrap();
    assert!(dump.status.success() && dump.stdout.len() > 100_000);
    let mut found = search::in_bytes("dump", &dump.stdout, &wanted);
    found.extend(search::in_bytes("metrics", metrics(&demo).await.as_bytes(), &wanted));
    for (path, bytes) in &shown.0 {
        found.extend(search::in_bytes(&format!("address {path}"), path.as_bytes(), &wanted));
        found.extend(search::in_bytes(&format!("page {path}"), bytes, &wanted));
        if bytes.starts_with(b"%PDF") {
            found.extend(search::in_bytes(&format!("words of {path}"), words_of(bytes).as_bytes(), &wanted));
        }
    }
    demo.end(); // everything is on the disk now, the last log line too
    found.extend(search::search(&demo.folder, &wanted, &|file: &Path| {
        file.starts_with(&mailbox) || file.starts_with(&print_folder)
    }));
    assert!(found.is_empty(), "halves in clear:\n{}", found.join("\n"));

    // the search sees what is there: the places where a second half may stand
    let seen = search::search(&mailbox, &wanted, &|_| false);
    assert!(seen.iter().any(|place| place.contains("a second half")), "the search is blind");
    assert!(!seen.iter().any(|place| place.contains("a first half")), "{seen:#?}");
    std::fs::remove_file(readable).unwrap();
}
