// SPDX-License-Identifier: AGPL-3.0-or-later
//! Why a demonstration does not start, each in one sentence.

use std::path::PathBuf;

/// Why `sportello demo` ends without having run.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Another supervisor has the folder.
    #[error("a demonstration already runs in {}; stop it, or choose another folder with SPORTELLO_STATE_DIR.", .0.display())]
    Running(PathBuf),
    /// The folder is somebody else's.
    #[error("{} holds other things; choose an empty folder with SPORTELLO_STATE_DIR.", .0.display())]
    NotOurs(PathBuf),
    /// A file or folder could not be made, read or deleted.
    #[error("{}: {source}.", .path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The folder's path is too long for a unix socket.
    #[error("the path {} is too long for a unix socket; choose a shorter SPORTELLO_STATE_DIR.", .0.display())]
    TooLong(PathBuf),
    /// A port is taken.
    #[error("{address} cannot be listened on ({why}); choose another address with {setting}.")]
    Port {
        /// Address and port.
        address: std::net::SocketAddr,
        /// The setting that changes it.
        setting: &'static str,
        /// What the system said.
        why: String,
    },
    /// No server binaries.
    #[error("PostgreSQL's server is not installed: apt-get install postgresql.")]
    NoPostgres,
    /// The server that made the cluster is gone.
    #[error(
        "this demonstration was made with PostgreSQL {0}, which is no longer installed; `sportello demo --reset` starts over."
    )]
    OldPostgres(String),
    /// PostgreSQL did not start.
    #[error("PostgreSQL did not start: see {}.", .0.display())]
    Postgres(PathBuf),
    /// A child did not become ready.
    #[error("`{name}` did not become ready: see {}.", .log.display())]
    NotReady {
        /// Which process.
        name: &'static str,
        /// Its log.
        log: PathBuf,
    },
    /// The keys in the folder are not those that the database knows.
    #[error("the keys in {} do not fit the database; `sportello demo --reset` starts over.", .0.display())]
    KeysDoNotFit(PathBuf),
    /// A step of the set-up failed.
    #[error("{step} did not succeed: {why}.")]
    Step {
        /// What was being done.
        step: &'static str,
        /// What was said.
        why: String,
    },
}

impl DemoError {
    /// For `map_err`: a file or folder that refused.
    pub(super) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// For `map_err`: a step that failed.
    pub(super) fn step<E: std::fmt::Display>(step: &'static str) -> impl FnOnce(E) -> Self {
        move |why| Self::Step { step, why: why.to_string().trim_end_matches('.').to_owned() }
    }
}
