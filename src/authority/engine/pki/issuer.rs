// SPDX-License-Identifier: AGPL-3.0-or-later
//! The certification authority's own certificate.

use std::time::SystemTime;

use chrono::{DateTime, Days, Months, Utc};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DistinguishedName, DnType, DnValue, IsCa, KeyPair,
    KeyUsagePurpose,
};

use crate::authority::Administration;

/// Self-signed, for thirty years: longer than any card lives. Signs end certificates and lists and nothing else.
pub(in crate::authority) fn authority_certificate(
    key: &KeyPair,
    administration: &Administration,
    now: DateTime<Utc>,
) -> Result<Certificate, rcgen::Error> {
    let mut params = CertificateParams::default();
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, DnValue::PrintableString("IT".try_into()?));
    name.push(DnType::OrganizationName, administration.name.as_str());
    name.push(DnType::OrganizationalUnitName, "Servizi di Certificazione");
    name.push(DnType::CommonName, format!("{} - CA Cittadini (Sportello)", administration.name));
    params.distinguished_name = name;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    // A day back: a clock that is slow by minutes must not make the first certificates look unborn.
    params.not_before = SystemTime::from(now - Days::new(1)).into();
    params.not_after = SystemTime::from(now + Months::new(30 * 12)).into();
    params.self_signed(key)
}
