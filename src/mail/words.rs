// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a mail tells, in one language. The sentences are in `locales/*/mail.ftl`.

use super::acting::Acting;
use super::moment::local;
use super::staff_words::{self, FigureTable};
use crate::outbox::{AccountEvent, CounterFigures, Reader, ToldRole};
use crate::seal::{CodeKind, CodePart, Digits};
use crate::texts::{FluentValue, Language, text, text_with};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// The counter that a citizen can turn to.
pub struct Office {
    /// Its name.
    pub name: String,
    /// Its telephone, or nothing.
    pub telephone: String,
}

/// How often a wrong code may be entered before it is blocked, where anything counts; policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// Of the PIN.
    pub pin: Option<u8>,
    /// Of the PUK.
    pub puk: Option<u8>,
}

/// What the mail with the second half tells.
pub struct SecondHalfWords<'a> {
    /// The second positions of each code.
    pub codes: &'a [CodePart],
    /// The release's number, as on the sheet.
    pub release: &'a str,
    /// Whether an older sheet with the same digits may be about.
    pub duplicate: bool,
    /// How often a code may be wrong.
    pub tries: Tries,
    /// Where to turn to.
    pub office: &'a Office,
    /// Whether it goes to a person whom the holder trusts.
    pub trusted: bool,
    /// Who acted for the holder, or assisted them.
    pub acting: Option<Acting<'a>>,
}

/// What a mail tells.
pub enum Words<'a> {
    /// The second half of the codes.
    SecondHalf(SecondHalfWords<'a>),
    /// The six digits that are told back at the counter.
    OwnershipCode {
        /// The digits.
        code: &'a Digits,
        /// For how many minutes from the posting they are good.
        minutes: u32,
        /// Where they are told back.
        office: &'a Office,
        /// Who reads them, and so whom they tell them.
        reader: Reader,
    },
    /// Another address was given for the holder's card.
    AddressNotice {
        /// Where.
        office: &'a Office,
        /// When.
        given_at: DateTime<Utc>,
        /// Whether somebody who acts for the holder gave it.
        acting: bool,
    },
    /// Something happened to an operator's account.
    AccountNotice {
        /// The account.
        username: &'a str,
        /// What.
        event: AccountEvent,
        /// When.
        at: DateTime<Utc>,
        /// The role that was given or ended.
        role: Option<&'a ToldRole>,
    },
    /// A one-time link to an operator's account.
    Invitation {
        /// The account.
        username: &'a str,
        /// The whole address.
        link: &'a str,
        /// Until when.
        expires_at: DateTime<Utc>,
        /// Whether it is for a first password.
        first: bool,
    },
    /// A month in figures.
    MonthlyReport {
        /// Its first day.
        month: NaiveDate,
        /// The counters.
        counters: &'a [CounterFigures],
        /// The page with the same month.
        link: &'a str,
    },
}

/// A mail in one language, as the templates set it.
#[derive(Serialize)]
pub(super) struct Block {
    lang: &'static str,
    /// The line that leads to this block where another one stands above it.
    pointer: String,
    heading: String,
    before: Vec<String>,
    /// An address to open, as secret as what it opens; wiped with the block.
    pub(super) link: String,
    /// Figures by counter.
    tables: Vec<FigureTable>,
    pub(super) codes: Vec<CodeLine>,
    after: Vec<String>,
    closing: String,
}

#[derive(Serialize)]
pub(super) struct CodeLine {
    name: String,
    /// As secret as the code; wiped with the block.
    pub(super) digits: String,
    positions: String,
}

impl Words<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::SecondHalf(_) => "second_half",
            Self::OwnershipCode { .. } => "ownership_code",
            Self::AddressNotice { .. } => "address_notice",
            Self::AccountNotice { .. } => "account_notice",
            Self::Invitation { .. } => "invitation",
            Self::MonthlyReport { .. } => "monthly_report",
        }
    }

    /// The subject; never holds a code.
    pub(super) fn subject(&self, language: Language) -> String {
        match self {
            Self::SecondHalf(half) => {
                text_with(language, "mail-subject-second_half", &[("release", half.release.into())])
            }
            Self::MonthlyReport { month, .. } => {
                text_with(language, "mail-subject-monthly_report", &[staff_words::month(*month)])
            }
            _ => text(language, &format!("mail-subject-{}", self.name())),
        }
    }

    /// The whole mail in one language.
    pub(super) fn block(&self, language: Language) -> Block {
        let say =
            |key: &str, arguments: &[(&'static str, FluentValue<'_>)]| text_with(language, key, arguments);
        let (before, codes, after) = match self {
            Self::SecondHalf(half) => second_half(language, half),
            Self::OwnershipCode { code, minutes, office, reader } => (
                vec![say(
                    match reader {
                        Reader::AtCounter => "mail-ownership_code-why",
                        Reader::Trusted => "mail-ownership_code-why_trusted",
                        Reader::Away => "mail-ownership_code-why_away",
                    },
                    &[("counter", office.name.as_str().into())],
                )],
                vec![CodeLine {
                    name: say("mail-ownership_code-name", &[]),
                    digits: code.reveal().to_owned(),
                    positions: String::new(),
                }],
                vec![
                    say("mail-ownership_code-valid", &[("minutes", (*minutes).into())]),
                    say(
                        match reader {
                            Reader::AtCounter => "mail-ownership_code-only_here",
                            Reader::Trusted => "mail-ownership_code-only_holder",
                            Reader::Away => "mail-ownership_code-only_delegate",
                        },
                        &[],
                    ),
                    say(
                        match reader {
                            Reader::AtCounter | Reader::Trusted => "mail-ownership_code-not_you",
                            Reader::Away => "mail-ownership_code-not_known",
                        },
                        &[],
                    ),
                ],
            ),
            Self::AddressNotice { office, given_at, acting } => {
                let told =
                    [("counter", office.name.as_str().into()), ("when", local(language, *given_at).into())];
                let mut before = vec![say("mail-address_notice-what", &told)];
                before.extend(acting.then(|| say("mail-address_notice-acting", &[])));
                before.push(say("mail-address_notice-no_codes", &[]));
                (before, vec![], vec![report(language, "mail-address_notice-not_you", office)])
            }
            Self::AccountNotice { username, event, at, role } => {
                staff_words::notice(language, username, *event, *at, *role)
            }
            Self::Invitation { username, expires_at, first, .. } => {
                staff_words::invitation(language, username, *expires_at, *first)
            }
            Self::MonthlyReport { month, .. } => staff_words::monthly(language, *month),
        };
        let link = match self {
            Self::Invitation { link, .. } | Self::MonthlyReport { link, .. } => (*link).to_owned(),
            _ => String::new(),
        };
        let tables = match self {
            Self::MonthlyReport { counters, .. } => staff_words::tables(language, counters),
            _ => vec![],
        };
        Block {
            lang: language.code(),
            pointer: say("mail-pointer", &[]),
            heading: say(&format!("mail-heading-{}", self.name()), &[]),
            before,
            link,
            tables,
            codes,
            after,
            closing: say("mail-closing", &[]),
        }
    }
}

pub(super) type Told = (Vec<String>, Vec<CodeLine>, Vec<String>);

fn second_half(language: Language, half: &SecondHalfWords<'_>) -> Told {
    let say = |key: &str, arguments: &[(&'static str, FluentValue<'_>)]| text_with(language, key, arguments);
    let release = || ("release", half.release.into());
    let mut before = vec![say("mail-second_half-what", &[release()]), say("mail-second_half-join", &[])];
    if let Some(acting) = &half.acting {
        before.insert(0, acting.sentence(language));
    }
    if half.trusted {
        before.insert(0, say("mail-second_half-trusted", &[release()]));
    }
    let codes = half.codes.iter().map(|part| code_line(language, part)).collect();
    let has = |kind| half.codes.iter().any(|part| part.kind == kind);
    let mut after = vec![];
    if half.duplicate {
        after.push(say("mail-second_half-duplicate", &[]));
    }
    if let Some(tries) = half.tries.pin.filter(|_| has(CodeKind::Pin)) {
        after.push(say("mail-second_half-tries_pin", &[("tries", tries.into())]));
    }
    if let Some(tries) = half.tries.puk.filter(|_| has(CodeKind::Puk)) {
        after.push(say("mail-second_half-tries_puk", &[("tries", tries.into())]));
    }
    after.extend([
        say("mail-second_half-nobody_asks", &[]),
        say("mail-second_half-keep", &[]),
        report(language, "mail-second_half-report", half.office),
    ]);
    (before, codes, after)
}

fn code_line(language: Language, part: &CodePart) -> CodeLine {
    let (from, to) = part.positions().into_inner();
    let kind = match part.kind {
        CodeKind::Pin => "mail-code-pin",
        CodeKind::Puk => "mail-code-puk",
        CodeKind::Cip => "mail-code-cip",
    };
    let mut places = vec![("from", from.into()), ("total", part.total.into())];
    let key = if from == to {
        "mail-code-position"
    } else {
        places.push(("to", to.into()));
        "mail-code-positions"
    };
    CodeLine {
        name: text(language, kind),
        digits: part.reveal_masked().to_string(),
        positions: text_with(language, key, &places),
    }
}

/// Where to turn to; the telephone only where there is one.
fn report(language: Language, key: &str, office: &Office) -> String {
    let whom = if office.telephone.is_empty() {
        text_with(language, "mail-office", &[("counter", office.name.as_str().into())])
    } else {
        let arguments =
            [("counter", office.name.as_str().into()), ("telephone", office.telephone.as_str().into())];
        text_with(language, "mail-office-telephone", &arguments)
    };
    text_with(language, key, &[("office", whom.into())])
}
