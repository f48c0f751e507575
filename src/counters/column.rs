// SPDX-License-Identifier: AGPL-3.0-or-later
//! The columns of a counter: fields of its form, and headers of its file.

/// A column, in the order of the form and of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is named as its field")]
pub enum Column {
    Code,
    Name,
    Body,
    Municipality,
    Address,
    Telephone,
    MailDomain,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
    Exceptions,
    Capabilities,
    Services,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Code,
        Self::Name,
        Self::Body,
        Self::Municipality,
        Self::Address,
        Self::Telephone,
        Self::MailDomain,
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
        Self::Exceptions,
        Self::Capabilities,
        Self::Services,
    ];

    /// The weekdays, from Monday.
    pub const WEEK: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Whether a file without the column is no file of counters.
    #[must_use]
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::Code | Self::Name | Self::Body | Self::Municipality)
    }

    /// The weekday of a column, from Monday, 0.
    #[must_use]
    pub fn weekday(self) -> Option<usize> {
        Self::WEEK.into_iter().position(|day| day == self)
    }

    /// The field of the form; `counter-<field>` is its label.
    #[must_use]
    pub const fn field(self) -> &'static str {
        self.names().0
    }

    /// The header in a file.
    #[must_use]
    pub const fn header(self) -> &'static str {
        self.names().1
    }

    /// The column of a header, whatever its capitals.
    #[must_use]
    pub fn from_header(header: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.header().eq_ignore_ascii_case(header.trim()))
    }

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Code => ("code", "codice"),
            Self::Name => ("name", "nome"),
            Self::Body => ("body", "ente"),
            Self::Municipality => ("municipality", "comune"),
            Self::Address => ("address", "indirizzo"),
            Self::Telephone => ("telephone", "telefono"),
            Self::MailDomain => ("mail_domain", "dominio_posta"),
            Self::Monday => ("monday", "lunedi"),
            Self::Tuesday => ("tuesday", "martedi"),
            Self::Wednesday => ("wednesday", "mercoledi"),
            Self::Thursday => ("thursday", "giovedi"),
            Self::Friday => ("friday", "venerdi"),
            Self::Saturday => ("saturday", "sabato"),
            Self::Sunday => ("sunday", "domenica"),
            Self::Exceptions => ("exceptions", "eccezioni"),
            Self::Capabilities => ("capabilities", "abilitazioni"),
            Self::Services => ("services", "servizi"),
        }
    }
}
