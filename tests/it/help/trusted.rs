// SPDX-License-Identifier: AGPL-3.0-or-later
//! The mail to a person whom the holder trusts.

use super::{TRUSTED, at_contact, printed_form, trusted_but};
use crate::support::desk::desk;
use diesel_async::RunQueryDsl;
use sportello::outbox::{self, Message, Reader};
use sportello::seal::{KeyRing, Sealed};

#[derive(diesel::QueryableByName)]
struct Posted {
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    id: sportello::ids::OutboxId,
    #[diesel(sql_type = diesel::sql_types::Bytea)]
    payload: Vec<u8>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trusted_person_is_named_on_the_signed_form_and_another_name_voids_it() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_contact(&desk, &mut browser, "ready").await;
    assert_eq!(browser.attribute("a[href$='/no-email']", "href"), format!("{case}/no-email"));
    browser.open(&format!("{case}/no-email")).await.says("Una persona di fiducia");
    browser.open(&format!("{case}/no-email/trusted")).await;
    browser.press("Salva e continua", &TRUSTED).await;
    browser.says("La casella è di Ada Bianchi (figlia)");
    browser.press("Continua senza verifica", &[("skip_reason", "la figlia è al lavoro")]).await;
    browser.says("Ada Bianchi (figlia)").says("ada.bianchi@posta.example");
    let form = printed_form(&mut browser, &case).await;
    for said in
        ["Ada Bianchi (figlia)", "che la persona di fiducia indicata riceve", "per e-mail alla persona di"]
    {
        assert!(form.contains(said), "{said}\n{form}");
    }
    browser.open(&format!("{case}/check")).await;
    browser.press("Registra la firma e continua", &[("signed", "on")]).await;
    browser.open(&format!("{case}/no-email/trusted")).await;
    browser.press("Salva e continua", &trusted_but("name", "Adele")).await;
    assert_eq!(desk.house.audited("form.void", "done").await, 1, "what was signed named another person");
    browser.open(&format!("{case}/check")).await.says("Adele Bianchi");
    assert_eq!(browser.count("input[name=signed]"), 1, "to be signed again");
    // the same person once more is the same fact
    browser.open(&format!("{case}/no-email/trusted")).await;
    let saved = desk.house.audited("contact.save", "done").await;
    browser.press("Salva e continua", &trusted_but("name", "Adele")).await;
    assert_eq!(desk.house.audited("contact.save", "done").await, saved);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trusted_person_without_a_name_or_with_a_staff_address_is_refused() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_contact(&desk, &mut browser, "ready").await;
    let path = format!("{case}/no-email/trusted");
    for (field, value, said) in [
        ("name", "", "Scrivi il nome"),
        ("surname", " ", "Scrivi il cognome"),
        ("name", "Ada7", "C’è un carattere che non può stare in un nome"),
        ("email", "ada@", "Un indirizzo"),
        ("email_again", "altra@posta.example", "I due indirizzi non sono uguali"),
    ] {
        browser.open(&path).await.press("Salva e continua", &trusted_but(field, value)).await;
        assert_eq!(browser.status(), 422, "{field}");
        browser.says(if field == "email" { "arte dopo la chiocciola" } else { said });
    }
    for staff in ["ada@regione.marche.it", "anna@comune.prova.example"] {
        let fields = [("surname", "Bianchi"), ("name", "Ada"), ("email", staff), ("email_again", staff)];
        browser.open(&path).await.press("Salva e continua", &fields).await;
        assert_eq!(browser.status(), 422, "{staff}");
        browser.says("È l’indirizzo di chi lavora qui");
    }
    assert_eq!(desk.house.audited("contact.save", "refused").await, 2);
    assert_eq!(desk.house.audited("contact.save", "done").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_warnings_about_an_address_count_for_a_trusted_person_too() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let first = at_contact(&desk, &mut browser, "ready").await;
    browser.open(&format!("{first}/no-email/trusted")).await.press("Salva e continua", &TRUSTED).await;
    let second = at_contact(&desk, &mut browser, "accents").await;
    browser.open(&format!("{second}/no-email/trusted")).await.press("Salva e continua", &TRUSTED).await;
    assert_eq!(browser.status(), 422);
    browser.says("L’indirizzo è già stato usato per un’altra persona");
    let ticked = [("ticked", "used_for_another_holder"), ("reason", "è la figlia di tutti e due")];
    browser.press("Salva e continua", &ticked).await;
    assert_eq!(browser.path(), format!("{second}/ownership"));
    assert_eq!(desk.house.audited("warning.override", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_for_a_trusted_persons_mailbox_says_whom_to_tell_it() {
    let desk = desk().await;
    let mut browser = desk.at_work().await;
    let case = at_contact(&desk, &mut browser, "ready").await;
    browser.open(&format!("{case}/no-email/trusted")).await.press("Salva e continua", &TRUSTED).await;
    browser.press("Invia il codice", &[]).await.says("Vale fino alle");
    let mut owner = desk.house.database.owner().await;
    let query = diesel::sql_query("SELECT id, payload FROM outbox");
    let posted: Posted = query.get_result(&mut owner).await.unwrap();
    let folder = std::env::temp_dir().join(format!("ring-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    desk.house.mail_key.write(&folder).unwrap();
    let ring = KeyRing::load(&folder, "mail").unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    let opened = outbox::open(&ring, posted.id, &Sealed::from_bytes(&posted.payload).unwrap()).ok().unwrap();
    assert_eq!(opened.recipient.as_str(), "ada.bianchi@posta.example");
    let Message::OwnershipCode { code, reader, .. } = opened.message else { panic!("another message") };
    assert_eq!(reader, Reader::Trusted);
    browser.press("Conferma il codice", &[("code", code.reveal())]).await.says("L’indirizzo è verificato");
    // the holder turns out to have an address: the page says what is in force and takes the other
    browser.open(&format!("{case}/contact")).await.says("Ora l’e-mail va a una persona di fiducia");
    assert_eq!(browser.attribute("#email", "value"), "");
    let own = [("email", "mario@posta.example"), ("email_again", "mario@posta.example")];
    browser.press("Salva e continua", &own).await;
    assert_eq!(browser.path(), format!("{case}/ownership"), "another address is another proof");
}
