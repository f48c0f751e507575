// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a mail server must show to be believed.

use super::setup::SetupError;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use std::path::Path;

/// TLS 1.2 or newer, the public certification authorities and those of `extra_ca` (PEM, several may follow one another).
/// Name and chain are verified unless `anything` was forced.
pub(super) fn parameters(
    host: &str,
    extra_ca: Option<&Path>,
    anything: bool,
) -> Result<TlsParameters, SetupError> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = extra_ca {
        let wrong = |why: String| SetupError::Ca { path: path.to_owned(), why };
        let text = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
        let parts = pem::parse_many(text).map_err(|error| wrong(error.to_string()))?;
        if parts.is_empty() {
            return Err(wrong("it holds no certificate in PEM".into()));
        }
        for part in parts {
            let certificate =
                Certificate::from_der(part.into_contents()).map_err(|error| wrong(error.to_string()))?;
            builder = builder.add_root_certificate(certificate);
        }
    }
    if anything {
        builder = builder.dangerous_accept_invalid_certs(true).dangerous_accept_invalid_hostnames(true);
    }
    builder.build().map_err(|_| SetupError::Address("TLS cannot be set up for this host"))
}
