// SPDX-License-Identifier: AGPL-3.0-or-later
use super::mime::{Message, parse};
use super::{folder, own_host};
use actix_web::http::header::HeaderValue;

const MAIL: &str = "From: Sportello <sportello@demo.invalid>\r\nTo: mario@example.it\r\n\
Subject: =?utf-8?b?U2Vjb25kYSBtZXTDoA==?=\r\n\x20=?utf-8?q?_dei_codici?=\r\nContent-Type: multipart/alternative;\r\n\
\x20boundary=\"limit\"\r\n\r\n--limit\r\nContent-Type: text/plain; charset=utf-8\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\r\nPIN =E2=80=A2=E2=80=A2345, una riga spez=\r\nzata\r\n--limit\r\n\
Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+UElOPC9wPg==\r\n--limit--\r\n";

#[test]
fn a_mail_is_read_as_the_citizen_sees_it() {
    let expected = Message {
        from: "Sportello <sportello@demo.invalid>".into(),
        to: "mario@example.it".into(),
        subject: "Seconda metà dei codici".into(),
        text: "PIN ••345, una riga spezzata\n".into(),
        html: Some("<p>PIN</p>".into()),
    };
    assert_eq!(parse(MAIL.as_bytes()), expected);
}

#[test]
fn a_damaged_mail_is_shown_as_far_as_it_goes() {
    for bad in [
        "",
        "Subject",
        "Content-Type: multipart/mixed\n\nx",
        "Subject: =?utf-8?b?@@?=\n\nbody",
        "Subject: =?x\n\n=",
    ] {
        parse(bad.as_bytes());
    }
    assert_eq!(parse(b"Subject: =?utf-8?q\n\nciao").subject, "=?utf-8?q");
    assert_eq!(parse(b"Content-Transfer-Encoding: quoted-printable\n\n100=").text, "100=");
}

#[test]
fn mails_are_listed_newest_first_and_only_from_their_folder() {
    let place = std::env::temp_dir().join(format!("sportello-mailbox-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir_all(place.join("new")).unwrap();
    std::fs::write(place.join("a.eml"), "Subject: one\n\n").unwrap();
    std::fs::write(place.join("new/b.eml"), "Subject: two\n\n").unwrap();
    std::fs::write(place.join("half-written"), "Subject: not yet\n\n").unwrap();
    let earlier = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    std::fs::File::options().write(true).open(place.join("a.eml")).unwrap().set_modified(earlier).unwrap();
    let subjects: Vec<_> = folder::all(&place).into_iter().map(|mail| mail.message.subject).collect();
    assert_eq!(subjects, ["two", "one"]);
    assert!(folder::one(&place, "b.eml").is_some());
    assert!(folder::one(&place, "../mailbox.eml").is_none());
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn the_mailbox_answers_to_this_machine_only() {
    for (host, own) in [
        ("localhost:8025", true),
        ("127.0.0.1:8025", true),
        ("[::1]:8025", true),
        ("localhost", true),
        ("mail.attacker.example:8025", false),
        ("", false),
    ] {
        assert_eq!(own_host(Some(&HeaderValue::from_static(host))), own, "{host}");
    }
    assert!(!own_host(None));
}
