// SPDX-License-Identifier: AGPL-3.0-or-later
//! Corrections, new releases and sendings where a trusted person or a letter box takes the mailbox's place, or gives it back.

use super::{FIRST, SECOND, moment, other_address, read, told};
use crate::releases::{CounterDay, Worker};
use crate::support::mail::Faulty;
use crate::support::visit::words_of;
use chrono::Duration;
use sportello::authority::import::CardRecord;
use sportello::cases::{Contact, Reasons, Service};
use sportello::contacts::trusted::TrustedPerson;
use sportello::ids::CaseId;
use sportello::operators::Role;
use sportello::policy::PolicyBook;
use sportello::releases::{self, HolderProof, NotResent, Resending};
use sportello::texts::Language;
use sportello::work;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

const HOME: &str = "post:Maria Bianchi|Via Roma 1|60121|Ancona|AN";
const DAUGHTER: &str = "ada.bianchi@terza.example";

fn with_letters() -> &'static PolicyBook {
    let rules = include_str!("../../../policies/marche.toml");
    let rules = rules.replace("sealed_letter = false", "sealed_letter = true");
    Box::leak(Box::new(PolicyBook::parse(&rules, "with letters").unwrap()))
}

/// How a holder is reached: at a letter box, at a mailbox of their own, or at the daughter's.
fn way(to: &str) -> Contact {
    let ada =
        TrustedPerson { surname: "Bianchi".parse().unwrap(), name: "Ada".parse().unwrap(), relation: None };
    let trusted = (to == DAUGHTER).then_some(ada);
    Contact { to: to.parse().unwrap(), trusted, phone: None, language: Language::default() }
}

/// The mail room's folder of a day.
fn print_folder(day: &CounterDay) -> PathBuf {
    let folder = day.authority.folder().join("letters");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    folder
}

/// The words of the letters in a folder, the oldest first.
fn letters(folder: &PathBuf) -> Vec<String> {
    let mut papers: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    papers.sort();
    papers.iter().map(|paper| words_of(&fs::read(paper).unwrap()).replace('\n', " ")).collect()
}

impl CounterDay {
    /// A case of a service, signed for a way to the holder.
    async fn signed_for(&self, worker: &Worker, service: Service, card: &CardRecord, to: &str) -> CaseId {
        let id = self.case_with_card(worker, service, card).await;
        self.identify(worker, id, 3).await;
        let reasons = if service == Service::Activation { Reasons::new() } else { other_address() };
        self.save_contact(worker, id, 4, way(to), &reasons).await;
        self.sign(worker, id).await;
        id
    }

    /// The same up to the sheet that is handed over.
    async fn given(&self, worker: &Worker, service: Service, card: &CardRecord, to: &str) -> CaseId {
        let case = self.signed_for(worker, service, card, to).await;
        self.ask_and_get(worker, case, false).await;
        self.serve(worker, case, "").await.unwrap();
        let ending = self.ending(case).await;
        self.hand_over(worker, case, &ending).await.unwrap();
        case
    }

    /// How many notices without codes are owed to an address.
    async fn notices(&self, to: &str) -> i64 {
        self.count(&format!("outbox WHERE kind = 'address_notice' AND recipient = '{to}'")).await
    }

    async fn send_again(&self, worker: &Worker, case: CaseId, sent: u32) -> Result<(), NotResent> {
        let code = self.code(worker);
        let words = Resending { sent, proof: Some(HolderProof::Presence), warnings: &[], code: &code };
        releases::resend(&self.desk(), &worker.operator(), case, &words).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_mailbox_to_letter_box_and_back_the_last_mailbox_is_told_unless_it_is_the_new_one() {
    let day = CounterDay::under(with_letters(), 0).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (card, folder, server) = (day.card(), print_folder(&day), Faulty::start([]).await);
    let post = day.post_with(&server.url(), Some(folder.clone())).await;
    day.given(&anna, Service::Activation, card, FIRST).await;
    work::drain(&post, moment(&day)).await.unwrap();

    day.given(&anna, Service::NewRelease, card, HOME).await;
    assert_eq!(day.notices(FIRST).await, 1, "the mailbox is told of the letter box");
    work::drain(&post, moment(&day)).await.unwrap();
    let paper = letters(&folder).pop().unwrap();
    assert!(
        paper.contains("il foglio vecchio vale ancora") && paper.contains("Cambi subito il PIN"),
        "{paper}"
    );
    let mails = read(&server);
    let notice = mails.iter().find(|mail| !mail.contains('•')).unwrap();
    assert!(notice.contains("di posta elettronica o di casa"), "{notice}");
    assert!(told(notice).1.is_empty() && !notice.contains("Via Roma"), "{notice}");

    day.given(&anna, Service::NewRelease, card, FIRST).await;
    assert_eq!(day.notices(FIRST).await, 1, "who comes back to the same mailbox is not told of it");
    day.given(&anna, Service::NewRelease, card, HOME).await;
    day.given(&anna, Service::NewRelease, card, SECOND).await;
    assert_eq!(
        (day.notices(FIRST).await, day.notices(SECOND).await),
        (3, 0),
        "a letter in between hides no change of mailbox"
    );
    assert_eq!((day.ended("superseded").await, day.second_halves().await), (4, 1), "one second half lives");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_to_a_trusted_person_and_one_back_tell_the_earlier_mailbox() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (card, server) = (day.card(), Faulty::start([]).await);
    let post = day.post(&server.url()).await;
    let before = day.given(&anna, Service::Activation, card, FIRST).await;
    let (number, ending) = (day.release(before).await.number, day.ending(before).await);

    let case = day.signed_for(&anna, Service::CorrectedAddress, card, DAUGHTER).await;
    day.ask_and_get(&anna, case, true).await;
    assert_eq!(day.letters(FIRST, "stopped").await, 1, "the mail that had not gone out never goes");
    releases::confirm(&day.desk(), &anna.operator(), case, &ending).await.unwrap();
    work::drain(&post, moment(&day)).await.unwrap();
    let mails = read(&server);
    let to = |address: &str| mails.iter().find(|mail| mail.contains(&format!("To: {address}"))).unwrap();
    assert!(
        to(DAUGHTER).contains("persona di fiducia") && to(DAUGHTER).contains(&number),
        "{}",
        to(DAUGHTER)
    );
    assert!(!to(FIRST).contains('•') && !to(FIRST).contains(DAUGHTER), "{}", to(FIRST));

    let case = day.signed_for(&anna, Service::CorrectedAddress, card, SECOND).await;
    day.ask_and_get(&anna, case, true).await;
    releases::confirm(&day.desk(), &anna.operator(), case, &ending).await.unwrap();
    work::drain(&post, moment(&day)).await.unwrap();
    assert_eq!((day.notices(FIRST).await, day.notices(DAUGHTER).await), (1, 1));
    let mails = read(&server);
    let own = mails.iter().find(|mail| mail.contains(&format!("To: {SECOND}"))).unwrap();
    assert!(own.contains('•') && !own.contains("persona di fiducia"), "the holder's own again: {own}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_corrected_before_the_letter_is_printed_leaves_nothing_in_the_folder() {
    let day = CounterDay::under(with_letters(), 0).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (card, folder, server) = (day.card(), print_folder(&day), Faulty::start([]).await);
    let post = day.post_with(&server.url(), Some(folder.clone())).await;
    let before = day.given(&anna, Service::Activation, card, HOME).await;
    let ending = day.ending(before).await;
    let case = day.signed_for(&anna, Service::CorrectedAddress, card, FIRST).await;
    day.ask_and_get(&anna, case, true).await;
    releases::confirm(&day.desk(), &anna.operator(), case, &ending).await.unwrap();
    work::drain(&post, moment(&day)).await.unwrap();
    assert_eq!(letters(&folder), Vec::<String>::new());
    assert_eq!((day.letters(HOME, "stopped").await, day.letters(FIRST, "accepted").await), (1, 1));
    assert_eq!(day.count("outbox WHERE kind = 'address_notice'").await, 0, "there is no mailbox to tell");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_printed_again_for_the_same_letter_box_within_its_window_and_its_limit() {
    let day = CounterDay::under(with_letters(), 0).await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (card, folder) = (day.card(), print_folder(&day));
    let post = day.post_with("smtp://127.0.0.1:9", Some(folder.clone())).await;
    let case = day.given(&anna, Service::Activation, card, HOME).await;
    assert!(matches!(day.send_again(&anna, case, 0).await, Err(NotResent::Waiting)), "it is not printed yet");
    work::drain(&post, moment(&day)).await.unwrap();
    for sent in 0..3 {
        day.send_again(&anna, case, sent).await.unwrap();
        assert_eq!(day.second_halves().await, 1, "moved, never copied");
        day.later(Duration::hours(5));
        work::drain(&post, moment(&day)).await.unwrap();
    }
    assert!(matches!(day.send_again(&anna, case, 3).await, Err(NotResent::Limit)));
    let papers = letters(&folder);
    assert_eq!(papers.len(), 4);
    let same_day = papers[0].split_whitespace().filter(|word| !word.contains('/')).collect::<Vec<_>>();
    for paper in &papers[1..] {
        let again = paper.split_whitespace().filter(|word| !word.contains('/')).collect::<Vec<_>>();
        assert_eq!(again, same_day, "the same envelope and the same digits");
    }
    assert!(papers[0].contains("Via Roma 1") && papers[0].contains("••"), "{}", papers[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trusted_persons_mail_is_sent_again_to_the_same_person() {
    let day = CounterDay::new().await;
    let anna = day.worker("anna", Role::Operator, "AN01").await;
    let (card, server) = (day.card(), Faulty::start([]).await);
    let post = day.post(&server.url()).await;
    let case = day.given(&anna, Service::Activation, card, DAUGHTER).await;
    work::drain(&post, moment(&day)).await.unwrap();
    day.send_again(&anna, case, 0).await.unwrap();
    work::drain(&post, moment(&day)).await.unwrap();
    let mails = read(&server);
    assert_eq!(mails.len(), 2);
    assert_eq!(told(&mails[0]).1, told(&mails[1]).1);
    assert!(mails.iter().all(|mail| mail.contains(DAUGHTER) && mail.contains("persona di fiducia")));
}
