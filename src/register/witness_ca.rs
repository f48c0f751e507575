// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who vouches for a witness behind TLS: the public certification authorities, and those that the keeper trusts beside them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

/// Certification authorities that a witness's certificate may come from.
#[derive(Debug, Clone)]
pub struct WitnessCa(pub(super) Arc<RootCertStore>);

/// A file of certification authorities that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("SPORTELLO_WITNESS_CA {path} cannot be used: {why}.")]
pub struct WitnessCaError {
    path: PathBuf,
    why: String,
}

impl WitnessCa {
    /// The public ones, and those of `extra` (PEM, several may follow one another).
    ///
    /// # Errors
    /// Where the file cannot be read, or holds no certificate, or one that is none: one sentence for the keeper.
    pub fn load(extra: Option<&Path>) -> Result<Self, WitnessCaError> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(path) = extra {
            let wrong = |why: String| WitnessCaError { path: path.to_owned(), why };
            let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
            let certificates = read.map_err(|error| wrong(error.to_string()))?;
            if certificates.is_empty() {
                return Err(wrong("it holds no certificate in PEM".into()));
            }
            for certificate in certificates {
                roots.add(certificate).map_err(|error| wrong(error.to_string()))?;
            }
        }
        Ok(Self(Arc::new(roots)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_authorities_is_taken_whole_or_refused_with_its_reason() {
        let path = std::env::temp_dir().join(format!("witness-ca-{}.pem", uuid::Uuid::now_v7()));
        let load = |text: &str| {
            std::fs::write(&path, text).unwrap();
            WitnessCa::load(Some(&path)).map(|ca| ca.0.len()).map_err(|error| error.to_string())
        };
        let public = WitnessCa::load(None).unwrap().0.len();
        let made = || rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap().cert.pem();
        assert_eq!(load(&format!("{}{}", made(), made())), Ok(public + 2));
        for bad in ["", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let why = load(bad).unwrap_err();
            assert!(why.starts_with("SPORTELLO_WITNESS_CA ") && why.contains("witness-ca-"), "{why}");
        }
        std::fs::remove_file(&path).unwrap();
        assert!(WitnessCa::load(Some(&path)).is_err());
    }
}
