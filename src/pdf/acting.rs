// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who acts for the holder, as papers other than the request form name them.

use super::{
    blocks::Field,
    flow::Flow,
    views::{Acting, Persons},
};

impl Flow {
    /// Who acted for the holder, as what and by what title.
    pub(super) fn acting(&mut self, acting: &Acting<'_>) {
        let who = format!("{}, {}", acting.name, acting.kind.joined());
        let by = Field::new(self.say(&acting.power.key("receipt-by")), &who);
        match acting.title {
            Some(title) => self.fields(&[by, Field::new(self.say("form-delegate-title"), title)]),
            None => self.fields(&[by]),
        }
    }

    /// Whose card it is about, and who acts: in a row, or in two where there is a title too.
    pub(super) fn persons(&mut self, persons: &Persons<'_>) {
        self.fields(&[Field::new(self.say("receipt-holder"), persons.holder)]);
        self.acting(&persons.acting);
    }
}
