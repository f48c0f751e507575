// SPDX-License-Identifier: AGPL-3.0-or-later
//! What can be typed after `sportello operator` and `sportello counter`.

use crate::contacts::email::EmailAddress;
use crate::counters::{Capability, CounterCode};
use crate::holders::codice_fiscale::CodiceFiscale;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Subcommand)]
pub(super) enum Operator {
    /// Add an account, with a random password and secret
    Add(Person),
    /// Give an account a new random password
    ResetPassword {
        /// Whose
        username: String,
    },
    /// Give an account a new secret of its one-time codes
    ResetTotp {
        /// Whose
        username: String,
    },
}

/// Somebody who will work here.
#[derive(Args)]
pub(super) struct Person {
    /// Small letters, digits, dot, dash, underscore
    pub username: String,
    /// What the account may do
    #[arg(long)]
    pub role: AccountRole,
    /// First name
    #[arg(long)]
    pub name: String,
    /// Surname
    #[arg(long)]
    pub surname: String,
    /// The person's codice fiscale: nobody has two accounts
    #[arg(long)]
    pub codice_fiscale: CodiceFiscale,
    /// E-mail address of the person, refused as a citizen's
    #[arg(long)]
    pub contact_address: EmailAddress,
    /// Code of a counter where; repeat it for more, leave it out for administrators
    #[arg(long = "counter", value_name = "CODE")]
    pub counters: Vec<CounterCode>,
}

/// What an account may do.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum AccountRole {
    /// Serves citizens
    Operator,
    /// Approves, reports, handles anomalies
    Supervisor,
    /// Manages counters, operators and roles; no cases
    Administrator,
}

#[derive(Subcommand)]
pub(super) enum Counter {
    /// Open a counter
    Add(CounterFacts),
    /// Let a counter handle what the policy asks a capability for
    Enable(Enabling),
    /// End a capability of a counter
    Disable(Enabling),
    /// Open and change counters from a CSV file: all of it, or nothing
    Import {
        /// The file; its columns stand in docs/guida-amministratore.md
        file: PathBuf,
        /// Say what the file would do, and do nothing
        #[arg(long)]
        preview: bool,
    },
}

/// A counter and what it may handle.
#[derive(Args)]
pub(super) struct Enabling {
    /// Two letters and two digits, such as AN01
    pub code: CounterCode,
    /// As the policy names it, such as wards
    pub capability: Capability,
}

/// An office.
#[derive(Args)]
pub(super) struct CounterFacts {
    /// Two letters and two digits, such as AN01
    pub code: CounterCode,
    /// The name that people know it by
    #[arg(long)]
    pub name: String,
    /// The body that runs it
    #[arg(long)]
    pub body: String,
    /// The municipality
    #[arg(long)]
    pub municipality: String,
    /// Street and number
    #[arg(long, default_value = "")]
    pub address: String,
    /// Telephone
    #[arg(long, default_value = "")]
    pub telephone: String,
    /// Domain of the staff's mail addresses
    #[arg(long)]
    pub mail_domain: Option<String>,
}
