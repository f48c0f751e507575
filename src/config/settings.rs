// SPDX-License-Identifier: AGPL-3.0-or-later
//! The one table of settings. The README's table is compared with it by a test.

use Process::{Authority, Demo, Migrate, Sequence, Serve, Work};

/// The processes that read a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Process {
    /// The web process.
    Serve,
    /// Mail and timed jobs.
    Work,
    /// The embedded card authority.
    Authority,
    /// Numbers and signs the register.
    Sequence,
    /// Migrations and the keeper's commands, as the owner of the database.
    Migrate,
    /// The supervisor of a demonstration.
    Demo,
}

impl std::fmt::Display for Process {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Serve => "serve",
            Work => "work",
            Authority => "authority",
            Sequence => "sequence",
            Migrate => "migrate",
            Demo => "demo",
        })
    }
}

/// What holds where a variable is not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// Nothing: the process does not start without it.
    Required,
    /// The feature stays off, or what is embedded is used.
    None,
    /// This value.
    Value(&'static str),
}

/// One line of the table.
#[derive(Debug)]
pub struct Setting {
    /// The environment variable.
    pub name: &'static str,
    /// Who reads it.
    pub used_by: &'static [Process],
    /// What holds without it.
    pub fallback: Fallback,
    /// What it means, as the end of the sentence "NAME is …".
    pub meaning: &'static str,
}

impl Setting {
    /// The setting as a row of the README's table.
    #[must_use]
    pub fn row(&self) -> String {
        let used_by: Vec<String> = self.used_by.iter().map(ToString::to_string).collect();
        let fallback = match self.fallback {
            Fallback::Required => "*required*".to_owned(),
            Fallback::None => "–".to_owned(),
            Fallback::Value(value) => format!("`{value}`"),
        };
        format!("| `{}` | {} | {fallback} | {} |", self.name, used_by.join(", "), self.meaning)
    }
}

const fn line(
    name: &'static str,
    used_by: &'static [Process],
    fallback: Fallback,
    meaning: &'static str,
) -> Setting {
    Setting { name, used_by, fallback, meaning }
}

const ALL: &[Process] = &[Serve, Work, Authority, Sequence, Migrate, Demo];
const RULED: &[Process] = &[Serve, Work, Authority, Migrate, Demo];
const CHILDREN: &[Process] = &[Serve, Work, Authority, Sequence];
const POOLED: &[Process] = &[Serve, Work, Authority];
const KEEPERS: &[Process] = &[Serve, Work, Authority, Sequence, Migrate];

/// Every setting there is.
#[rustfmt::skip] // one setting: one line of facts, one of meaning
pub const SETTINGS: &[Setting] = &[
    line("SPORTELLO_DATABASE_URL", CHILDREN, Fallback::Required,
        "the PostgreSQL address with the role of this process"),
    line("DATABASE_URL", &[Migrate], Fallback::Required,
        "the PostgreSQL address with the owner role"),
    line("SPORTELLO_REPORTS_DATABASE_URL", &[Serve, Work], Fallback::None,
        "the PostgreSQL address with the role `sportello_reports`, which reads the supervisors' reports; without it there are none"),
    line("SPORTELLO_DATABASE_CONNECTIONS", POOLED, Fallback::Value("16"),
        "how many connections this process opens at most"),
    line("SPORTELLO_KEYS", KEEPERS, Fallback::Required,
        "the folder (mode 0700) with the private keys of this process"),
    line("SPORTELLO_POLICY", RULED, Fallback::None,
        "a policy file to use in place of the embedded one of Marche"),
    line("SPORTELLO_LISTEN", &[Serve, Demo], Fallback::Value("127.0.0.1:8080"),
        "address and port of the pages"),
    line("SPORTELLO_PUBLIC_URL", &[Serve, Work, Demo], Fallback::None,
        "the address as browsers see it (https:// behind TLS); without it http:// and SPORTELLO_LISTEN, and `work` sends supervisors no monthly report"),
    line("SPORTELLO_PROXIES", &[Serve], Fallback::None,
        "addresses or networks of trusted proxies, by commas, whose X-Forwarded-For counts"),
    line("SPORTELLO_METRICS_LISTEN", &[Serve, Work, Demo], Fallback::None,
        "address and port of this process's Prometheus metrics; under `demo` of the web process's"),
    line("SPORTELLO_AUTHORITY_URL", &[Serve], Fallback::Required,
        "where the card authority answers: unix:/path/of/socket for the embedded one, or http://host:port"),
    line("SPORTELLO_AUTHORITY_SOCKET", &[Authority], Fallback::Required,
        "the unix socket that the embedded authority listens on"),
    line("SPORTELLO_PASSWORD_MEMORY_KIB", &[Serve, Migrate], Fallback::Value("19456"),
        "memory of one argon2id password check, in KiB"),
    line("SPORTELLO_PASSWORD_ROUNDS", &[Serve, Migrate], Fallback::Value("2"),
        "rounds of one argon2id password check"),
    line("SPORTELLO_LEGAL_URL", &[Serve], Fallback::None,
        "the page of legal notes that the footer links to"),
    line("SPORTELLO_PRIVACY_URL", &[Serve], Fallback::None,
        "the page on data protection that the footer links to"),
    line("SPORTELLO_PRIVACY_OFFICER", &[Serve], Fallback::None,
        "how the data protection officer is reached, as the request form says (GDPR art. 13); without it the counter's own address"),
    line("SPORTELLO_SECURITY_CONTACT", &[Serve], Fallback::None,
        "the mail or https:// address for reports of weaknesses, as /.well-known/security.txt says; without it there is no such file"),
    line("SPORTELLO_SECURITY_POLICY_URL", &[Serve], Fallback::None,
        "the page that says how reports of weaknesses are dealt with, named in the same file"),
    line("SPORTELLO_ACCESSIBILITY_URL", &[Serve], Fallback::None,
        "the accessibility statement that the footer links to"),
    line("SPORTELLO_SOURCE_URL", &[Serve], Fallback::None,
        "where the source of the running version is"),
    line("SPORTELLO_SHEET_PUBLIC_KEY", &[Authority], Fallback::Required,
        "the file with the sheet's public key, to which first halves are sealed"),
    line("SPORTELLO_MAIL_PUBLIC_KEY", &[Serve, Authority], Fallback::Required,
        "the file with the mail's public key, to which second halves and messages are sealed"),
    line("SPORTELLO_PKI_URL", &[Serve, Authority], Fallback::Value("http://127.0.0.1:8080/pki"),
        "the public address of the CA certificate and the CRLs, as certificates name it"),
    line("SPORTELLO_MAIL_URL", &[Work, Demo], Fallback::Required,
        "the mail server: smtp://, smtps:// or smtp+starttls://, with user and password where needed; `demo` without it has its own mailbox"),
    line("SPORTELLO_MAIL_FROM", &[Work], Fallback::Required,
        "the sender's address of each mail"),
    line("SPORTELLO_MAIL_BOUNCES", &[Work], Fallback::None,
        "the address that bounces go to; without it the sender's"),
    line("SPORTELLO_BOUNCE_MAILDIR", &[Work], Fallback::None,
        "the maildir that reports about mails that did not arrive are read from; without it `sportello mail bounce` takes them"),
    line("SPORTELLO_MAIL_CA", &[Work], Fallback::None,
        "a PEM file of certification authorities to trust for the mail server, beside the public ones"),
    line("SPORTELLO_MAIL_FORCE_PLAIN", &[Work], Fallback::Value("no"),
        "yes lets plain smtp:// go beyond this machine, unencrypted"),
    line("SPORTELLO_MAIL_FORCE_CERTIFICATE", &[Work], Fallback::Value("no"),
        "yes takes a mail server's certificate that does not verify"),
    line("SPORTELLO_LETTER_FOLDER", &[Work], Fallback::None,
        "the folder (mode 0700) that the mail room prints sealed letters from; without it they wait, where the policy has any"),
    line("SPORTELLO_EVIDENCE_FOLDER", &[Serve, Work, Migrate], Fallback::None,
        "the folder that scans lie in, encrypted (mode 0770 where `serve` and `work` are users of one group, else 0700); without it none is taken"),
    line("SPORTELLO_REGISTER_ORIGIN", &[Sequence], Fallback::Required,
        "the name of this register in its checkpoints, such as register.example.it/sportello; never that of another register"),
    line("SPORTELLO_CHECKPOINT_FILE", &[Sequence], Fallback::Required,
        "the file that each checkpoint is appended to: best on another machine, and never on that of the database alone"),
    line("SPORTELLO_WITNESSES", &[Sequence], Fallback::None,
        "http:// or https:// addresses, by commas, that checkpoints are posted to"),
    line("SPORTELLO_WITNESS_CA", &[Sequence], Fallback::None,
        "a PEM file of certification authorities to trust for the witnesses, beside the public ones"),
    line("SPORTELLO_LOG", ALL, Fallback::Value("info"),
        "what is logged: error, warn, info, debug or trace, also by module"),
    line("SPORTELLO_LOG_FORMAT", ALL, Fallback::Value("text"),
        "text or json"),
    line("SPORTELLO_STATE_DIR", &[Demo], Fallback::None,
        "the folder with everything of a demonstration; without it /var/lib/sportello-demo for root, else ~/.local/state/sportello-demo"),
    line("SPORTELLO_MAILBOX_LISTEN", &[Demo], Fallback::Value("127.0.0.1:8025"),
        "address and port of the demonstration's citizen mailbox"),
    line("SPORTELLO_DEMO", CHILDREN, Fallback::Value("no"),
        "yes is set by `sportello demo` for its children and by nobody else"),
    line("SPORTELLO_PARENT", CHILDREN, Fallback::None,
        "the process number of `sportello demo`, set by it: its children end with it"),
];

/// The table's line of that name.
///
/// # Panics
/// When the table has no such line: a mistake in the program, found by its first test.
#[must_use]
pub fn setting(name: &str) -> &'static Setting {
    SETTINGS.iter().find(|line| line.name == name).unwrap_or_else(|| panic!("no setting {name} in the table"))
}
