// SPDX-License-Identifier: AGPL-3.0-or-later
//! A guardian at the counter of a running demonstration.

use super::browser::Browser;
use super::visit::{Holder, Shown, to_the_card, typed};

/// Where the delegate's identity card was issued, which nobody else's was.
pub const ISSUER: &str = "Comune di Serrapetrona";

/// The number of the delegate's identity card.
pub const DELEGATES_NUMBER: &str = "CA73519QX";

/// The number of the holder's identity card, of which a copy is brought.
pub const COPYS_NUMBER: &str = "CA86420ZK";

/// The copy of the holder's identity card, by scan, with its data.
pub const COPY: [(&str, &str); 6] = [
    ("piece", "holder_document_copy:scanned"),
    ("kind", "cie"),
    ("number", COPYS_NUMBER),
    ("issuer", "Comune di Montefortino"),
    ("issued", "01/02/2025"),
    ("expires", "01/02/2034"),
];

/// Carries a case of a guardian to the step of the delegation, the card of the holder seen; answers the case's path.
pub async fn guardians_step(
    browser: &mut Browser,
    holder: &Holder,
    guardian: &Holder,
    shown: &mut Shown,
) -> String {
    to_the_card(browser, holder, shown).await;
    let case = browser.path().strip_suffix("/identification").expect("the card is taken").to_owned();
    let born = typed(guardian.birth_date);
    let person = [
        ("who", "guardian"),
        ("code", &*guardian.codice_fiscale),
        ("surname", &*guardian.surname),
        ("name", &*guardian.name),
        ("sex", &*guardian.sex),
        ("birth_date", &*born),
        ("birth_place", &*guardian.birth_place),
        ("kind", "cie"),
        ("number", DELEGATES_NUMBER),
        ("issuer", ISSUER),
        ("issued", "01/02/2025"),
        ("expires", "01/02/2034"),
    ];
    browser.press("Salva e continua", &person).await;
    assert_eq!(browser.path(), format!("{case}/delegation"), "{}", browser.text());
    shown.keep(browser);
    browser.press("Registra e continua", &[("piece", "card:seen")]).await;
    shown.keep(browser);
    case
}
