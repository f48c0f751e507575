// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who acts for the holder of a case, as form, sheet and receipt name them.

use super::birth_place;
use crate::cases::{self, Case};
use crate::db::Breakage;
use crate::delegations::{Decree, Delegate, Title};
use crate::pdf;
use crate::policy::{Policy, Power, Signatory};
use crate::texts::Language;

/// Who acts, or assists, and as what.
pub(super) struct Acting<'a> {
    delegate: &'a Delegate,
    name: String,
    place: String,
    kind: pdf::Said,
    title: Option<String>,
    power: pdf::Power,
    own_address: bool,
    takes_sheet: bool,
}

impl<'a> Acting<'a> {
    /// None where the holder is there alone.
    ///
    /// # Errors
    /// A [`Breakage`] where the case's policy does not know the kind any more.
    pub(super) fn of(policy: &Policy, case: &'a Case, language: Language) -> Result<Option<Self>, Breakage> {
        let found = cases::delegation_of(policy, case)?;
        let Some((delegation, rules)) = found else { return Ok(None) };
        let Some(delegate) = &delegation.delegate else { return Ok(None) };
        let person = &delegate.person;
        Ok(Some(Self {
            delegate,
            name: format!("{} {}", person.name, person.surname),
            place: birth_place::label(person.birth_place, person.birth_date),
            kind: pdf::Said::of(language, &delegation.kind.text_key("delegation-kind"), &[]),
            title: delegation.title.as_ref().and_then(in_one_line),
            power: match delegation.power(rules) {
                Some(Power::Assists) => pdf::Power::Assists,
                Some(Power::Acts | Power::Alone) | None => pdf::Power::Acts,
            },
            own_address: delegation.address_in_words(),
            takes_sheet: delegation.takes_sheet(rules) == Signatory::Delegate,
        }))
    }

    /// For the request form.
    pub(super) fn on_form(&self) -> pdf::Delegate<'_> {
        let Delegate { code, person, .. } = self.delegate;
        pdf::Delegate {
            surname: person.surname.as_str(),
            name: person.name.as_str(),
            codice_fiscale: code.as_str(),
            birth_date: person.birth_date,
            birth_place: &self.place,
            kind: &self.kind,
            title: self.title.as_deref(),
            power: self.power,
            own_address: self.own_address,
        }
    }

    /// For sheet and receipt.
    pub(super) fn on_paper(&self) -> pdf::Acting<'_> {
        pdf::Acting { name: &self.name, kind: &self.kind, title: self.title.as_deref(), power: self.power }
    }

    /// For a slip, beside the holder.
    pub(super) fn persons<'b>(&'b self, holder: &'b str) -> pdf::Persons<'b> {
        pdf::Persons { holder, acting: self.on_paper() }
    }

    /// Their name, where the sheet is theirs to take.
    pub(super) fn taker(&self) -> Option<&str> {
        self.takes_sheet.then_some(self.name.as_str())
    }
}

/// The decree, or the title in words.
fn in_one_line(title: &Title) -> Option<String> {
    let decree = title.decree.as_ref().map(|decree| view(decree).in_one_line());
    decree.or_else(|| title.words.clone())
}

/// A decree as papers take it.
pub(super) fn view(decree: &Decree) -> pdf::Decree<'_> {
    pdf::Decree {
        court: Some(&decree.court),
        number: Some(&decree.number),
        date: Some(decree.on),
        end: decree.ends_on,
    }
}
