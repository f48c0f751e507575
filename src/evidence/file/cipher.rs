// SPDX-License-Identifier: AGPL-3.0-or-later
//! Encryption of a scan's file, in chunks that are each authenticated, so that a view can stream it.
//!
//! | part | bytes |
//! |---|---|
//! | `SPSCAN1\n` | 8 |
//! | nonce, without counter and mark of the end | 19 |
//! | chunks: 65,536 bytes encrypted, the last 1 to 65,536, each with its tag | + 16 each |
//!
//! The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015; crate `aead-stream`) over XChaCha20-Poly1305: each chunk's
//! nonce holds its number and whether it is the last, so that chunks cannot be left out, doubled, reordered or cut off. The
//! associated data is the signature and the scan's id: a file under another scan's name does not open.

use crate::ids::ScanId;
use crate::seal::{OpenError, Purpose, SecretBox, Wiped};
use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::Generate;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use zeroize::Zeroizing;

const MAGIC: &[u8; 8] = b"SPSCAN1\n";
const NONCE: usize = 19;
/// Bytes of a chunk before encryption.
pub(super) const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const HEAD: u64 = (MAGIC.len() + NONCE) as u64;

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub(in crate::evidence) enum FileError {
    /// There is no such file.
    #[error("the file is not there")]
    Gone,
    /// Cut, altered, put together anew, or another scan's.
    #[error("the file is not as it was written")]
    Damaged,
    /// The operating system.
    #[error(transparent)]
    Io(io::Error),
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Gone,
            io::ErrorKind::UnexpectedEof => Self::Damaged,
            _ => Self::Io(error),
        }
    }
}

/// The key of one file. It can't be printed, copied or serialised, and is wiped when dropped.
pub(in crate::evidence) struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// A new one from the operating system's generator.
    pub fn generate() -> Self {
        Self(Zeroizing::new(<[u8; 32]>::generate()))
    }

    /// Sealed to the newest key of the ring, for the row of this scan.
    pub fn seal(&self, ring: &SecretBox, scan: ScanId) -> Vec<u8> {
        ring.seal(Purpose::ScanKey, scan.uuid().as_bytes(), &*self.0)
    }

    /// Opens what [`seal`](Self::seal) made for this scan.
    pub fn open(ring: &SecretBox, scan: ScanId, sealed: &[u8]) -> Result<Self, OpenError> {
        let key: Wiped = ring.open(Purpose::ScanKey, scan.uuid().as_bytes(), sealed)?;
        <[u8; 32]>::try_from(key.as_slice())
            .map(|key| Self(Zeroizing::new(key)))
            .map_err(|_| OpenError::Malformed)
    }

    fn encryptor(&self, nonce: &[u8; NONCE]) -> EncryptorBE32<XChaCha20Poly1305> {
        EncryptorBE32::new((&*self.0).into(), nonce.into())
    }

    fn decryptor(&self, nonce: &[u8; NONCE]) -> DecryptorBE32<XChaCha20Poly1305> {
        DecryptorBE32::new((&*self.0).into(), nonce.into())
    }
}

fn associated(scan: ScanId) -> [u8; 24] {
    let mut all = [0; 24];
    all[..8].copy_from_slice(MAGIC);
    all[8..].copy_from_slice(scan.uuid().as_bytes());
    all
}

/// Writes `plain`, which is not empty, encrypted.
pub(super) fn encrypt(key: &DataKey, scan: ScanId, plain: &[u8], out: &mut impl Write) -> io::Result<()> {
    let (nonce, associated) = (<[u8; NONCE]>::generate(), associated(scan));
    out.write_all(MAGIC)?;
    out.write_all(&nonce)?;
    let mut stream = key.encryptor(&nonce);
    let too_long = |_| io::Error::other("more chunks than a nonce can count");
    let (whole, last) = plain.split_at((plain.len().max(1) - 1) / CHUNK * CHUNK);
    for chunk in whole.chunks(CHUNK) {
        let mut buffer = Vec::with_capacity(CHUNK + TAG);
        buffer.extend_from_slice(chunk);
        stream.encrypt_next_in_place(&associated, &mut buffer).map_err(too_long)?;
        out.write_all(&buffer)?;
    }
    let mut buffer = last.to_vec();
    stream.encrypt_last_in_place(&associated, &mut buffer).map_err(too_long)?;
    out.write_all(&buffer)
}

/// Reads an encrypted file chunk by chunk. The open file stays readable although its name is deleted meanwhile.
pub(in crate::evidence) struct ScanReader {
    file: File,
    stream: Option<DecryptorBE32<XChaCha20Poly1305>>,
    associated: [u8; 24],
    /// Encrypted bytes that are still to come.
    left: u64,
}

impl ScanReader {
    /// Begins to read, from the file's first byte.
    pub fn begin(mut file: File, key: &DataKey, scan: ScanId) -> Result<Self, FileError> {
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(0))?;
        let (mut magic, mut nonce) = ([0; 8], [0; NONCE]);
        file.read_exact(&mut magic)?;
        file.read_exact(&mut nonce)?;
        if magic != *MAGIC {
            return Err(FileError::Damaged);
        }
        let stream = Some(key.decryptor(&nonce));
        Ok(Self { file, stream, associated: associated(scan), left: length - HEAD })
    }

    /// The next chunk; none after the last, which was found to be the last.
    pub fn next(&mut self) -> Result<Option<Vec<u8>>, FileError> {
        let Some(mut stream) = self.stream.take() else { return Ok(None) };
        let is_last = self.left <= (CHUNK + TAG) as u64;
        let length = if is_last { usize::try_from(self.left).unwrap_or(0) } else { CHUNK + TAG };
        let mut buffer = vec![0; length];
        self.file.read_exact(&mut buffer)?;
        self.left -= length as u64;
        if is_last {
            stream.decrypt_last_in_place(&self.associated, &mut buffer).map_err(|_| FileError::Damaged)?;
        } else {
            stream.decrypt_next_in_place(&self.associated, &mut buffer).map_err(|_| FileError::Damaged)?;
            self.stream = Some(stream);
        }
        Ok(Some(buffer))
    }
}

#[cfg(test)]
#[path = "cipher_tests.rs"]
mod tests;
