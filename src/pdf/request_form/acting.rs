// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a request form says of somebody who acts for the holder, or assists them.

use crate::pdf::{
    blocks::Field,
    dates::day,
    flow::Flow,
    said::Said,
    views::{Delegate, Power},
};

impl Power {
    /// The key of a text of whoever acts, or of whoever assists.
    pub(in crate::pdf) fn key(self, key: &str) -> String {
        match self {
            Self::Acts => format!("{key}-acts"),
            Self::Assists => format!("{key}-assists"),
        }
    }
}

/// Who it is, as what, and by what title.
pub(super) fn person(flow: &mut Flow, delegate: &Delegate<'_>) {
    flow.section(&flow.say(&delegate.power.key("form-delegate")), 60.0);
    flow.fields(&[
        Field::new(flow.say("form-surname"), delegate.surname),
        Field::new(flow.say("form-name"), delegate.name),
    ]);
    flow.fields(&[
        Field::new(flow.say("form-codice-fiscale"), delegate.codice_fiscale).mono(),
        Field::new(flow.say("form-birth-date"), &day(delegate.birth_date)),
        Field::new(flow.say("form-birth-place"), delegate.birth_place),
    ]);
    let (kind, label) = (delegate.kind.joined(), flow.say("form-delegate-as"));
    match delegate.title {
        Some(title) => flow.fields(&[
            Field::new(label, &kind),
            Field::new(flow.say("form-delegate-title"), title).wide(1.35),
        ]),
        None => flow.fields(&[Field::new(label, &kind)]),
    }
}

/// The key of one part of the declaration as the delegate makes it, or as it is made with their assistance.
pub(super) fn declares(delegate: &Delegate<'_>, part: &str, plain: String) -> String {
    match (part, delegate.power) {
        ("power", power) => power.key(&plain),
        ("present" | "secret", Power::Acts) => Power::Acts.key(&plain),
        _ => plain,
    }
}

/// Who signs.
pub(super) fn signatures(flow: &Flow, delegate: &Delegate<'_>) -> Vec<Said> {
    let keys: &[&str] = match delegate.power {
        Power::Acts => &["form-signature-acts", "form-signature-operator"],
        Power::Assists => &["form-signature-holder", "form-signature-assists", "form-signature-operator"],
    };
    keys.iter().map(|key| flow.say(key)).collect()
}
