// SPDX-License-Identifier: AGPL-3.0-or-later
//! Mails that come back with everything in them.

use super::halves;
use super::steps::asked;
use crate::support::running_demo::{RunningDemo, mails};
use sportello::mail::{Marked, Marks};
use sportello::seal::SecretBox;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// The mail of the newest second half to this address, as it lies in the citizen's mailbox, and its outbox id.
pub(super) async fn letter_to(demo: &RunningDemo, address: &str) -> (String, uuid::Uuid) {
    for _ in 0..200 {
        let sql = format!(
            "SELECT id FROM outbox WHERE recipient = '{address}' AND kind = 'second_half' AND state = 'accepted'
             AND NOT EXISTS (SELECT FROM outbox n WHERE n.recipient = '{address}' AND n.state = 'waiting') ORDER BY posted_at DESC LIMIT 1"
        );
        let id = asked(demo, &format!("SELECT coalesce(({sql})::text, '')")).await;
        if let Ok(id) = id.parse::<uuid::Uuid>() {
            let mail = fs::read_to_string(demo.folder.join("mail").join(format!("{id}.eml")));
            return (mail.unwrap(), id);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no mail to {address}");
}

/// The mark of a letter's envelope sender, as base 32 of id and MAC; made with the worker's own key.
pub(super) fn marked(demo: &RunningDemo, letter: uuid::Uuid) -> String {
    let keys = demo.folder.join("keys/work");
    let secrets = SecretBox::load(&keys, "worker").ok().unwrap();
    let mac = secrets.digest("bounce", &[letter.as_bytes()]);
    let base32 = |bytes: &[u8]| {
        let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
        let fives = bits.as_bytes().chunks(5).map(|five| format!("{:0<5}", String::from_utf8_lossy(five)));
        let letter = |five: String| {
            char::from(b"abcdefghijklmnopqrstuvwxyz234567"[usize::from_str_radix(&five, 2).unwrap()])
        };
        fives.map(letter).collect::<String>()
    };
    let address = format!("sportello+{}-{}@demo.invalid", base32(letter.as_bytes()), base32(&mac[..8]));
    let read = Marks::load(&keys).ok().unwrap().read(&address);
    assert!(matches!(read, Marked::Letter(_)), "{address}");
    address
}

/// A report that brings the whole mail back, codes and all, in clear.
pub(super) fn report(to: &str, returned: &str) -> String {
    let plain: String = halves(returned).into_iter().map(|half| format!("PIN {half}\r\n")).collect();
    assert!(!plain.is_empty(), "there is a half in what comes back");
    format!(
        "Delivered-To: {to}\r\nFrom: MAILER-DAEMON@mx\r\nSubject: Undelivered Mail\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\n\
         Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; x@example.org\r\n\
         Action: failed\r\nStatus: 5.2.2\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{returned}\r\n{plain}\r\n--b--\r\n"
    )
}

/// The settings of a second worker of the demonstration, beside the one that the supervisor keeps.
pub(super) fn worker_settings(
    demo: &RunningDemo,
    policy: &str,
    maildir: &Path,
) -> Vec<(&'static str, String)> {
    let keys = demo.folder.join("keys/work");
    vec![
        ("SPORTELLO_DATABASE_URL", fs::read_to_string(keys.join("database")).unwrap().trim().to_owned()),
        ("SPORTELLO_KEYS", keys.display().to_string()),
        ("SPORTELLO_MAIL_URL", "smtp://127.0.0.1:1".into()),
        ("SPORTELLO_MAIL_FROM", "sportello@demo.invalid".into()),
        ("SPORTELLO_BOUNCE_MAILDIR", maildir.display().to_string()),
        ("SPORTELLO_POLICY", policy.to_owned()),
        ("SPORTELLO_LOG", "trace".into()),
    ]
}

/// A mail's text with its halves in clear.
pub(super) fn mails_of(mail: &str) -> String {
    let folder = std::env::temp_dir().join(format!("returned-{}", uuid::Uuid::now_v7()));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("mail"), mail).unwrap();
    let text = mails(&folder).pop().unwrap();
    fs::remove_dir_all(folder).unwrap();
    text
}
