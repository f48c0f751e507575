// SPDX-License-Identifier: AGPL-3.0-or-later
//! A PostgreSQL cluster that nobody has used yet: no database, no roles.

use super::Folder;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(super) struct Cluster {
    folder: Folder,
    bin: PathBuf,
}

/// PostgreSQL refuses root.
fn as_postgres(program: &Path) -> Command {
    let root = rustix::process::geteuid().is_root();
    let mut command = if root { Command::new("setpriv") } else { Command::new(program) };
    if root {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
    }
    command.current_dir("/").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

impl Cluster {
    pub(super) fn start() -> Self {
        let version =
            |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().parse::<u32>().unwrap_or(0);
        let versions = std::fs::read_dir("/usr/lib/postgresql").unwrap().map(|entry| entry.unwrap().path());
        let bin = versions.max_by_key(version).unwrap().join("bin");
        let cluster = Self { folder: Folder::new(), bin };
        let path = &cluster.folder.0;
        if rustix::process::geteuid().is_root() {
            assert!(Command::new("chown").arg("postgres").arg(path).status().unwrap().success());
        }
        let data = path.join("data");
        let mut initdb = as_postgres(&cluster.bin.join("initdb"));
        initdb.arg("-D").arg(&data).args(["-U", "postgres", "-A", "trust", "--no-sync", "--locale=C.UTF-8"]);
        assert!(initdb.args(["--encoding=UTF8"]).status().unwrap().success());
        let options = format!("-c listen_addresses= -c fsync=off -k {}", path.display());
        let mut start = as_postgres(&cluster.bin.join("pg_ctl"));
        start.arg("-D").arg(&data).args(["-w", "-o", &options, "-l"]).arg(path.join("log")).arg("start");
        assert!(start.status().unwrap().success());
        cluster
    }

    pub(super) fn url(&self) -> String {
        format!("host={} user=postgres dbname=postgres", self.folder.0.display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = as_postgres(&self.bin.join("pg_ctl"));
        let _stopped =
            stop.arg("-D").arg(self.folder.0.join("data")).args(["-m", "immediate", "stop"]).status();
    }
}
