// SPDX-License-Identifier: AGPL-3.0-or-later
//! The unix socket: for owner and group, never in two processes at once, never with other rights for a moment.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

/// Why the socket can't be had.
#[derive(Debug, thiserror::Error)]
pub enum SocketError {
    /// Somebody answers there.
    #[error("another process listens on the socket {0}")]
    InUse(PathBuf),
    /// Something else than a socket is in its place, or the operating system refused.
    #[error("cannot listen on the socket {path}: {source}")]
    Io {
        /// The socket.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Listens at `path`, mode 0660. A socket that a killed process left behind is replaced. It is bound under another name
/// and then renamed, so that nobody meets it with the rights it is born with.
pub(super) fn bind(path: &Path) -> Result<UnixListener, SocketError> {
    if UnixStream::connect(path).is_ok() {
        return Err(SocketError::InUse(path.to_owned()));
    }
    let failed = |source| SocketError::Io { path: path.to_owned(), source };
    if fs::symlink_metadata(path).is_ok_and(|there| !is_socket(&there)) {
        return Err(failed(io::Error::new(io::ErrorKind::AlreadyExists, "something else is there")));
    }
    let mut unborn = path.as_os_str().to_owned();
    unborn.push(format!(".{}", std::process::id()));
    let unborn = PathBuf::from(unborn);
    let _left_behind = fs::remove_file(&unborn);
    let listener = UnixListener::bind(&unborn).map_err(failed)?;
    fs::set_permissions(&unborn, Permissions::from_mode(0o660)).map_err(failed)?;
    fs::rename(&unborn, path).map_err(failed)?;
    Ok(listener)
}

/// Takes the socket away at the end. If it can't be removed, the next start replaces it.
pub(super) fn remove(path: &Path) {
    let _replaced_at_next_start = fs::remove_file(path);
}

fn is_socket(there: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    there.file_type().is_socket()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_socket_is_replaced_and_a_live_one_is_left_alone() {
        let folder = std::env::temp_dir().join(format!("sportello-socket-{}", uuid::Uuid::now_v7()));
        fs::create_dir(&folder).unwrap();
        let path = folder.join("a.sock");
        drop(UnixListener::bind(&path).unwrap());
        let listener = bind(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o660);
        assert!(matches!(bind(&path), Err(SocketError::InUse(_))));
        drop(listener);
        remove(&path);
        fs::write(&path, "a file").unwrap();
        assert!(matches!(bind(&path), Err(SocketError::Io { .. })));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left in the folder");
        fs::remove_dir_all(folder).unwrap();
    }
}
