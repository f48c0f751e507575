// SPDX-License-Identifier: AGPL-3.0-or-later
//! Who runs what. Started as root, each process gets a user of its own: the system user `sportello-…` where the machine
//! has one, else a fixed number that Debian leaves free. Started by anybody else, all run as that user.

use std::path::Path;

/// A user and a group, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct User {
    pub uid: u32,
    pub gid: u32,
}

/// The users of a demonstration.
#[derive(Debug, Clone, Copy)]
pub(super) struct Users {
    /// The supervisor itself.
    pub demo: User,
    pub postgres: User,
    pub authority: User,
    pub serve: User,
    pub work: User,
    pub sequence: User,
}

impl Users {
    /// Going by who runs the supervisor.
    pub fn find() -> Self {
        let demo =
            User { uid: rustix::process::geteuid().as_raw(), gid: rustix::process::getegid().as_raw() };
        if demo.uid != 0 {
            return Self { demo, postgres: demo, authority: demo, serve: demo, work: demo, sequence: demo };
        }
        let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let own = |name, number| named(&passwd, name).unwrap_or(User { uid: number, gid: number });
        Self {
            demo,
            // the server wants a user that has a name
            postgres: named(&passwd, "postgres")
                .or_else(|| named(&passwd, "nobody"))
                .unwrap_or(User { uid: 65_534, gid: 65_534 }),
            authority: own("sportello-authority", 64_201),
            serve: own("sportello-serve", 64_202),
            work: own("sportello-work", 64_203),
            sequence: own("sportello-sequence", 64_204),
        }
    }

    /// Whether the children have other users than the supervisor.
    pub fn are_apart(&self) -> bool {
        self.demo != self.serve
    }
}

fn named(passwd: &str, name: &str) -> Option<User> {
    let mut fields = passwd
        .lines()
        .map(|line| line.split(':'))
        .find_map(|mut fields| (fields.next() == Some(name)).then_some(fields))?;
    let _password = fields.next()?;
    Some(User { uid: fields.next()?.parse().ok()?, gid: fields.next()?.parse().ok()? })
}

/// Whether users other than the owner can reach `path`: every folder above it lets them through.
pub(super) fn open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    path.ancestors().skip(1).all(|above| above.metadata().is_ok_and(|about| about.mode() & 0o001 != 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_the_whole_name() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\npostgres2:x:7:8::/:/bin/sh\npostgres:x:101:104:,,,:/var:/bin/sh\n";
        assert_eq!(named(passwd, "postgres"), Some(User { uid: 101, gid: 104 }));
        assert_eq!(named(passwd, "nobody"), None);
    }
}
