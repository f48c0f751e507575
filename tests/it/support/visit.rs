// SPDX-License-Identifier: AGPL-3.0-or-later
//! A citizen's visit, step by step, as an operator of a running demonstration serves it.

use super::browser::Browser;
use super::running_demo::{Clerk, RunningDemo};
use chrono::NaiveDate;
use diesel::sql_query;
use diesel::sql_types::{Date, Text};
use diesel_async::RunQueryDsl;
use std::process::Command;

/// A holder as the authority knows them.
#[derive(diesel::QueryableByName)]
pub struct Holder {
    #[diesel(sql_type = Text)]
    pub codice_fiscale: String,
    #[diesel(sql_type = Text)]
    pub card_number: String,
    #[diesel(sql_type = Text)]
    pub surname: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub sex: String,
    #[diesel(sql_type = Date)]
    pub birth_date: NaiveDate,
    #[diesel(sql_type = Text)]
    pub birth_place: String,
    #[diesel(sql_type = Date)]
    pub expires: NaiveDate,
}

/// Grown-up holders of cards that fit `condition`.
pub async fn holders(demo: &RunningDemo, condition: &str) -> Vec<Holder> {
    let sql = format!(
        "SELECT c.* FROM authority.cards c LEFT JOIN authority.certificates s USING (card_number) \
         WHERE {condition} AND birth_date < '2000-01-01' \
         AND codice_fiscale ~ '^[A-Z]{{6}}[0-9]{{2}}[A-Z][0-9]{{2}}[A-Z][0-9]{{3}}[A-Z]$' ORDER BY card_number"
    );
    sql_query(sql).load(&mut demo.database().await).await.unwrap()
}

/// What was shown to the operators: pages and papers under their addresses.
#[derive(Default)]
pub struct Shown(pub Vec<(String, Vec<u8>)>);

impl Shown {
    /// Keeps what the browser shows now.
    pub fn keep(&mut self, browser: &Browser) {
        self.0.push((browser.path().to_owned(), browser.bytes().to_vec()));
    }
}

/// `31/01/1980`.
pub fn typed(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// Carries a case from the look-up to the authority's answer about the card.
pub async fn to_the_card(browser: &mut Browser, holder: &Holder, shown: &mut Shown) {
    browser.open("/").await;
    browser.press("Cerca", &[("sought", &holder.codice_fiscale), ("reason", "present")]).await;
    browser.press("Apri una pratica", &[]).await;
    shown.keep(browser);
    let person = [
        ("surname", &*holder.surname),
        ("name", &holder.name),
        ("sex", &holder.sex),
        ("birth_date", &typed(holder.birth_date)),
        ("birth_place", &holder.birth_place),
    ];
    browser.press("Salva e continua", &person).await;
    shown.keep(browser);
    let card = [("number", &*holder.card_number), ("expires", &typed(holder.expires)), ("former", "none")];
    browser.press("Salva e continua", &card).await;
    shown.keep(browser);
}

const DOCUMENT: [(&str, &str); 5] = [
    ("kind", "cie"),
    ("number", "CA12345AA"),
    ("issuer", "Comune di Ancona"),
    ("issued", "01/02/2025"),
    ("expires", "01/02/2034"),
];

/// Carries it on to the signed form; answers the case's path.
pub async fn to_the_signature(browser: &mut Browser, email: &str, shown: &mut Shown) -> String {
    identify(browser).await;
    browser.press("Salva e continua", &[("email", email), ("email_again", email)]).await;
    sign(browser, shown).await
}

/// The same for a holder whose earlier address was another.
pub async fn to_the_signature_again(browser: &mut Browser, email: &str, shown: &mut Shown) -> String {
    identify(browser).await;
    browser.press("Salva e continua", &[("email", email), ("email_again", email)]).await;
    assert_eq!(browser.status(), 422, "{}", browser.text());
    browser.press("Salva e continua", &[("ticked", "unlike_earlier"), ("reason", "cambiato")]).await;
    sign(browser, shown).await
}

async fn identify(browser: &mut Browser) {
    browser.press("Salva e continua", &DOCUMENT).await;
}

async fn sign(browser: &mut Browser, shown: &mut Shown) -> String {
    browser.press("Continua senza verifica", &[("skip_reason", "non legge la posta qui")]).await;
    signed(browser, shown).await
}

/// The same for a holder who gets a letter.
pub async fn to_the_letter_box(browser: &mut Browser, shown: &mut Shown) -> String {
    browser.press("Salva e continua", &DOCUMENT).await;
    let letter = browser.path().replace("/contact", "/no-email/letter");
    browser.open(&letter).await;
    let home = [("street", "Via Roma 1"), ("postal_code", "60121"), ("town", "Ancona"), ("province", "AN")];
    browser.press("Salva e continua", &home).await;
    shown.keep(browser);
    signed(browser, shown).await
}

async fn signed(browser: &mut Browser, shown: &mut Shown) -> String {
    let case = browser.path().strip_suffix("/check").expect("the answers to check").to_owned();
    browser.press("Stampa la richiesta", &[]).await;
    shown.keep(browser);
    browser.open(&format!("{case}/check")).await;
    browser.press("Registra la firma e continua", &[("signed", "on")]).await;
    shown.keep(browser);
    case
}

/// Waits until the sheet can be printed, prints it and answers the paper's words.
pub async fn print(browser: &mut Browser, clerk: &mut Clerk, case: &str) -> String {
    for _ in 0..300 {
        if browser.open(&format!("{case}/sheet")).await.text().contains("si stampa una volta sola") {
            let code = if browser.count("#totp") > 0 { Some(clerk.code().await) } else { None };
            let filled: Vec<(&str, &str)> = code.iter().map(|code| ("totp", code.as_str())).collect();
            browser.press("Stampa il foglio", &filled).await;
            assert!(browser.bytes().starts_with(b"%PDF"), "{}", browser.text());
            return words_of(browser.bytes());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("no sheet to print: {}", browser.text());
}

/// What a paper says, read by `pdftotext`.
pub fn words_of(paper: &[u8]) -> String {
    let file = std::env::temp_dir().join(format!("paper-{}.pdf", uuid::Uuid::now_v7()));
    std::fs::write(&file, paper).unwrap();
    let said = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().unwrap();
    std::fs::remove_file(file).unwrap();
    String::from_utf8(said.stdout).unwrap()
}

/// The serial among a sheet's words.
pub fn serial_of(sheet: &str) -> String {
    let words = sheet.split_whitespace().map(|word| word.replace('-', ""));
    let letters = |word: &str| word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let mut serials =
        words.filter(|word| word.len() == 12 && letters(word) && !word.bytes().all(|b| b.is_ascii_digit()));
    serials.next().unwrap_or_else(|| panic!("no serial on the sheet:\n{sheet}"))
}

/// Hands a printed sheet over and looks at the receipt.
pub async fn hand_over(browser: &mut Browser, case: &str, sheet: &str, shown: &mut Shown) {
    browser.open(&format!("{case}/sheet")).await;
    shown.keep(browser);
    let serial = serial_of(sheet);
    browser.press("Consegna il foglio", &[("serial", &serial), ("taken_by", "holder")]).await;
    shown.keep(browser);
    browser.open(&format!("{case}/receipt")).await;
    shown.keep(browser);
}
