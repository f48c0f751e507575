// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the mails and letters of a delegation case say: both persons and the title, and nothing of anybody's health.

use super::visit::{Visit, title, years};
use crate::again::read;
use crate::releases::{CounterDay, Worker};
use crate::support::mail::Faulty;
use crate::support::visit::words_of;
use sportello::cases::{self, Contact};
use sportello::delegations::TitleSaid;
use sportello::operators::Role;
use sportello::outbox::Reader;
use sportello::policy::{DelegationKind, PolicyBook, Power, Signatory};
use sportello::releases::{self, TakenBy};
use sportello::texts::Language;
use sportello::work;
use std::fs;
use std::os::unix::fs::PermissionsExt;

impl Visit {
    /// Approves the signed case, gets its codes and hands the sheet to whom the rules name.
    pub async fn hand_over(&self, clara: &Worker) {
        self.approved_by(clara).await;
        self.day.release_codes(&self.worker, self.id).await;
        self.day.serve(&self.worker, self.id, "").await.unwrap();
        let (serial, case) = (self.day.ending(self.id).await, self.case().await);
        let found = cases::delegation_of(self.policy(), &case).unwrap();
        let to = match found.map(|(delegation, rules)| delegation.takes_sheet(rules)) {
            Some(Signatory::Delegate) => TakenBy::Delegate,
            Some(Signatory::Holder) | None => TakenBy::Holder,
        };
        releases::hand_over(&self.day.desk(), &self.worker.operator(), self.id, &serial, to).await.unwrap();
    }

    /// Signs for a way to the citizen.
    async fn sign_for(&self, contact: Contact) {
        let form = self.print_for(contact).await.unwrap();
        self.sign_printed(form).await.unwrap();
    }

    /// Given name and surname of holder and delegate.
    async fn names(&self) -> [String; 2] {
        let case = self.case().await;
        let delegate = case.delegation.as_ref().and_then(|it| it.delegate.as_ref()).unwrap();
        let holder = case.person.as_deref().unwrap();
        [holder, &delegate.person].map(|person| format!("{} {}", person.name, person.surname))
    }
}

/// The words of a mail in one line.
fn in_one_line(mail: &str) -> String {
    mail.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_names_both_persons_and_the_title_and_speaks_to_whom_reads_it() {
    let mut day = CounterDay::with_cards(60).await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let both = |text: &str, names: &[String; 2]| {
        text.replace("{h}", &names[0].replace('\'', "&#39;")).replace("{d}", &names[1].replace('\'', "&#39;"))
    };
    for (kind, born, power, in_words, says) in [
        (
            DelegationKind::Parent,
            years(10),
            Power::Acts,
            false,
            "riguarda la tessera sanitaria di {h}. Allo sportello ha agito, come genitore con responsabilità genitoriale, {d}:",
        ),
        (
            DelegationKind::Curator,
            years(50),
            Power::Assists,
            false,
            "Questo messaggio è per {h}. Allo sportello era con Lei, come curatore, {d}.",
        ),
        (
            DelegationKind::SupportAdministrator,
            years(51),
            Power::Assists,
            false,
            "Allo sportello era con Lei, come amministratore di sostegno, {d}.",
        ),
        (
            DelegationKind::HealthImpediment,
            years(52),
            Power::Acts,
            false,
            "Questo messaggio è per {h}. Allo sportello ha agito per Lei, come persona delegata, {d}, che ha ritirato il foglio codici",
        ),
        (
            DelegationKind::HealthImpediment,
            years(53),
            Power::Acts,
            true,
            "Questo messaggio è per {d}, che agisce per {h} come persona delegata.",
        ),
    ] {
        let visit = Visit::of_another(day, born).await;
        visit.as_kind(kind).await;
        visit.complete(kind, power).await;
        visit
            .entitle(&TitleSaid { power: Some(power), address_in_words: in_words, ..title() })
            .await
            .unwrap();
        let to = format!("persona{}@posta.example", visit.day.cards_shown());
        visit.sign_for(Contact::by_email(to.parse().unwrap(), None, Language::English)).await;
        visit.hand_over(&clara).await;
        let (server, names) = (Faulty::start([]).await, visit.names().await);
        work::drain(&visit.day.post(&server.url()).await, visit.day.now()).await.unwrap();
        let [mail] = &read(&server)[..] else { panic!("one mail of {}", kind.key()) };
        let mail = in_one_line(mail).replace("'", "&#39;");
        assert!(mail.contains(&both(says, &names)), "{}: {mail}", both(says, &names));
        assert!(!mail.contains("salute") && !mail.contains("impediment"), "no reason of health: {mail}");
        assert!(
            mail.matches(&both("{d}", &names)).count() >= 4,
            "in both languages, as text and as HTML: {mail}"
        );
        day = visit.day;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sealed_letter_says_who_has_the_sheet() {
    let rules = include_str!("../../../policies/marche.toml");
    let rules = rules.replace("sealed_letter = false", "sealed_letter = true");
    let book: &PolicyBook = Box::leak(Box::new(PolicyBook::parse(&rules, "with letters").unwrap()));
    let day = CounterDay::under(book, 20).await;
    let clara = day.worker("clara", Role::Supervisor, "AN01").await;
    let visit = Visit::of_another(day, years(50)).await;
    visit.as_kind(DelegationKind::Guardian).await;
    visit.complete(DelegationKind::Guardian, Power::Acts).await;
    let to = "post:Ada Bianchi|Via Roma 1|60121|Ancona|AN".parse().unwrap();
    visit.sign_for(Contact { to, trusted: None, phone: None, language: Language::German }).await;
    visit.hand_over(&clara).await;
    let folder = visit.day.authority.folder().join("letters");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    let post = visit.day.post_with("smtp://127.0.0.1:9", Some(folder.clone())).await;
    work::drain(&post, visit.day.now()).await.unwrap();
    let paper = fs::read_dir(&folder).unwrap().next().expect("a letter").unwrap().path();
    let text = in_one_line(&words_of(&fs::read(paper).unwrap()));
    let [holder, delegate] = visit.names().await;
    for said in
        [format!("da {delegate},"), format!("per {holder} come tutore"), format!("für {holder}"), delegate]
    {
        let said = said.replace('\'', "’");
        assert!(text.contains(&said) || text.replace('\'', "’").contains(&said), "{said}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_a_verification_code_at_home_is_told_whom_to_tell_it() {
    let mut day = CounterDay::with_cards(20).await;
    for (kind, born, in_words, expected) in [
        (DelegationKind::Parent, years(10), false, Reader::AtCounter),
        (DelegationKind::Curator, years(50), false, Reader::AtCounter),
        (DelegationKind::HealthImpediment, years(51), false, Reader::Away),
        (DelegationKind::HealthImpediment, years(52), true, Reader::AtCounter),
    ] {
        let visit = Visit::of_another(day, born).await;
        visit.as_kind(kind).await;
        visit
            .complete(kind, if kind == DelegationKind::Curator { Power::Assists } else { Power::Acts })
            .await;
        if in_words {
            visit.entitle(&TitleSaid { address_in_words: true, ..title() }).await.unwrap();
        }
        let found = cases::code_reader(visit.policy(), &visit.case().await).unwrap();
        assert_eq!(found, expected, "{}", kind.key());
        day = visit.day;
    }
}
