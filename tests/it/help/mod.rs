// SPDX-License-Identifier: AGPL-3.0-or-later
//! Ways on where something is missing: no e-mail address, a card that does not work.

mod functional_check;
mod letter;
mod print_folder;
mod slip;
mod triage;
mod trusted;

use crate::support::Browser;
use crate::support::desk::Desk;
use crate::support::visit::words_of;
use sportello::policy::PolicyBook;

/// The rules of the Marche, but with sealed letters.
fn with_letters() -> PolicyBook {
    let rules = include_str!("../../../policies/marche.toml");
    let rules = rules.replace("sealed_letter = false", "sealed_letter = true");
    PolicyBook::parse(&rules, "with letters").unwrap()
}

/// A case whose next step is the contact.
async fn at_contact(desk: &Desk, browser: &mut Browser, key: &str) -> String {
    let card = desk.card(key);
    let case = desk.open(browser, card.codice_fiscale.as_str()).await;
    desk.holder(browser, &case, card).await;
    desk.hand_in(browser, &case, card.card_number.as_str(), card.expires).await;
    desk.identify(browser, &case).await;
    assert!(browser.path().ends_with("/contact"), "{}", browser.path());
    case
}

/// The words of the request form, printed now.
async fn printed_form(browser: &mut Browser, case: &str) -> String {
    browser.open(&format!("{case}/check")).await;
    browser.press("Stampa la richiesta", &[]).await;
    assert_eq!(browser.header("content-type"), "application/pdf");
    words_of(browser.bytes()).replace('\n', " ")
}

/// A trusted person with everything that the form wants.
const TRUSTED: [(&str, &str); 5] = [
    ("surname", "Bianchi"),
    ("name", "Ada"),
    ("relation", "figlia"),
    ("email", "ada.bianchi@posta.example"),
    ("email_again", "ada.bianchi@posta.example"),
];

/// The same with another value in one field.
fn trusted_but(field: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let other = |(name, was)| if name == field { (name, value) } else { (name, was) };
    TRUSTED.map(other).into()
}
