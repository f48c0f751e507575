// SPDX-License-Identifier: AGPL-3.0-or-later
//! The fingerprint that ties the signed form to what was said: who changes a word after the signature is found out.

use super::facts::Contact;
use super::protocol::Protocol;
use super::service::Service;
use crate::cards::check::Card;
use crate::contacts::phone::PhoneNumber;
use crate::contacts::recipient::Recipient;
use crate::db::Breakage;
use crate::delegations::{Delegation, Title};
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person::Person;
use crate::identification::document::IdentityDocument;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt;

/// SHA-256 over the canonical encoding of a complete case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

/// All that the citizen signs for.
#[derive(Debug, Clone, Copy)]
pub struct Complete<'a> {
    /// What is asked for.
    pub service: Service,
    /// The case.
    pub protocol: &'a Protocol,
    /// The holder's code.
    pub code: &'a FiscalCode,
    /// The holder's data.
    pub person: &'a Person,
    /// The card in hand.
    pub card: &'a Card,
    /// The document of the person at the counter.
    pub document: &'a IdentityDocument,
    /// Who acts for the holder and as what.
    pub delegation: Option<&'a Delegation>,
    /// How the citizen is reached.
    pub contact: &'a Contact,
}

/// The fingerprint of a complete case. The encoding is a JSON object by RFC 8785 (keys sorted, no blanks, all values texts),
/// version 1; `delegate` is empty for a holder in person, else kind, person, title and whose address it is, and `service` is there where it is not an activation. `contact` has
/// `email`, or `post` for a letter, and `trusted` where the mailbox is another person's.
#[must_use]
pub fn fingerprint(facts: &Complete<'_>) -> Fingerprint {
    let Complete { service, protocol, code, person, card, document, delegation, contact } = facts;
    let mut encoding = json!({
        "version": "1",
        "protocol": protocol.as_str(),
        "delegate": "",
        "holder": {
            "codice_fiscale": code.as_str(),
            "surname": person.surname.as_str(),
            "name": person.name.as_str(),
            "sex": person.sex.letter(),
            "birth_date": person.birth_date.to_string(),
            "birth_place": person.birth_place.as_str(),
        },
        "card": {
            "number": card.number.as_str(),
            "expires": card.expires.to_string(),
            "former": card.former.key(),
        },
        "document": {
            "kind": document.kind(),
            "number": document.number(),
            "issuer": document.issuer(),
            "issued": document.issued().to_string(),
            "expires": document.expires().map(|day| day.to_string()).unwrap_or_default(),
        },
        "contact": reached(contact),
    });
    if *service != Service::Activation {
        encoding["service"] = service.key().into();
    }
    if let Some(delegation) = delegation {
        encoding["delegate"] = acting(delegation);
    }
    Fingerprint(Sha256::digest(encoding.to_string()).into()) // serde_json's maps are sorted by key
}

/// Who acts, by which title; what there is not is left out.
fn acting(delegation: &Delegation) -> Value {
    let mut said = json!({ "kind": delegation.kind.key() });
    if let Some(delegate) = &delegation.delegate {
        let Person { surname, name, sex, birth_date, birth_place } = &delegate.person;
        said["person"] = json!({
            "codice_fiscale": delegate.code.as_str(),
            "surname": surname.as_str(),
            "name": name.as_str(),
            "sex": sex.letter(),
            "birth_date": birth_date.to_string(),
            "birth_place": birth_place.as_str(),
        });
    }
    if let Some(Title { power, words, decree, relation, holder_present, address_in_words }) =
        &delegation.title
    {
        let yes_or_no = |yes: &bool| if *yes { "yes" } else { "no" };
        said["title"] = json!({
            "power": power.key(),
            "words": words.as_deref().unwrap_or_default(),
            "relation": relation.map(|relation| relation.key()).unwrap_or_default(),
            "holder_present": yes_or_no(holder_present),
            "address_in_words": yes_or_no(address_in_words),
        });
        if let Some(decree) = decree {
            said["title"]["decree"] = json!({
                "court": decree.court,
                "number": decree.number,
                "on": decree.on.to_string(),
                "ends_on": decree.ends_on.map(|day| day.to_string()).unwrap_or_default(),
            });
        }
    }
    said
}

/// The contact as it is signed for. What a case does not have is left out, so that the forms signed before there were trusted
/// persons and letters keep their fingerprints.
fn reached(contact: &Contact) -> Value {
    let mut said = json!({
        "phone": contact.phone.as_ref().map(PhoneNumber::as_str).unwrap_or_default(),
        "language": contact.language.code(),
    });
    match &contact.to {
        Recipient::Email(email) => said["email"] = json!(email.as_str()),
        Recipient::Post(post) => said["post"] = json!(post.to_string()),
    }
    if let Some(trusted) = &contact.trusted {
        said["trusted"] = json!({
            "surname": trusted.surname.as_str(),
            "name": trusted.name.as_str(),
            "relation": trusted.relation.as_deref().unwrap_or_default(),
        });
    }
    said
}

impl Fingerprint {
    /// The 32 bytes, as stored.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first 64 bits in four groups of four hexadecimal digits, for paper and eyes: `A1B2 C3D4 E5F6 0718`.
    #[must_use]
    pub fn short(&self) -> String {
        crate::pdf::short_fingerprint(&self.to_string())
    }
}

impl TryFrom<Vec<u8>> for Fingerprint {
    type Error = Breakage;

    fn try_from(stored: Vec<u8>) -> Result<Self, Breakage> {
        let bytes =
            stored.try_into().map_err(|_| Breakage::new("a stored fingerprint does not have 32 bytes"))?;
        Ok(Self(bytes))
    }
}

/// In full, as hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

#[cfg(test)]
#[path = "fingerprint_tests.rs"]
mod tests;
