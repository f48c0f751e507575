// SPDX-License-Identifier: AGPL-3.0-or-later
//! From the invitation to the first sign-in.

use super::{CODE, PASSWORD, Town, town};
use chrono::Duration;
use sportello::outbox::Message;

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_operator_sets_password_and_app_and_works_once_the_role_is_confirmed() {
    let mut town = town().await;
    town.invite(&[]).await;
    town.at_ada.says("Laura Bianchi").says("Invitato").says("chiesto da ADA Rossi");
    let (person, browser) = town.accept().await;
    assert_eq!(browser.count("main ol li"), 10, "{}", browser.text());
    let laura = town.house.signed_in(&person).await;
    assert_eq!(laura.path(), "/session/counter", "no counter before the confirmation");
    town.decided("confirmed").await;
    town.at_bea.says("Niente da confermare");
    assert!(town.house.session(&laura).await.is_none(), "the sessions end with the change");
    let mut laura = town.house.signed_in(&person).await;
    assert!(laura.words_of(".whereabouts").contains("AN01 Ancona centro"), "{}", laura.source());
    assert_eq!(laura.open("/administration/staff").await.status(), 403);
    let told = town.told().await;
    let laura = "laura@comune.prova.example";
    assert_eq!(told, [format!("{laura} role_given"), format!("{laura} ready")]);
    for act in ["staff.invited", "staff.duty_asked", "staff.accepted", "staff.confirmed"] {
        assert_eq!(town.house.audited(act, "done").await, 1, "{act}");
    }
    let id = town.id("laura.bianchi").await;
    town.at_ada
        .open(&format!("/administration/staff/{id}"))
        .await
        .says("Invito accettato")
        .says("Richiesta confermata");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_used_once_ends_with_the_next_one_and_after_three_days() {
    let mut town = town().await;
    town.invite(&[]).await;
    let first = town.link().await;
    town.act("laura.bianchi", "link", "Manda un nuovo collegamento").await;
    let mut browser = town.house.browser();
    assert_eq!(browser.open(&first).await.status(), 410);
    browser.says("non è più valido");
    let second = town.link().await;
    assert_ne!(first, second);
    let (_, _) = town.accept().await;
    assert_eq!(browser.open(&second).await.status(), 410, "used");
    assert_eq!(browser.open("/invitation/xyz").await.status(), 410, "never a link");
    town.invite(&[("username", "mario.verdi"), ("codice_fiscale", "VRDMRA80A01H501K")]).await;
    assert_eq!(town.at_ada.status(), 422, "the checksum is wrong: {}", town.at_ada.text());
    town.invite(&[("username", "mario.conti"), ("codice_fiscale", "CNTMRC74S03G479H")]).await;
    let third = town.link().await;
    assert_eq!(browser.open(&third).await.status(), 200);
    town.house.later(Duration::hours(73));
    assert_eq!(browser.open(&third).await.status(), 410, "after 72 hours");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_and_the_token_stand_nowhere_in_clear_and_the_used_row_keeps_nothing() {
    let mut town = town().await;
    town.invite(&[]).await;
    let token = town.link().await.rsplit('/').next().unwrap().to_owned();
    let mut dump = tokio::process::Command::new("pg_dump");
    let dump = dump.arg("--data-only").arg(town.house.database.url()).output().await.unwrap().stdout;
    assert!(!String::from_utf8(dump).unwrap().contains(&token));
    let (to, message) = town.messages("invitation").await.remove(0);
    let Message::Invitation { expires_at, first, .. } = message else { panic!("another message") };
    assert!(first && to == "laura@comune.prova.example");
    assert!((expires_at - town.house.now() - Duration::hours(72)).num_seconds().abs() < 60);
    town.accept().await;
    let left = "SELECT count(*) FROM invitations WHERE totp_secret IS NOT NULL OR password_hash IS NOT NULL";
    assert_eq!(town.value(left).await, "0");
    assert_eq!(
        town.value("SELECT count(*) FROM recovery_codes WHERE code_hash LIKE '$argon2id$%'").await,
        "10"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn weak_common_and_contextual_passwords_are_refused_with_the_reason_at_the_field() {
    let mut town = town().await;
    town.invite(&[]).await;
    let mut browser = town.house.browser();
    browser.open(&town.link().await).await.says("Laura Bianchi, benvenuto");
    for (password, again, why) in [
        ("", "", "Scrivi la password"),
        ("corta", "corta", "almeno 12 caratteri"),
        ("password1234", "password1234", "si indovina facilmente"),
        ("Bianchi-vw93kq-82z", "Bianchi-vw93kq-82z", "contiene il tuo nome"),
        ("Marche-vw93kq-82zx", "Marche-vw93kq-82zx", "contiene il tuo nome"),
        ("SPORTELLO-9kq2-zzw", "SPORTELLO-9kq2-zzw", "contiene il tuo nome"),
        (PASSWORD, "un'altra password", "non sono uguali"),
    ] {
        browser.press("Continua", &[("password", password), ("again", again)]).await.says(why);
        assert_eq!(browser.status(), 422, "{password}");
        assert_eq!(browser.count("meter"), usize::from(password == "password1234"));
    }
    browser.press("Continua", &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!((browser.status(), browser.count("svg.qr")), (200, 1));
    browser.press("Conferma", &[("totp", "12 34")]).await.says("Scrivi le sei cifre");
    browser.press("Conferma", &[("totp", "000000")]).await.says("non è quello di adesso");
    assert_eq!(town.value("SELECT count(*) FROM operators WHERE ready_at IS NULL").await, "1");
    assert_eq!(town.house.audited("staff.accepted", "refused").await, 1);
    let mut stranger = town.house.browser();
    stranger.open("/sign-in").await;
    stranger.press("Continua", &[("username", "laura.bianchi"), ("password", PASSWORD)]).await;
    stranger.says("Nome utente o password non corretti");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_opens_once_in_place_of_the_app() {
    let mut town = town().await;
    town.invite(&[]).await;
    let (person, shown) = town.accept().await;
    let code = shown.words_of("main ol li:first-child");
    let enter = async |code: &str| {
        let mut browser = town.house.browser();
        browser.open("/sign-in").await;
        browser.press("Continua", &[("username", &person.username), ("password", &person.password)]).await;
        browser.open("/sign-in/recovery").await.press("Entra", &[("recovery", code)]).await;
        browser
    };
    enter("aaaa-bbbb-cccc").await.says("non è giusto o è già stato usato. Tentativi rimasti: 4");
    assert_eq!(enter(&code.to_uppercase()).await.status(), 200);
    enter(&code).await.says("non è giusto o è già stato usato");
    assert!(town.told().await[0].ends_with("recovery_code_used"));
    let mut stranger = town.house.browser();
    assert!(stranger.open("/sign-in/recovery").await.path().starts_with("/sign-in?"));
    for _ in 0..4 {
        enter("aaaa-bbbb-cccc").await;
    }
    stranger.press("Continua", &[("username", &person.username), ("password", &person.password)]).await;
    stranger.says("Troppi codici sbagliati");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_username_a_second_account_and_odd_fields_are_told_at_their_fields() {
    let mut town: Town = town().await;
    town.invite(&[("username", "ada")]).await;
    town.at_ada.says("Questo nome utente è già di qualcuno");
    town.invite(&[("username", "A B")]).await;
    town.at_ada.says("Usa da 2 a 63 lettere minuscole");
    town.invite(&[("role", "administrator")]).await;
    town.at_ada.says("Un amministratore non ha sportello");
    town.invite(&[("counter", "")]).await;
    town.at_ada.says("Scegli uno sportello aperto");
    town.invite(&[("until", "01/01/2020")]).await;
    town.at_ada.says("L’ultimo giorno viene prima del primo");
    town.invite(&[("reason", " "), ("contact_address", "x"), ("name", "")]).await;
    town.at_ada.says("Scrivi il motivo").says("L’indirizzo e-mail non è valido").says("Scrivi il nome");
    town.invite(&[]).await;
    assert_eq!(town.at_ada.status(), 200, "{}", town.at_ada.text());
    // the same person in another form of the code
    assert!(CODE.ends_with("271O"));
    town.invite(&[("username", "laura2")]).await;
    town.at_ada.says("Questa persona ha già un account");
    assert_eq!(town.house.audited("staff.invited", "refused").await, 4);
    assert_eq!(town.value("SELECT count(*) FROM operators").await, "3");
}
