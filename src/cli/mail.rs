// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello mail bounce`: a report from a mail server's pipe. Exit codes are those of `sysexits.h`, which mail servers know.

use super::commands::MailCommand;
use super::{Failure, start};
use crate::audit::AuditKey;
use crate::config::{Process, Reports as Settings};
use crate::db::{self, Breakage};
use crate::mail::{Marks, read_report};
use crate::work::{Reports, Taken, take_report};
use std::io::{self, BufReader};

/// `EX_DATAERR`: no mail at all came. The server throws it away or tells its postmaster.
const NO_MAIL: u8 = 65;
/// `EX_NOUSER`: no mail of ours has this sender.
const NO_SUCH_ADDRESS: u8 = 67;
/// `EX_TEMPFAIL`: bring it again later. Also where a setting is wrong: no report must be lost by it.
const LATER: u8 = 75;

pub(super) fn run(command: MailCommand) -> Result<(), Failure> {
    let MailCommand::Bounce { recipient } = command;
    let mut mail = BufReader::new(io::stdin());
    let taken = bounce(&mut mail, recipient.as_deref());
    // a server whose pipe is closed early takes the mail for not taken
    let _rest = io::copy(&mut mail, &mut io::sink());
    taken
}

fn bounce(mail: &mut BufReader<io::Stdin>, recipient: Option<&str>) -> Result<(), Failure> {
    let later = |why: &dyn ToString| Failure { sentence: why.to_string(), code: LATER };
    let environment = start::environment(Process::Work).map_err(|failure| later(&failure.sentence))?;
    let settings = Settings::from_env(&environment).map_err(|error| later(&error))?;
    let folder = settings.keys.path();
    let incoming = read_report(mail, recipient).map_err(|error| later(&error))?;
    let Some(incoming) = incoming else {
        return Err(Failure { sentence: "no mail came on standard input.".to_owned(), code: NO_MAIL });
    };
    let reports = Reports {
        pool: db::pool(settings.database.url.reveal(), 1).map_err(|error| later(&error))?,
        audit: AuditKey::load(folder).map_err(|error| later(&error))?,
        marks: Marks::load(folder).map_err(|error| later(&error))?,
    };
    let runtime = start::runtime().map_err(|failure| later(&failure.sentence))?;
    let taken: Result<Taken, Breakage> =
        runtime.block_on(take_report(&reports, &incoming, chrono::Utc::now()));
    match taken {
        Ok(Taken::Forged | Taken::Unmarked) => {
            let sentence = "no mail of ours has this sender: nothing was changed.".to_owned();
            Err(Failure { sentence, code: NO_SUCH_ADDRESS })
        }
        Ok(Taken::NotYet) => Err(later(&"the mail is just being sent: bring the report again.")),
        Ok(_) => Ok(()),
        Err(error) => Err(later(&format!("the database cannot be used: {error}."))),
    }
}
