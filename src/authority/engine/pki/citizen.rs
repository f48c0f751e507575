// SPDX-License-Identifier: AGPL-3.0-or-later
//! The authentication certificate of a CNS.

use std::time::SystemTime;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use rcgen::{
    CertificateParams, CrlDistributionPoint, DistinguishedName, DnType, DnValue, ExtendedKeyUsagePurpose,
    IsCa, Issuer, KeyPair, KeyUsagePurpose, PublicKeyData,
};
use sha1::{Digest, Sha1};

use super::policy;
use crate::authority::Administration;
use crate::authority::engine::{NewCard, calendar};

/// X.520 `surname` and `givenName`, which the certificate carries beside the codice fiscale.
const SURNAME: [u64; 4] = [2, 5, 4, 4];
const GIVEN_NAME: [u64; 4] = [2, 5, 4, 42];

pub(in crate::authority::engine) struct CitizenProfile<'a> {
    pub card: &'a NewCard,
    pub chip_serial: &'a str,
    /// Content of the chip's EF_DatiPersonali: its hash ties certificate and chip together.
    pub personal_data: &'a [u8],
    pub serial: [u8; 16],
    pub list_url: String,
    pub administration: &'a Administration,
}

/// The certificate in DER: CNS profile, valid exactly as long as the card.
///
/// The common name is `codice fiscale/chip serial.hash`. The hash is SHA-1 in base64, as on the cards in use: with it
/// the name has 62 characters, and X.520 allows 64. It identifies a file and protects nothing.
pub(in crate::authority::engine) fn citizen_certificate(
    profile: CitizenProfile<'_>,
    key: &impl PublicKeyData,
    issuer: &Issuer<'_, KeyPair>,
) -> Result<Vec<u8>, rcgen::Error> {
    let CitizenProfile { card, chip_serial, personal_data, serial, list_url, administration } = profile;
    let hash = BASE64_STANDARD.encode(Sha1::digest(personal_data));
    let mut params = CertificateParams::default();
    params.serial_number = Some(serial.to_vec().into());
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, DnValue::PrintableString("IT".try_into()?));
    name.push(DnType::OrganizationalUnitName, administration.name.as_str());
    name.push(DnType::CustomDnType(SURNAME.to_vec()), card.surname.as_str());
    name.push(DnType::CustomDnType(GIVEN_NAME.to_vec()), card.name.as_str());
    name.push(DnType::CommonName, format!("{}/{chip_serial}.{hash}", card.codice_fiscale));
    params.distinguished_name = name;
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.crl_distribution_points = vec![CrlDistributionPoint { uris: vec![list_url] }];
    params.custom_extensions = vec![policy::extension()];
    params.use_authority_key_identifier_extension = true;
    params.not_before = SystemTime::from(calendar::begins(card.issued)).into();
    params.not_after = SystemTime::from(calendar::ends(card.expires)).into();
    Ok(params.signed_by(key, issuer)?.der().to_vec())
}
