// SPDX-License-Identifier: AGPL-3.0-or-later
//! The authority's key folder: `codes-….key` opens the stored codes, `certificates-….key` signs certificates and lists
//! (its certificate beside it as `.crt`), `digest-….key` makes the digests in its lists of acts and orders.

use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Utc};
use rcgen::{Issuer, KeyPair, PublicKeyData};

use super::config::Administration;
use super::engine::pki::authority_certificate;
use crate::seal::file::{self, Kind};
use crate::seal::{KeyFileError, KeyId, KeyRing, PrivateKey, PublicKey, SecretBox};

const CODES: &str = "codes";
const CERTIFICATES: &str = "certificates";
const DIGEST: &str = "digest";

/// Why the authority's keys can't be used or made.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityKeyError {
    /// A key file.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// The certificate's file, or the folder.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// Key or certificate of the certification authority.
    #[error("certificate or signing key {path}: {source}")]
    Certificate {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        source: rcgen::Error,
    },
    /// The codes key has no file.
    #[error("folder {0} holds no codes key")]
    NoCodesKey(PathBuf),
}

/// The opened folder. Can't be printed or copied.
pub struct AuthorityKeys {
    /// Opens the codes of the cards.
    pub(super) codes: KeyRing,
    /// What new codes are sealed to.
    pub(super) codes_public: PublicKey,
    /// Makes the digests of acts and orders.
    pub(super) digests: SecretBox,
    /// Signs certificates and lists.
    pub(super) issuer: Issuer<'static, KeyPair>,
    /// Name of the signing key.
    pub(super) issuer_id: KeyId,
    /// The authority's own certificate, DER.
    pub(super) certificate: Vec<u8>,
}

impl AuthorityKeys {
    /// Opens the folder.
    ///
    /// # Errors
    /// [`AuthorityKeyError`] where a key is missing, unfit, or readable by others.
    pub fn load(folder: &Path) -> Result<Self, AuthorityKeyError> {
        let codes = KeyRing::load(folder, CODES)?;
        let codes_public = codes.newest().ok_or_else(|| AuthorityKeyError::NoCodesKey(folder.to_owned()))?;
        let digests = SecretBox::load(folder, DIGEST)?;
        let mut signing = Vec::new();
        for path in file::list(folder, Kind::Signing, CERTIFICATES)? {
            signing.push((file::read(&path, Kind::Signing)?, path));
        }
        signing.sort_by_key(|(key, _)| key.made);
        let (key, path) = signing
            .pop()
            .ok_or_else(|| KeyFileError::NoKey { path: folder.to_owned(), role: CERTIFICATES.to_owned() })?;
        let broken = |source| AuthorityKeyError::Certificate { path: path.clone(), source };
        let pair = KeyPair::try_from(key.content.as_slice()).map_err(broken)?;
        let certificate_path = path.with_extension("crt");
        let armoured = std::fs::read_to_string(&certificate_path)
            .map_err(|source| AuthorityKeyError::Io { path: certificate_path, source })?;
        let certificate =
            pem::parse(armoured).map_err(|_| broken(rcgen::Error::CouldNotParseCertificate))?.into_contents();
        let issuer = Issuer::from_ca_cert_der(&certificate.as_slice().into(), pair).map_err(broken)?;
        Ok(Self { codes, codes_public, digests, issuer, issuer_id: key.id, certificate })
    }
}

/// Makes the folder (0700) and whatever key it lacks; keys that are there stay. Answers the files made.
///
/// # Errors
/// Where the folder or a file can't be written.
pub fn generate(
    folder: &Path,
    administration: &Administration,
    now: DateTime<Utc>,
) -> Result<Vec<PathBuf>, AuthorityKeyError> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|source| AuthorityKeyError::Io { path: folder.to_owned(), source })?;
    let mut made = Vec::new();
    if is_missing(file::list(folder, Kind::Private, CODES))? {
        made.push(PrivateKey::generate(CODES, now).write(folder)?);
    }
    if is_missing(file::list(folder, Kind::Secret, DIGEST))? {
        made.push(SecretBox::generate(DIGEST, now).write(folder)?);
    }
    if is_missing(file::list(folder, Kind::Signing, CERTIFICATES))? {
        made.push(generate_issuer(folder, administration, now)?);
    }
    Ok(made)
}

fn is_missing(found: Result<Vec<PathBuf>, KeyFileError>) -> Result<bool, KeyFileError> {
    match found {
        Ok(_) => Ok(false),
        Err(KeyFileError::NoKey { .. }) => Ok(true),
        Err(error) => Err(error),
    }
}

/// A P-256 key and its self-signed certificate. The certificate is written first: a key without one would be taken for
/// a whole pair at the next start.
fn generate_issuer(
    folder: &Path,
    administration: &Administration,
    now: DateTime<Utc>,
) -> Result<PathBuf, AuthorityKeyError> {
    let broken = |source| AuthorityKeyError::Certificate { path: folder.to_owned(), source };
    let pair = KeyPair::generate().map_err(broken)?;
    let id = KeyId::derive(CERTIFICATES, now.year(), &pair.subject_public_key_info());
    let certificate = authority_certificate(&pair, administration, now).map_err(broken)?;
    let path = folder.join(format!("{id}.crt"));
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o644)
        .open(&path)
        .and_then(|mut file| file.write_all(certificate.pem().as_bytes()).and_then(|()| file.sync_all()))
        .map_err(|source| AuthorityKeyError::Io { path: path.clone(), source })?;
    Ok(file::write(folder, Kind::Signing, &id, now, pair.serialized_der())?)
}
