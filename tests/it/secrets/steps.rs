// SPDX-License-Identifier: AGPL-3.0-or-later
//! What is done with a card after its activation, as an operator does it, and what the test sees behind the pages.

use crate::support::browser::Browser;
use crate::support::running_demo::RunningDemo;
use crate::support::visit::{Holder, Shown, to_the_card, to_the_signature};
use diesel::sql_types::{Bytea, Text};
use diesel_async::RunQueryDsl;
use sportello::seal::{KeyRing, Sealed, WholeCodes};
use std::time::Duration;

#[derive(diesel::QueryableByName)]
struct Words {
    #[diesel(sql_type = Text)]
    text: String,
}

pub(super) async fn asked(demo: &RunningDemo, sql: &str) -> String {
    diesel::sql_query(format!("SELECT ({sql})::text AS text"))
        .get_result::<Words>(&mut demo.database().await)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
        .text
}

/// The codes of a card, whole, as the authority alone can open them.
pub(super) async fn whole_codes(demo: &RunningDemo, holder: &Holder) -> Vec<String> {
    #[derive(diesel::QueryableByName)]
    struct Chip {
        #[diesel(sql_type = Bytea)]
        codes: Vec<u8>,
    }
    let ring = KeyRing::load(&demo.folder.join("keys/authority"), "codes").ok().unwrap();
    let sql = format!("SELECT codes FROM authority.chips WHERE card_number = '{}'", holder.card_number);
    let chip: Chip = diesel::sql_query(sql).get_result(&mut demo.database().await).await.unwrap();
    let sealed = Sealed::from_bytes(&chip.codes).ok().unwrap();
    let whole = WholeCodes::open(&ring, &holder.card_number, &sealed).ok().unwrap();
    // PIN, PUK, CIP
    whole.codes.iter().map(|code| code.digits().reveal().to_owned()).collect()
}

/// The positions of the question that waits.
pub(super) async fn positions(demo: &RunningDemo) -> Vec<u8> {
    #[derive(diesel::QueryableByName)]
    struct Drawn {
        #[diesel(sql_type = Bytea)]
        positions: Vec<u8>,
    }
    let sql = "SELECT positions FROM authority.cip_questions ORDER BY asked_at DESC LIMIT 1";
    diesel::sql_query(sql).get_result::<Drawn>(&mut demo.database().await).await.unwrap().positions
}

/// The page of a holder's card.
pub(super) async fn card_page(browser: &mut Browser, holder: &Holder, reason: &str) -> String {
    browser.open("/").await;
    browser.press("Cerca", &[("sought", &holder.codice_fiscale), ("reason", reason)]).await;
    let card = browser.attribute("main a[href*='/cards/']", "href");
    browser.open(&card).await;
    card
}

pub(super) const DOCUMENT: [(&str, &str); 5] = [
    ("kind", "cie"),
    ("number", "CA12345BB"),
    ("issuer", "Comune di Ancona"),
    ("issued", "01/02/2025"),
    ("expires", "01/02/2034"),
];

/// An act's page, answered, and its slip.
pub(super) async fn slip(browser: &mut Browser, shown: &mut Shown) {
    let act = browser.path().to_owned();
    for _ in 0..100 {
        if browser.open(&act).await.count("a[href$='/slip']") > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    shown.keep(browser);
    browser.open(&format!("{act}/slip")).await;
    assert!(browser.bytes().starts_with(b"%PDF"), "{}", browser.text());
    shown.keep(browser);
}

/// "Already active" at step 2 leads to codes anew; answers the case, asked for and ready to print.
pub(super) async fn release_anew(
    browser: &mut Browser,
    holder: &Holder,
    email: &str,
    code: &str,
    shown: &mut Shown,
) -> String {
    to_the_card(browser, holder, shown).await;
    browser.press("Continua con un nuovo rilascio dei codici", &[]).await;
    let case = to_the_signature(browser, email, shown).await;
    browser.press("Rilascia i codici", &[("totp", code)]).await;
    shown.keep(browser);
    case
}
