// SPDX-License-Identifier: AGPL-3.0-or-later
//! A whole case as an operator does it: every page, every paper, from the look-up to the hand-over.

use super::delegate::Delegate;
use super::demo::Person;
use super::visitor::{Answer, Form, Visitor};
use chrono::{Datelike, NaiveDate, Utc};
use std::io::Write;
use std::process::{Command, Stdio};

/// Who comes: a holder, or somebody who acts for them.
pub struct Comer {
    pub holder: Person,
    pub delegate: Option<Delegate>,
}

/// Serves these people, `concurrent` at a time; each operator has a browser of their own and serves at most twice.
pub async fn run(staff: &mut [Visitor], people: impl IntoIterator<Item = Comer>, concurrent: usize) {
    staff.sort_by_key(|visitor| visitor.served);
    let mut turns: Vec<Vec<Comer>> = staff.iter().map(|_| Vec::new()).collect();
    for (number, person) in people.into_iter().enumerate() {
        turns[number / 2].push(person);
    }
    let mut lanes: Vec<Vec<(&mut Visitor, Vec<Comer>)>> = (0..concurrent).map(|_| Vec::new()).collect();
    for (number, turn) in staff.iter_mut().zip(turns).filter(|(_, people)| !people.is_empty()).enumerate() {
        lanes[number % concurrent].push(turn);
    }
    let lanes = lanes.into_iter().map(|lane| async move {
        for (visitor, people) in lane {
            for person in people {
                serve(visitor, &person.holder, person.delegate.as_ref()).await;
            }
        }
    });
    futures_util::future::join_all(lanes).await;
}

/// `gg/mm/aaaa`
pub fn typed(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

pub fn is_on(answer: &Answer, end: &str) {
    let page = answer.text();
    let main = page.split("<main").nth(1).unwrap_or(&page);
    assert!(
        answer.status.is_success() && answer.path.ends_with(end),
        "{} {}, not …{end}:\n{main}",
        answer.status,
        answer.path
    );
}

async fn serve(visitor: &mut Visitor, person: &Person, delegate: Option<&Delegate>) {
    let signed = up_to_the_signature(visitor, person, delegate).await;
    let form = release_form(visitor, &signed).await;
    let sheet = release(visitor, form).await;
    hand_over(visitor, sheet, if delegate.is_some() { "delegate" } else { "holder" }).await;
    visitor.served += 1;
    let home = visitor.get("/").await;
    let look_up = home.form("/look-ups").with("sought", &*person.codice_fiscale).with("reason", "present");
    let page = visitor.submit(look_up).await;
    visitor.last_holder = Some(page.path);
}

/// Everything before the release; the page where the codes are released.
pub async fn up_to_the_signature(
    visitor: &mut Visitor,
    person: &Person,
    delegate: Option<&Delegate>,
) -> Answer {
    let card = up_to_the_card(visitor, person).await;
    let form = card
        .form("/card")
        .with("number", &*person.card_number)
        .with("expires", typed(person.expires))
        .with("former", "none");
    let identification = visitor.submit(form).await;
    is_on(&identification, "/identification");
    let form = with_document(identification.form("/identification"));
    let contact = match delegate {
        None => visitor.submit(form).await,
        Some(delegate) => delegate.stands_there(visitor, form).await,
    };
    is_on(&contact, "/contact");
    let email = format!("{}@posta.example", person.codice_fiscale.to_lowercase());
    let form =
        contact.form("/contact").with("email", &*email).with("email_again", &*email).with("language", "it");
    let ownership = visitor.submit(form).await;
    is_on(&ownership, "/ownership");
    let form = ownership.form("/ownership/skip").with("skip_reason", "non legge la posta allo sportello");
    let check = visitor.submit(form).await;
    is_on(&check, "/check");
    signed(visitor, check).await
}

/// The look-up, the case, and the holder's data.
async fn up_to_the_card(visitor: &mut Visitor, person: &Person) -> Answer {
    let home = visitor.get("/").await;
    let look_up = home
        .form("/look-ups")
        .with("sought", format!("*{}*", person.codice_fiscale))
        .with("reason", "present");
    let unknown = visitor.submit(look_up).await;
    let holder = visitor.submit(unknown.form("/cases")).await;
    is_on(&holder, "/holder");
    let card = visitor.submit(with_person(holder.form("/holder"), person)).await;
    is_on(&card, "/card");
    card
}

/// The form and the signature; the page where the codes are released.
async fn signed(visitor: &mut Visitor, check: Answer) -> Answer {
    let paper = visitor.submit(check.form("/form")).await;
    assert!(paper.body.starts_with(b"%PDF"), "the request form");
    let check = visitor.get(&check.path).await;
    let signed = visitor.submit(check.form("/signature").with("signed", "on")).await;
    is_on(&signed, "/release");
    signed
}

/// The form of a release, filled in with a code that was not used yet.
pub async fn release_form(visitor: &mut Visitor, signed: &Answer) -> Form {
    let code = visitor.account.code().await;
    signed.form("/release").with("totp", code)
}

/// The release, until the sheet can be printed.
pub async fn release(visitor: &mut Visitor, form: Form) -> Answer {
    let case = form.action().trim_end_matches("/release").to_owned();
    let mut sheet = visitor.submit(form).await;
    for _ in 0..200 {
        if sheet.path.ends_with("/sheet") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        sheet = visitor.get(&format!("{case}/sheet")).await;
    }
    is_on(&sheet, "/sheet");
    sheet
}

/// The sheet, the hand-over and the receipt.
pub async fn hand_over(visitor: &mut Visitor, sheet: Answer, taker: &str) {
    let case = sheet.path.trim_end_matches("/sheet").to_owned();
    let paper = visitor.submit(sheet.form("/sheet")).await;
    assert!(paper.body.starts_with(b"%PDF"), "the code sheet");
    let sheet = visitor.get(&format!("{case}/sheet")).await;
    let serial = serial(&paper.body);
    let form = sheet.form("/handover").with("serial", serial).with("taken_by", taker);
    let done = visitor.submit(form).await;
    is_on(&done, "/handover");
    let receipt = visitor.get(&format!("{case}/receipt")).await;
    assert!(receipt.body.starts_with(b"%PDF"), "the receipt");
}

/// A person's data in the fields of a form.
pub fn with_person(form: Form, person: &Person) -> Form {
    form.with("surname", &*person.surname)
        .with("name", &*person.name)
        .with("sex", &*person.sex)
        .with("birth_date", typed(person.birth_date))
        .with("birth_place", &*person.birth_place)
}

/// An identity document in the fields of a form.
pub fn with_document(form: Form) -> Form {
    let today = Utc::now().date_naive();
    form.with("kind", "cie")
        .with("number", "CA12345AA")
        .with("issuer", "Comune di Ancona")
        .with("issued", typed(today - chrono::Days::new(700)))
        .with("expires", typed(today + chrono::Days::new(2000)))
}

/// The sheet's serial as the operator reads it off the paper.
fn serial(paper: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext of poppler-utils");
    let mut input = reader.stdin.take().expect("its input");
    input.write_all(paper).expect("it reads the paper");
    drop(input);
    let text = String::from_utf8(reader.wait_with_output().expect("it ends").stdout).expect("text");
    let word = text.split_whitespace().find(|word| {
        let bare: String = word.chars().filter(|c| *c != '-').collect();
        bare.len() == 12
            && bare.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            && bare.chars().any(|c| c.is_ascii_alphabetic())
    });
    word.unwrap_or_else(|| panic!("no serial on the sheet:\n{text}")).to_owned()
}
