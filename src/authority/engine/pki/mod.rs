// SPDX-License-Identifier: AGPL-3.0-or-later
//! Certificates and revocation lists.

mod citizen;
mod issuer;
mod policy;
mod reasons;
mod revocation;

pub(super) use citizen::{CitizenProfile, citizen_certificate};
pub(in crate::authority) use issuer::authority_certificate;
pub(super) use reasons::{list_reason, reason_word};
pub(super) use revocation::{ListEntry, ListTimes, sign_list};

/// Where the list of a part is published; stands in the certificates and in the list itself.
pub(super) fn list_url(pki_url: &str, part: i32) -> String {
    format!("{pki_url}/crls/{part}.crl")
}
