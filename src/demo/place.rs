// SPDX-License-Identifier: AGPL-3.0-or-later
//! The folder of a demonstration, and who may enter which part of it.
//!
//! | part | what | owner |
//! |---|---|---|
//! | `accounts.json`, `cards.txt` | accounts, what to type for which case | supervisor |
//! | `demo.json`, `lock` | day of making, the running supervisor | supervisor |
//! | `pids/`, `logs/` | running children, what they say | supervisor |
//! | `keys/NAME/` | private keys and database address of one process (0700) | that process |
//! | `public/` | public keys | supervisor, readable by all |
//! | `postgres/`, `run/postgres/` | the database, its socket | PostgreSQL's user |
//! | `run/authority/` | the authority's socket | authority, entered by `serve` |
//! | `mail/` | mails to the citizens | work |
//! | `letters/` | sealed letters for the mail room | work |
//! | `evidence/` | scans, encrypted | serve, and work to delete |
//! | `checkpoints/` | the register's checkpoints | sequence |
//!
//! Started as root below a folder that other users cannot enter (`/root`), all parts but the supervisor's own files lie
//! in `/var/lib/sportello-demo-…`.

use super::error::DemoError;
use super::users::{User, Users, open_to_others};
use rustix::fs::{FlockOperation, Gid, Uid, chown, flock};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// What we make in the supervisor's folder, and what in the others'.
const OWN: [&str; 6] = ["accounts.json", "cards.txt", "demo.json", "pids", "logs", "keys"];
const SHARED: [&str; 8] = ["keys", "public", "postgres", "run", "mail", "letters", "evidence", "checkpoints"];

/// The paths of a demonstration, and the lock on them.
pub(super) struct Place {
    /// The supervisor's own folder.
    pub state: PathBuf,
    /// The folder that holds the children's parts: most often the same.
    pub shared: PathBuf,
    users: Users,
    _lock: File,
}

/// The folder where no setting names one.
pub(super) fn default_state(users: &Users) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (users.demo.uid, std::env::var_os("XDG_STATE_HOME").map(PathBuf::from), home) {
        (0, _, _) | (_, None, None) => "/var/lib/sportello-demo".into(),
        (_, Some(state), _) => state.join("sportello-demo"),
        (_, None, Some(home)) => home.join(".local/state/sportello-demo"),
    }
}

impl Place {
    /// Takes the folder, making it where it is missing. Only one supervisor at a time has it.
    pub fn take(state: PathBuf, users: Users) -> Result<Self, DemoError> {
        let state = std::path::absolute(&state).map_err(DemoError::file(&state))?;
        fs::create_dir_all(&state).map_err(DemoError::file(&state))?;
        let state = state.canonicalize().map_err(DemoError::file(&state))?;
        let lock = state.join("lock");
        if !lock.exists() && fs::read_dir(&state).map_err(DemoError::file(&state))?.next().is_some() {
            return Err(DemoError::NotOurs(state));
        }
        let file = File::options().create(true).truncate(false).write(true).open(&lock);
        let file = file.map_err(DemoError::file(&lock))?;
        flock(&file, FlockOperation::NonBlockingLockExclusive)
            .map_err(|_| DemoError::Running(state.clone()))?;
        let mode = if users.are_apart() { 0o711 } else { 0o700 };
        set_mode(&state, mode)?;
        let shared =
            if users.are_apart() && !open_to_others(&state) { elsewhere(&state) } else { state.clone() };
        let place = Self { state, shared, users, _lock: file };
        if place.socket().as_os_str().len() > 107 {
            return Err(DemoError::TooLong(place.socket()));
        }
        place.make(&place.shared, users.demo, mode)?;
        Ok(place)
    }

    /// Makes the folders that are missing and gives each its owner.
    pub fn lay_out(&self) -> Result<(), DemoError> {
        let Users { demo, postgres, authority, serve, work, sequence } = self.users;
        let through = if self.users.are_apart() { 0o711 } else { 0o700 };
        for own in ["pids", "logs"] {
            self.make(&self.state.join(own), demo, 0o700)?;
        }
        for shared in ["keys", "run", "public"] {
            self.make(&self.shared.join(shared), demo, through)?;
        }
        self.make(&self.keys("demo"), demo, 0o700)?;
        self.make(&self.keys("keeper"), demo, 0o700)?;
        self.make(&self.keys("authority"), authority, 0o700)?;
        self.make(&self.keys("serve"), serve, 0o700)?;
        self.make(&self.keys("work"), work, 0o700)?;
        self.make(&self.keys("sequence"), sequence, 0o700)?;
        self.make(&self.checkpoints(), sequence, 0o700)?;
        self.make(&self.mail(), work, 0o700)?;
        self.make(&self.letters(), work, 0o700)?;
        // serve writes files that it alone reads; work, in whose group the folder is, only deletes
        self.make(&self.evidence(), User { gid: work.gid, ..serve }, 0o770)?;
        self.make(&self.shared.join("postgres"), postgres, 0o700)?;
        self.make(&self.socket_folder(), postgres, through)?;
        // the set-group bit gives the socket to serve's group, which may then speak to it
        self.make(&self.shared.join("run/authority"), User { gid: serve.gid, ..authority }, 0o2750)
    }

    /// Deletes everything that we made, and nothing else.
    pub fn clear(&self) -> Result<(), DemoError> {
        let own = OWN.iter().map(|name| self.state.join(name));
        for path in own.chain(SHARED.iter().map(|name| self.shared.join(name))) {
            let gone = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            match gone {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(DemoError::file(path)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Makes a folder where it is missing, and sets owner and mode.
    fn make(&self, path: &Path, owner: User, mode: u32) -> Result<(), DemoError> {
        match fs::create_dir(path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(DemoError::file(path)(error));
            }
            _ => {}
        }
        self.give(path, owner)?;
        set_mode(path, mode)
    }

    /// Gives a file or folder to its owner; without root everything is ours already.
    pub fn give(&self, path: &Path, owner: User) -> Result<(), DemoError> {
        if !self.users.are_apart() {
            return Ok(());
        }
        chown(path, Some(Uid::from_raw(owner.uid)), Some(Gid::from_raw(owner.gid)))
            .map_err(|error| DemoError::file(path)(error.into()))
    }

    pub fn users(&self) -> &Users {
        &self.users
    }
    pub fn keys(&self, name: &str) -> PathBuf {
        self.shared.join("keys").join(name)
    }
    pub fn public(&self) -> PathBuf {
        self.shared.join("public")
    }
    pub fn mail(&self) -> PathBuf {
        self.shared.join("mail")
    }

    /// Sealed letters for the mail room.
    pub fn letters(&self) -> PathBuf {
        self.shared.join("letters")
    }

    /// Scans.
    pub fn evidence(&self) -> PathBuf {
        self.shared.join("evidence")
    }

    /// The register's checkpoints.
    pub fn checkpoints(&self) -> PathBuf {
        self.shared.join("checkpoints")
    }
    pub fn data(&self) -> PathBuf {
        self.shared.join("postgres/data")
    }
    pub fn socket_folder(&self) -> PathBuf {
        self.shared.join("run/postgres")
    }
    pub fn authority_socket(&self) -> PathBuf {
        self.shared.join("run/authority/socket")
    }
    pub fn accounts(&self) -> PathBuf {
        self.state.join("accounts.json")
    }
    pub fn cards(&self) -> PathBuf {
        self.state.join("cards.txt")
    }
    pub fn log(&self, name: &str) -> PathBuf {
        self.state.join("logs").join(format!("{name}.log"))
    }
    pub fn pid(&self, name: &str) -> PathBuf {
        self.state.join("pids").join(name)
    }
    /// There once the first start has gone through.
    pub fn made(&self) -> PathBuf {
        self.state.join("demo.json")
    }

    fn socket(&self) -> PathBuf {
        self.socket_folder().join(".s.PGSQL.5432")
    }
}

fn set_mode(path: &Path, mode: u32) -> Result<(), DemoError> {
    fs::set_permissions(path, Permissions::from_mode(mode)).map_err(DemoError::file(path))
}

/// A folder below `/var/lib` for a state folder that only root can enter: always the same for the same path.
fn elsewhere(state: &Path) -> PathBuf {
    use sha2::{Digest, Sha256};
    use std::os::unix::ffi::OsStrExt;
    let name = hex::encode(&Sha256::digest(state.as_os_str().as_bytes())[..4]);
    Path::new("/var/lib").join(format!("sportello-demo-{name}"))
}
