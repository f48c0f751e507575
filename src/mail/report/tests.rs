// SPDX-License-Identifier: AGPL-3.0-or-later

use super::*;
use std::io::Read;

/// A report as RFC 3464 shows it, with these fields about the recipient and this mail hanging on it.
fn dsn(fields: &str, returned: &str) -> String {
    format!(
        "Return-Path: <>\r\nDelivered-To: sportello+abc@example.it\r\nFrom: MAILER-DAEMON@mx.example.org\r\n\
         Subject: =?utf-8?Q?Impossibile_recapitare_perch=C3=A9?=\r\nAuto-Submitted: auto-replied\r\n\
         Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"b/1\"\r\n\r\nThis is MIME.\r\n\
         --b/1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nNicht zustellbar: --b/1 kein Postfach\r\n\
         --b/1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\
         Original-Envelope-Id: 0193\r\n\r\n{fields}\r\n\
         --b/1\r\nContent-Type: message/rfc822\r\n\r\n{returned}\r\n--b/1--\r\n"
    )
}

fn reading(text: &str) -> Incoming {
    read(&mut text.as_bytes(), None).unwrap().unwrap()
}

fn said(fields: &str) -> Said {
    reading(&dsn(fields, "")).said
}

#[test]
fn each_cause_has_the_operators_words() {
    for (status, diagnostic, reason, code) in [
        ("5.1.1", "smtp; 550 5.1.1 <x>: unknown user", Reason::NoSuchMailbox, "5.1.1"),
        ("5.1.1 (bad mailbox)", "", Reason::NoSuchMailbox, "5.1.1"),
        ("5.0.0", "smtp; 550-5.1.1 The email account does not exist", Reason::NoSuchMailbox, "5.1.1"),
        ("5.1.10", "", Reason::NoSuchMailbox, "5.1.10"),
        ("5.2.1", "", Reason::NoSuchMailbox, "5.2.1"),
        ("5.4.4", "X-Postfix; Host or domain name not found", Reason::NoSuchMailbox, "5.4.4"),
        ("5.2.2", "smtp; 552 5.2.2 over quota", Reason::MailboxFull, "5.2.2"),
        ("4.2.2", "smtp; 452 4.2.2 over quota", Reason::MailboxFull, "4.2.2"),
        ("5.0.0", "smtp; 552 quota", Reason::MailboxFull, "5.0.0"),
        ("5.0.0", "smtp; 551 not here", Reason::NoSuchMailbox, "5.0.0"),
        ("5.7.1", "smtp; 554 5.7.1 looks like spam", Reason::RefusedAsSpam, "5.7.1"),
        ("5.7.26", "", Reason::RefusedAsSpam, "5.7.26"),
        ("4.4.1", "", Reason::NotDelivered, "4.4.1"),
        ("5.0.0", "smtp; 550 no", Reason::NotDelivered, "5.0.0"),
        ("5.3.4", "", Reason::NotDelivered, "5.3.4"),
    ] {
        let fields = format!(
            "Final-Recipient: rfc822; a@b\r\nAction: failed\r\nStatus: {status}\r\nDiagnostic-Code: {diagnostic}\r\n"
        );
        assert_eq!(said(&fields), Said::Failed { reason, status: code.into() }, "{status} {diagnostic}");
    }
}

#[test]
fn only_a_failure_is_a_failure() {
    for action in ["delayed", "delivered", "relayed", "expanded", "Delayed (will retry)"] {
        let fields = format!("Final-Recipient: rfc822; a@b\r\nAction: {action}\r\nStatus: 4.4.7\r\n");
        assert_eq!(said(&fields), Said::Underway, "{action}");
    }
    for odd in [
        "",
        "Action: burnt\r\nStatus: 5.1.1\r\n",
        "Action: failed\r\n",
        "Action: failed\r\nStatus: 2.0.0\r\n",
    ] {
        assert_eq!(said(odd), Said::Unreadable(Unreadable::NoStatus), "{odd}");
    }
    let two = "Final-Recipient: rfc822; a@b\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\n\
               Final-Recipient: rfc822; c@d\r\nAction: failed\r\nStatus: 5.2.2\r\n";
    assert!(matches!(said(two), Said::Failed { reason: Reason::MailboxFull, .. }));
}

#[test]
fn a_report_in_another_language_and_encoding_says_the_same() {
    let text = dsn("", "").replace(
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\nOriginal-Envelope-Id: 0193\r\n\r\n",
        "content-type: Message/Delivery-Status\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         UmVwb3J0aW5nLU1UQTogZG5zOyBteA0KDQpGaW5hbC1SZWNpcGllbnQ6IHJmYzgyMjsgYUBiDQpBY3Rpb246IEZhaWxlZA0KU3RhdHVzOiA1LjEuMQ0K",
    );
    let incoming = reading(&text);
    assert_eq!(incoming.said, Said::Failed { reason: Reason::NoSuchMailbox, status: "5.1.1".into() });
    assert_eq!(incoming.headline.subject, "Impossibile recapitare perché");
    assert_eq!(incoming.headline.sender, "MAILER-DAEMON@mx.example.org");
}

#[test]
fn an_absence_a_receipt_and_a_list_are_no_failure_and_old_bounces_go_to_a_person() {
    let mail =
        |headers: &str| format!("To: <sportello+abc@example.it>\r\n{headers}\r\n\r\nSono in ferie.\r\n");
    for automatic in [
        "Auto-Submitted: auto-replied (vacation)",
        "Precedence: auto_reply",
        "X-Autorespond: ferie",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
    ] {
        assert_eq!(reading(&mail(automatic)).said, Said::AutomaticReply, "{automatic}");
    }
    for person in [
        "Subject: Re: codici",
        "Auto-Submitted: no",
        "Auto-Submitted: auto-replied\r\nX-Failed-Recipients: a@b",
    ] {
        assert_eq!(reading(&mail(person)).said, Said::Unreadable(Unreadable::NoReport), "{person}");
    }
}

/// Counts what is read of it.
struct Endless {
    head: Vec<u8>,
    line: &'static [u8],
    read: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let behind = |at: usize| self.line[(at - self.head.len()) % self.line.len()];
        let byte = |at: usize| self.head.get(at).copied().unwrap_or_else(|| behind(at));
        let count = buffer.len().min(4_096);
        buffer[..count].iter_mut().zip(self.read..).for_each(|(place, at)| *place = byte(at));
        self.read += count;
        Ok(count)
    }
}

#[test]
fn twenty_megabytes_are_left_where_they_are() {
    let fields = "Final-Recipient: rfc822; a@b\r\nAction: failed\r\nStatus: 5.1.1\r\n";
    let end = dsn(fields, "codes");
    let head = end.split("codes").next().unwrap();
    let mut long = Endless { head: head.into(), line: b"0123456789\r\n", read: 0 };
    let incoming = read(&mut std::io::BufReader::new(&mut long), None).unwrap().unwrap();
    assert!(matches!(incoming.said, Said::Failed { .. }), "the mail behind the report is not read");
    assert!(long.read < 32 * 1024, "{}", long.read);

    let parts = [
        ("To: a+b@c\r\nX: ", "x", "headers"),
        (
            "To: a+b@c\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n",
            "y\n",
            "before",
        ),
        (head.split("Reporting-MTA").next().unwrap(), "z\n", "the report"),
        (head.split("Nicht").next().unwrap(), "w", "one line"),
    ];
    for (head, line, what) in parts {
        let mut long = Endless { head: head.into(), line: line.as_bytes(), read: 0 };
        let incoming = read(&mut std::io::BufReader::new(&mut long), None).unwrap().unwrap();
        assert_eq!(incoming.said, Said::Unreadable(Unreadable::TooLong), "{what}");
        assert!(long.read < 1_200_000, "{what}: {}", long.read);
    }
}

#[test]
fn a_report_that_breaks_off_anywhere_is_read_without_harm() {
    let whole = dsn("Final-Recipient: rfc822; a@b\r\nAction: failed\r\nStatus: 5.1.1\r\n", "codes 12345");
    for end in 0..whole.len() {
        let incoming = read(&mut &whole.as_bytes()[..end], None).unwrap();
        if let Some(Incoming { said: Said::Failed { status, .. }, .. }) = incoming {
            assert_eq!(status, "5.1.1");
        }
    }
    assert!(read(&mut "".as_bytes(), None).unwrap().is_none());
    assert!(read(&mut "\r\n\r\nhello".as_bytes(), None).unwrap().is_none());
}

#[test]
fn the_envelope_recipient_is_found_where_servers_write_it() {
    let mail =
        "From sender Sun Nov 22\nTo: A <a@x>, \"B\" <b@x>\nX-Original-To: c@x\nDelivered-To: d@x\n\nhello\n";
    assert_eq!(reading(mail).addresses, ["d@x", "c@x", "a@x", "b@x"]);
    let told = read(&mut mail.as_bytes(), Some("e@x")).unwrap().unwrap();
    assert_eq!(told.addresses, ["e@x"], "what the server says itself is enough");
}
