// SPDX-License-Identifier: AGPL-3.0-or-later
//! Signing one part of the revocation list.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use rcgen::{
    CertificateRevocationListParams, CrlDistributionPoint, CrlIssuingDistributionPoint, CrlScope, Issuer,
    KeyIdMethod, KeyPair, RevocationReason, RevokedCertParams,
};

/// A certificate that is on the list.
pub(in crate::authority::engine) struct ListEntry {
    pub serial: Vec<u8>,
    pub since: DateTime<Utc>,
    pub reason: i16,
}

/// Number and times of a list.
pub(in crate::authority::engine) struct ListTimes {
    pub number: i64,
    pub this_update: DateTime<Utc>,
    pub next_update: DateTime<Utc>,
}

/// The list in DER, for the certificates that name `url` as their distribution point.
pub(in crate::authority::engine) fn sign_list(
    entries: Vec<ListEntry>,
    times: &ListTimes,
    url: String,
    issuer: &Issuer<'_, KeyPair>,
) -> Result<Vec<u8>, rcgen::Error> {
    let revoked_certs = entries
        .into_iter()
        .map(|entry| RevokedCertParams {
            serial_number: entry.serial.into(),
            revocation_time: SystemTime::from(entry.since).into(),
            reason_code: Some(reason(entry.reason)),
            invalidity_date: None,
        })
        .collect();
    let params = CertificateRevocationListParams {
        this_update: SystemTime::from(times.this_update).into(),
        next_update: SystemTime::from(times.next_update).into(),
        crl_number: times.number.unsigned_abs().into(),
        issuing_distribution_point: Some(CrlIssuingDistributionPoint {
            distribution_point: CrlDistributionPoint { uris: vec![url] },
            scope: Some(CrlScope::UserCertsOnly),
        }),
        revoked_certs,
        key_identifier_method: KeyIdMethod::Sha256,
    };
    Ok(params.signed_by(issuer)?.der().to_vec())
}

/// The database allows no other reason.
fn reason(code: i16) -> RevocationReason {
    match code {
        1 => RevocationReason::KeyCompromise,
        3 => RevocationReason::AffiliationChanged,
        4 => RevocationReason::Superseded,
        5 => RevocationReason::CessationOfOperation,
        _ => RevocationReason::CertificateHold,
    }
}
