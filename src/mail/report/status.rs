// SPDX-License-Identifier: AGPL-3.0-or-later
//! The part `message/delivery-status` of a report: a group of fields about the mail, then one for each recipient
//! (RFC 3464 section 2.1).

use super::Said;
use super::cause;
use super::headers::Headers;
use mail_parser::MessageParser;

/// What the part tells.
pub(super) struct Status {
    pub envelope_id: Option<String>,
    /// Nothing where no recipient has an action that the standard knows.
    pub said: Option<Said>,
}

/// Reads the part from its headers, which may name a transfer encoding, and its body.
pub(super) fn parse(head: &[u8], body: &[u8]) -> Status {
    let whole = [head, body].concat();
    let decoded = MessageParser::default().parse(&whole);
    let text = decoded.as_ref().map_or(body, |message| message.root_part().contents());
    let mut status = Status { envelope_id: None, said: None };
    for group in groups(text) {
        let Some(fields) = Headers::parse(&group) else { continue };
        let envelope_id = fields.text("Original-Envelope-Id");
        if !envelope_id.is_empty() {
            status.envelope_id = Some(envelope_id.to_owned());
        }
        match recipient(&fields) {
            // one recipient that failed is enough: an address may stand for several
            Some(Said::Failed { .. }) if matches!(status.said, Some(Said::Failed { .. })) => {}
            Some(failed @ Said::Failed { .. }) => status.said = Some(failed),
            Some(other) if status.said.is_none() => status.said = Some(other),
            _ => {}
        }
    }
    status
}

fn recipient(fields: &Headers<'_>) -> Option<Said> {
    let first =
        |name| fields.text(name).split([' ', ';', '(']).next().unwrap_or_default().to_ascii_lowercase();
    match first("Action").as_str() {
        "failed" => {
            let (reason, status) = cause::of(&first("Status"), fields.text("Diagnostic-Code"))?;
            Some(Said::Failed { reason, status })
        }
        "delayed" | "delivered" | "relayed" | "expanded" => Some(Said::Underway),
        _ => None,
    }
}

/// The groups, each as a block of headers.
fn groups(text: &[u8]) -> Vec<Vec<u8>> {
    let mut groups = vec![Vec::new()];
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match groups.last_mut() {
            Some(group) if !line.trim_ascii().is_empty() => group.extend_from_slice(line),
            Some(group) if !group.is_empty() => groups.push(Vec::new()),
            _ => {}
        }
    }
    groups.iter_mut().for_each(|group| group.extend_from_slice(b"\r\n\r\n"));
    groups
}
