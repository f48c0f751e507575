// SPDX-License-Identifier: AGPL-3.0-or-later
//! The papers that a delegate brings, printed from the step of the delegation: prefilled with what the case knows.

use super::acting;
use super::birth_place;
use super::error::{Answer, PageError};
use super::page::Page;
use super::paper;
use super::routes::Routes;
use crate::audit::{self, Entry};
use crate::cases::{self, Case};
use crate::delegations::{Delegation, Title};
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person::Person;
use crate::ids::CaseId;
use crate::operators::Operator;
use crate::pdf::{self, Declared};
use crate::policy::{DelegationKind, DelegationRules, Power, Signatory};
use crate::texts::Language;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The delegation itself; the other papers are named by what they declare.
const DELEGATION: &str = "delegation";

#[derive(Deserialize)]
struct Wanted {
    /// Two-letter code; without it, the citizen's where it is known.
    language: Option<String>,
}

/// A paper that the page offers.
#[derive(Serialize)]
pub(super) struct PaperView {
    word: &'static str,
    /// The key of its name.
    title: String,
}

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/cases/{id}/delegation/papers/{paper}", print);
}

/// The papers of a kind, in the order in which they are offered.
pub(super) fn offered(kind: DelegationKind) -> Vec<PaperView> {
    words(kind).iter().map(|word| PaperView { word, title: title(word) }).collect()
}

fn title(word: &str) -> String {
    if word == DELEGATION { "deed-delegation-title".to_owned() } else { format!("deed-title-{word}") }
}

const fn words(kind: DelegationKind) -> &'static [&'static str] {
    match kind {
        DelegationKind::Parent => &["parenthood"],
        DelegationKind::Guardian => &["guardian"],
        DelegationKind::Curator => &["curator"],
        DelegationKind::SupportAdministrator => &["support-administrator"],
        DelegationKind::Fiduciary => &["fiduciary"],
        DelegationKind::HealthImpediment => &[DELEGATION, "impediment"],
        DelegationKind::EmancipatedMinor => &["emancipation"],
    }
}

async fn print(
    operator: Operator,
    page: Page,
    path: Path<(CaseId, String)>,
    wanted: Query<Wanted>,
) -> Answer {
    let (id, word) = path.into_inner();
    let mut conn = page.connection().await?;
    let case = page.case(&mut conn, &operator, id).await?;
    let policy = page.policy_of(&case)?;
    let Some((delegation, rules)) = cases::delegation_of(policy, &case)? else {
        return Err(PageError::NotFound);
    };
    let word = words(delegation.kind).iter().find(|it| **it == word).ok_or(PageError::NotFound)?;
    let office = page.office(&mut conn, case.counter.id).await?;
    let entry = Entry::new("delegation.print").by(operator.who()).holder(case.holder.id).case(id);
    audit::record(&conn, &page.app.audit_key, entry.plain("paper", word), page.now()).await?;
    drop(conn);
    let language = wanted.language.as_deref().and_then(|code| code.parse().ok());
    let language = language.or_else(|| case.contact.as_ref().map(|contact| contact.language));
    let sheet = Sheet { page: &page, case: &case, office: &office, language: language.unwrap_or_default() };
    let bytes = match *word {
        DELEGATION => sheet.delegation(delegation, rules),
        _ => sheet.declaration(delegation),
    };
    Ok(paper::pdf("modulo.pdf", Zeroizing::new(bytes)))
}

/// What every paper of a case says.
struct Sheet<'a> {
    page: &'a Page,
    case: &'a Case,
    office: &'a paper::Office,
    language: Language,
}

impl Sheet<'_> {
    fn notice(&self) -> pdf::Notice<'_> {
        let settings = &self.page.app.settings;
        let link = match settings.links.privacy.as_str() {
            "" => &settings.region_url,
            privacy => privacy,
        };
        self.office.notice(&settings.privacy_officer, link)
    }

    fn delegation(&self, delegation: &Delegation, rules: &DelegationRules) -> Vec<u8> {
        let (holder, delegate) = (self.holder_place(), delegate_place(delegation));
        let number = self.case.card.as_ref().map(|card| card.card.number);
        let conducts = rules.conduct(Power::Acts);
        let impediment = delegation.evidence.iter().find(|piece| piece.from_on.is_some());
        pdf::delegation_form(&pdf::DelegationForm {
            counter: self.office.view(),
            protocol: Some(self.case.protocol.as_str()),
            holder: self.holder(holder.as_deref()),
            delegate: delegate_of(delegation, delegate.as_deref()),
            card: number.as_ref().map(|number| number.as_str()),
            duplicate: conducts.is_some_and(|it| it.duplicate_to.contains(&Signatory::Delegate)),
            over_months: rules.impediment_over_months,
            from: impediment.and_then(|piece| piece.from_on),
            to: impediment.and_then(|piece| piece.to_on),
            // whose address is known here is not known: it is written by hand
            email: None,
            notice: self.notice(),
            language: self.language,
            now: self.page.now(),
        })
    }

    fn declaration(&self, delegation: &Delegation) -> Vec<u8> {
        let (holder, delegate) = (self.holder_place(), delegate_place(delegation));
        let title = delegation.title.as_ref();
        let decree = title.and_then(|title| title.decree.as_ref()).map(acting::view).unwrap_or_default();
        let impediment = delegation.evidence.iter().find(|piece| piece.from_on.is_some());
        let declared = match delegation.kind {
            DelegationKind::Parent => Declared::Parenthood,
            DelegationKind::Guardian => Declared::Guardian(decree),
            DelegationKind::Curator => Declared::Curator(decree),
            DelegationKind::SupportAdministrator => {
                Declared::SupportAdministrator(decree, title.and_then(power))
            }
            DelegationKind::Fiduciary => Declared::Fiduciary(title.and_then(|title| title.words.as_deref())),
            DelegationKind::HealthImpediment => Declared::Impediment(
                impediment.and_then(|piece| piece.from_on),
                impediment.and_then(|piece| piece.to_on),
            ),
            DelegationKind::EmancipatedMinor => Declared::Emancipation,
        };
        let own = matches!(declared, Declared::Impediment(..) | Declared::Emancipation);
        let declarant =
            if own { self.holder(holder.as_deref()) } else { delegate_of(delegation, delegate.as_deref()) };
        pdf::declaration(&pdf::Declaration {
            counter: self.office.view(),
            protocol: Some(self.case.protocol.as_str()),
            declared,
            declarant,
            holder: self.holder(holder.as_deref()),
            notice: self.notice(),
            language: self.language,
            now: self.page.now(),
        })
    }

    fn holder_place(&self) -> Option<String> {
        self.case.person.as_ref().map(|person| birth_place::label(person.birth_place, person.birth_date))
    }

    fn holder<'p>(&'p self, place: Option<&'p str>) -> pdf::Person<'p> {
        let code = &self.case.holder.code;
        match self.case.person.as_deref() {
            Some(known) => person(code, known, place),
            None => pdf::Person { codice_fiscale: Some(code.as_str()), ..pdf::Person::default() },
        }
    }
}

fn delegate_place(delegation: &Delegation) -> Option<String> {
    let person = delegation.delegate.as_ref().map(|delegate| &delegate.person);
    person.map(|person| birth_place::label(person.birth_place, person.birth_date))
}

fn delegate_of<'p>(delegation: &'p Delegation, place: Option<&'p str>) -> pdf::Person<'p> {
    let delegate = delegation.delegate.as_ref();
    delegate.map(|it| person(&it.code, &it.person, place)).unwrap_or_default()
}

fn person<'p>(code: &'p FiscalCode, known: &'p Person, place: Option<&'p str>) -> pdf::Person<'p> {
    pdf::Person {
        surname: Some(known.surname.as_str()),
        name: Some(known.name.as_str()),
        codice_fiscale: Some(code.as_str()),
        birth_date: Some(known.birth_date),
        birth_place: place,
    }
}

const fn power(title: &Title) -> Option<pdf::Power> {
    match title.power {
        Power::Acts => Some(pdf::Power::Acts),
        Power::Assists => Some(pdf::Power::Assists),
        Power::Alone => None,
    }
}
