// SPDX-License-Identifier: AGPL-3.0-or-later

use super::super::{MailSetup, Office, SecondHalfWords, Tries};
use super::*;
use crate::outbox::Reader;
use crate::seal::{CodeKind, CodePart, Digits};

fn writer() -> Writer {
    let setup = MailSetup {
        url: Zeroizing::new("smtps://mail.example.it".into()),
        from: "Sportello TS-CNS <sportello@example.it>".into(),
        bounces: None,
        allow_plaintext: false,
        allow_bad_certificate: false,
        extra_ca: None,
        files_allowed: false,
    };
    setup.writer(SecretBox::generate("worker", Utc::now())).unwrap()
}

fn part(kind: CodeKind, total: u8, from: u8, digits: &str) -> CodePart {
    CodePart::new(kind, total, from, Digits::new(Zeroizing::new(digits.to_owned())).unwrap()).unwrap()
}

fn mail(language: Language) -> (Parcel, OutboxId) {
    let id = OutboxId::new(Utc::now());
    let office = Office { name: "Comune di <Ancona> & \"c.\"".into(), telephone: "071 000000".into() };
    let codes = [part(CodeKind::Pin, 5, 2, "345"), part(CodeKind::Puk, 8, 4, "6789")];
    let words = Words::SecondHalf(SecondHalfWords {
        codes: &codes,
        release: "AN01-R-2026-000007",
        duplicate: false,
        tries: Tries { pin: Some(3), puk: Some(3) },
        office: &office,
        trusted: false,
        acting: None,
    });
    let to = "maria@example.org".parse().unwrap();
    (writer().write(id, &to, language, &words, DateTime::UNIX_EPOCH).unwrap(), id)
}

#[test]
fn the_headers_say_whose_mail_it_is_and_hold_no_code() {
    let (parcel, id) = mail(Language::Italian);
    let text = String::from_utf8(parcel.reveal().to_vec()).unwrap();
    let headers = text.split("\r\n\r\n").next().unwrap();
    for wanted in [
        format!("Message-ID: <{id}@example.it>"),
        "Auto-Submitted: auto-generated".into(),
        "Date: Thu, 01 Jan 1970 00:00:00 +0000".into(),
        "To: maria@example.org".into(),
        "MIME-Version: 1.0".into(),
        "Content-Type: multipart/alternative".into(),
    ] {
        assert!(headers.contains(&wanted), "{wanted}\n{headers}");
    }
    assert!(!headers.contains("345") && !headers.contains("6789"));
}

#[test]
fn each_mail_has_an_envelope_sender_of_its_own_that_only_we_can_make() {
    let (one, id) = mail(Language::Italian);
    let (other, _) = mail(Language::Italian);
    assert_ne!(one.sender(), other.sender());
    let local = one.sender().strip_suffix("@example.it").unwrap().strip_prefix("sportello+").unwrap();
    let (named, mac) = local.split_once('-').unwrap();
    assert_eq!(named.len(), 26);
    assert_eq!(mac.len(), 13);
    assert_ne!(one.sender(), writer().envelope_sender(id).unwrap().to_string(), "another key, another MAC");
}

#[test]
fn a_foreigner_reads_the_mail_in_english_below_the_italian() {
    let subject = "x";
    let words = Words::AccountNotice {
        username: "m.rossi",
        role: None,
        event: crate::outbox::AccountEvent::Added,
        at: Utc::now(),
    };
    let blocks = [words.block(Language::Italian), words.block(Language::English)];
    let (text, html) = bodies(subject, &blocks).unwrap();
    assert!(
        text.starts_with("This message is also in English, further down.\n\nIl Suo account"),
        "{}",
        *text
    );
    assert!(html.contains("<div lang=\"it\"") && html.contains("<div lang=\"en\""));
}

/// The sentences themselves, looked at once and then kept.
#[test]
fn the_second_half_is_a_letter_that_is_complete_by_itself() {
    let office = Office { name: "Comune di <Ancona> & \"c.\"".into(), telephone: "071 000000".into() };
    let codes = [part(CodeKind::Pin, 5, 2, "345"), part(CodeKind::Puk, 8, 4, "6789")];
    let words = Words::SecondHalf(SecondHalfWords {
        codes: &codes,
        release: "AN01-R-2026-000007",
        duplicate: false,
        tries: Tries { pin: Some(3), puk: Some(3) },
        office: &office,
        trusted: false,
        acting: None,
    });
    for (language, warns) in [
        (Language::English, "Nobody will ever ask you for the other half of the codes"),
        (Language::German, "Niemand wird Sie jemals nach der anderen Hälfte der Codes fragen"),
        (Language::French, "Personne ne vous demandera jamais l’autre moitié des codes"),
        (Language::Slovene, "Nihče vas ne bo nikoli vprašal za preostalo polovico kod"),
    ] {
        let blocks = [words.block(Language::Italian), words.block(language)];
        let (text, html) = bodies(&words.subject(Language::Italian), &blocks).unwrap();
        for said in
            ["••345", "••••6789", "AN01-R-2026-000007", "Dopo 3 PIN", "Nessuno Le chiederà mai", "071 000000"]
        {
            assert!(text.contains(said), "{said}\n{}", *text);
            assert!(html.contains(said), "{said}");
        }
        assert!(text.contains(warns) && html.contains(warns), "{warns}\n{}", *text);
        assert!(html.contains("&lt;Ancona&gt; &amp;") && !html.contains("<Ancona>"));
        assert!(text.contains("<Ancona> & \"c.\""));
        for body in [&text, &html] {
            assert!(!body.contains("http") && !body.contains("<a "), "no link in a mail");
            assert!(!body.contains("[mail-"), "no text is missing");
        }
        insta::assert_snapshot!(format!("second_half_{language}"), &**text);
    }
}

/// Every kind of mail in every language: complete, each part in the language that it says, the moment as that
/// language writes it.
#[test]
fn every_mail_speaks_every_language() {
    let office = Office { name: "Comune di Ancona".into(), telephone: String::new() };
    let code = Digits::new(Zeroizing::new("123456".to_owned())).unwrap();
    let half = [part(CodeKind::Pin, 5, 4, "5"), part(CodeKind::Cip, 8, 4, "6789")];
    let at: DateTime<Utc> = "2026-02-03T08:05:00Z".parse().unwrap();
    let mut all = vec![
        Words::SecondHalf(SecondHalfWords {
            codes: &half,
            release: "AN01-R-2026-000007",
            tries: Tries { pin: Some(1), puk: None },
            office: &office,
            duplicate: true,
            trusted: false,
            acting: None,
        }),
        Words::SecondHalf(SecondHalfWords {
            codes: &half,
            release: "AN01-R-2026-000007",
            tries: Tries { pin: Some(1), puk: None },
            office: &office,
            duplicate: false,
            trusted: true,
            acting: None,
        }),
        Words::OwnershipCode { code: &code, minutes: 10, office: &office, reader: Reader::AtCounter },
        Words::OwnershipCode { code: &code, minutes: 10, office: &office, reader: Reader::Trusted },
        Words::OwnershipCode { code: &code, minutes: 10, office: &office, reader: Reader::Away },
        Words::AddressNotice { office: &office, given_at: at, acting: false },
        Words::AddressNotice { office: &office, given_at: at, acting: true },
    ];
    let given = crate::outbox::ToldRole { role: "supervisor".into(), counter: "AN01 Ancona".into() };
    let role = Some(&given);
    let events = crate::outbox::AccountEvent::ALL;
    all.extend(events.map(|event| Words::AccountNotice { username: "m.rossi", event, at, role }));
    for role in ["operator", "administrator"] {
        assert!(Language::ALL.iter().all(|language| {
            crate::texts::text(*language, &format!("mail-role-{role}")).chars().all(|c| c != '[')
        }));
    }
    let link = "https://sportello.example/invitation/AAAA";
    all.extend([true, false].map(|first| Words::Invitation {
        username: "m.rossi",
        link,
        expires_at: at,
        first,
    }));
    let counters = [crate::outbox::CounterFigures {
        counter: "AN01 <Ancona>".into(),
        cases: 1001,
        releases: 1002,
        refusals: 1003,
        mails_in_trouble: 1004,
        voided_sheets: 1005,
        no_email: 1006,
        patterns: (1007, 1008),
        samples_open: 1009,
        days_not_closed: 1010,
    }];
    let link = "https://sportello.example/reports/releases?from=2026-02-01&to=2026-02-28";
    all.push(Words::MonthlyReport { month: "2026-02-01".parse().unwrap(), counters: &counters, link });
    let (writer, to) = (writer(), "maria@example.org".parse().unwrap());
    for words in &all {
        for language in Language::ALL {
            let parcel = writer.write(OutboxId::new(Utc::now()), &to, language, words, Utc::now()).unwrap();
            let raw = String::from_utf8(parcel.reveal().to_vec()).unwrap();
            let (said, blocks) = match language {
                Language::Italian => ("it".to_owned(), vec![words.block(language)]),
                _ => (format!("it, {language}"), vec![words.block(Language::Italian), words.block(language)]),
            };
            assert!(raw.contains(&format!("\r\nContent-Language: {said}\r\n")), "{said}\n{raw}");
            let (text, html) = bodies("x", &blocks).unwrap();
            assert!(!text.contains(['[', '{', '}']) && !html.contains("[mail-"), "{language}: {}", *text);
            assert!(html.contains(&format!("<div lang=\"{language}\"")), "{language}");
            if let Words::MonthlyReport { .. } = words {
                assert!(html.contains("AN01 &lt;Ancona&gt;") && text.contains("02/2026"), "{}", *html);
                assert!(text.contains(link) && html.contains("from=2026-02-01&amp;to="), "{}", *text);
                for count in 1001..=1010 {
                    assert!(text.contains(&format!(": {count}\n")), "{count}: {}", *text);
                    assert!(html.contains(&format!(">{count}</td>")), "{count}: {}", *html);
                }
            }
            if let Words::AddressNotice { .. } | Words::AccountNotice { .. } | Words::Invitation { .. } =
                words
            {
                let moment = match language {
                    Language::Italian => "03/02/2026, 09:05",
                    Language::English => "3 February 2026, 09:05",
                    Language::German => "03.02.2026, 09:05 Uhr",
                    Language::French => "03/02/2026 à 09 h 05",
                    Language::Slovene => "3. 2. 2026 ob 9.05",
                };
                assert!(text.replace('\u{a0}', " ").contains(moment), "{moment}\n{}", *text);
            }
        }
    }
    let places = ["cifra 5 di 5", "digit 5 of 5", "5. Ziffer von 5", "chiffre 5 sur 5", "5. števka od 5"];
    for (language, place) in Language::ALL.into_iter().zip(places) {
        let (text, _) = bodies("x", &[all[0].block(language)]).unwrap();
        assert!(text.contains(&format!("••••5   ({place})")), "which position it holds: {}", *text);
    }
}

/// Both persons and the title are named, to whom the mail speaks is said first, and no reason of health is told.
#[test]
fn a_mail_about_somebody_elses_card_names_both_persons_in_every_language() {
    use super::super::{Acting, Mailbox};
    use crate::policy::DelegationKind;
    let office = Office { name: "Comune di Ancona".into(), telephone: String::new() };
    let codes = [part(CodeKind::Pin, 5, 2, "345")];
    let all = [Mailbox::Holder, Mailbox::Delegate, Mailbox::Other];
    let all = all.into_iter().flat_map(|mailbox| [false, true].map(|assisted| (mailbox, assisted)));
    for ((mailbox, assisted), language) in all.flat_map(|way| Language::ALL.map(|language| (way, language))) {
        for kind in DelegationKind::ALL.iter().copied().filter(|kind| kind.has_delegate()) {
            let (holder, delegate) = ("Maria <D’Amico>", "Ada Rossi");
            let acting = Some(Acting { holder, delegate, kind, assisted, mailbox });
            let half = SecondHalfWords {
                codes: &codes,
                release: "AN01-R-2026-000007",
                duplicate: false,
                tries: Tries { pin: Some(3), puk: None },
                office: &office,
                trusted: false,
                acting,
            };
            let (text, html) = bodies("x", &[Words::SecondHalf(half).block(language)]).unwrap();
            let at = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name}: {}", *text));
            assert!(html.contains("Maria &lt;D") && !html.contains("<D’Amico>"), "{}", *html);
            let first = if mailbox == Mailbox::Delegate && !assisted { delegate } else { holder };
            assert!(at(first) <= at(holder).min(at(delegate)), "{language}: {}", *text);
            assert!(at(first) < at("AN01-R-2026-000007") && at("••345") > at(delegate), "{}", *text);
            let named = crate::texts::text(language, &kind.text_key("delegation-kind"));
            let health = kind == DelegationKind::HealthImpediment;
            assert_eq!(text.contains(&named), !health, "{language} {kind:?}: {}", *text);
            assert!(!text.contains("[mail-") && !text.contains("[delegation"), "{}", *text);
        }
    }
}
