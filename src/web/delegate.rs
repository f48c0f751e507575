// SPDX-License-Identifier: AGPL-3.0-or-later
//! The person at the counter, as the identification page asks for them: the holder, or who acts for them.

use super::birth_place::{self, Resolved};
use super::dates;
use super::form::FieldErrors;
use super::holder;
use super::holder_delegations;
use super::look_ups;
use super::page::Page;
use super::warnings::Choice;
use crate::cases::{Case, DelegateData, Present, PresentRefused};
use crate::delegations::{self, Delegate, KnownDelegation};
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person::Person;
use crate::policy::{DelegationKind, Policy, rome_date};
use crate::texts;
use validator::ValidationError;

/// The value for the holder in person, who is the usual one.
pub(super) const IN_PERSON: &str = "holder";
/// What the value for a delegation used again begins with; its identity follows.
const AGAIN: &str = "again_";

/// What was typed of the delegate.
pub(super) struct Typed<'a> {
    pub(super) who: &'a str,
    pub(super) code: &'a str,
    pub(super) surname: &'a str,
    pub(super) name: &'a str,
    pub(super) sex: &'a str,
    pub(super) birth_date: &'a str,
    pub(super) birth_place: &'a str,
    pub(super) birth_place_code: &'a str,
}

/// Who may stand there: the holder first, unless they are a minor; then who has a delegation that holds, and the kinds that the
/// rules of the case know for the holder's age.
pub(super) fn choices(page: &Page, policy: &Policy, case: &Case, known: &[KnownDelegation]) -> Vec<Choice> {
    let age = case.person.as_ref().and_then(|person| person.age_on(rome_date(page.now())));
    let is_minor = age.is_some_and(|age| age < policy.adult_age());
    let in_person = Choice::of(page.language(), IN_PERSON, "identification-who-holder");
    let kinds = policy.delegations(rome_date(case.opened_at));
    let fitting = kinds
        .filter(|rules| age.is_none_or(|age| delegations::age_fits(rules, age, policy.adult_age())))
        .map(|rules| Choice::of(page.language(), rules.kind.key(), &rules.kind.text_key("delegation-kind")));
    let again = known.iter().map(|it| again(page, policy, it));
    Some(in_person).filter(|_| !is_minor).into_iter().chain(again).chain(fitting).collect()
}

/// A delegation that holds, to be used again: person and title are known.
fn again(page: &Page, policy: &Policy, known: &KnownDelegation) -> Choice {
    let language = page.language();
    let standing = known.standing(policy.adult_age(), rome_date(page.now()));
    let arguments = [
        ("who", holder_delegations::who(language, known).into()),
        ("standing", holder_delegations::standing(language, standing).into()),
    ];
    let label = texts::text_with(language, "delegation-again", &arguments);
    Choice { value: format!("{AGAIN}{}", known.id), label, hint: String::new() }
}

/// Whether who was chosen is somebody whose data are to be typed.
pub(super) fn is_new(who: &str) -> bool {
    DelegationKind::from_key(who).is_some_and(DelegationKind::has_delegate)
}

/// Who was chosen, read from what was typed. Places to pick from where a name is that of several.
pub(super) fn read(typed: &Typed<'_>) -> Result<Present, (FieldErrors, Vec<Choice>)> {
    let kind = match typed.who {
        IN_PERSON => return Ok(Present::Holder),
        key if key.starts_with(AGAIN) => {
            let id = key.trim_start_matches(AGAIN).parse();
            let unknown = |_| (FieldErrors::of("who", "delegation-not-in-force"), Vec::new());
            return id.map(Present::Again).map_err(unknown);
        }
        key => DelegationKind::from_key(key),
    };
    let kind = kind.ok_or_else(|| (FieldErrors::of("who", "identification-who-needed"), Vec::new()))?;
    if !kind.has_delegate() {
        return Ok(Present::EmancipatedMinor);
    }
    let mut errors = FieldErrors::default();
    let code = match FiscalCode::parse_scan(typed.code) {
        Ok(code) => Some(code),
        Err(_) if typed.code.trim().is_empty() => {
            errors.add("code", "field-required");
            None
        }
        Err(error) => {
            errors = errors.and(look_ups::code_error("code", error));
            None
        }
    };
    let mut check = |field: &str, checked: Result<(), ValidationError>| {
        if let Err(error) = checked {
            errors.add(field, error.code);
        }
    };
    check("surname", holder::name(typed.surname));
    check("name", holder::name(typed.name));
    check("sex", holder::sex(typed.sex));
    check("birth_date", dates::check(typed.birth_date));
    let birth_date = dates::parse(typed.birth_date);
    let in_code = code.as_ref().and_then(|code| code.personal()).map(|code| code.place_code());
    let place = birth_place::resolve(typed.birth_place, typed.birth_place_code, birth_date, in_code);
    let places = birth_place::complain(&place, typed.birth_place, &mut errors);
    let (Some(code), Resolved::One(birth_place), true) = (code, place, errors.is_empty()) else {
        return Err((errors, places));
    };
    let person = || {
        Some(Person {
            surname: typed.surname.parse().ok()?,
            name: typed.name.parse().ok()?,
            sex: typed.sex.parse().ok()?,
            birth_date: birth_date?,
            birth_place,
        })
    };
    match person() {
        Some(person) => Ok(Present::Delegate(kind, Box::new(DelegateData { code, person }))),
        None => Err((FieldErrors::of("surname", "field-required"), places)),
    }
}

/// A saved delegate as the fields show them.
pub(super) fn shown(delegate: &Delegate) -> [String; 6] {
    let Person { surname, name, sex, birth_date, birth_place } = &delegate.person;
    [
        delegate.code.to_string(),
        surname.to_string(),
        name.to_string(),
        sex.letter().to_owned(),
        dates::show(*birth_date),
        birth_place::label(*birth_place, *birth_date),
    ]
}

/// Where a refusal of the person is shown; none where it has a page and a slip of its own.
pub(super) const fn complaint(refused: PresentRefused) -> Option<(&'static str, &'static str)> {
    match refused {
        PresentRefused::Minor => None,
        PresentRefused::NotInForce => Some(("who", "delegation-not-in-force")),
        PresentRefused::HolderFirst => Some(("who", "delegation-holder-first")),
        PresentRefused::Kind => Some(("who", "delegation-kind-not-known")),
        PresentRefused::HolderAge => Some(("who", "delegation-holder-age")),
        PresentRefused::Counter => Some(("who", "delegation-counter-not-capable")),
        PresentRefused::SamePerson => Some(("code", "delegate-is-holder")),
        PresentRefused::Operator => Some(("code", "delegate-is-operator")),
        PresentRefused::UnderAge => Some(("birth_date", "delegate-under-age")),
        PresentRefused::NotBorn => Some(("birth_date", "birth-date-future")),
        PresentRefused::NotForThisService => Some(("who", "delegation-not-for-this-person")),
    }
}

/// `Maria Rossi, tutore`; the kind alone where nobody acts, nothing for a holder in person.
pub(super) fn in_one_line(page: &Page, case: &Case) -> String {
    let Some(delegation) = &case.delegation else { return String::new() };
    let kind = texts::text(page.language(), &delegation.kind.text_key("delegation-kind"));
    match &delegation.delegate {
        Some(Delegate { person, .. }) => format!("{} {}, {kind}", person.name, person.surname),
        None => kind,
    }
}
