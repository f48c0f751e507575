// SPDX-License-Identifier: AGPL-3.0-or-later
//! The mailbox of a demonstration: one file a mail.

use super::{Delivery, Parcel};
use crate::outbox::Reason;
use std::path::PathBuf;

/// A folder that mails are put into as `<outbox id>.eml`, whole or not at all; a mail sent again replaces itself.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    pub(super) fn shown(&self) -> String {
        format!("file://{}", self.path.display())
    }

    pub(super) async fn send(&self, parcel: &Parcel) -> Delivery {
        let unfinished = self.path.join(format!(".{}.part", parcel.id));
        let written = async {
            tokio::fs::write(&unfinished, &*parcel.bytes).await?;
            tokio::fs::rename(&unfinished, self.path.join(format!("{}.eml", parcel.id))).await
        };
        match written.await {
            Ok(()) => Delivery::Accepted { server: "demo".into(), reply: "written".into() },
            Err(error) => Delivery::Temporary { reason: Reason::ServerAway, reply: error.to_string() },
        }
    }

    pub(super) async fn probe(&self) -> Result<(), String> {
        match tokio::fs::metadata(&self.path).await {
            Ok(about) if about.is_dir() => Ok(()),
            Ok(_) => Err(format!("{} is no folder", self.path.display())),
            Err(error) => Err(format!("{}: {error}", self.path.display())),
        }
    }
}
